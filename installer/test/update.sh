#!/bin/bash
# Updates a whole installed tree from a repository, in a clean Debian: the version of before comes back where the
# new one fails, a run that is killed is taken up again, a full disk changes nothing. As root, with the project's
# environment active:
#   installer/test/update.sh TREES/deb OUT [SUITE|SYSTEM.tar]
# TREES: what build.py --trees keeps. The figures are told on standard output. Any failure stops the test.
set -eu
tree=$(realpath "$1"); mkdir -p "$2"; out=$(realpath "$2"); suite=${3:-bookworm}
. "$(dirname "$0")/chroot.sh"
home='/opt/政务 软件/app'
gongkai() { inside "$home/runtime/bin/python3.13" -I -X utf8 -m main "$@"; }
update() { gongkai update "$@" --source /share --root /root.json --json; }
whole() { (cd "$root$home" && sha256sum --quiet --check payload.sha256); }
version() { gongkai --version; }

say "two later versions, one of them broken"
python3 -m installer.test.versions "$tree" "$tree/runtime/bin/python3.13" "$out/versions"

make_system libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0
mkdir -p "$root$home"; cp -a "$tree/." "$root$home"
cp -a "$out/versions/share" "$root/share"; cp "$root/share/metadata/1.root.json" "$root/root.json"
before=$(version)

say "a full disk changes nothing"
size=$(du -sm "$root$home" | cut -f1)
mv "$root$home" "$root/kept"; mount -t tmpfs -o "size=$((size + 20))m" tmpfs "$root/opt/政务 软件"
cp -a "$root/kept" "$root$home"
head -c 18M /dev/urandom >"$root/opt/政务 软件/other"
status=0; update fetch >"$out/full.json" 2>&1 || status=$?
[ "$status" -eq 2 ]; grep -q output-unwritable "$out/full.json"
whole; [ "$(version)" = "$before" ]
umount "$root/opt/政务 软件"; mv "$root/kept" "$root$home"

say "look and fetch, killed half-way and taken up again"
update check | tee "$out/check.json"; grep -q '"available": "99.0.0"' "$out/check.json"
replace="exec" update fetch >/dev/null 2>&1 & killed=$!
until [ -d "$root$(dirname "$home")/new.part/site" ]; do sleep 0.02; done
kill -KILL "$killed"; wait "$killed" 2>/dev/null || :
whole; [ ! -d "$root$(dirname "$home")/new" ]
time update fetch >/dev/null

say "put in place"
time gongkai update apply
whole; [ "$(version)" != "$before" ]; gongkai self-check >/dev/null
[ "$(ls "$root$(dirname "$home")")" = app ]

say "a version that fails its self-check leaves the one that runs"
now=$(version)
rm -rf "$root/share"; cp -a "$out/versions/next" "$root/share"
update fetch >/dev/null
status=0; gongkai update apply --json >"$out/broken.json" 2>&1 || status=$?
[ "$status" -eq 3 ]; grep -q update-failed "$out/broken.json"
whole; [ "$(version)" = "$now" ]

say "an older state of the source is refused"
rm -rf "$root/share"; cp -a "$out/versions/share" "$root/share"
status=0; update check >"$out/older.json" 2>&1 || status=$?
[ "$status" -eq 1 ]; grep -q update-refused "$out/older.json"
rm -rf "$out/versions"
say "all passed"
