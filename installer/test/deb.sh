#!/bin/sh
# Installs the package in a clean Debian as an administrator would, uses it as a clerk would, upgrades it and
# purges it. As root:  installer/test/deb.sh dist/gongkai_VERSION_amd64.deb OUT [SUITE|SYSTEM.tar]
# SYSTEM.tar: a system that an earlier mmdebstrap made, which spares minutes where a mirror is slow.
# OUT gets the log's figures on standard output and a screenshot, window.png. Any failure stops the test.
set -eu
deb=$(realpath "$1"); mkdir -p "$2"; out=$(realpath "$2"); suite=${3:-bookworm}
root=$(mktemp -d --tmpdir gongkai-deb-test.XXXXXX)
trap 'umount "$root/proc" "$root/dev" 2>/dev/null || :; rm -rf --one-file-system "$root"' EXIT
say() { printf '%s  %s\n' "$(date +%T)" "$*"; }
inside() { ${replace:-} chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
clerk() { inside setpriv --reuid=1000 --regid=1000 --clear-groups env HOME=/home/clerk XDG_RUNTIME_DIR=/tmp "$@"; }
# In the background, and known by its own number: replace=exec clerk … &
screen=:$((100 + $$ % 900)) # no other test's
listed() { (cd "$root" && find . -xdev \( -path ./proc -o -path ./dev -o -path ./var/lib -o -path ./var/cache \
    -o -path ./var/log -o -path ./tmp -o -path ./home -o -path ./root \) -prune -o -print | sort); }

say "clean $suite"
if [ -f "$suite" ]; then tar -C "$root" --exclude='./dev/*' -xf "$suite"; else
    mmdebstrap --quiet --variant=minbase "$suite" "$root"
fi
mount -t proc proc "$root/proc"; mount --bind /dev "$root/dev"
[ ! -e /etc/resolv.conf ] || cp /etc/resolv.conf "$root/etc/resolv.conf"
inside useradd --create-home --uid 1000 clerk
# What only the test needs; and what the package depends on, so that the lists before and after compare.
inside apt-get -qq update
inside apt-get -qq install --no-install-recommends xvfb xauth imagemagick x11-utils desktop-file-utils >/dev/null
inside apt-get -qq satisfy --no-install-recommends "$(dpkg-deb -f "$deb" Depends)" >/dev/null
listed >"$root/../$(basename "$root").before"

say "install"
cp "$deb" "$root/tmp/gongkai.deb"
inside dpkg -i /tmp/gongkai.deb >/dev/null # not apt: whatever Depends forgets shall fail
say "installed: $(inside du -sm /usr/lib/gongkai | cut -f1) MB"
(cd "$root/usr/lib/gongkai" && sha256sum --quiet --check payload.sha256)
clerk gongkai self-check --json >"$out/self-check.json"
say "self-check: $(clerk bash -c 'time -p gongkai self-check >/dev/null' 2>&1 | tr '\n' ' ')"
clerk sh -c 'cd && gongkai demo --dir demo' | tail -3

say "file types"
for type in package request verdict card; do
    grep -q "^application/x-gongkai-$type=org.gongkai.workstation.desktop" "$root/usr/share/applications/mimeinfo.cache"
    grep -q "^[0-9]*:application/x-gongkai-$type:" "$root/usr/share/mime/globs2"
done
inside desktop-file-validate /usr/share/applications/org.gongkai.workstation.desktop

say "window, with a file"
mkdir -p -m 1777 "$root/tmp/.X11-unix"
replace=exec clerk Xvfb "$screen" -screen 0 1400x900x24 -nolisten tcp & display=$!
sleep 2
replace=exec clerk env DISPLAY="$screen" gongkai /home/clerk/any.gkp & window=$!
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
replace=exec clerk env DISPLAY="$screen" gongkai & window=$!
until clerk env DISPLAY="$screen" xwininfo -root -tree | grep -qi gongkai; do
    sleep 0.05
    [ $(($(date +%s%N) - began)) -lt 60000000000 ]
done
say "window warm: $((($(date +%s%N) - began) / 1000000)) ms"
kill "$window"; wait "$window" 2>/dev/null || :
kill "$display"; wait "$display" 2>/dev/null || :

say "upgrade"
newer=$(mktemp -d)
dpkg-deb -R "$deb" "$newer"
sed -i 's/^Version: .*/&.1/' "$newer/DEBIAN/control"
dpkg-deb --root-owner-group -Znone -b "$newer" "$root/tmp/newer.deb" >/dev/null
rm -rf "$newer"
clerk sh -c 'cd && find demo -type f -exec sha256sum {} +' >"$out/data.sha256"
inside dpkg -i /tmp/newer.deb >/dev/null
clerk sh -c 'cd && sha256sum --quiet --check -' <"$out/data.sha256"
clerk gongkai self-check >/dev/null

say "purge"
inside dpkg --purge gongkai >/dev/null
listed >"$root/../$(basename "$root").after"
diff "$root/../$(basename "$root").before" "$root/../$(basename "$root").after"
clerk test -d /home/clerk/demo
rm -f "$root/../$(basename "$root").before" "$root/../$(basename "$root").after"
say "all passed"
