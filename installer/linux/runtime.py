"""CPython for Linux, compiled once and kept: relocatable, and content with glibc 2.28."""

import hashlib
import shutil
import tarfile
import tempfile
from pathlib import Path

from installer import sources, tools
from installer.target import HERE

RECIPE = (HERE / "linux" / "runtime.sh", HERE / "linux" / "old-glibc.h")
TOOLS = ("mmdebstrap", "dpkg-source")


def unpack(folder: Path, cache: Path, *, offline: bool) -> None:
    """Lay the runtime into ``folder``; the first time it is compiled, which takes minutes."""
    archive = cache / f"runtime-linux-{_recipe_digest()}.tar"
    if not archive.exists():
        _compile(archive, cache, offline=offline)
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="tar")


def _recipe_digest() -> str:
    parts = [(HERE / "runtime.toml").read_bytes(), *(file.read_bytes() for file in RECIPE)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:12]


def _compile(archive: Path, cache: Path, *, offline: bool) -> None:
    tools.require(TOOLS)
    pins = sources.pins()["linux"]
    with tempfile.TemporaryDirectory(prefix="gongkai-runtime-") as name:
        build = Path(name) / "build"
        build.mkdir()
        for source, files in pins["sources"].items():
            _unpack_source(build / source, files, cache, offline=offline)
        for file in RECIPE:
            shutil.copy(file, build)
        made = Path(name) / "runtime.tar"
        tools.run(
            [
                *("mmdebstrap", "--quiet", "--variant=minbase", "--format=null"),
                f"--include={','.join(pins['packages'])}",
                f"--customize-hook=copy-in {build} /",
                '--customize-hook=chroot "$1" sh /build/runtime.sh',
                f"--customize-hook=tar-out /build/runtime {made}",
                *(pins["suite"], "/dev/null"),
            ]
        )
        with tarfile.open(made) as all_, tarfile.open(archive.with_suffix(".part"), "w") as kept:
            for member in all_:
                path = Path(member.name)
                member.name = Path(*path.parts[path.parts.index("runtime") + 1 :]).as_posix()
                kept.addfile(member, all_.extractfile(member) if member.isreg() else None)
        archive.with_suffix(".part").replace(archive)


def _unpack_source(folder: Path, files: dict[str, str], cache: Path, *, offline: bool) -> None:
    got = [
        sources.from_mirror(place, sha256, cache, offline=offline)
        for place, sha256 in files.items()
    ]
    if got[0].suffix == ".dsc":
        tools.run(["dpkg-source", "--no-check", "--extract", got[0], folder])
        return
    with tarfile.open(got[0]) as packed:
        packed.extractall(folder.parent, filter="tar")
        top = packed.getnames()[0].split("/")[0]
    (folder.parent / top).rename(folder)
