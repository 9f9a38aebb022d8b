"""A folder as a list of files with their SHA-256: the payload's manifest, and its comparison."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

MANIFEST = "payload.sha256"

Digests = dict[str, str]


def files(root: Path) -> Iterator[Path]:
    """Every file under ``root``, in one order on every machine."""
    yield from sorted(
        (path for path in root.rglob("*") if path.is_file() or path.is_symlink()),
        key=lambda path: path.relative_to(root).as_posix(),
    )


def sha256(file: Path) -> str:
    """The digest of a file, or of a link's target as text."""
    if file.is_symlink():
        return hashlib.sha256(os.fsencode(file.readlink())).hexdigest()
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def digests(root: Path) -> Digests:
    """Digest by path; the manifest itself is left out."""
    return {
        name: sha256(file)
        for file in files(root)
        if (name := file.relative_to(root).as_posix()) != MANIFEST
    }


def write_manifest(root: Path) -> Path:
    """Lay the list into the folder, in the form that ``sha256sum --check`` reads."""
    manifest = root / MANIFEST
    lines = [f"{digest}  {name}\n" for name, digest in digests(root).items()]
    manifest.write_text("".join(lines), encoding="utf-8", newline="\n")
    return manifest


def read_manifest(root: Path) -> Digests:
    """What :func:`write_manifest` laid."""
    lines = (root / MANIFEST).read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, name in (line.split("  ", 1) for line in lines)}


def differences(root: Path) -> list[str]:
    """Files that are missing, added or changed since the manifest was written."""
    was, now = read_manifest(root), digests(root)
    return sorted(name for name in was.keys() | now.keys() if was.get(name) != now.get(name))


def stamp(root: Path, moment: int) -> None:
    """Give everything one time (seconds since 1970) and plain modes, for equal archives."""
    for path in (root, *root.rglob("*")):
        if path.is_symlink():
            os.utime(path, (moment, moment), follow_symlinks=False)
            continue
        runs = path.is_dir() or path.stat().st_mode & 0o100
        path.chmod(0o755 if runs else 0o644)
        os.utime(path, (moment, moment))


def only_programs_run(root: Path) -> None:
    """Take the right to run from every file outside a folder ``bin``: libraries and modules are loaded."""
    for path in files(root):
        if path.parent.name != "bin" and not path.is_symlink():
            path.chmod(0o644)


def size(root: Path) -> int:
    """Bytes of all files."""
    return sum(file.lstat().st_size for file in files(root))
