"""What the stream of an old workbook holds beside its cells: links, headers, validations, shapes.

Notes, defined names and hidden rows are the reader's. Source: MS-XLS 2.3 (records), 2.4; MS-ODRAW
2.2.20 ff. (pictures).
"""

import struct
from collections.abc import Iterator

from app.core.intake.column_letters import column_letters
from app.core.intake.hidden.concealed import CUT, Gathering, lines
from app.core.intake.hidden.headers import printed_sections
from app.core.intake.hidden.image_data import JPEG, PNG, image_text
from app.core.intake.hidden.properties import printer
from app.core.intake.hidden.readable import runs, wide_runs
from app.core.jobs import Job

MAX_PICTURES = 5_000
MAX_PLACES = 1_000_000  # that look as if a picture began there

BEGIN, _FILEPASS, _BOUNDSHEET, _CONTINUE, _GLOBALS_END = 0x0809, 0x2F, 0x85, 0x3C, 0x0A
_HEADER, _FOOTER, _PRINTER, _USER = 0x14, 0x15, 0x4D, 0x5C
_SUPBOOK, _EXTERNAL_SHEET, _CACHED = 0x01AE, 0x59, 0x5A
_VALIDATION, _HYPERLINK, _TIP = 0x01BE, 0x01B8, 0x0800
_DRAWING_GROUP, _DRAWING, _OBJECT, _TEXT = 0xEB, 0xEC, 0x5D, 0x01B6
_CONNECTION = frozenset((0xDC, 0xCD, 0x0803, 0x0802))
_NOTE = 0x19  # the type of the box of a note, whose text the reader has
_WORDY = frozenset((_DRAWING, 0x0866, 0x00A4, 0x0850))


class Protected(Exception):
    """The stream is encrypted from here on."""


def tell_workbook(data: bytes, into: Gathering) -> None:
    """What hides in a ``Workbook`` stream. Raises Protected."""
    sheets = sheet_names(data, into.job)
    walk = _Workbook(into)
    for position, kind, body in records(data):
        into.job.report(position, len(data))
        if kind == _FILEPASS:
            raise Protected
        if kind == BEGIN:
            walk.sheet = sheets.get(position, walk.sheet)
        else:
            walk.take(kind, body)
    _pictures(bytes(walk.drawings), into)


