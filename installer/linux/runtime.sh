#!/bin/sh
# Compiles CPython with its own OpenSSL and SQLite, for the architecture that is named: runtime.sh amd64|arm64.
# Runs inside a Debian 11 chroot on x86-64, where /build holds the unpacked sources (python, openssl, sqlite),
# old-glibc.h and, for another machine, the same Python for this one (native); leaves a relocatable tree in
# /build/runtime.
set -eu
case "$1" in
    amd64) openssl=linux-x86_64 machine=x86_64-linux-gnu emulator= ;;
    arm64) openssl=linux-aarch64 machine=aarch64-linux-gnu emulator=qemu-aarch64-static ;;
esac
cross="" python=""
if [ "$1" != amd64 ]; then
    cross="--host=$machine --build=x86_64-linux-gnu"
    python="--with-build-python=/build/native/bin/python3.13"
    # What configure would find out by running programs.
    export ac_cv_file__dev_ptmx=yes ac_cv_file__dev_ptc=no ac_cv_buggy_getaddrinfo=no
fi
export PKG_CONFIG_LIBDIR="/usr/lib/$machine/pkgconfig:/usr/share/pkgconfig"
cd /build
export LC_ALL=C.UTF-8 TZ=UTC
plain="-O2 -fPIC -ffile-prefix-map=/build=. -include /build/old-glibc.h"
jobs="-j$(nproc)"
log=/dev/null
trap '[ $? = 0 ] || tail -n 40 "$log" >&2' EXIT

echo "progress: openssl"
log=/build/openssl.log
(
    cd openssl
    # Root certificates are the system's, so that an agency's own CA is trusted where the system trusts it.
    ./Configure "$openssl" ${cross:+--cross-compile-prefix=$machine-} no-shared no-tests no-legacy --prefix=/build/libraries --libdir=lib \
        --openssldir=/etc/ssl CFLAGS="$plain"
    make $jobs build_libs
    make install_dev
    # A static library cannot say what it needs; a linker script of its name can.
    mv /build/libraries/lib/libcrypto.a /build/libraries/lib/libcrypto-static.a
    echo 'INPUT(-lcrypto-static -ldl -lpthread)' >/build/libraries/lib/libcrypto.a
) >$log 2>&1

echo "progress: sqlite"
log=/build/sqlite.log
(
    cd sqlite
    ./configure $cross --prefix=/build/libraries --disable-shared --disable-tcl --disable-readline \
        CFLAGS="$plain -DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_MATH_FUNCTIONS -DSQLITE_ENABLE_COLUMN_METADATA"
    make $jobs libsqlite3.la
    make lib_install
    install -D -m 644 sqlite3.h /build/libraries/include/sqlite3.h
) >$log 2>&1

echo "progress: python"
log=/build/python.log
(
    cd python
    ac_cv_func_sem_clockwait=no \
    LIBSQLITE3_CFLAGS=-I/build/libraries/include \
    LIBSQLITE3_LIBS="-L/build/libraries/lib -lsqlite3 -lm" \
        ./configure $cross $python --prefix=/build/runtime --with-openssl=/build/libraries --without-ensurepip \
        --disable-test-modules --without-static-libpython --without-readline CFLAGS="$plain"
    make $jobs
    make install
) >$log 2>&1

echo "progress: libraries"
log=/dev/null
cd runtime
find . -type f \( -name '*.so' -o -name python3.13 \) -exec "$machine-strip" --strip-unneeded {} +
for module in lib/python3.13/lib-dynload/*.so; do
    # glibc is the system's; whatever else a module needs goes with it.
    "$machine-objdump" -p "$module" | awk '$1 == "NEEDED" { print $2 }' |
        { grep -vE '^(ld-linux.*|(libc|libm|libdl|libpthread|librt|libutil|libcrypt)\.so.*)$' || :; } |
        while read -r library; do
            install -m 755 "$(readlink -f "$("$machine-gcc" -print-file-name="$library")")" "lib/$library"
            patchelf --set-rpath '$ORIGIN/../..' "$module"
        done
done
mkdir lib/qt
for name in libxcb-cursor.so.0 libxcb-icccm.so.4 libxcb-image.so.0 libxcb-keysyms.so.1 libxcb-render-util.so.0 libxcb-util.so.1; do
    cp -L "/usr/lib/$machine/$name" lib/qt/
    patchelf --set-rpath '$ORIGIN' "lib/qt/$name"
done
find bin ! -name python3.13 ! -type d -delete
rm -rf share lib/pkgconfig include lib/python3.13/config-3.13-*
rm -rf lib/python3.13/idlelib lib/python3.13/tkinter lib/python3.13/turtledemo lib/python3.13/ensurepip
find lib/python3.13 -name __pycache__ -type d -prune -exec rm -rf {} +
# Packages and program lie beside the runtime, wherever the whole tree is laid. (Debian's patched site.py reads
# path files in dist-packages.)
mkdir -p lib/python3/dist-packages
printf '../../../../site\n../../../../program\n' >lib/python3/dist-packages/gongkai.pth
$emulator bin/python3.13 -c 'import bz2, ctypes, hashlib, lzma, sqlite3, ssl, uuid, zlib; print(ssl.OPENSSL_VERSION, sqlite3.sqlite_version)'
