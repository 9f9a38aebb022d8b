"""Delimited text becomes rows or blocks of columns, with the same text for every cell.

pyarrow reads each piece whose rows are all of the width of the rows before; the csv module, which
is exact with every odd file but slower, reads the first piece and those that pyarrow cannot take.
"""

import csv
import io
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import Literal

import pyarrow as pa
import pyarrow.csv as pacsv

from app.core.errors import FileTooLarge, FileUnreadable, Where
from app.core.intake.delimited.columns import (
    GUARD,
    column_of,
    decoded,
    unguard,
    unguarded,
    with_rows,
)
from app.core.intake.delimited.pieces import LONGEST, Piece, pieces
from app.core.intake.encoding.text_blocks import TextBlocks
from app.core.intake.sheet import Block, Row
from app.core.text import Text
from app.core.text_column import CODED, PLAIN, TELLING, TextColumn, is_coded, repeats

Cells = list[str]

MOST_COLUMNS = 16_384  # as many as a workbook can hold
FIRST_ROWS = 256
_BLOCK_ROWS = 1 << 16
_BLOCK_CELLS = 1 << 21  # with the blanks that fill up short rows

_MOST_ODD = 1000  # rows of another width in a piece


@dataclass(frozen=True)
class Delimited:
    """The text of one file and its one-character delimiter.

    Iteration raises what :class:`TextBlocks` raises; FileUnreadable for a quote that is never
    closed, and FileTooLarge for a row that is too long or too wide, each with its row.
    """

    text: TextBlocks
    delimiter: str

    def rows(self) -> Iterator[Row]:
        """The rows one by one; a blank line is a row without cells."""
        count = 0
        for piece in self._pieces():
            clean = unguard if self._may_guard(piece) else str
            for cells in self._cells(piece, count):
                count += 1
                yield tuple(clean(cell) or None for cell in cells)

    def blocks(self, coded: Container[int] | None = None) -> Iterator[Block]:
        """The same cells by columns; the first block is small, so it comes at once.

        ``coded``: the places of columns that may come coded, if not all may.
        """
        count = width = 0
        kinds = _Kinds(coded)
        for piece in self._pieces():
            block = self._columns(piece, width, count + 1, kinds)
            if block is None and width:  # perhaps another table begins
                before, width = width, _usual_width(islice(self._cells(piece, count), FIRST_ROWS))
                block = self._columns(piece, width, count + 1, kinds) if width != before else None
            if block is not None:
                yield block
                count += block.rows
                continue
            guarded = self._may_guard(piece)
            rows = self._cells(piece, count)
            for batch in _batches(rows, _BLOCK_ROWS if count else FIRST_ROWS):
                columns = tuple(column_of(c, guarded=guarded) for c in zip_longest(*batch))
                yield Block(count + 1, columns, len(batch))
                count += len(batch)
                width = _usual_width(batch)

    def _pieces(self) -> Iterator[Piece]:
        return pieces(self.text, self.delimiter.encode())

    def _columns(self, piece: Piece, width: int, first: int, kinds: "_Kinds") -> Block | None:
        """A piece as pyarrow reads it; None where it is not for pyarrow."""
        if width == 0 or piece.cut or not self.delimiter.isascii():
            return None
        codec = self.text.codec
        try:
            if codec == "utf-8":
                columns = self._ragged(piece.buffer, width, kinds)
            else:
                columns = self._parsed(piece.buffer, kinds.of_bytes(width))
                if columns is not None:
                    columns = [decoded(column, codec) for column in columns]
                else:
                    text = piece.data.decode(codec).encode()
                    columns = self._ragged(pa.py_buffer(text), width, kinds)
        except UnicodeDecodeError as error:
            raise self.text.undecodable() from error
        if columns is None:
            return None
        kinds.learn(columns)
        columns = kinds.wanted(columns)
        if self._may_guard(piece):
            columns = [unguarded(column) for column in columns]
        return Block(first, tuple(columns), len(columns[0]))

    def _parsed(
        self,
        data: pa.Buffer,
        kinds: list[pa.DataType],
        odd: Callable[[pacsv.InvalidRow], Literal["skip", "error"]] | None = None,
    ) -> list[pa.Array] | None:
        """The columns of rows of one width; ``odd`` is given the others. None where it fails."""
        names = [str(n) for n in range(len(kinds))]
        try:
            table = pacsv.read_csv(
                pa.BufferReader(data),
                pacsv.ReadOptions(use_threads=False, block_size=data.size + 1, column_names=names),
                pacsv.ParseOptions(
                    delimiter=self.delimiter,
                    newlines_in_values=True,
                    ignore_empty_lines=False,
                    invalid_row_handler=odd,
                ),
                pacsv.ConvertOptions(
                    column_types=dict(zip(names, kinds, strict=True)),
                    strings_can_be_null=True,
                    null_values=[""],
                ),
            )
        except pa.ArrowInvalid:  # the csv module either reads it or tells what is wrong and where
            return None
        # One block gives one chunk, which combine_chunks would copy; no row gives none.
        return [c.chunk(0) if c.num_chunks == 1 else c.combine_chunks() for c in table.columns]

    def _ragged(self, data: pa.Buffer, width: int, kinds: "_Kinds") -> list[TextColumn] | None:
        """The columns of UTF-8, of which a few rows may be of another width."""
        odd: dict[int, list[str]] = {}

        def keep(row: pacsv.InvalidRow) -> Literal["skip", "error"]:
            lines = io.StringIO(row.text, newline="")
            cells = next(csv.reader(lines, delimiter=self.delimiter), [])
            odd[row.number - 1] = cells
            # Undecodable bytes arrive as U+FFFD.
            is_fine = (
                len(odd) <= _MOST_ODD
                and len(cells) <= min(2 * width, MOST_COLUMNS)
                and "\ufffd" not in row.text
            )
            return "skip" if is_fine else "error"

        columns = self._parsed(data, kinds.of_text(width), keep)
        return columns if columns is None or not odd else with_rows(columns, odd)

    def _cells(self, piece: Piece, before: int) -> Iterator[Cells]:
        """The rows of a piece as the csv module reads them; ``before``: the rows before it."""
        where = Where(self.text.path.name, row=before + 1)
        if piece.size > LONGEST and piece.cut:
            raise _too_large(where, f"第 {where.row} 行超过 16 MiB", f"row {where.row} is too long")
        try:
            text = piece.data.decode(self.text.codec)
        except UnicodeDecodeError as error:
            raise self.text.undecodable() from error
        lines = _Lines(io.StringIO(text, newline=""))
        number = before
        try:
            for number, cells in enumerate(csv.reader(lines, delimiter=self.delimiter), before + 1):
                if lines.ended:  # inside a quote, which would swallow the rest in silence
                    raise self._unclosed(number)
                if len(cells) > MOST_COLUMNS:
                    where = Where(self.text.path.name, row=number)
                    zh = f"第 {number} 行超过 {MOST_COLUMNS} 列"
                    raise _too_large(where, zh, f"row {number} has over {MOST_COLUMNS} columns")
                yield cells
        except csv.Error as error:
            where = Where(self.text.path.name, row=number + 1)
            raise FileUnreadable(where, name=where.file, reason=str(error)) from error

    def _may_guard(self, piece: Piece) -> bool:
        tab = b'"' if self.delimiter == "\t" else b"\t"  # a tab within a cell stands in quotes
        # A single byte is found many times faster than two.
        return tab in piece or (GUARD[:1] in piece and GUARD in piece)

    def _unclosed(self, row: int) -> FileUnreadable:
        reason = Text(f"第 {row} 行的引号没有配对", f"a quote in row {row} is never closed")
        name = self.text.path.name
        return FileUnreadable(Where(name, row=row), name=name, reason=reason)


