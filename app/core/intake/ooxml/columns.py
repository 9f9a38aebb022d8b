"""Cells become blocks of columns, with the sheet's warnings on the way."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.errors import FileTooLarge, FileUnreadable, Where
from app.core.intake.column_letters import column_letters
from app.core.intake.content import Content
from app.core.intake.ooxml.cell_batch import (
    BOOLEAN,
    DATE,
    ERROR,
    NUMBER,
    SHARED,
    UNCALCULATED,
    CellBatch,
    Numbers,
)
from app.core.intake.ooxml.escapes import all_unescaped
from app.core.intake.ooxml.number_texts import NoNumber, NumberTexts, ShownNumbers
from app.core.intake.ooxml.shared_strings import SharedStrings
from app.core.intake.ooxml.sheet_events import NO_STRING
from app.core.intake.sheet import Block, Notices, Stored
from app.core.text import Text
from app.core.text_column import REPEATED, TELLING, TextColumn, blank, is_coded

MAX_CELLS = 200_000_000  # rows × columns of a sheet's bounding box
FIRST_ROWS = 256  # of the first block, so that a preview need not wait
_AREA = 1 << 22  # rows × columns of a block
_GAP = 1 << 10  # blank rows that end a block
_BLANK_ROWS = 1 << 16  # of a block of blank rows

Codes = npt.NDArray[np.int32]
Cells = npt.NDArray[np.intp]  # places in a batch

NO_NUMBER = Text("单元格的数值无法解读", "the number in a cell cannot be read")
NO_BOOLEAN = Text("单元格的逻辑值无法解读", "the truth value in a cell cannot be read")
USED_RANGE = Text("已用区域过大", "the used range is too large")


@dataclass(frozen=True)
class _Piece:
    """Cells of one column and one kind: their places, and each one's text in ``texts``.

    ``distinct``: whether it is known that no text is empty or there twice.
    """

    places: Numbers
    codes: Codes
    texts: pa.Array
    distinct: bool = False


class Columns:
    """The blocks of one sheet, made from its cells in the order of rows."""

    def __init__(
        self,
        path: Content,
        sheet: str,
        strings: SharedStrings,
        numbers: NumberTexts,
        notices: Notices,
        breathe: Callable[[], None],
    ) -> None:
        """``breathe`` is called for every column of a block."""
        self._path, self._sheet, self._breathe = path, sheet, breathe
        self._strings, self._numbers, self._notices = strings, numbers, notices
        self.last = 0  # row that has been put into a block
        self._width = 0
        self._plain: set[int] = set()  # columns whose texts have hardly come again so far

    def blocks(self, batch: CellBatch) -> Iterator[Block]:
        """The blocks of a batch, and blank ones for the rows between it and the one before.

        Raises FileUnreadable and FileTooLarge.
        """
        rows = batch.rows
        if len(rows) == 0:
            return
        self._width = max(self._width, int(batch.columns.max()))
        if int(rows[-1]) * self._width > MAX_CELLS:
            where = Where(self._path.name, self._sheet)
            raise FileTooLarge(where, name=self._path.name, reason=USED_RANGE)
        gaps = np.append(np.flatnonzero(np.diff(rows) > _GAP) + 1, len(rows))
        tall = max(_AREA // self._width, 1)
        start = 0
        while start < len(rows):
            yield from self._blank(int(rows[start]))
            limit = self.last + 1 + (tall if self.last else min(tall, FIRST_ROWS))
            limit = max(limit, int(rows[start]) + 1)
            end = int(np.searchsorted(rows, limit))
            end = min(end, int(gaps[np.searchsorted(gaps, start, side="right")]))
            yield self._block(batch.part(start, end))
            start = end

    def _blank(self, before: int) -> Iterator[Block]:
        """Nothing, for a few rows that the next block can hold; else blocks without columns."""
        while before - self.last - 1 > _GAP:
            rows = min(before - self.last - 1, _BLANK_ROWS)
            yield Block(self.last + 1, (), rows)
            self.last += rows

    def _block(self, batch: CellBatch) -> Block:
        first, last = self.last + 1, int(batch.rows[-1])
        height = last - first + 1
        order = np.argsort(batch.columns, kind="stable")
        counts = np.bincount(batch.columns)
        width = len(counts) - 1
        edges = np.concatenate([[0], np.cumsum(counts)])
        made: list[TextColumn] = [blank(height)] * width
        stored: dict[int, Stored] = {}
        for number in np.flatnonzero(counts).tolist():
            self._breathe()
            cells = order[edges[number] : edges[number + 1]]
            plain = number in self._plain
            column = _Column(self, batch, cells, number, first, height, plain=plain)
            made[number - 1], behind = column.made()
            if not is_coded(made[number - 1]):
                self._plain.add(number)
            if behind is not None:
                stored[number - 1] = behind
        self.last = last
        return Block(first, tuple(made), height, stored)

    # ── what a column asks ───────────────────────────────────────────────────────────────────

    def shared(self, batch: CellBatch, cells: Cells) -> tuple[Codes, pa.Array]:
        """The texts of cells that point to shared strings."""
        numbers = batch.values[cells]
        if not self._strings.reach(int(numbers.max())):
            wrong = cells[numbers >= len(self._strings)][0]
            raise self.error(NO_STRING, batch, int(wrong))
        return self._strings.coded(numbers)

    def number(self, written: pa.Array, style: int, *, is_date: bool) -> ShownNumbers:
        return self._numbers.shown(written, style, is_date=is_date)

    def code(self, style: int) -> str:
        return self._numbers.code(style)

    def warn(self, code: str, column: int, row: int) -> None:
        self._notices.add(code, self._sheet, column_letters(column), row)

    def error(self, reason: Text, batch: CellBatch, cell: int) -> FileUnreadable:
        column = column_letters(int(batch.columns[cell]))
        where = Where(self._path.name, self._sheet, int(batch.rows[cell]), column)
        return FileUnreadable(where, name=self._path.name, reason=reason)


class _Column:
    """One column of a block, from cells of any kind."""

    def __init__(
        self, sheet: Columns, batch: CellBatch, cells: Cells, column: int, first: int, height: int,
        *, plain: bool,
    ) -> None:  # fmt: skip
        """``plain``: the texts are not even looked at for those that come again."""
        self._sheet, self._batch, self._cells = sheet, batch, cells
        self._column, self._first, self._height = column, first, height
        self._plain = plain
        self._pieces: list[_Piece] = []
        self._stored: list[tuple[_Piece, _Piece]] = []
        self._exact = True

    def made(self) -> tuple[TextColumn, Stored | None]:
        """The array, and what is stored behind its numbers where there are any."""
        kinds = self._batch.kinds[self._cells]
        present = np.flatnonzero(np.bincount(kinds, minlength=UNCALCULATED + 1)).tolist()
        for kind in present:
            cells = self._cells if len(present) == 1 else self._cells[kinds == kind]
            if kind == SHARED:
                self._put(cells, *self._sheet.shared(self._batch, cells))
            elif kind == UNCALCULATED:
                self._warn("formula-without-value", cells)
            else:
                self._put_texts(kind, cells)
        column = _plain(self._pieces, self._height, told=self._plain)
        if column is None:
            column = _coded(self._pieces, self._height)
        return column, self._behind(column)

    def _put_texts(self, kind: int, cells: Cells) -> None:
        codes, texts = self._distinct(cells)
        if kind in (NUMBER, DATE):
            self._put_numbers(cells, codes, texts, is_date=kind == DATE)
            return
        if kind == BOOLEAN:
            texts = self._booleans(cells, codes, texts)
        elif kind == ERROR:
            self._warn("error-value", cells)
        self._put(cells, codes, all_unescaped(texts))

    def _distinct(self, cells: Cells) -> tuple[Codes, pa.Array]:
        """The distinct texts of cells, and which of them each has; of a plain column, all texts."""
        keys, places = self._batch.keys[cells], self._batch.values[cells]
        if self._plain:
            return np.arange(len(cells), dtype=np.int32), self._batch.texts.take(pa.array(places))
        if not keys.all():
            coded = self._batch.texts.take(pa.array(places)).dictionary_encode()
            return coded.indices.to_numpy(), coded.dictionary
        coded = pa.array(keys).dictionary_encode()
        codes = coded.indices.to_numpy()
        one = np.empty(len(coded.dictionary), np.int64)
        one[codes] = places
        return codes, self._batch.texts.take(pa.array(one))

    def _put_numbers(self, cells: Cells, codes: Codes, texts: pa.Array, *, is_date: bool) -> None:
        styles = self._batch.styles[cells]
        for style in np.unique(styles).tolist():
            of_style = np.flatnonzero(styles == style)
            if len(of_style) == len(cells):
                self._put_styled(cells, codes, texts, style, is_date)
            else:
                used, inverse = codes[of_style], np.arange(len(of_style))
                if not self._plain:
                    used, inverse = np.unique(used, return_inverse=True)
                self._put_styled(
                    cells[of_style],
                    inverse.astype(np.int32),
                    texts.take(pa.array(used)),
                    style,
                    is_date,
                )

    def _put_styled(
        self, cells: Cells, codes: Codes, texts: pa.Array, style: int, is_date: bool
    ) -> None:
        try:
            shown, raws, damaged, exact = self._sheet.number(texts, style, is_date=is_date)
        except NoNumber as error:
            wrong = cells[np.flatnonzero(codes == error.place)[0]]
            raise self._sheet.error(NO_NUMBER, self._batch, int(wrong)) from error
        if damaged.any():
            self._warn("precision-lost", cells[damaged[codes]])
        self._exact &= exact
        places = self._put(cells, codes, shown, distinct=shown is texts and not self._plain)
        format_code = pa.array([self._sheet.code(style)], pa.string())
        formats = _Piece(places, np.zeros(len(cells), np.int32), format_code)
        self._stored.append((_Piece(places, codes, raws), formats))

    def _booleans(self, cells: Cells, codes: Codes, texts: pa.Array) -> pa.Array:
        told = [_BOOLEANS.get(text.strip()) for text in texts.to_pylist()]
        if None in told:
            wrong = cells[np.flatnonzero(codes == told.index(None))[0]]
            raise self._sheet.error(NO_BOOLEAN, self._batch, int(wrong))
        return pa.array(told, pa.string())

    def _put(
        self, cells: Cells, codes: Codes, texts: pa.Array, *, distinct: bool = False
    ) -> Numbers:
        places = self._batch.rows[cells] - self._first
        self._pieces.append(_Piece(places, codes, texts, distinct))
        return places

    def _warn(self, code: str, cells: Cells) -> None:
        self._sheet.warn(code, self._column, int(self._batch.rows[cells].min()))

    def _behind(self, column: TextColumn) -> Stored | None:
        """What is stored behind the numbers of the column; often just what is shown."""
        if not self._stored:
            return None
        raws = [raw for raw, _ in self._stored]
        as_shown = is_coded(column) and (
            [raw.texts for raw in raws] == [piece.texts for piece in self._pieces]
        )
        return Stored(
            column if as_shown else _indexed(raws, self._height),
            _indexed([code for _, code in self._stored], self._height),
            self._exact,
        )


def _indexed(pieces: list[_Piece], height: int) -> pa.DictionaryArray:
    """One array of all rows from the pieces as they are."""
    indices, dictionary = _places_and_texts(pieces, height)
    return pa.DictionaryArray.from_arrays(_with_nulls(indices), dictionary)


def _plain(pieces: list[_Piece], height: int, *, told: bool) -> pa.StringArray | None:
    """One array of all rows, each with its own text; None where a dictionary pays.

    Long texts that a workbook keeps once and shows often stay in a dictionary in any case.
    """
    if not told and (height < TELLING or sum(len(p.texts) for p in pieces) * REPEATED <= height):
        return None
    indices, texts = _places_and_texts(pieces, height)
    if not len(texts):
        return None
    sizes = pc.binary_length(texts).to_numpy()
    if sizes[indices[indices >= 0]].sum(dtype=np.int64) > REPEATED * sizes.sum(dtype=np.int64):
        return None
    column = texts.take(_with_nulls(indices))
    if not sizes.all():
        column = pc.if_else(pc.equal(column, ""), None, column)
    return column


def _coded(pieces: list[_Piece], height: int) -> pa.DictionaryArray:
    """One array of all rows; its dictionary holds no text twice, and no empty one."""
    if len(pieces) == 1 and pieces[0].distinct:
        return _indexed(pieces, height)
    indices, dictionary = _places_and_texts(pieces, height)
    coded = dictionary.dictionary_encode()
    if len(coded.dictionary) < len(dictionary):
        dictionary = coded.dictionary
        indices = _looked_up(indices, coded.indices.to_numpy())
    empty = pc.index(dictionary, "").as_py()
    if empty >= 0:
        kept = np.delete(np.arange(len(dictionary)), empty)
        renumbered = np.full(len(dictionary), -1, np.int32)
        renumbered[kept] = np.arange(len(kept))
        dictionary, indices = dictionary.take(pa.array(kept)), _looked_up(indices, renumbered)
    return pa.DictionaryArray.from_arrays(_with_nulls(indices), dictionary)


def _places_and_texts(pieces: list[_Piece], height: int) -> tuple[Codes, pa.Array]:
    """The text of each row by its place in those of all pieces; -1 where there is none."""
    indices = np.full(height, -1, np.int32)
    base = 0
    for piece in pieces:
        indices[piece.places] = piece.codes + base
        base += len(piece.texts)
    if len(pieces) == 1:
        return indices, pieces[0].texts
    texts = [pa.array([], pa.string()), *(piece.texts for piece in pieces)]
    return indices, pa.concat_arrays(texts)


_BOOLEANS = {"1": "TRUE", "true": "TRUE", "0": "FALSE", "false": "FALSE"}


def _looked_up(indices: Codes, numbers: Codes) -> Codes:
    """Each index by its new number; -1 stays."""
    return np.append(numbers, np.int32(-1))[indices].astype(np.int32)


def _with_nulls(indices: Codes) -> pa.Array:
    """An int32 array in which -1 is null."""
    present = indices >= 0
    bits = None if present.all() else pa.py_buffer(np.packbits(present, bitorder="little"))
    return pa.Array.from_buffers(pa.int32(), len(indices), [bits, pa.py_buffer(indices)])
