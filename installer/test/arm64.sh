#!/bin/bash
# Runs the package for arm64 on an x86-64 machine, instruction by instruction (qemu-user-static): its self-check, its
# first window and the one behind it, drawn without a screen. What starts processes of its own, as an import does, is
# left out: the kernel would have to know the emulator. As root:
#   installer/test/arm64.sh dist/gongkai_VERSION_arm64.deb OUT [SUITE]
# OUT gets a picture of each window. Any failure stops the test.
set -eu
deb=$(realpath "$1"); mkdir -p "$2"; out=$(realpath "$2"); suite=${3:-bookworm}
. "$(dirname "$0")/chroot.sh"
python() {
    env -i HOME="$out/home" PATH=/usr/bin LC_ALL=C.UTF-8 QT_QPA_PLATFORM=offscreen qemu-aarch64-static -L "$root" \
        "$root/usr/lib/gongkai/runtime/bin/python3.13" -I -X utf8 "$@"
}

say "Debian $suite for arm64, with what the package depends on"
depends=$(dpkg-deb -f "$deb" Depends | sed 's/ *([^)]*)//g; s/ *|[^,]*//g; s/, */,/g')
mmdebstrap --quiet --variant=extract --architectures=arm64 --include="$depends" "$suite" "$root"
[ "$(dpkg-deb -f "$deb" Architecture)" = arm64 ]
dpkg-deb -x "$deb" "$root"
(cd "$root/usr/lib/gongkai" && sha256sum --quiet --check payload.sha256)

say "self-check"
mkdir -p "$out/home"
time python -m main self-check --json >"$out/self-check.json"
grep -q '"ok": true' "$out/self-check.json"

python "$(dirname "$0")/loads.py" gmssl_pyx

say "window"
python -c '
import sys
from pathlib import Path
from app.ui.application import make_application
app = make_application(["gongkai"])
from app.ui.dialogs.welcome import WelcomeDialog
from app.ui.jobs import JobRunner
dialog = WelcomeDialog(Path(sys.argv[1]), JobRunner(), "zh")
dialog.show()
app.processEvents()
assert dialog.grab().save(sys.argv[2])
' "$out/home/workspace" "$out/window.png"
python "$(dirname "$0")/opens.py" "$out/home/opens" "$out/opened.png"
say "all passed"