def records(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """(position, type, body) of each record, with what continues it; one cut short ends them."""
    position, start, kind = 0, 0, -1
    body: list[bytes] = []
    while position + 4 <= len(data):
        next_kind, size = struct.unpack_from("<HH", data, position)
        block = data[position + 4 : position + 4 + size]
        if next_kind == _CONTINUE and kind >= 0:
            body.append(block)
        else:
            if kind >= 0:
                yield start, kind, b"".join(body)
            start, kind, body = position, next_kind, [block]
        position += 4 + size
    if kind >= 0:
        yield start, kind, b"".join(body)


def sheet_names(data: bytes, job: Job) -> dict[int, str]:
    """The names of the sheets by the position of their first record."""
    found = {}
    for position, kind, body in records(data):
        job.report(position, len(data))
        if kind == _BOUNDSHEET and len(body) >= 8:
            (start,) = struct.unpack_from("<I", body)
            found[start] = _characters(body, 7, body[6])[0]
        elif kind in (_FILEPASS, _GLOBALS_END) or len(found) > 10_000:
            break
    return found


def _characters(body: bytes, position: int, count: int) -> tuple[str, int]:
    """A string of ``count`` characters behind its flag byte, and where it ends."""
    if position >= len(body):
        return "", position
    wide = body[position] & 1
    end = position + 1 + (2 * count if wide else count)
    text = body[position + 1 : end].decode("utf-16-le" if wide else "latin-1", "replace")
    return text, end


def counted(body: bytes, position: int) -> tuple[str, int]:
    """A string that its length in characters (two bytes) precedes."""
    if position + 2 > len(body):
        return "", len(body)
    (count,) = struct.unpack_from("<H", body, position)
    return _characters(body, position + 2, count)


class _Workbook:
    """The records of one stream, as they come."""

    def __init__(self, into: Gathering) -> None:
        self._into = into
        self.sheet = ""
        self.drawings = bytearray()
        self._book, self._book_sheets, self._book_sheet = "", list[str](), ""
        self._is_note = False

    def take(self, kind: int, body: bytes) -> None:
        if kind in (_HEADER, _FOOTER) and body:
            name = "header" if kind == _HEADER else "footer"
            for words in printed_sections(counted(body, 0)[0]):
                self._add("header-footer", name, words)
                self._into.around(self._at(name), words)
        elif kind == _PRINTER:
            self._add("property", "printer", printer(body))
        elif kind == _USER:
            self._into.add("property", "WriteAccess", counted(body, 0)[0])
        elif kind == _SUPBOOK:
            self._external_book(body)
        elif kind == _EXTERNAL_SHEET and len(body) >= 4:
            index = struct.unpack_from("<H", body, 2)[0]
            self._book_sheet = self._book_sheets[index] if index < len(self._book_sheets) else ""
        elif kind == _CACHED:
            self._cached(body)
        elif kind == _VALIDATION:
            self._add("validation", "DV", _validation(body))
        elif kind in (_HYPERLINK, _TIP) and len(body) >= 8:
            self._add("link", _corner(body if kind == _HYPERLINK else body[2:]), runs(body[8:]))
        elif kind in _CONNECTION:
            self._add("connection", f"0x{kind:04X}", runs(body))
        else:
            self._drawn(kind, body)

    def _drawn(self, kind: int, body: bytes) -> None:
        if kind == _DRAWING_GROUP:
            self.drawings += body
        elif kind == _OBJECT and len(body) >= 6:
            self._is_note = struct.unpack_from("<H", body, 4)[0] == _NOTE
        elif kind == _TEXT and len(body) > 18 and not self._is_note:
            (count,) = struct.unpack_from("<H", body, 10)
            self._into.around(self._at("shape"), _characters(body, 18, count)[0])
        elif kind in _WORDY:
            self._add("object", "drawing", lines(wide_runs(body)))

    def _external_book(self, body: bytes) -> None:
        """Another file: its path as it is stored, then the names of its sheets."""
        self._book, self._book_sheets = "", []
        if len(body) < 6 or body[2:4] in (b"\x01\x04", b"\x01\x3a"):  # this file, add-in functions
            return
        (count,) = struct.unpack_from("<H", body)
        path, position = counted(body, 2)
        self._book = "".join("\\" if c < " " else c for c in path).strip("\\")
        for _ in range(count):
            name, position = counted(body, position)
            self._book_sheets.append(name)
            if position >= len(body):
                break
        self._into.add("link", f"[{self._book}]", lines([self._book, *self._book_sheets]))

    def _cached(self, body: bytes) -> None:
        """Cells kept from another file: one row, from its first column to its last."""
        if len(body) < 4:
            return
        last, first, row = struct.unpack_from("<BBH", body)
        position, texts = 4, []
        for _ in range(last - first + 1):
            if position >= len(body):
                break
            kind = body[position]
            if kind == 2:
                text, position = counted(body, position + 1)
                texts.append(text)
                continue
            if kind == 1 and position + 9 <= len(body):
                texts.append(f"{struct.unpack_from('<d', body, position + 1)[0]:.15g}")
            position += 9
        place = f"[{self._book}]{self._book_sheet}!{column_letters(first + 1)}{row + 1}"
        self._into.add("link", place, lines(texts))

    def _add(self, kind: str, name: str, text: str) -> None:
        self._into.add(kind, self._at(name), text)

    def _at(self, name: str) -> str:
        return f"{self.sheet}!{name}" if self.sheet else name


def _corner(body: bytes) -> str:
    row, _, column = struct.unpack_from("<HHH", body.ljust(6, b"\0"))
    return f"{column_letters(column + 1)}{row + 1}"


def _validation(body: bytes) -> str:
    """The four words of a validation, then its formulas; a list is text divided by zero bytes."""
    texts, position = [], 4
    for _ in range(4):
        text, position = counted(body, position)
        texts.append(text.replace("\0", ""))
    texts.append(_formula_text(body[position : position + 4 + 4096]))
    return lines(texts)


def _formula_text(body: bytes) -> str:
    """The text of a formula that is one text (0x17), with one item a line; else its words."""
    if len(body) > 6 and body[4] == 0x17:
        return _characters(body, 6, body[5])[0].replace("\0", "\n")
    return ""


def _pictures(data: bytes, into: Gathering) -> None:
    """The pictures in a drawing group: each from its signature to the next one's."""
    starts = sorted(
        place for magic in (JPEG, PNG) for place in _places(data, magic) if _is_start(data, place)
    )
    for number, start in enumerate(starts, 1):
        end = starts[number] if number < len(starts) else len(data)
        if number > MAX_PICTURES:
            into.remark("image", "MSODrawingGroup", CUT)
            break
        name = f"MSODrawingGroup #{number}"
        words = image_text(data[start:end])
        into.add("image", name, lines([f"+{end - start} bytes", words or ""]))


def _is_start(data: bytes, place: int) -> bool:
    """Whether a picture begins here: within 60 bytes behind the header of a picture's record."""
    around = data[max(place - 60, 0) : place]
    return any(bytes((low, 0xF0)) in around for low in range(0x1A, 0x2B))


def _places(data: bytes, magic: bytes) -> Iterator[int]:
    place = data.find(magic)
    for _ in range(MAX_PLACES):
        if place < 0:
            return
        yield place
        place = data.find(magic, place + 1)
