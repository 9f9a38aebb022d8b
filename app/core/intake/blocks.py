"""Rows and blocks: one sheet's cells by rows, and the same cells by columns."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

import pyarrow as pa

from app.core.intake.sheet import Block, Row, Sheet, Shown, Stored
from app.core.text_column import texts_of

FIRST = 256  # rows of the first block, so that a preview need not wait
ROWS = 16 * 1024
CELLS = 1 << 20  # cells of a block; wide sheets have fewer rows in one
_HELD = 2  # blocks: a table's end may be seen by rows of the next one only


def blocks_of(sheet: Sheet) -> Iterator[Block]:
    """The cells of a sheet by columns, however its reader yields them."""
    return sheet.blocks() if sheet.blocks is not None else as_blocks(sheet.rows())


class Descent:
    """A sheet that is read from ever lower rows on: what lies above is not read once more.

    The last blocks are held, for the next table begins where the one above it was seen to end. A
    sheet of a thousand small tables would else be read a thousand times and more.
    """

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._held: deque[Block] = deque()
        self._top = 1  # the first row that has not been let go
        self._coming = blocks_of(sheet)

    def below(self, row: int) -> Iterator[Block]:
        """The blocks that reach ``row``, counted from 1, or lie below it."""
        if row < self._top:
            self._start_over()
        yield from [block for block in self._held if block.first + block.rows > row]
        for block in self._coming:
            if len(self._held) == _HELD:
                gone = self._held.popleft()
                self._top = gone.first + gone.rows
            self._held.append(block)
            if block.first + block.rows > row:
                yield block

    def _start_over(self) -> None:
        self._held.clear()
        self._top = 1
        self._coming = blocks_of(self._sheet)


def as_blocks(rows: Iterable[Row]) -> Iterator[Block]:
    """Rows as blocks: a small one first, then larger ones."""
    first, limit, cells = 1, FIRST, 0
    held: list[Row] = []
    for row in rows:
        held.append(row)
        cells += len(row)
        if len(held) >= limit or cells >= CELLS:
            yield _block(first, held)
            first, limit, cells, held = first + len(held), ROWS, 0, []
    if held:
        yield _block(first, held)


def as_rows(blocks: Iterable[Block]) -> Iterator[Row]:
    """Blocks as rows; numbers are :class:`Shown`. Blank rows between two blocks are ``()``."""
    expected = 1
    for block in blocks:
        for _ in range(block.first - expected):
            yield ()
        yield from rows_of(block)
        expected = block.first + block.rows


def rows_of(block: Block, part: slice = slice(None)) -> Iterator[Row]:
    """The rows of one block, or of a part of it."""
    if not block.columns:
        return iter(([()] * block.rows)[part])
    columns = [_texts(block, place, part) for place in range(len(block.columns))]
    return zip(*columns, strict=True)


def _texts(block: Block, place: int, part: slice) -> list[str | None]:
    texts = texts_of(block.columns[place][part])
    stored = block.stored.get(place)
    if stored is None:
        return texts
    raws, codes = texts_of(stored.raw[part]), texts_of(stored.number_format[part])
    triples = zip(texts, raws, codes, strict=True)
    return [
        text if text is None or raw is None else Shown(text, raw, number_format or "")
        for text, raw, number_format in triples
    ]


def _block(first: int, rows: list[Row]) -> Block:
    columns = list(zip_longest(*rows))
    stored = {
        place: Stored(
            encoded([getattr(cell, "raw", None) for cell in column]),
            encoded([getattr(cell, "number_format", None) for cell in column]),
        )
        for place, column in enumerate(columns)
        if Shown in map(type, column)
    }
    return Block(first, tuple(map(encoded, columns)), len(rows), stored)


def encoded(texts: Sequence[str | None]) -> pa.DictionaryArray:
    """Texts as a column; each distinct one is kept once, for a row may be repeated a million times."""
    distinct = dict.fromkeys(texts)
    distinct.pop(None, None)
    places = dict(zip(distinct, range(len(distinct)), strict=True))
    return pa.DictionaryArray.from_arrays(
        pa.array(list(map(places.get, texts)), pa.int32()), pa.array(distinct, pa.string())
    )
