"""Excel binary workbooks (.xlsb): BIFF12 records in a zip archive.

The records are read one by one, so memory holds the shared strings and one row, never a sheet.
Source: [MS-XLSB], whose section names the functions below carry; the shared record shape is 2.1.4.
"""

import posixpath
import re
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING

from app.core.errors import FileTooLarge, FileUnreadable, Where
from app.core.intake.archive import check_archive, part_blocks, part_names, part_size
from app.core.intake.column_letters import column_letters
from app.core.intake.content import Content
from app.core.intake.display.builtin_formats import BUILTIN
from app.core.intake.display.number_format import (
    CHINESE_BUILTIN,
    general_text,
    is_damaged,
    number_text,
    shown_text,
)
from app.core.intake.markup.stream import small_part
from app.core.intake.sheet import (
    NO_WISH,
    Merge,
    Notices,
    Row,
    Sheet,
    Shown,
    Signature,
    Wish,
    Workbook,
    readers,
)
from app.core.jobs import Job
from app.core.model import Hidden
from app.core.text import Text

if TYPE_CHECKING:
    from app.core.intake.hidden.conditional import Rule
    from app.core.intake.hidden.styles import Hiding

MAX_RECORD = 1 << 24  # bytes; the longest string of a cell is 64 KiB
MAX_ROWS, MAX_COLUMNS = 1 << 20, 1 << 14
MAX_CELLS = 200_000_000  # cells yielded by one sheet, blanks between others included
MAX_MERGES = 1_000_000
MAX_UNSEEN = 20_000  # cells of one sheet that a style hides
REPORT_EVERY = 20_000  # records between two reports

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

STATES = {0: "visible", 1: "hidden", 2: "very-hidden"}
ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!",
    0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip
SIDES = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")

BOOK = "xl/workbook.bin"
NOT_WHOLE = Text("不是完整的工作簿", "it is not a whole workbook")
DAMAGED = (struct.error, UnicodeDecodeError, IndexError, KeyError)

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@readers.register
class XlsbReader:
    """Own reader: no library tells number formats, hidden rows and comments of this format."""

    id = "xlsb"
    title = Text("Excel 二进制工作簿", "Excel binary workbook")
    version = "1"
    last_resort = False

    def accepts(self, signature: Signature) -> bool:
        return signature.is_zip and BOOK in signature.parts

    def open(self, path: Content, job: Job, wish: Wish = NO_WISH) -> Workbook:
        check_archive(path)
        parts = part_names(path)
        book = _Book(path, parts, job)
        sheets = tuple(_Sheet(book, name, state, part).view() for name, state, part in book.sheets)
        if not sheets:
            raise FileUnreadable(name=path.name, reason=Text("没有工作表", "it has no worksheet"))
        hidden = (*_properties(path, parts), *book.names)
        return Workbook("xlsb", sheets, book.notices, hidden=hidden)


# ── records ──────────────────────────────────────────────────────────────────────────────────


def _records(blocks: Iterable[bytes], path: Content) -> Iterator[tuple[int, bytes]]:
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


def _string(data: bytes, at: int) -> tuple[str, int]:
    """An XLWideString and where it ends; a length of all ones is an absent one."""
    (count,) = struct.unpack_from("<I", data, at)
    if count == 0xFFFFFFFF:
        return "", at + 4
    end = at + 4 + 2 * count
    if end > len(data):
        raise IndexError(count)
    return data[at + 4 : end].decode("utf-16-le", "surrogatepass"), end


def _cell_text(data: bytes, at: int) -> str:
    """The text of a cell, without Excel's escapes for characters; lines end in line feeds.

    Lone surrogates, which no encoding holds, become U+FFFD.
    """
    text = _string(data, at)[0]
    if "_x" in text:
        text = _ESCAPE.sub(lambda m: _character(int(m[1], 16), m[0]), text)
    text = text.replace("\r\n", "\n").replace("\r", "")
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _character(code: int, escape: str) -> str:
    return escape if 0xD800 <= code < 0xE000 else chr(code)


def _rk(data: bytes, at: int) -> float:
    """An RkNumber: 30 bits of an integer or of the head of a double, perhaps times 100."""
    (bits,) = struct.unpack_from("<i", data, at)
    if bits & 2:
        value = float(bits >> 2)
    else:
        (value,) = struct.unpack("<d", b"\0\0\0\0" + struct.pack("<i", bits & ~3))
    return value / 100 if bits & 1 else value


