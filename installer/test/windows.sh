#!/bin/bash
# Installs the Windows installer under Wine 10 (Debian 13, in a folder of its own), checks the installed tree
# against its manifest, uses it, upgrades it, is refused a downgrade, and uninstalls it. As root, with the project's
# environment active:
#   installer/test/windows.sh dist/gongkai-VERSION-setup.exe OUT UCRTBASE [CA.pem]
# UCRTBASE: Microsoft's ucrtbase.dll; Wine's own lacks what NumPy asks for. It is used, never shipped.
# CA.pem: the authority of the Authenticode certificate, where the installer was built with one.
# OUT gets the figures on standard output and a screenshot, window.png. Any failure stops the test.
# GONGKAI_WINE_ROOT names a folder where the Debian with Wine is kept for the next run.
set -eu
setup=$(realpath "$1"); mkdir -p "$2"; out=$(realpath "$2"); ucrtbase=$(realpath "$3"); ca=${4:-}
kept=${GONGKAI_WINE_ROOT:-}
root=${kept:-$(mktemp -d --tmpdir gongkai-wine-test.XXXXXX)}
screen=:$((100 + $$ % 900)) display= # no other test's
clean() {
    [ -z "$display" ] || kill "$display" 2>/dev/null || :
    umount "$root/proc" "$root/dev" "$root/prefix/drive_c/small" 2>/dev/null || :
    [ -n "$kept" ] || rm -rf --one-file-system "$root"
}
trap clean EXIT
say() { printf '%s  %s\n' "$(date +%T)" "$*"; }
TIMEFORMAT='          %R s, of which the processor %U s' # this test is not the only thing that runs
wine() {
    chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DISPLAY="$screen" WINEDEBUG=-all \
        WINEPREFIX=/prefix WINEDLLOVERRIDES='mscoree,mshtml=;ucrtbase=n,b' wine "$@"
}
setup() { wine 'Z:\tmp\setup.exe' /S "$@"; }
drive="$root/prefix/drive_c"
home="$drive/Program Files/Gongkai"
there='C:\Program Files\Gongkai'
gongkai() { wine "$there\app\gongkai-cli.exe" "$@" 2>&1 | cat; } # through a pipe: Wine gives Python no handle of a file
uninstall() {
    wine "$there\uninstall.exe" /S
    for _ in $(seq 120); do [ -e "$home" ] || break; sleep 1; done
    [ ! -e "$home" ]
}
installed() {
    (cd "$home/app" && sha256sum --quiet --check payload.sha256)
    [ "$(find "$home/app" -type f | wc -l)" -eq "$(($(wc -l <"$home/app/payload.sha256") + 1))" ]
}
# A shell that stops at failures does not stop at "! command".
absent() { if "$@" >/dev/null 2>&1; then say "still there: $*"; return 1; fi; }
key='HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\Gongkai'

if [ ! -e "$root/usr/bin/wine" ]; then
    say "Debian with Wine"
    mmdebstrap --quiet --variant=minbase --include=wine64,wine,xvfb,fonts-wqy-microhei,imagemagick,x11-utils \
        trixie "$root"
fi
mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
mountpoint -q "$root/dev" || mount --bind /dev "$root/dev"
rm -rf "$root/prefix"; cp "$setup" "$root/tmp/setup.exe"
# One display for the whole test: the uninstaller goes on in the background.
chroot "$root" Xvfb "$screen" -screen 0 1400x900x24 -nolisten tcp >/dev/null 2>&1 & display=$!
wine wineboot -i >/dev/null 2>&1
cp "$ucrtbase" "$drive/windows/system32/ucrtbase.dll"

say "install"
time setup
installed
say "installed: $(du -sm "$home" | cut -f1) MB, $(wc -l <"$home/app/payload.sha256") files as in the manifest"
gongkai self-check --json >"$out/self-check.json"
grep -q '"ok": true' "$out/self-check.json"
say "self-check passed"
gongkai demo --dir 'C:\demo' | tail -n 3 | tee "$out/demo.txt"
grep -q '✓' "$out/demo.txt"

if [ -n "$ca" ]; then
    for program in "$setup" "$home/app/Gongkai.exe" "$home/app/gongkai-cli.exe" "$home/uninstall.exe"; do
        osslsigncode verify -CAfile "$ca" -in "$program" >/dev/null
    done
    say "installer, uninstaller and launchers are signed"
fi

