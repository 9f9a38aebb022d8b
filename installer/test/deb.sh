#!/bin/bash
# Installs the package in a clean Debian as an administrator would, uses it as a clerk would, upgrades it, breaks
# installations off, and purges it. As root, with the project's environment active, on a package without a policy
# pack, for whose issuer the packs of this test would be strangers:
#   installer/test/deb.sh dist/gongkai_VERSION_amd64.deb OUT [SUITE|SYSTEM.tar]
# SYSTEM.tar: a system that an earlier mmdebstrap made, which spares minutes where a mirror is slow.
# OUT gets the figures on standard output, and pictures of the first window and of the one behind it.
# Any failure stops the test.
set -eu
deb=$(realpath "$1"); mkdir -p "$2"; out=$(realpath "$2"); suite=${3:-bookworm}
. "$(dirname "$0")/chroot.sh"
as() { inside setpriv --reuid="$1" --regid="$1" --clear-groups env HOME="/home/$2" XDG_RUNTIME_DIR=/tmp "${@:3}"; }
clerk() { as 1000 clerk "$@"; }
neighbour() { as 1001 neighbour GONGKAI_PASSPHRASE=workspace GONGKAI_KEY_PASSPHRASE=signing "$@"; }
# In the background, and known by its own number: replace="exec" clerk … &
screen=:$((100 + $$ % 900)) # no other test's
listed() { (cd "$root" && find . -xdev \( -path ./proc -o -path ./dev -o -path ./var/lib -o -path ./var/cache \
    -o -path ./var/log -o -path ./tmp -o -path ./home -o -path ./root \) -prune -o -print | sort); }
home="$root/usr/lib/gongkai"
python=(/usr/lib/gongkai/runtime/bin/python3.13 -I -X utf8)
whole() { (cd "$home" && sha256sum --quiet --check payload.sha256); }

# What only the test needs; and what the package depends on, so that the lists before and after compare.
make_system xvfb xauth imagemagick x11-utils desktop-file-utils
inside useradd --create-home --uid 1000 clerk
inside useradd --create-home --uid 1001 neighbour
inside apt-get -qq satisfy --no-install-recommends "$(dpkg-deb -f "$deb" Depends)" >/dev/null
listed >"$out/before.list"

say "install"
cp "$deb" "$root/tmp/gongkai.deb"
time inside dpkg -i /tmp/gongkai.deb >/dev/null # not apt: whatever Depends forgets shall fail
say "installed: $(du -sm "$home" | cut -f1) MB, $(wc -l <"$home/payload.sha256") files as in the manifest"
whole
clerk gongkai self-check --json >"$out/self-check.json"
say "self-check"
time clerk gongkai self-check >/dev/null
clerk sh -c 'cd && gongkai demo --dir demo' | tail -3
cp "$(dirname "$0")/loads.py" "$(dirname "$0")/opens.py" "$root/tmp/"
clerk "${python[@]}" /tmp/loads.py

say "file types"
for type in package request verdict card; do
    grep -q "^application/x-gongkai-$type=org.gongkai.workstation.desktop" "$root/usr/share/applications/mimeinfo.cache"
    grep -q "^[0-9]*:application/x-gongkai-$type:" "$root/usr/share/mime/globs2"
done
inside desktop-file-validate /usr/share/applications/org.gongkai.workstation.desktop

say "window, with a file"
install -d -m 1777 "$root/tmp/.X11-unix"
replace="exec" clerk Xvfb "$screen" -screen 0 1400x900x24 -nolisten tcp & display=$!
until clerk env DISPLAY="$screen" xwininfo -root >/dev/null 2>&1; do kill -0 "$display"; sleep 0.2; done
replace="exec" clerk env DISPLAY="$screen" gongkai /home/clerk/any.gkp & window=$!
# A bare display is of one colour; a window that is drawn has many.
for _ in $(seq 60); do
    sleep 2
    clerk env DISPLAY="$screen" import -window root /tmp/window.png
    [ "$(clerk identify -format %k /tmp/window.png)" -lt 20 ] || break
done
[ "$(clerk identify -format %k /tmp/window.png)" -ge 20 ]
cp "$root/tmp/window.png" "$out/window.png"
kill "$window"; wait "$window" 2>/dev/null || :
! clerk env DISPLAY="$screen" xwininfo -root -tree | grep -i gongkai || exit 1
began=$(date +%s%N)
replace="exec" clerk env DISPLAY="$screen" gongkai & window=$!
until clerk env DISPLAY="$screen" xwininfo -root -tree | grep -qi gongkai; do
    sleep 0.05
    [ $(($(date +%s%N) - began)) -lt 60000000000 ]
done
say "window warm: $((($(date +%s%N) - began) / 1000000)) ms, of which the processor \
$(awk '{ print ($14 + $15) * 10 }' "/proc/$window/stat") ms"
kill "$window"; wait "$window" 2>/dev/null || :
clerk env DISPLAY="$screen" "${python[@]}" /tmp/opens.py /home/clerk/opens /tmp/opened.png
cp "$root/tmp/opened.png" "$out/opened.png"
kill "$display"; wait "$display" 2>/dev/null || :

