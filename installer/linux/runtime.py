"""CPython for Linux, compiled once and kept: relocatable, and content with the target's glibc."""

import hashlib
import shutil
import tarfile
import tempfile
from pathlib import Path

from installer import sources, tools
from installer.target import DEB, HERE, Target

RECIPE = (HERE / "linux" / "runtime.sh", HERE / "linux" / "old-glibc.h")
TOOLS = ("mmdebstrap", "dpkg-source")


def unpack(target: Target, folder: Path, cache: Path, *, offline: bool) -> None:
    """Lay the runtime into ``folder``; the first time it is compiled, which takes minutes."""
    archive = cache / f"runtime-{target.architecture}-{_recipe_digest()}.tar"
    if not archive.exists():
        _compile(target, archive, cache, offline=offline)
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="tar")


def native(cache: Path, *, offline: bool) -> Path:
    """The folder of a runtime that runs on the machine that builds."""
    folder = cache / f"native-{_recipe_digest()}"
    if not folder.exists():
        part = folder.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        unpack(DEB, part, cache, offline=offline)
        part.rename(folder)
    return folder


def _recipe_digest() -> str:
    parts = [(HERE / "runtime.toml").read_bytes(), *(file.read_bytes() for file in RECIPE)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:12]


def _compile(target: Target, archive: Path, cache: Path, *, offline: bool) -> None:
    tools.require(TOOLS)
    pins = sources.pins()["linux"]
    architecture = target.architecture
    with tempfile.TemporaryDirectory(prefix="gongkai-runtime-") as name:
        build = Path(name) / "build"
        build.mkdir()
        for source, files in pins["sources"].items():
            _unpack_source(build / source, files, cache, offline=offline)
        for file in RECIPE:
            shutil.copy(file, build)
        if target is not DEB:
            # Whatever is compiled for another machine needs the same Python on this one.
            shutil.copytree(native(cache, offline=offline), build / "native", symlinks=True)
        made = Path(name) / "runtime.tar"
        packages = [*pins["packages"], *pins["compilers"][architecture]]
        packages += [f"{name}:{architecture}" for name in pins["libraries"]]
        tools.run(
            [
                *("mmdebstrap", "--quiet", "--variant=minbase", "--format=null"),
                f"--architectures={','.join(dict.fromkeys((DEB.architecture, architecture)))}",
                f"--include={','.join(packages)}",
                f"--customize-hook=copy-in {build} /",
                f'--customize-hook=chroot "$1" sh /build/runtime.sh {architecture}',
                f"--customize-hook=tar-out /build/runtime {made}",
                *(pins["suite"], "/dev/null", *pins["mirrors"][architecture]),
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
