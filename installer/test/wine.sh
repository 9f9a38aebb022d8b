# shellcheck shell=bash
# Wine 10 (Debian 13, in a folder of its own) with an empty Windows in it, for the tests beside this file, which name
# the installer and Microsoft's C library: "setup", "ucrtbase". Sourced, not run.
# GONGKAI_WINE_ROOT names a folder where the Debian with Wine is kept for the next run.
setup=${setup:?} ucrtbase=${ucrtbase:?} kept=${GONGKAI_WINE_ROOT:-}
root=${kept:-$(mktemp -d --tmpdir gongkai-wine-test.XXXXXX)}
screen=:$((100 + $$ % 900)) display= # no other test's
clean() {
    [ -z "$display" ] || chroot "$root" env WINEPREFIX=/prefix wineserver -k 2>/dev/null || :
    [ -z "$display" ] || kill "$display" 2>/dev/null || :
    # What still runs in there holds a mount, and whoever removes a kept folder would remove the computer's own /dev.
    for place in proc dev prefix/drive_c/small; do
        ! mountpoint -q "$root/$place" || umount "$root/$place" 2>/dev/null || umount -l "$root/$place"
    done
    [ -n "$kept" ] || rm -rf --one-file-system "$root"
}
trap clean EXIT
set -E
trap 'say "stopped at line $LINENO: $BASH_COMMAND"' ERR
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
# Through a pipe, for Wine gives Python no handle of a file; what it says tells whether it worked.
said() { { wine "$@" || :; } 2>&1 | cat; }
gongkai() { said "$there\app\gongkai-cli.exe" "$@"; }
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
registered() { wine reg query "${1:-$key}" /reg:64 2>&1; }

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
