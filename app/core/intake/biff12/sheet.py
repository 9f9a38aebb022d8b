"""One sheet of a binary workbook: its cells as text, and what lies around them."""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby, islice
from operator import itemgetter

from app.core.errors import FileTooLarge, Where
from app.core.intake.biff12.book import Book
from app.core.intake.biff12.records import (
    BEGIN_COMMENT,
    BLANK,
    BOOL,
    COLUMNS,
    COMMENT_TEXT,
    DAMAGED,
    END_COMMENTS,
    END_SHEET,
    ERROR,
    FORMULA_BOOL,
    FORMULA_ERROR,
    FORMULA_STRING,
    HEADER_FOOTER,
    MERGE,
    RICH_STRING,
    RK,
    ROW,
    SHARED,
    SHARED_ITEM,
    SHORT_FIRST,
    SHORT_LAST,
    SHORT_SHIFT,
    STRING,
    cell_text,
    rk,
    string,
)
from app.core.intake.column_letters import column_letters
from app.core.intake.display.number_format import general_text, is_damaged, number_text, shown_text
from app.core.intake.hidden.binary_rules import reasons
from app.core.intake.hidden.conditional import Rule
from app.core.intake.hidden.xlsb_rules import Rules
from app.core.intake.sheet import Merge, Row, Sheet, Shown
from app.core.model import Hidden
from app.core.text import Text

MAX_ROWS, MAX_COLUMNS = 1 << 20, 1 << 14
MAX_CELLS = 200_000_000  # cells yielded by one sheet, blanks between others included
MAX_MERGES = 1_000_000
MAX_UNSEEN = 20_000  # cells of one sheet that a style hides

ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!",
    0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip
SIDES = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")


@dataclass
class _Around:
    """What one pass over a sheet finds beside its values."""

    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    surroundings: list[tuple[Text, str]] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)


class BinarySheet:
    def __init__(self, book: Book, name: str, state: str, part: str) -> None:
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

    def _unseen(self, rules: Sequence[Rule]) -> Iterator[Hidden]:
        """What cells hold that their style or a rule hides."""
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
                text, at = string(data, at)
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
            return self._shown(cell_text(data, 8), data)
        if kind == RICH_STRING:
            return self._shown(cell_text(data, 9), data)
        if kind in (BOOL, FORMULA_BOOL):
            return "TRUE" if data[8] else "FALSE"
        if kind in (ERROR, FORMULA_ERROR):
            self._warn("error-value", row, column)
            return ERRORS.get(data[8], "#ERR!")
        value = rk(data, 8) if kind == RK else struct.unpack_from("<d", data, 8)[0]
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
                            yield Hidden("comment", place, cell_text(data, 1))
                except (*DAMAGED, ValueError) as error:
                    raise self._book.damaged(self._name) from error

    def _too_large(self, reason: Text) -> FileTooLarge:
        name = self._book.path.name
        return FileTooLarge(Where(name, self._name), name=name, reason=reason)


def _style(cell: bytes) -> int:
    return int.from_bytes(cell[4:7], "little")