# ── the workbook ─────────────────────────────────────────────────────────────────────────────


class _Book:
    """What the sheets share: strings, number formats, the day that dates count from."""

    def __init__(self, path: Content, parts: frozenset[str], job: Job) -> None:
        self.path, self.parts, self.job = path, parts, job
        self.notices = Notices()
        self.epoch_1904 = False
        self.names: list[Hidden] = []
        self.sheets: list[tuple[str, str, str]] = []  # name, state, part
        self._read_book()
        self.strings = self._read_strings()
        self.hiding: dict[int, Hiding] = {}
        self.formats = self._read_formats()

    def records(
        self, part: str, end: int, where: Where | None = None
    ) -> Iterator[tuple[int, bytes]]:
        """The records of a part up to the one that ends it, telling of progress on the way."""
        size = part_size(self.path, part)
        seen = 0
        for number, (kind, data) in enumerate(_records(part_blocks(self.path, part), self.path)):
            seen += len(data) + 2
            if number % REPORT_EVERY == 0:
                self.job.report(min(seen, size), size)
            if kind == end:
                return
            yield kind, data
        raise FileUnreadable(
            where, name=self.path.name, reason=Text("文件不完整", "it is incomplete")
        )

    def damaged(self, sheet: str | None = None, row: int | None = None) -> FileUnreadable:
        return FileUnreadable(
            Where(self.path.name, sheet, row), name=self.path.name, reason=NOT_WHOLE
        )

    def _read_book(self) -> None:
        links = self.links(BOOK)
        try:
            for kind, data in self.records(BOOK, END_BOOK):
                if kind == BOOK_PROPERTIES:
                    self.epoch_1904 = bool(data[0] & 1)
                elif kind == NAME:
                    self.names.append(Hidden("name", _string(data, 9)[0], ""))
                elif kind == BUNDLE:
                    self._add_sheet(data, links)
        except DAMAGED as error:
            raise self.damaged() from error

    def _add_sheet(self, data: bytes, links: dict[str, tuple[str, str]]) -> None:
        """BrtBundleSh, 2.4.304; chart sheets hold no cells."""
        (state,) = struct.unpack_from("<I", data)
        link, at = _string(data, 8)
        name, _ = _string(data, at)
        kind, part = links[link]
        if kind in ("worksheet", "xlMacrosheet", "xlIntlMacrosheet"):
            self.sheets.append((name, STATES.get(state, "very-hidden"), part))

    def _read_strings(self) -> list[str]:
        """The shared strings; the counts that the part declares are not believed."""
        part = "xl/sharedStrings.bin"
        if part not in self.parts:
            return []
        try:
            return [
                _cell_text(data, 1)
                for kind, data in self.records(part, END_SHARED)
                if kind == SHARED_ITEM
            ]
        except DAMAGED as error:
            raise self.damaged() from error

    def _read_formats(self) -> list[str]:
        """The number format of each cell style."""
        from app.core.intake.hidden.xlsb_looks import Looks

        codes: dict[int, str] = {}
        styles: list[bytes] = []
        looks, inside = Looks(), False
        self.hiding_by = partial(looks.rule, codes=codes)
        part = "xl/styles.bin"
        if part not in self.parts:
            return []
        try:
            for kind, data in self.records(part, END_STYLES):
                if kind in (BEGIN_XFS, END_XFS):
                    inside = kind == BEGIN_XFS
                elif kind == XF and inside:
                    styles.append(data)
                elif kind == FORMAT:
                    codes[struct.unpack_from("<H", data)[0]] = _string(data, 2)[0]
                elif kind == FONT:
                    looks.font(data)
                elif kind == FILL:
                    looks.fill(data)
                elif kind == DIFFERENCE:
                    looks.difference(data)
            numbers = [struct.unpack_from("<H", data, 2)[0] for data in styles]
            formats = [
                CHINESE_BUILTIN.get(number) or codes.get(number) or BUILTIN.get(number, "General")
                for number in numbers
            ]
            self.hiding = looks.hiding(styles, formats)
        except DAMAGED as error:
            raise self.damaged() from error
        return formats

    def links(self, part: str) -> dict[str, tuple[str, str]]:
        """The relationships of a part: its kind and target by id. Source: ECMA-376 Part 2, 8."""
        folder, base = posixpath.split(part)
        relations = f"{folder}/_rels/{base}.rels"
        if relations not in self.parts:
            return {}
        found = {}
        for link in small_part(part_blocks(self.path, relations), self.path):
            said = link.attributes
            target = posixpath.normpath(posixpath.join(f"/{folder}", said.get("Target", "")))
            kind = said.get("Type", "").rpartition("/")[2]
            found[said.get("Id", "")] = kind, target.lstrip("/")
        return found


