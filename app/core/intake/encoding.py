"""The encoding of delimited text, decided by validity over the whole file.

A byte order mark decides; else NUL bytes tell UTF-16; else strict UTF-8; else GB18030, of which GBK
and GB2312 are subsets. What is none of these is refused with the place of the first bad bytes.
"""

import codecs
from pathlib import Path

from app.core.errors import EncodingUnknown, Where

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def detect(path: Path) -> str:
    """The Python codec name of a text file. Raises :class:`EncodingUnknown`."""
    with path.open("rb") as file:
        head = file.read(4096)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    wide = _utf16_without_mark(head)
    if wide is not None:
        return wide
    if _first_error(path, "utf-8") is None:
        return "utf-8"
    error = _first_error(path, "gb18030")
    if error is None:
        return "gb18030"
    row, data = error
    raise EncodingUnknown(Where(path.name, row=row), name=path.name, row=row, bytes=data.hex(" "))


def is_text(head: bytes) -> bool:
    """Whether the first bytes of a file are text of some encoding."""
    marked = any(head.startswith(mark) for mark, _ in _MARKS)
    return marked or b"\x00" not in head or _utf16_without_mark(head) is not None


def _utf16_without_mark(head: bytes) -> str | None:
    """ASCII in UTF-16 has a NUL in every second byte, nearly always on the same side.

    A few on the other side are Chinese characters such as 一 (U+4E00).
    """
    sides = head[0::2].count(0), head[1::2].count(0)
    if max(sides) < max(len(head) // 8, 1) or 4 * min(sides) > max(sides):
        return None
    return "utf-16-be" if sides[0] > sides[1] else "utf-16-le"


def _first_error(path: Path, encoding: str) -> tuple[int, bytes] | None:
    """The line and the bytes that do not decode, or None; in constant memory."""
    decoder = codecs.getincrementaldecoder(encoding)()
    row = 1
    with path.open("rb") as file:
        while True:
            block = file.read(1 << 20)
            try:
                row += decoder.decode(block, final=not block).count("\n")
            except UnicodeDecodeError as error:
                bad: bytes = error.object[error.start : error.start + 4]
                return row + error.object[: error.start].count(b"\n"), bad
            if not block:
                return None
