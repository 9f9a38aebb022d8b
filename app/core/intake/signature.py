"""What tells a file's format: its bytes, and the parts of a container; never its suffix."""

import zipfile

import olefile

from app.core.intake.content import Content
from app.core.intake.sheet import Signature

HEAD = 4096  # bytes


def signature(path: Content) -> Signature:
    """The signature of a file. A damaged container has no parts. Raises OSError."""
    with path.open("rb") as file:
        bare = Signature(file.read(HEAD))
    if bare.is_zip:
        return Signature(bare.head, _entries(path))
    if bare.is_ole:
        return Signature(bare.head, _streams(path))
    return bare


def _entries(path: Content) -> frozenset[str]:
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return frozenset()


def _streams(path: Content) -> frozenset[str]:
    try:
        with path.open("rb") as file, olefile.OleFileIO(file) as container:
            return frozenset("/".join(stream) for stream in container.listdir())
    except (OSError, ValueError, IndexError, RecursionError):  # damaged directories raise all four
        return frozenset()