# ── a sheet ──────────────────────────────────────────────────────────────────────────────────


@dataclass
class _Around:
    """What one pass over a sheet finds beside its values."""

    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    surroundings: list[tuple[Text, str]] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)


class _Sheet:
    def __init__(self, book: _Book, name: str, state: str, part: str) -> None:
        self._book, self._name, self._state, self._part = book, name, state, part
        if part not in book.parts:
            raise book.damaged(name)

    def view(self) -> Sheet:
        around = self._look_around()
        return Sheet(
            name=self._name,
            state=self._state,
            rows=self.rows,
            merges=tuple(around.merges),
            hidden_rows=frozenset(around.hidden_rows),
            hidden_columns=frozenset(around.hidden_columns),
            hidden=(*self._comments(), *around.hidden),
            surroundings=tuple(around.surroundings),
        )

    def _records(self) -> Iterator[tuple[int, bytes]]:
        where = Where(self._book.path.name, self._name)
        return self._book.records(self._part, END_SHEET, where)

    def _look_around(self) -> _Around:
        from app.core.intake.hidden.xlsb_rules import Rules

        around, rules = _Around(), Rules(self._name, self._book.hiding_by)
        try:
            for kind, data in self._records():
                if kind == ROW:
                    if data[11] & 0x10:
                        around.hidden_rows.add(struct.unpack_from("<I", data)[0] + 1)
                elif kind > SHARED_ITEM and kind != RICH_STRING:
                    self._note(around, kind, data)
                    rules.take(kind, data)
            around.hidden += rules.hidden
            if self._book.hiding or rules.rules:
                around.hidden += islice(self._unseen(rules.rules), MAX_UNSEEN)
        except DAMAGED as error:
            raise self._book.damaged(self._name) from error
        return around

    def _unseen(self, rules: "Sequence[Rule]") -> Iterator[Hidden]:
        """What cells hold that their style or a rule hides."""
        from app.core.intake.hidden.binary_rules import reasons

        for row, column, style, text in self._cells():
            value = float(text.raw) if isinstance(text, Shown) else text
            hiding, place = self._book.hiding.get(style), (row + 1, column + 1)
            for reason in reasons(hiding, rules, place, value, is_error=text in ERRORS.values()):
                yield Hidden(reason, f"{self._name}!{column_letters(column + 1)}{row + 1}", text)

    def _note(self, around: _Around, kind: int, data: bytes) -> None:
        if kind == COLUMNS:
            first, last, _, _, flags = struct.unpack_from("<IIIIH", data)
            if flags & 1:
                around.hidden_columns.update(range(first + 1, min(last + 1, MAX_COLUMNS) + 1))
        elif kind == MERGE:
            top, bottom, left, right = struct.unpack_from("<IIII", data)
            if len(around.merges) == MAX_MERGES:
                raise self._too_large(Text("合并区域过多", "it has too many merged ranges"))
            around.merges.append(Merge(top + 1, left + 1, bottom + 1, right + 1))
        elif kind == HEADER_FOOTER:
            at = 2
            for side in SIDES:
                text, at = _string(data, at)
                if text:
                    around.surroundings.append((Text.plain(f"{self._name}!{side}"), text))

    def rows(self) -> Iterator[Row]:
        """Rows up to the last that holds something; each ends at its last cell."""
        done = cells = 0
        for number, values in self._filled():
            for _ in range(number - done):
                yield ()
            yield tuple(values)
            done = number + 1
            cells += len(values)
            if cells > MAX_CELLS:
                raise self._too_large(Text("单元格过多", "it has too many cells"))

    def _filled(self) -> Iterator[tuple[int, list[str | None]]]:
        """The rows that hold something, by their numbers from 0."""
        for row, cells in groupby(self._cells(), key=itemgetter(0)):
            values: list[str | None] = []
            for _, column, _, text in cells:
                values += [None] * (column + 1 - len(values))
                values[column] = text
            yield row, values

    def _cells(self) -> Iterator[tuple[int, int, int, str]]:
        """The cells that hold something: row and column from 0, style, text."""
        row = column = -1
        try:
            for kind, data in self._records():
                if kind == ROW:
                    row, column = self._next(row, data), -1
                elif kind <= SHORT_LAST or kind == RICH_STRING:
                    short = SHORT_FIRST <= kind <= SHORT_LAST
                    cell = struct.pack("<I", column + 1) + data if short else data
                    column = self._column(row, cell)
                    text = self._text(kind - SHORT_SHIFT if short else kind, cell, row, column)
                    if text is not None:
                        yield row, column, _style(cell), text
        except DAMAGED as error:
            raise self._book.damaged(self._name, row + 1) from error

    def _next(self, row: int, data: bytes) -> int:
        """The number of the row that begins; rows go down the sheet."""
        number: int = struct.unpack_from("<I", data)[0]
        if not row < number < MAX_ROWS:
            raise self._book.damaged(self._name, row + 2)
        return number

    def _column(self, row: int, cell: bytes) -> int:
        column: int = struct.unpack_from("<I", cell)[0]
        if row < 0 or column >= MAX_COLUMNS:
            raise self._book.damaged(self._name, row + 1)
        return column

    def _text(self, kind: int, data: bytes, row: int, column: int) -> str | None:
        if kind == BLANK:
            return None
        if kind == SHARED:
            return self._shown(self._book.strings[struct.unpack_from("<I", data, 8)[0]], data)
        if kind in (STRING, FORMULA_STRING):
            return self._shown(_cell_text(data, 8), data)
        if kind == RICH_STRING:
            return self._shown(_cell_text(data, 9), data)
        if kind in (BOOL, FORMULA_BOOL):
            return "TRUE" if data[8] else "FALSE"
        if kind in (ERROR, FORMULA_ERROR):
            self._warn("error-value", row, column)
            return ERRORS.get(data[8], "#ERR!")
        value = _rk(data, 8) if kind == RK else struct.unpack_from("<d", data, 8)[0]
        return self._number(value, self._code(data), row, column)

    def _code(self, cell: bytes) -> str:
        """The number format of a cell."""
        style, formats = _style(cell), self._book.formats
        return formats[style] if style < len(formats) else "General"

    def _shown(self, text: str, cell: bytes) -> str | None:
        return shown_text(text, self._code(cell)) if text else None

    def _number(self, value: float, code: str, row: int, column: int) -> str | None:
        if is_damaged(value):
            self._warn("precision-lost", row, column)
            text = raw = format(Decimal(repr(value)), "f")
        else:
            text = number_text(value, code, epoch_1904=self._book.epoch_1904)
            raw = general_text(value)
        return Shown(text, raw, code) if text else None

    def _warn(self, code: str, row: int, column: int) -> None:
        self._book.notices.add(code, self._name, column_letters(column + 1), row + 1)

    def _comments(self) -> Iterator[Hidden]:
        for kind, part in self._book.links(self._part).values():
            if kind == "comments" and part in self._book.parts:
                place = self._name
                try:
                    for record, data in self._book.records(part, END_COMMENTS):
                        if record == BEGIN_COMMENT:
                            row, _, column = struct.unpack_from("<III", data, 4)
                            place = f"{self._name}!{column_letters(column + 1)}{row + 1}"
                        elif record == COMMENT_TEXT:
                            yield Hidden("comment", place, _cell_text(data, 1))
                except (*DAMAGED, ValueError) as error:
                    raise self._book.damaged(self._name) from error

    def _too_large(self, reason: Text) -> FileTooLarge:
        name = self._book.path.name
        return FileTooLarge(Where(name, self._name), name=name, reason=reason)


def _style(cell: bytes) -> int:
    return int.from_bytes(cell[4:7], "little")


def _properties(path: Content, parts: frozenset[str]) -> Iterator[Hidden]:
    part = "docProps/core.xml"
    if part not in parts:
        return
    for element in small_part(part_blocks(path, part), path):
        if element.name in PROPERTIES and element.text.strip():
            yield Hidden("property", element.name, element.text)


PROPERTIES = (
    "title", "subject", "creator", "lastModifiedBy", "keywords", "description", "category",
)  # fmt: skip
