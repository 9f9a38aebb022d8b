"""The Debian package: the payload under ``/usr/lib/gongkai``, and what a desktop asks for."""

import gzip
import hashlib
import os
import shutil
import tempfile
import tomllib
from email.utils import formatdate
from pathlib import Path

from installer import moment, payload, tools, tree
from installer.errors import BuildStopped
from installer.linux import elf
from installer.payload import Say, Supplies
from installer.program import __version__
from installer.target import HERE, Target

TOOLS = ("dpkg-deb", "objdump", "uv")
FILES = HERE / "linux" / "files"
APP = "org.gongkai.workstation"
X11 = "runtime/lib/qt"  # what the recipe of the runtime brings for Qt

PLACES = {
    FILES / "gongkai": "usr/bin/gongkai",
    FILES / f"{APP}.desktop": f"usr/share/applications/{APP}.desktop",
    FILES / f"{APP}.mime.xml": f"usr/share/mime/packages/{APP}.xml",
    FILES / f"{APP}.metainfo.xml": f"usr/share/metainfo/{APP}.metainfo.xml",
    FILES / "copyright": "usr/share/doc/gongkai/copyright",
    FILES / "lintian-overrides": "usr/share/lintian/overrides/gongkai",
    HERE / "icon.svg": f"usr/share/icons/hicolor/scalable/apps/{APP}.svg",
}
MAINTAINER = "Gongkai <noreply@gongkai.invalid>"
CHANGELOG = """gongkai ({version}) stable; urgency=medium

  * The changes are told in CHANGELOG.md of the source.

 -- {maintainer}  {date}
"""


def build(target: Target, out: Path, supplies: Supplies, say: Say) -> Path:
    """Write ``gongkai_VERSION_ARCHITECTURE.deb`` into ``out``."""
    tools.require(TOOLS)
    with tempfile.TemporaryDirectory(prefix="gongkai-deb-") as name:
        root = Path(name) / "root"
        lib = root / "usr" / "lib" / "gongkai"
        payload.assemble(target, lib, supplies, say, _bring_x11)
        say("libraries of the system")
        asked = elf.ask(lib)
        elf.check(asked, target)
        _desktop(root)
        return pack(target, root, out, depends(asked, target), say)


def depends(asked: elf.Asked, target: Target) -> str:
    """The ``Depends`` field. Raises :class:`BuildStopped` for a library that no package is known for."""
    table = tomllib.loads((HERE / "linux" / "depends.toml").read_text(encoding="utf-8"))
    unknown = {
        name: users for name, users in asked.libraries.items() if name not in table["soname"]
    }
    if unknown:
        told = "; ".join(f"{name} for {users[0]}" for name, users in unknown.items())
        raise BuildStopped(f"libraries of no known package: {told}", "linux/depends.toml")
    packages = {table["soname"][name] for name in asked.libraries} - {"libc6"}
    glibc = ".".join(map(str, elf.FLOORS[target]["GLIBC"]))
    return ", ".join([f"libc6 (>= {glibc})", *table["always"], *sorted(packages)])


def pack(target: Target, root: Path, out: Path, depends: str, say: Say) -> Path:
    """Close the tree under ``root`` into a package."""
    say("packing")
    control = root / "DEBIAN"
    control.mkdir(mode=0o755)
    sums = (f"{_md5(file)}  {file.relative_to(root).as_posix()}\n" for file in _ordinary(root))
    (control / "md5sums").write_text("".join(sums), encoding="utf-8")
    fields = {
        "Package": "gongkai",
        "Version": __version__,
        "Architecture": target.architecture,
        "Maintainer": MAINTAINER,
        "Installed-Size": str(tree.size(root) // 1024),
        "Depends": depends,
        "Recommends": ", ".join(_recommends()),
        "Section": "misc",
        "Priority": "optional",
        "Description": "publishing workstation for government open data\n"
        " Import, secrecy review, desensitization, catalog, quality, sign-off, sealing\n"
        " and delivery of public data, in one window and on one command line.",
    }
    text = "".join(f"{name}: {value}\n" for name, value in fields.items())
    (control / "control").write_text(text, encoding="utf-8")
    epoch = moment.of_source()
    tree.stamp(root, epoch)
    deb = out / f"gongkai_{__version__}_{target.architecture}.deb"
    out.mkdir(parents=True, exist_ok=True)
    # xz, which every dpkg in the field unpacks.
    tools.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "-z2", "--build", root, deb],
        env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch)},
    )
    return deb


def _bring_x11(lib: Path) -> None:
    """Lay the X11 libraries of the recipe where Qt's plug-in looks for them."""
    qt = lib / "site" / "PySide6" / "Qt" / "lib"
    for library in sorted((lib / X11).iterdir()):
        shutil.move(library, qt / library.name)
    (lib / X11).rmdir()


def _desktop(root: Path) -> None:
    for source, place in PLACES.items():
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, root / place)
    date = formatdate(moment.of_source())
    changelog = CHANGELOG.format(version=__version__, maintainer=MAINTAINER, date=date)
    _compressed(changelog.encode(), root / "usr" / "share" / "doc" / "gongkai" / "changelog.gz")
    _compressed((FILES / "gongkai.1").read_bytes(), root / "usr/share/man/man1/gongkai.1.gz")


def _compressed(text: bytes, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(gzip.compress(text, 9, mtime=0))


def _recommends() -> list[str]:
    text = (HERE / "linux" / "depends.toml").read_text(encoding="utf-8")
    return list(tomllib.loads(text)["recommends"])


def _ordinary(root: Path) -> list[Path]:
    return [
        file for file in tree.files(root) if not file.is_symlink() and "DEBIAN" not in file.parts
    ]


def _md5(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
