"""What tells a file's format: its bytes, and the parts of a container; never its suffix."""

import zipfile
from pathlib import Path

import olefile

from app.core.intake.sheet import Signature

HEAD = 4096  # bytes


def signature(path: Path) -> Signature:
    """The signature of a file. A damaged container has no parts. Raises OSError."""
    with path.open("rb") as file:
        bare = Signature(file.read(HEAD))
    if bare.is_zip:
        return Signature(bare.head, _entries(path))
    if bare.is_ole:
        return Signature(bare.head, _streams(path))
    return bare


def _entries(path: Path) -> frozenset[str]:
    try:
        with zipfile.ZipFile(path) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return frozenset()


def _streams(path: Path) -> frozenset[str]:
    try:
        with olefile.OleFileIO(str(path)) as container:
            return frozenset("/".join(stream) for stream in container.listdir())
    except (OSError, ValueError, IndexError):  # olefile raises all three on damaged directories
        return frozenset()
