#!/bin/bash
# Installs the Windows installer under Wine 10 (Debian 13, in a folder of its own), checks the installed tree
# against its manifest, uses it, upgrades it, is refused a downgrade, and uninstalls it. As root, with the project's
# environment active, on an installer without a policy pack, for whose issuer the packs of this test would be strangers:
#   installer/test/windows.sh dist/gongkai-VERSION-setup.exe OUT UCRTBASE [CA.pem]
# UCRTBASE: Microsoft's ucrtbase.dll; Wine's own lacks what NumPy asks for. It is used, never shipped.
# CA.pem: the authority of the Authenticode certificate, where the installer was built with one.
# OUT gets the figures on standard output, and pictures of the first window and of the one behind it.
# Any failure stops the test.
set -eu
setup=$(realpath "$1"); mkdir -p "$2"; out=$(realpath "$2"); ucrtbase=$(realpath "$3"); ca=${4:-}
. "$(dirname "$0")/wine.sh"

say "install"
time setup
installed
say "installed: $(du -sm "$home" | cut -f1) MB, $(wc -l <"$home/app/payload.sha256") files as in the manifest"
gongkai self-check --json >"$out/self-check.json"
grep -q '"ok": true' "$out/self-check.json"
say "self-check passed"
gongkai demo --dir 'C:\demo' | tail -n 3 | tee "$out/demo.txt"
grep -q '✓' "$out/demo.txt"
cp "$(dirname "$0")/loads.py" "$(dirname "$0")/opens.py" "$drive/"
said "$there\app\runtime\python.exe" -I -X utf8 'C:\loads.py' | tee "$out/loads.txt"
grep -q ' 0 not loaded' "$out/loads.txt"

if [ -n "$ca" ]; then
    for program in "$setup" "$home/app/Gongkai.exe" "$home/app/gongkai-cli.exe" "$home/uninstall.exe"; do
        osslsigncode verify -CAfile "$ca" -in "$program" >/dev/null
    done
    say "installer, uninstaller and launchers are signed"
fi

say "window, by opening a file of each type"
for type in Package Request Verdict Card; do
    registered "HKLM\Software\Classes\Gongkai.$type\shell\open\command" | grep -q 'Gongkai.exe" "%1"'
done
echo x >"$drive/a b.gkp"
wine start /wait 'C:\a b.gkp' >/dev/null 2>&1 & window=$!
shown() { chroot "$root" env DISPLAY="$screen" xwininfo -root -tree | grep -qi 'gongkai'; }
for _ in $(seq 120); do ! shown || break; sleep 1; done
shown
sleep 10
chroot "$root" env DISPLAY="$screen" import -window root /tmp/window.png
cp "$root/tmp/window.png" "$out/window.png"
wine taskkill /im Gongkai.exe >/dev/null 2>&1 # asks its window to close, as a person does
for _ in $(seq 120); do shown || break; sleep 1; done
absent shown
closed=$(date +%s%N)
wait "$window"
say "the process ended $((($(date +%s%N) - closed) / 1000000)) ms after its window"
said "$there\app\runtime\python.exe" -I -X utf8 'C:\opens.py' 'C:\opens' 'C:\opened.png'
cp "$drive/opened.png" "$out/opened.png"

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

say "what a virus scanner holds: refused with the old version as it was, or waited for"
mkdir -p "$drive/scratch"; cp -a "$home/app/runtime" "$drive/scratch"
cp "$(dirname "$0")/holds.py" "$(dirname "$0")/unprivileged.py" "$drive/scratch"
printf 'python313.zip\n.\n' >"$drive/scratch/runtime/python313._pth"
mark="$drive/scratch/mark"
scratch() { wine 'C:\scratch\runtime\python.exe' "C:\\scratch\\$1" "${@:2}"; }
hold() { # PATH, until the mark is gone
    scratch holds.py "$1" 'C:\scratch\mark' & held=$!
    until [ -e "$mark" ]; do kill -0 "$held"; sleep 0.1; done
}
echo stale >"$home/app/stale"
hold "$there\app"
status=0; setup || status=$?
[ "$status" -eq 13 ]; [ -e "$home/app/stale" ]; [ ! -e "$home/new" ]; [ ! -e "$home/old" ]
gongkai self-check --json | grep -q '"ok": true'
setup & waits=$!
until [ "$(find "$home/new" -type f 2>/dev/null | wc -l)" -gt "$(wc -l <"$home/app/payload.sha256")" ]; do
    kill -0 "$waits"; sleep 0.2
