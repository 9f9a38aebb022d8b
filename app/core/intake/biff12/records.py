"""BIFF12 records: their types, how they are cut from a part, and the texts and numbers in them.

Source: [MS-XLSB], whose section names the functions below carry; the shared record shape is 2.1.4.
"""

import re
import struct
from collections.abc import Iterable, Iterator

from app.core.errors import FileUnreadable
from app.core.intake.content import Content
from app.core.text import Text

BOOK = "xl/workbook.bin"
MAX_RECORD = 1 << 24  # bytes; the longest string of a cell is 64 KiB

# Record types, [MS-XLSB] 2.3.2. Those of cells are the low ones.
ROW = 0
BLANK, RK, ERROR, BOOL, REAL, STRING, SHARED = range(1, 8)
FORMULA_STRING, FORMULA_NUMBER, FORMULA_BOOL, FORMULA_ERROR = range(8, 12)
SHORT_FIRST, SHORT_LAST = 12, 18  # cells right of the one before, which leave their column out
SHORT_SHIFT = 11  # from a short cell to the same cell in full
SHARED_ITEM, NAME, FONT, FORMAT, FILL, XF = 19, 39, 43, 44, 45, 47
COLUMNS, RICH_STRING = 60, 62
END_BOOK, END_SHEET, BOOK_PROPERTIES, BUNDLE, END_SHARED = 132, 130, 153, 156, 160
MERGE, HEADER_FOOTER, BEGIN_XFS, END_XFS, END_STYLES = 176, 479, 617, 618, 279
DIFFERENCE = 507
BEGIN_COMMENT, COMMENT_TEXT, END_COMMENTS = 635, 637, 629

NOT_WHOLE = Text("不是完整的工作簿", "it is not a whole workbook")
DAMAGED = (struct.error, UnicodeDecodeError, IndexError, KeyError)

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def records(blocks: Iterable[bytes], path: Content) -> Iterator[tuple[int, bytes]]:
    """Each record of a part as (type, data). Raises FileUnreadable where one is cut or too long."""
    data, at = b"", 0
    for block in blocks:
        data, at = data[at:] + block, 0
        last = len(data) - 2
        while at <= last:
            kind, size = data[at], data[at + 1]
            if kind < 0x80 and size < 0x80:  # as nearly all records of cells
                start = at + 2
                end = start + size
            else:
                header = _header(data, at)
                if header is None:
                    break
                kind, start, end = header
                if end - start > MAX_RECORD:
                    raise FileUnreadable(name=path.name, reason=NOT_WHOLE)
            if end > last + 2:
                break
            yield kind, data[start:end]
            at = end
    if at != len(data):
        raise FileUnreadable(name=path.name, reason=Text("文件不完整", "it is incomplete"))


def _header(data: bytes, at: int) -> tuple[int, int, int] | None:
    """The type, start and end of the record at ``at``; None where its header is cut.

    A type has up to two bytes and a length up to four, seven bits each.
    """
    size = len(data)
    if at >= size:
        return None
    kind = data[at]
    at += 1
    if kind & 0x80:
        if at >= size:
            return None
        kind = kind & 0x7F | (data[at] & 0x7F) << 7
        at += 1
    length = 0
    for shift in (0, 7, 14, 21):
        if at >= size:
            return None
        byte = data[at]
        at += 1
        length |= (byte & 0x7F) << shift
        if not byte & 0x80:
            break
    return kind, at, at + length


def string(data: bytes, at: int) -> tuple[str, int]:
    """An XLWideString and where it ends; a length of all ones is an absent one."""
    (count,) = struct.unpack_from("<I", data, at)
    if count == 0xFFFFFFFF:
        return "", at + 4
    end = at + 4 + 2 * count
    if end > len(data):
        raise IndexError(count)
    return data[at + 4 : end].decode("utf-16-le", "surrogatepass"), end


def cell_text(data: bytes, at: int) -> str:
    """The text of a cell, without Excel's escapes for characters; lines end in line feeds.

    Lone surrogates, which no encoding holds, become U+FFFD.
    """
    text = string(data, at)[0]
    if "_x" in text:
        text = _ESCAPE.sub(lambda m: _character(int(m[1], 16), m[0]), text)
    text = text.replace("\r\n", "\n").replace("\r", "")
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _character(code: int, escape: str) -> str:
    return escape if 0xD800 <= code < 0xE000 else chr(code)


def rk(data: bytes, at: int) -> float:
    """An RkNumber: 30 bits of an integer or of the head of a double, perhaps times 100."""
    (bits,) = struct.unpack_from("<i", data, at)
    if bits & 2:
        value = float(bits >> 2)
    else:
        (value,) = struct.unpack("<d", b"\0\0\0\0" + struct.pack("<i", bits & ~3))
    return value / 100 if bits & 1 else value
