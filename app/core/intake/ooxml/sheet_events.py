"""The cells of a sheet's XML by a real parser: any prefix, encoding, order of attributes.

Rows and cells without ``r`` follow the one before. Source: ECMA-376 Part 1, 18.3.1.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from app.core.errors import FileUnreadable, Where
from app.core.intake.content import Content
from app.core.intake.markup.stream import feed, local_name
from app.core.intake.ooxml.cell_batch import (
    KINDS,
    MAX_COLUMNS,
    MAX_ROWS,
    SHARED,
    TEXT,
    UNCALCULATED,
    CellBatch,
)
from app.core.intake.ooxml.white_space import PRESERVED, trimmed
from app.core.text import Text

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_NUMBER = re.compile(r"[0-9]{1,9}")

MISPLACED = Text("行或单元格的编号有误", "a row or a cell has a wrong number")
NO_STRING = Text("单元格引用的共享字符串有误", "a cell refers to a wrong shared string")


def cell_batches(
    blocks: Iterable[bytes], path: Content, sheet: str, after: int
) -> Iterator[CellBatch]:
    """The cells of a worksheet part below row ``after``, a batch a block of the part.

    Raises FileUnreadable and FileTooLarge.
    """
    cells = _Cells(path, sheet, after)
    for _ in feed(blocks, cells, path):
        yield cells.taken()


@dataclass
class _Cell:
    """One cell while it is read. ``value``: None where it has no ``v`` or ``is``."""

    column: int
    kind: str
    style: int
    value: list[str] | None = None
    is_inline: bool = False
    is_formula: bool = False


class _Cells:
    """Follows a sheet down to its cells."""

    def __init__(self, path: Content, sheet: str, after: int) -> None:
        self._path, self._sheet, self._after = path, sheet, after
        self._open: list[str] = []
        self._row = self._column = 0
        self._cell: _Cell | None = None
        self._is_text = self._is_bare = False  # within v or t, and whether its ends are trimmed
        self._words: list[str] = []
        self._in_row: dict[int, tuple[int, int, int, int, str]] = {}
        self._found: list[tuple[int, int, int, int, int, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = local_name(name)
        parent = self._open[-1] if self._open else ""
        self._open.append(local)
        begin = _STARTS.get((parent, local))
        if begin is not None:
            begin(self, attributes)

    def end(self, name: str) -> None:
        local = self._open.pop()
        if local in ("v", "t"):
            self._end_text()
        elif local == "c" and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif local == "row" and self._in_row:
            self._found += [(self._row, *self._in_row[at]) for at in sorted(self._in_row)]
            self._in_row = {}

    def text(self, data: str) -> None:
        if self._is_text:
            self._words.append(data)

    def taken(self) -> CellBatch:
        """The cells of the rows that have ended since the last call."""
        found, self._found = self._found, []
        rows, columns, kinds, styles, values, texts = (
            zip(*found, strict=True) if found else [()] * 6
        )
        places = [n if kind != SHARED else value for n, (kind, value) in
                  enumerate(zip(kinds, values, strict=True))]  # fmt: skip
        return CellBatch(
            np.array(rows, np.int32), np.array(columns, np.uint16), np.array(kinds, np.uint8),
            np.array(styles, np.int32), np.array(places, np.int32), np.zeros(len(rows), np.uint64),
            pa.array(texts, pa.string()),
        )  # fmt: skip

    def _start_row(self, attributes: dict[str, str]) -> None:
        written = attributes.get("r")
        number = self._row + 1
        if written is not None:
            number = int(written) if _NUMBER.fullmatch(written) else 0
        if not self._row < number <= MAX_ROWS:
            raise self._error(MISPLACED, self._row + 1)
        self._row, self._column = number, 0

    def _start_cell(self, attributes: dict[str, str]) -> None:
        column = self._column + 1
        written = attributes.get("r")
        if written is not None:
            column = self._placed(written)
        if not 1 <= column <= MAX_COLUMNS:
            raise self._error(MISPLACED)
        self._column = column
        style = attributes.get("s", "0")
        number = int(style) if _NUMBER.fullmatch(style) else 0
        self._cell = _Cell(column, attributes.get("t", "n"), number)

    def _placed(self, reference: str) -> int:
        """The column of a cell's reference, which must name the row that it stands in."""
        match = _REFERENCE.fullmatch(reference)
        if match is None or int(match[2]) != self._row:
            raise self._error(MISPLACED)
        column = 0
        for letter in match[1].upper():
            column = column * 26 + ord(letter) - 64
        return column

    def _start_value(self, attributes: dict[str, str]) -> None:
        if self._cell is not None and not self._cell.is_inline:
            self._cell.value, self._is_text, self._is_bare = [], True, False

    def _start_formula(self, attributes: dict[str, str]) -> None:
        if self._cell is not None:
            self._cell.is_formula = True

    def _start_inline(self, attributes: dict[str, str]) -> None:
        if self._cell is not None:
            self._cell.value, self._cell.is_inline = [], True

    def _start_text(self, attributes: dict[str, str]) -> None:
        self._is_text = self._cell is not None and self._cell.is_inline
        self._is_bare = PRESERVED not in attributes.items()

    def _end_text(self) -> None:
        text = "".join(self._words)
        if self._is_text and self._cell is not None and self._cell.value is not None:
            self._cell.value.append(trimmed(text) if self._is_bare else text)
        self._words, self._is_text = [], False

    def _end_cell(self, cell: _Cell) -> None:
        if self._row <= self._after:
            return
        text = "".join(cell.value or ())
        kind = TEXT if cell.is_inline else KINDS.get(cell.kind, TEXT)
        if not text:
            has_result = cell.kind == "str" and cell.value is not None
            if not cell.is_formula or has_result:
                return
            kind = UNCALCULATED
        shared = 0
        if kind == SHARED:
            if not _NUMBER.fullmatch(text.strip()):
                raise self._error(NO_STRING)
            shared, text = int(text), ""
        self._in_row[cell.column] = (cell.column, kind, cell.style, shared, text)

    def _error(self, reason: Text, row: int | None = None) -> FileUnreadable:
        where = Where(self._path.name, self._sheet, row or self._row)
        return FileUnreadable(where, name=self._path.name, reason=reason)


_STARTS: dict[tuple[str, str], Callable[[_Cells, dict[str, str]], None]] = {
    ("sheetData", "row"): _Cells._start_row,
    ("row", "c"): _Cells._start_cell,
    ("c", "v"): _Cells._start_value,
    ("c", "f"): _Cells._start_formula,
    ("c", "is"): _Cells._start_inline,
    ("is", "t"): _Cells._start_text,
    ("r", "t"): _Cells._start_text,
}
