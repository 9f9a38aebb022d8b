"""Columns of exact text, of one of two kinds.

*Coded*: ``dictionary<int32, string>``, each distinct text once. *Plain*: ``string``, for columns whose
texts hardly ever come again (numbers, names), where a dictionary costs twice the time and saves
nothing. A blank cell is null in both.
"""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core.text_bytes import offsets_and_bytes

TextColumn: TypeAlias = "pa.DictionaryArray | pa.StringArray"

CODED = pa.dictionary(pa.int32(), pa.string())
PLAIN = pa.string()

TELLING = 4096  # rows that show whether a column repeats its texts
REPEATED = 4  # cells a text, on the average, from which on a dictionary pays


def is_coded(column: pa.Array | pa.ChunkedArray) -> bool:
    """Whether a column keeps each distinct text once."""
    return bool(pa.types.is_dictionary(column.type))


def repeats(column: pa.DictionaryArray) -> bool:
    """Whether its texts come again often enough for the column to stay coded."""
    return len(column.dictionary) * REPEATED <= len(column)


def coded(column: TextColumn) -> pa.DictionaryArray:
    """The column with each distinct text once."""
    return column if is_coded(column) else column.dictionary_encode()


def chunked(chunks: Sequence[TextColumn]) -> pa.ChunkedArray:
    """Chunks of both kinds as one column, of the kind that most of its cells are of."""
    plain = sum(len(chunk) for chunk in chunks if not is_coded(chunk))
    if 2 * plain > sum(map(len, chunks)):
        return pa.chunked_array([chunk.cast(PLAIN) for chunk in chunks], PLAIN)
    return pa.chunked_array([coded(chunk) for chunk in chunks], CODED)


def whole(column: pa.ChunkedArray) -> pa.DictionaryArray:
    """A column of either kind in one piece, with one dictionary."""
    if not is_coded(column):
        column = column.dictionary_encode()
    if not column.num_chunks:
        return pa.array([], CODED)
    if len(held(column)) > 1:
        column = column.unify_dictionaries()
    indices = pa.concat_arrays([chunk.indices for chunk in column.chunks])
    return pa.DictionaryArray.from_arrays(indices, column.chunk(0).dictionary)


def held(column: pa.ChunkedArray) -> list[pa.StringArray]:
    """The arrays that hold a column's texts: of one that is coded its dictionaries, or the one that
    its chunks share.
    """
    if not is_coded(column):
        return list(column.chunks)
    each = [chunk.dictionary for chunk in column.chunks]
    return each[:1] if all(are_same(each[0], other) for other in each) else each


def evenly(column: pa.ChunkedArray, number: int) -> pa.ChunkedArray:
    """So many cells of a column, or some more, from all over it; chunk by chunk, as Arrow would first put
    all of them together.
    """
    step = len(column) // number
    if step < 2:
        return column
    begins = np.cumsum([0, *map(len, column.chunks)])[:-1].tolist()
    parts = [
        chunk.take(pa.array(np.arange(-begin % step, len(chunk), step)))
        for begin, chunk in zip(begins, column.chunks, strict=True)
    ]
    return pa.chunked_array(parts, column.type)


def are_same(one: pa.Array, other: pa.Array) -> bool:
    """Whether two dictionaries lie in the same place: pieces of a column share one."""
    return (
        len(one) == len(other)
        and one.offset == other.offset
        and all(
            a.address == b.address
            for a, b in zip(one.buffers()[1:], other.buffers()[1:], strict=True)
            if a is not None and b is not None
        )
    )


def distinct(column: pa.ChunkedArray) -> list[str]:
    """The texts that stand in a column, each once, in the order of their first cells."""
    found: dict[str, None] = {}
    for chunk in column.chunks:
        texts = pc.unique(chunk.indices if is_coded(chunk) else chunk).drop_null()
        found.update(
            dict.fromkeys((chunk.dictionary.take(texts) if is_coded(chunk) else texts).to_pylist())
        )
    return list(found)


def texts_of(column: TextColumn) -> list[str | None]:
    """The texts of the cells, as :meth:`to_pylist` gives them at ten times the cost for a coded column."""
    if not is_coded(column):
        texts: list[str | None] = column.to_pylist()
        return texts
    if len(column.dictionary) > len(column):
        column = compact(column)
    words: list[str | None] = column.dictionary.to_pylist()
    return [None if place is None else words[place] for place in column.indices.to_pylist()]


def repeated_bytes(column: TextColumn, longest: int) -> int:
    """How many bytes the cells of a coded column would hold if each held its own text; 0 where no
    text is longer than ``longest`` bytes, or the column is plain.
    """
    if not is_coded(column) or not len(column.dictionary):
        return 0
    sizes = np.diff(offsets_and_bytes(column.dictionary)[0])
    if sizes.max() <= longest:
        return 0
    return int(pc.sum(pa.array(sizes).take(column.indices)).as_py() or 0)


def blank(rows: int) -> pa.DictionaryArray:
    """A column of blanks."""
    return pa.DictionaryArray.from_arrays(pa.nulls(rows, pa.int32()), pa.array([], PLAIN))


def compact(column: TextColumn) -> TextColumn:
    """A column that holds only texts that stand in it.

    A slice or a filter of a coded column keeps the whole dictionary, and with it texts of rows that
    are left out.
    """
    if not is_coded(column):
        return column
    codes = column.indices
    used = np.zeros(len(column.dictionary), dtype=np.bool_)
    used[codes.drop_null().to_numpy(zero_copy_only=False)] = True
    if used.all():
        return column
    places = pa.array(np.cumsum(used, dtype=np.int32) - np.int32(1), pa.int32())
    texts = column.dictionary.filter(pa.array(used))
    return pa.DictionaryArray.from_arrays(places.take(codes), texts)
