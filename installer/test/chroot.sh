# shellcheck shell=bash
# A clean Debian in a folder, for the tests beside this file, which name it by "suite": a release, or a SYSTEM.tar
# that an earlier mmdebstrap made. It is gone when the test ends. Sourced, not run.
suite=${suite:?}
root=$(mktemp -d --tmpdir gongkai-test.XXXXXX)
clean() {
    # What the test has mounted, the last first.
    awk -v at="$root/" 'index($2, at) == 1 { print $2 }' /proc/mounts | sort -r | while read -r place; do
        umount "$(printf '%b' "$place")" || umount -l "$(printf '%b' "$place")"
    done
    rm -rf --one-file-system "$root"
}
trap clean EXIT
set -E
trap 'say "stopped at line $LINENO: $BASH_COMMAND"' ERR
say() { printf '%s  %s\n' "$(date +%T)" "$*"; }
inside() { ${replace:-} chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
TIMEFORMAT='          %R s, of which the processor %U s' # this test is not the only thing that runs

make_system() { # PACKAGE …: what the test needs in it
    say "clean $suite"
    if [ -f "$suite" ]; then tar -C "$root" --exclude='./dev/*' -xf "$suite"; else
        mmdebstrap --quiet --variant=minbase "$suite" "$root"
    fi
    mount -t proc proc "$root/proc"; mount --bind /dev "$root/dev"
    [ ! -e /etc/resolv.conf ] || cp /etc/resolv.conf "$root/etc/resolv.conf"
    inside apt-get -qq update
    inside apt-get -qq install --no-install-recommends "$@" >/dev/null
}
