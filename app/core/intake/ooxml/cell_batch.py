"""Cells on their way from a sheet's XML into columns. Source: ECMA-376 Part 1, 18.3.1.4 (c)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Numbers: TypeAlias = npt.NDArray[np.int32]  # a batch is copied: half the bytes, half the time
ColumnNumbers: TypeAlias = npt.NDArray[np.uint16]  # which numpy sorts by their digits

MAX_ROWS, MAX_COLUMNS = 1 << 20, 1 << 14
MANY = 1 << 20  # cells that are worth the making of a block

# What a cell's value is. UNCALCULATED: a formula without a stored result.
SHARED, TEXT, NUMBER, BOOLEAN, ERROR, DATE, UNCALCULATED = range(7)

KINDS = {
    "s": SHARED, "n": NUMBER, "str": TEXT, "inlineStr": TEXT, "b": BOOLEAN, "e": ERROR, "d": DATE,
}  # fmt: skip


@dataclass(frozen=True)
class CellBatch:
    """Cells of consecutive rows in the order of reading, those that hold nothing left out.

    Arrays of one length: ``rows`` and ``columns`` from 1, ``kinds`` as above, ``styles`` the
    numbers of cell styles; ``values``: of a SHARED cell its string's number, else the place of
    its text in ``texts`` (string array). ``keys``: the bytes of a text of up to eight, by which
    equal ones are found sooner than by the text; 0 for others.
    """

    rows: Numbers
    columns: ColumnNumbers
    kinds: npt.NDArray[np.uint8]
    styles: Numbers
    values: Numbers
    keys: npt.NDArray[np.uint64]
    texts: pa.Array

    def __len__(self) -> int:
        return len(self.rows)

    def part(self, start: int, end: int) -> "CellBatch":
        """The cells from place ``start`` up to ``end``."""
        cut = slice(start, end)
        return CellBatch(
            self.rows[cut], self.columns[cut], self.kinds[cut], self.styles[cut],
            self.values[cut], self.keys[cut], self.texts,
        )  # fmt: skip


def gathered(batches: Iterable[CellBatch]) -> Iterator[CellBatch]:
    """The same cells in large batches, for each makes dictionaries anew; the first one as it is."""
    held: list[CellBatch] = []
    first = True
    for batch in batches:
        held.append(batch)
        if (first and len(batch)) or sum(map(len, held)) >= MANY:
            yield _joined(held)
            held, first = [], False
    if held:
        yield _joined(held)


def _joined(batches: list[CellBatch]) -> CellBatch:
    if len(batches) == 1:
        return batches[0]
    base, values = 0, []
    for batch in batches:
        values.append(batch.values + np.int32(base) * (batch.kinds != SHARED))
        base += len(batch.texts)
    return CellBatch(
        np.concatenate([batch.rows for batch in batches]),
        np.concatenate([batch.columns for batch in batches]),
        np.concatenate([batch.kinds for batch in batches]),
        np.concatenate([batch.styles for batch in batches]),
        np.concatenate(values),
        np.concatenate([batch.keys for batch in batches]),
        pa.concat_arrays([batch.texts for batch in batches]),
    )
