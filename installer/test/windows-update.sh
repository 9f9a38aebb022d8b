#!/bin/bash
# Updates an installed Windows version from a repository, under Wine: the version of before comes back where the new
# one fails, and the list of programs knows what lies there. As root, with the project's environment active:
#   installer/test/windows-update.sh dist/gongkai-VERSION-setup.exe TREES/windows PYTHON OUT UCRTBASE
# TREES: what build.py --trees kept beside that installer; PYTHON: one of the version that ships (the cache of build.py
# has one); UCRTBASE: as for windows.sh. Any failure stops the test.
set -eu
setup=$(realpath "$1"); tree=$(realpath "$2"); python=$(realpath "$3"); mkdir -p "$4"; out=$(realpath "$4")
ucrtbase=$(realpath "$5")
. "$(dirname "$0")/wine.sh"
update() { gongkai update "$@" --source 'Z:\share' --root 'Z:\root.json' --json; }
shares() { rm -rf "$root/share"; cp -a "$out/versions/$1" "$root/share"; }
version() { sed -n 's/.*"version": "\([^"]*\)".*/\1/p' "$home/app/program/resources/built.json" | head -n 1; }
ended() { # the swap goes on when the command has ended
    for _ in $(seq 300); do [ -e "$home/new" ] || [ -e "$home/old" ] || break; sleep 1; done
    [ ! -e "$home/new" ]; [ ! -e "$home/old" ]
}

say "two later versions, one of them broken"
rm -rf "$out/versions"
python3 -m installer.test.versions "$tree" "$python" "$out/versions"
say "install"
setup
installed
before=$(version)

say "look, fetch, put in place"
shares share; cp "$root/share/metadata/1.root.json" "$root/root.json"
update check | tee "$out/check.json"; grep -q '"available": "99.0.0"' "$out/check.json"
time update fetch >"$out/fetch.json"
[ "$(version)" = "$before" ]
time gongkai update apply --json | tee "$out/apply.json"
time ended
installed; [ "$(version)" = 99.0.0 ]
gongkai self-check --json | grep -q '"ok": true'
registered | grep -q 'DisplayVersion.*99\.0\.0'
status=0; setup || status=$? # the installer of before would go back
[ "$status" -eq 12 ]; [ "$(version)" = 99.0.0 ]

say "a version that fails its self-check is not put in place"
shares next
update fetch >/dev/null
gongkai update apply --json >"$out/broken.json"; grep -q update-failed "$out/broken.json"
installed; [ "$(version)" = 99.0.0 ]; [ -e "$home/new" ]

say "and one that fails in its place gives it back"
mkdir -p "$drive/scratch"; cp -a "$home/app/runtime" "$home/app/program/app/core/updates/swap.py" "$drive/scratch"
printf 'python313.zip\n.\n' >"$drive/scratch/runtime/python313._pth"
said 'C:\scratch\runtime\python.exe' 'C:\scratch\swap.py' "$there\app" "$there\app\gongkai-cli.exe" self-check --program
ended
installed; [ "$(version)" = 99.0.0 ]
gongkai self-check --json | grep -q '"ok": true'
registered | grep -q 'DisplayVersion.*99\.0\.0'

say "an older state of the source is refused"
shares share
update check >"$out/older.json"; grep -q update-refused "$out/older.json"
uninstall
absent registered
rm -rf "$out/versions"
kill "$display"; wait "$display" 2>/dev/null || :
say "all passed"
