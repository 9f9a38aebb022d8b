"""The memo file beside a .dbf file."""

from collections.abc import Callable
from pathlib import Path

from app.core.errors import FileTooLarge
from app.core.intake.dbase.header import Header
from app.core.text import Text

MAX_MEMO = 1 << 26  # bytes of one memo


class Memos:
    """A memo file: dBase III (ends with 0x1A), dBase IV (with a length), FoxPro (.fpt)."""

    def __init__(self, path: Path, *, foxpro: bool, dbase_4: bool) -> None:
        self._path, self._foxpro, self._dbase_4 = path, foxpro, dbase_4
        with path.open("rb") as file:
            head = file.read(32)
        if foxpro:
            self._block = int.from_bytes(head[6:8], "big") or 1
        else:
            self._block = (int.from_bytes(head[20:22], "little") or 512) if dbase_4 else 512

    def content(self, block: int) -> bytes | None:
        """The bytes of one memo, or None where it is not there. Raises FileTooLarge."""
        with self._path.open("rb") as file:
            file.seek(block * self._block)
            head = file.read(8)
            if len(head) < 8:
                return None
            if self._foxpro:
                return self._sized(file.read, int.from_bytes(head[4:], "big"))
            if self._dbase_4 and head.startswith(b"\xff\xff\x08\0"):
                return self._sized(file.read, int.from_bytes(head[4:], "little") - 8)
            found = bytearray(head)
            while b"\x1a" not in found and (more := file.read(512)):
                found += more
                self._bounded(len(found))
            return bytes(found.split(b"\x1a")[0])

    def _sized(self, read: Callable[[int], bytes], length: int) -> bytes | None:
        if length < 0:
            return None
        self._bounded(length)
        data = read(length)
        return data if len(data) == length else None

    def _bounded(self, length: int) -> None:
        if length > MAX_MEMO:
            reason = Text("一条备注过大", "one memo is too large")
            raise FileTooLarge(name=self._path.name, reason=reason)


def memos_of(path: Path, header: Header) -> Memos | None:
    """The memo file beside a table, if there is one."""
    for suffix in (".fpt", ".dbt"):
        file = beside(path, suffix)
        if file is not None:
            dbase_4 = header.version in b"\x04\x7b\x8b\x8e\xcb"
            return Memos(file, foxpro=suffix == ".fpt", dbase_4=dbase_4)
    return None


def beside(path: Path, suffix: str) -> Path | None:
    """The file of the same name with another suffix, in small or capital letters."""
    for candidate in (path.with_suffix(suffix), path.with_suffix(suffix.upper())):
        if candidate != path and candidate.is_file():
            return candidate
    return None