say "window, by opening a file of each type"
for type in Package Request Verdict Card; do
    wine reg query "HKLM\Software\Classes\Gongkai.$type\shell\open\command" /reg:64 2>&1 | grep -q 'Gongkai.exe" "%1"'
done
echo x >"$drive/a b.gkp"
wine start /wait 'C:\a b.gkp' >/dev/null 2>&1 & window=$!
shown() { chroot "$root" env DISPLAY="$screen" xwininfo -root -tree | grep -qi 'gongkai'; }
for _ in $(seq 120); do ! shown || break; sleep 1; done
shown
sleep 10
chroot "$root" env DISPLAY="$screen" import -window root /tmp/window.png
cp "$root/tmp/window.png" "$out/window.png"
wine taskkill /f /im Gongkai.exe >/dev/null 2>&1 || :
wait "$window" 2>/dev/null || :

say "a run that is killed leaves the old version, and the next one repairs"
setup & killed=$!
until [ "$(find "$home/new" -type f 2>/dev/null | wc -l)" -ge 500 ]; do sleep 0.1; done
wine taskkill /f /im setup.exe >/dev/null 2>&1
wait "$killed" || : # Wine says 0 of it; that new/ is still there tells
installed; [ -e "$home/new" ]
setup
installed; [ ! -e "$home/new" ]

say "one that is killed between its two renames is repaired"
mkdir -p "$home/new"; echo rest >"$home/new/rest"; mv "$home/app" "$home/old"
setup
installed; [ ! -e "$home/new" ]; [ ! -e "$home/old" ]

say "upgrade keeps data and drops what is no longer there"
data="$drive/users/$(chroot "$root" id -un)/AppData/Local/Gongkai/workspace"
mkdir -p "$data"; echo data >"$data/mark"; echo stale >"$home/app/stale"
wine reg add "$key" /v DisplayVersion /d 0.0.1 /f /reg:64 >/dev/null 2>&1
setup
installed; [ -e "$data/mark" ]

say "a downgrade is refused"
wine reg add "$key" /v DisplayVersion /d 99.0 /f /reg:64 >/dev/null 2>&1
status=0; setup || status=$?
[ "$status" -eq 12 ]; installed

say "policy packs, good and bad"
python3 -m installer.test.packs "$root/tmp/packs"
holds() { gongkai pack show --json | grep -q "\"version\": $1,"; }
wine reg delete "$key" /v DisplayVersion /f /reg:64 >/dev/null 2>&1
setup '/POLICY=Z:\tmp\packs\first.json'
for bad in older tampered expired unsigned foreign; do
    status=0; setup "/POLICY=Z:\\tmp\\packs\\$bad.json" || status=$?
    [ "$status" -eq 16 ]; installed
done
holds 2
setup '/POLICY=Z:\tmp\packs\newer.json'
holds 3
rm -rf "$drive/ProgramData/Gongkai"

say "uninstall leaves the data and nothing else"
uninstall
[ -e "$data/mark" ]
absent wine reg query "$key" /reg:64
absent wine reg query 'HKLM\Software\Classes\.gkp' /reg:64
[ -z "$(find "$drive/ProgramData" "$drive/users" -iname '*gongkai*.lnk' -o -name '*公开*.lnk')" ]

say "a folder with Chinese characters and spaces"
setup '/D=C:\政务' '软件\公开' # two words: NSIS takes the rest of the line, and knows no quotes
home="$drive/政务 软件/公开"
there='C:\政务 软件\公开'
installed
gongkai self-check --json | grep -q '"ok": true'
uninstall

say "for one user alone"
setup /CURRENTUSER
home="$drive/users/$(chroot "$root" id -un)/AppData/Local/Programs/Gongkai"
there="C:\\users\\$(chroot "$root" id -un)\\AppData\\Local\\Programs\\Gongkai"
installed
gongkai self-check --json | grep -q '"ok": true'
absent wine reg query "$key" /reg:64
wine reg query "${key/HKLM/HKCU}" /reg:64 >/dev/null
uninstall
absent wine reg query "${key/HKLM/HKCU}" /reg:64

say "a full disk leaves the version that runs"
mkdir -p "$drive/small"; mount -t tmpfs -o size=500m tmpfs "$drive/small"
home="$drive/small/Gongkai" there='C:\small\Gongkai'
setup '/D=C:\small\Gongkai'
status=0; setup || status=$?
[ "$status" -eq 14 ]; installed; [ ! -e "$home/new" ]
gongkai self-check --json | grep -q '"ok": true'
uninstall
umount "$drive/small"
kill "$display"; wait "$display" 2>/dev/null || :
say "all passed"