say "policy packs, good and bad"
python3 -m installer.test.packs "$root/tmp/packs"
inside gongkai pack install /tmp/packs/first.json >/dev/null
holds() { clerk gongkai pack show --json | grep -q "\"version\": $1,"; }
clerk gongkai --version # whoever has worked under it remembers it
holds 2
for bad in older tampered expired unsigned foreign; do
    status=0; inside gongkai pack install "/tmp/packs/$bad.json" 2>>"$out/packs.log" || status=$?
    [ "$status" -eq 1 ]; holds 2
    # Laid over the good one by whoever distributes files: the one that held goes on, and the trouble is told.
    cp "$root/etc/gongkai/policy.json" "$root/tmp/good.json"; cp "$root/tmp/packs/$bad.json" "$root/etc/gongkai/policy.json"
    # One that is over is still the newest: its locks stay, and nothing is sent.
    if [ "$bad" = expired ]; then holds 4; else holds 2; fi
    ! clerk gongkai self-check >>"$out/packs.log" || exit 1
    cp "$root/tmp/good.json" "$root/etc/gongkai/policy.json"
done
cp "$root/tmp/packs/newer.json" "$root/etc/gongkai/policy.json"
holds 3; clerk gongkai self-check >/dev/null
rm -rf "$root/etc/gongkai" "$root/home/clerk/.local/share/Gongkai"

say "whoever has no rights is told, and changes nothing"
refused() { # CODE of the error, and what the clerk's neighbour tries
    code=$1; shift
    if said=$(neighbour gongkai "$@" --json 2>>"$out/rights.log"); then return 1; fi
    printf '%s\n' "$said" | tee -a "$out/rights.log" | grep -q "\"code\": \"$code\""
}
refused output-unwritable pack install /tmp/packs/first.json
[ ! -e "$root/etc/gongkai" ]
clerk sh -c 'cd && find opens -type f -exec sha256sum {} +' >"$out/theirs.sha256"
refused output-unwritable status --workspace /home/clerk/opens # may be read by all, as a folder on a share may
chmod 0700 "$root/home/clerk"
refused workspace-missing status --workspace /home/clerk/opens
refused output-unwritable key new --name 张敏 --person 001 --role clerk --organisation 清溪县民政局 --workspace /home/clerk/mine
clerk sh -c 'cd && sha256sum --quiet --check -' <"$out/theirs.sha256"
status=0; neighbour dpkg -i /tmp/gongkai.deb 2>>"$out/rights.log" || status=$?
[ "$status" -ne 0 ]; whole

say "upgrade"
newer=$(mktemp -d)
dpkg-deb -R "$deb" "$newer"
sed -i 's/^Version: .*/&.1/' "$newer/DEBIAN/control"
dpkg-deb --root-owner-group -Znone -b "$newer" "$root/tmp/newer.deb" >/dev/null
sed -i 's/^\(Version: .*\)/\1.1/' "$newer/DEBIAN/control"
dpkg-deb --root-owner-group -Znone -b "$newer" "$root/tmp/newest.deb" >/dev/null
rm -rf "$newer"
version() { inside dpkg-query -f '${Status} ${Version}' -W gongkai; }
clerk sh -c 'cd && find demo -type f -exec sha256sum {} +' >"$out/data.sha256"
inside dpkg -i /tmp/newer.deb >/dev/null
clerk sh -c 'cd && sha256sum --quiet --check -' <"$out/data.sha256"
clerk gongkai self-check >/dev/null
was=$(version)

say "a full disk leaves the version that runs"
mv "$home" "$root/kept"; mkdir "$home"
mount -t tmpfs -o "size=$(($(du -sm "$root/kept" | cut -f1) + 100))m" tmpfs "$home"
cp -a "$root/kept/." "$home"
status=0; inside dpkg -i /tmp/newest.deb >"$out/full.log" 2>&1 || status=$?
[ "$status" -ne 0 ]; grep -q "No space left" "$out/full.log"
whole; clerk gongkai self-check >/dev/null; [ "$(version)" = "$was" ]
umount "$home"; rmdir "$home"; mv "$root/kept" "$home"

say "one that is killed half-way is mended by the next"
replace="exec" inside dpkg -i /tmp/newest.deb >/dev/null 2>&1 & killed=$!
until [ "$(find "$home" -name '*.dpkg-new' 2>/dev/null | wc -l)" -ge 500 ]; do sleep 0.02; done
kill -KILL "$killed"; wait "$killed" 2>/dev/null || :
clerk gongkai self-check >/dev/null
inside dpkg -i /tmp/newest.deb >/dev/null
whole; [ "$(version)" = "$was.1" ]; [ -z "$(find "$home" -name '*.dpkg-new' -o -name '*.dpkg-tmp')" ]

say "purge"
inside dpkg --purge gongkai >/dev/null
listed >"$out/after.list"
diff "$out/before.list" "$out/after.list"
clerk test -d /home/clerk/demo

say "lintian" # last, for it takes the longest
lintian --fail-on error,warning --tag-display-limit 0 "$deb"
say "all passed"