class _Kinds:
    """Which columns repeat their texts, as far as is known: the others are read plain from then on."""

    def __init__(self, coded: Container[int] | None) -> None:
        self._may = coded
        self._plain: set[int] = set()

    def of_text(self, width: int) -> list[pa.DataType]:
        """The type of each of so many columns of UTF-8."""
        coded = (n not in self._plain and self._may_be_coded(n) for n in range(width))
        return [CODED if is_one else PLAIN for is_one in coded]

    def of_bytes(self, width: int) -> list[pa.DataType]:
        """Of columns that are decoded later, which takes longer than to find what comes again."""
        bytes_ = pa.binary()
        coded = pa.dictionary(pa.int32(), bytes_)
        return [bytes_ if n in self._plain else coded for n in range(width)]

    def wanted(self, columns: list[TextColumn]) -> list[TextColumn]:
        """The columns, those plain that may not be coded."""
        return [
            column if self._may_be_coded(n) else column.cast(PLAIN)
            for n, column in enumerate(columns)
        ]

    def _may_be_coded(self, place: int) -> bool:
        return self._may is None or place in self._may

    def learn(self, columns: list[pa.Array]) -> None:
        """See how often the texts of columns come again."""
        for n, column in enumerate(columns):
            if is_coded(column) and len(column) >= TELLING and not repeats(column):
                self._plain.add(n)


class _Lines:
    """Lines of text that remember whether the last one has been drawn."""

    def __init__(self, lines: io.StringIO) -> None:
        self._lines = lines
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        yield from self._lines
        self.ended = True


def _usual_width(rows: Iterable[Cells]) -> int:
    """The most common number of cells."""
    widths = Counter(map(len, rows))
    return max(widths, key=widths.__getitem__, default=0)


def _batches(rows: Iterable[Cells], most: int) -> Iterator[list[Cells]]:
    """Rows in lists that each fit a block; the first list holds at most ``most`` rows."""
    batch: list[Cells] = []
    width = 0
    for cells in rows:
        wider = max(width, len(cells))
        if batch and (len(batch) == most or (len(batch) + 1) * wider > _BLOCK_CELLS):
            yield batch
            batch, wider, most = [], len(cells), _BLOCK_ROWS
        batch.append(cells)
        width = wider
    if batch:
        yield batch


def _too_large(where: Where, zh: str, en: str) -> FileTooLarge:
    return FileTooLarge(where, name=where.file, reason=Text(zh, en))
