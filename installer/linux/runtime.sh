#!/bin/sh
# Compiles CPython with its own OpenSSL and SQLite. Runs inside a Debian 11 chroot, where /build holds the
# unpacked sources (python, openssl, sqlite) and old-glibc.h; leaves a relocatable tree in /build/runtime.
set -eu
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
    ./Configure linux-x86_64 no-shared no-tests no-legacy --prefix=/build/libraries --libdir=lib \
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
    ./configure --prefix=/build/libraries --disable-shared --disable-tcl --disable-readline \
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
        ./configure --prefix=/build/runtime --with-openssl=/build/libraries --without-ensurepip \
        --disable-test-modules --without-static-libpython --without-readline CFLAGS="$plain"
    make $jobs
    make install
) >$log 2>&1

echo "progress: libraries"
log=/dev/null
cd runtime
find . -type f \( -name '*.so' -o -name python3.13 \) -exec strip --strip-unneeded {} +
for module in lib/python3.13/lib-dynload/*.so; do
    # glibc is the system's; whatever else a module needs goes with it.
    ldd "$module" | awk '$2 == "=>" { print $3 }' |
        grep -vE '/(libc|libm|libdl|libpthread|librt|libutil|libcrypt)\.so' |
        while read -r library; do
            install -m 755 "$(readlink -f "$library")" "lib/$(basename "$library")"
            patchelf --set-rpath '$ORIGIN/../..' "$module"
        done
done
mkdir lib/qt
for name in libxcb-cursor.so.0 libxcb-icccm.so.4 libxcb-image.so.0 libxcb-keysyms.so.1 libxcb-render-util.so.0 libxcb-util.so.1; do
    cp -L "/usr/lib/x86_64-linux-gnu/$name" lib/qt/
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
bin/python3.13 -c 'import bz2, ctypes, hashlib, lzma, sqlite3, ssl, uuid, zlib; print(ssl.OPENSSL_VERSION, sqlite3.sqlite_version)'
