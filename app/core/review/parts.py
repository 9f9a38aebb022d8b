"""A long column in parts of some rows each, which are examined one after the other.

What a detector takes grows with the text that it is asked about; so memory does not grow with the table,
and Arrow's arrays of text hold no more than 2 GiB. A part is long enough to be judged like the column.
"""

from collections.abc import Iterator
from itertools import pairwise

import pyarrow as pa

from app.core.text_column import held, is_coded

_BYTES = 1 << 25  # of a part's texts, or more if there are fewer rows than it takes to judge by:
_ROWS = 1 << 17
# Bytes, on the average, of texts that say enough by themselves; so many rows of these make a part.
_LONG, _FEW = 1 << 9, 1 << 12
# Below so many bytes a coded column stays whole: each of its parts would hold most of its texts.
_MOST = 1 << 29


def parts(column: pa.ChunkedArray) -> Iterator[tuple[int, pa.ChunkedArray]]:
    """The parts of a column in order, each with the row that it begins with; mostly the column itself."""
    rows, texts = len(column), held(column)
    size = sum(each.nbytes for each in texts)
    number = max(-(-size // _MOST), 1)
    repeats = is_coded(column) and 2 * sum(map(len, texts)) <= rows
    if not repeats:
        least = _ROWS if size < _LONG * rows else _FEW
        number = max(number, min(-(-size // _BYTES), rows // least))
    edges = [rows * part // number for part in range(number + 1)]
    for first, behind in pairwise(edges):
        part = column.slice(first, behind - first)
        yield first, part.cast(pa.string()) if number > 1 and not repeats else part