done
sleep 1; rm "$mark"; wait "$held"; wait "$waits"
installed; [ ! -e "$home/app/stale" ]
# Of a single file Windows refuses the same; Wine lets its folder be renamed, and the next run takes the rest away.
hold "$there\app\program\main.py"
status=0; setup || status=$?
[ "$status" -eq 0 ] || [ "$status" -eq 13 ]; installed
gongkai self-check --json | grep -q '"ok": true'
rm "$mark"; wait "$held"
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
digest=$(cat "$root/tmp/packs/digest.txt")
for other in "${digest/?/x}" ''; do # another issuer's, and a variable that a script forgot to set
    status=0; setup '/POLICY=Z:\tmp\packs\first.json' "/POLICYDIGEST=$other" || status=$?
    [ "$status" -eq 16 ]; [ ! -e "$drive/ProgramData/Gongkai/policy.json" ]
done
setup '/POLICY=Z:\tmp\packs\first.json' "/POLICYDIGEST=$digest"
for bad in older tampered expired unsigned foreign; do
    status=0; setup "/POLICY=Z:\\tmp\\packs\\$bad.json" || status=$?
    [ "$status" -eq 16 ]; installed
done
holds 2
setup '/POLICY=Z:\tmp\packs\newer.json'
holds 3
rm -rf "$drive/ProgramData/Gongkai" "${data%/*}/policy" # whoever has worked under it remembers it

say "uninstall leaves the data and nothing else"
uninstall
[ -e "$data/mark" ]
absent registered
absent registered 'HKLM\Software\Classes\.gkp'
[ -z "$(find "$drive/ProgramData" "$drive/users" -iname '*gongkai*.lnk' -o -name '*公开*.lnk')" ]

say "a folder with Chinese characters and spaces"
setup '/D=C:\政务' '软件\公开' # two words: NSIS takes the rest of the line, and knows no quotes
home="$drive/政务 软件/公开"
there='C:\政务 软件\公开'
installed
gongkai self-check --json | grep -q '"ok": true'
uninstall
[ ! -e "$drive/政务 软件" ] # it was made for this alone

say "for one user alone"
setup /CURRENTUSER
home="$drive/users/$(chroot "$root" id -un)/AppData/Local/Programs/Gongkai"
there="C:\\users\\$(chroot "$root" id -un)\\AppData\\Local\\Programs\\Gongkai"
installed
gongkai self-check --json | grep -q '"ok": true'
absent registered
registered "${key/HKLM/HKCU}" >/dev/null
uninstall
absent registered "${key/HKLM/HKCU}"

say "whoever is no administrator installs for themselves"
# Wine makes an administrator of whoever starts what asks for the highest rights that there are, as ours does. So this
# is the same script asking for none, with a payload of one file.
little="$root/tmp/little"; rm -rf "$little"; mkdir -p "$little/payload/program"
echo terms >"$little/payload/program/LICENSE"
(cd "$little/payload" && sha256sum program/LICENSE >payload.sha256)
cp -r "$(dirname "$0")/../windows" "$little/script"
sed -i 's/^RequestExecutionLevel highest/RequestExecutionLevel user/' "$little/script/installer.nsi"
makensis -V2 -WX -DVERSION=0.0.1 -DNUMBERS=0.0.0.1 -DKILOBYTES=1 "-DPAYLOAD=$little/payload" \
    "-DOUTPUT=$little/little.exe" "$little/script/installer.nsi"
scratch unprivileged.py 'Z:\tmp\little\little.exe' /S
[ -e "$home/app/program/LICENSE" ]
absent registered
registered "${key/HKLM/HKCU}" >/dev/null
uninstall
absent registered "${key/HKLM/HKCU}"

say "a full disk leaves the version that runs"
mkdir -p "$drive/small"; mount -t tmpfs -o size=500m tmpfs "$drive/small"; mkdir "$drive/small/theirs"
home="$drive/small/theirs/own/Gongkai" there='C:\small\theirs\own\Gongkai'
setup "/D=$there"
status=0; setup || status=$?
[ "$status" -eq 14 ]; installed; [ ! -e "$home/new" ]
gongkai self-check --json | grep -q '"ok": true'
uninstall
[ ! -e "$drive/small/theirs/own" ]; [ -e "$drive/small/theirs" ] # a folder that was there stays, empty or not
umount "$drive/small"
kill "$display"; wait "$display" 2>/dev/null || :
say "all passed"
