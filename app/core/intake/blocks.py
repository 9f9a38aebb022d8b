"""Rows and blocks: one sheet's cells by rows, and the same cells by columns."""

from array import array
from collections.abc import Iterable, Iterator

import pyarrow as pa
import pyarrow.compute as pc

from app.core.intake.sheet import Block, Row, Sheet, Shown, Stored

FIRST = 256  # rows of the first block, so that a preview need not wait
ROWS = 16 * 1024
CELLS = 1 << 20  # cells of a block; wide sheets have fewer rows in one


class Dictionary:
    """One column while it is read: each distinct text once, and an index a row."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._indices = array("i")

    def __len__(self) -> int:
        return len(self._indices)

    def add(self, text: str | None) -> None:
        self._indices.append(
            -1 if text is None else self._places.setdefault(text, len(self._places))
        )

    def pad(self, rows: int) -> None:
        """Blanks until there are ``rows``."""
        self._indices.extend([-1] * (rows - len(self._indices)))

    def array(self) -> pa.DictionaryArray:
        indices = pa.Array.from_buffers(
            pa.int32(), len(self._indices), [None, pa.py_buffer(self._indices)]
        )
        blank = pc.equal(indices, -1)
        return pa.DictionaryArray.from_arrays(
            pc.if_else(blank, pa.scalar(None, pa.int32()), indices),
            pa.array(map(str, self._places), pa.string()),
        )


def blocks_of(sheet: Sheet) -> Iterator[Block]:
    """The cells of a sheet by columns, however its reader yields them."""
    return sheet.blocks() if sheet.blocks is not None else as_blocks(sheet.rows())


def as_blocks(rows: Iterable[Row]) -> Iterator[Block]:
    """Rows as blocks: a small one first, then larger ones."""
    building = _Building(1)
    limit = FIRST
    for row in rows:
        building.add(row)
        if building.rows >= limit or building.cells >= CELLS:
            yield building.block()
            building = _Building(building.first + building.rows)
            limit = ROWS
    if building.rows:
        yield building.block()


def as_rows(blocks: Iterable[Block]) -> Iterator[Row]:
    """Blocks as rows; numbers are :class:`Shown`. Blank rows between two blocks are ``()``."""
    expected = 1
    for block in blocks:
        for _ in range(block.first - expected):
            yield ()
        yield from rows_of(block)
        expected = block.first + block.rows


def rows_of(block: Block) -> Iterator[Row]:
    """The rows of one block."""
    if not block.columns:
        return iter([()] * block.rows)
    columns = [_texts(block, place) for place in range(len(block.columns))]
    return zip(*columns, strict=True)


def _texts(block: Block, place: int) -> list[str | None]:
    texts: list[str | None] = block.columns[place].to_pylist()
    stored = block.stored.get(place)
    if stored is None:
        return texts
    triples = zip(texts, stored.raw.to_pylist(), stored.number_format.to_pylist(), strict=True)
    return [
        text if text is None or raw is None else Shown(text, raw, number_format or "")
        for text, raw, number_format in triples
    ]


class _Building:
    """A block while its rows come in."""

    def __init__(self, first: int) -> None:
        self.first, self.rows, self.cells = first, 0, 0
        self._columns: list[Dictionary] = []
        self._stored: dict[int, tuple[Dictionary, Dictionary]] = {}

    def add(self, row: Row) -> None:
        while len(self._columns) < len(row):
            self._columns.append(Dictionary())
        for place, text in enumerate(row):
            if text is None:
                continue
            column = self._columns[place]
            column.pad(self.rows)
            column.add(text)
            if isinstance(text, Shown):
                self._keep(place, text)
        self.rows += 1
        self.cells += len(self._columns)

    def _keep(self, place: int, shown: Shown) -> None:
        raw, number_format = self._stored.setdefault(place, (Dictionary(), Dictionary()))
        for column, text in ((raw, shown.raw), (number_format, shown.number_format)):
            column.pad(self.rows)
            column.add(text)

    def block(self) -> Block:
        for column in (*self._columns, *(part for pair in self._stored.values() for part in pair)):
            column.pad(self.rows)
        stored = {
            place: Stored(raw.array(), number_format.array())
            for place, (raw, number_format) in self._stored.items()
        }
        return Block(self.first, tuple(c.array() for c in self._columns), self.rows, stored)
