"""What tells a file's format: its bytes, and the parts of a container; never its suffix."""

import zipfile

import olefile

from app.core.intake.content import Content
from app.core.intake.sheet import Signature

HEAD = 4096  # bytes

_ENTRY = b"PK\x03\x04"  # begins each entry of a zip archive
_MARKUP = (b"<", b"{", b"[")  # what begins so may be a table by itself
_OFFICE = frozenset(("[Content_Types].xml", "content.xml"))


def signature(path: Content) -> Signature:
    """The signature of a file. A damaged container has no parts. Raises OSError."""
    with path.open("rb") as file:
        bare = Signature(file.read(HEAD))
    if bare.is_zip:
        return Signature(bare.head, _entries(path))
    if bare.is_ole:
        return Signature(bare.head, _streams(path))
    if _ENTRY in bare.head and not bare.head.lstrip().startswith(_MARKUP):
        # Bytes that some transfer has put before a workbook; programs that read zips from their
        # end do not mind. Any other archive is left to those who know what it is.
        parts = _entries(path)
        return Signature(bare.head, parts) if parts & _OFFICE else bare
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
