"""The distinct values of a column and how often each stands there, in bounded memory.

A big column comes in chunks, each with a dictionary of its own; they are counted one by one and
never joined. Beyond :data:`MOST` distinct values, or :data:`MOST_BYTES` of them, no new ones are taken,
and the answer says so.
A large dictionary that all chunks share is taken to hold each value once, as every encoder makes
it: looking would double the time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from app.core.fingerprints import come_again, fingerprints
from app.core.text_bytes import edges_and_bytes
from app.core.text_column import is_coded

MOST = 1 << 20  # distinct values of a column that are told apart
MOST_BYTES = 1 << 28  # and so much text
_TRUSTED = 1 << 16  # values of a lone dictionary that is not looked through for doubles
_MANY = 1 << 14  # values from which on a look for those that come again pays

Counts: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True)
class DistinctValues:
    """``values``: strings, of equally frequent ones the earlier first; ``counts`` of cells, as long.

    ``nulls``: blank cells; ``exact``: whether these are all distinct values.
    """

    values: pa.Array
    counts: Counts
    nulls: int
    exact: bool

    @property
    def cells(self) -> int:
        """Cells that are not blank, of the values that were taken."""
        return int(self.counts.sum())

    def most_frequent(self, count: int) -> tuple[str, ...]:
        """The most frequent values, of equals the first."""
        size = len(self.values)
        if size == 0:
            return ()
        rank = self.counts * size + np.arange(size, 0, -1)
        count = min(count, size)
        top = np.argpartition(-rank, count - 1)[:count]
        top = top[np.argsort(-rank[top])]
        return tuple(self.values.take(pa.array(top)).to_pylist())


def distinct_values(column: pa.ChunkedArray, most: int = MOST) -> DistinctValues:
    """The distinct values of a column of strings, as dictionaries or plain; null is no value."""
    pool = _Pool(most)
    if is_coded(column):
        for dictionary, counts in _dictionaries(column):
            pool.add(dictionary, counts)
    else:
        for chunk in column.chunks:
            pool.add(chunk, np.ones(len(chunk), np.int64), unique=False)
    values, counts = pool.joined()
    return DistinctValues(values, counts, len(column) - pool.cells, not pool.overflown)


class _Pool:
    """Values and counts gathered until they are many, then joined."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: list[pa.Array] = []
        self._counts: list[Counts] = []
        self._size = self._bytes = 0
        self._unique = True  # whether no lone dictionary holds a value twice
        self.cells = 0
        self.overflown = False

    def add(self, dictionary: pa.Array, counts: Counts, *, unique: bool = True) -> None:
        """Values with the number of cells that hold each; ``unique``: no value is there twice."""
        if dictionary.null_count:
            present = np.asarray(dictionary.is_valid())
            dictionary, counts = dictionary.drop_null(), counts[present]
        self.cells += int(counts.sum())
        if self.overflown:
            return
        if not counts.all():
            used = counts > 0
            dictionary, counts = dictionary.filter(pa.array(used)), counts[used]
        self._unique &= unique
        self._values.append(dictionary)
        self._counts.append(counts)
        self._size += len(dictionary)
        self._bytes += dictionary.nbytes
        if self._size > 2 * self._most or self._bytes > 2 * MOST_BYTES:
            self.joined()

    def joined(self) -> tuple[pa.Array, Counts]:
        if not self._values:
            return pa.array([], pa.string()), np.zeros(0, np.int64)
        if len(self._values) == 1 and self._unique and self._size > _TRUSTED:
            values, counts = self._values[0], self._counts[0]
        else:
            values, counts = self._counted()
            self._unique = True
        taken = min(self._most, _within(values, MOST_BYTES))
        if len(values) > taken:
            self.overflown = True
            values, counts = values[:taken], counts[:taken]
        self._values, self._counts = [values], [counts]
        self._size, self._bytes = len(values), values.nbytes
        return values, counts

    def _counted(self) -> tuple[pa.Array, Counts]:
        """Each value once. A dictionary is made only of those that come again, if these are few."""
        values, counts = pa.chunked_array(self._values), np.concatenate(self._counts)
        if len(values) < _MANY:
            return _summed(values, counts)
        again = come_again([fingerprints(chunk) for chunk in values.chunks])
        if not again.any():
            return values.combine_chunks(), counts
        if 2 * again.sum() > len(values):
            return _summed(values, counts)
        once = values.filter(pa.array(~again)).combine_chunks()
        repeated, sums = _summed(values.filter(pa.array(again)), counts[again])
        return pa.concat_arrays([once, repeated]), np.concatenate([counts[~again], sums])


def _within(values: pa.StringArray, size: int) -> int:
    """How many of the first values have no more bytes together."""
    if values.nbytes <= size:
        return len(values)
    ends = edges_and_bytes(values)[0][1:]
    return int(np.searchsorted(ends, size, "right"))


def _summed(values: pa.ChunkedArray, counts: Counts) -> tuple[pa.Array, Counts]:
    """Each value once, by a dictionary."""
    every = values.combine_chunks().dictionary_encode()
    sums = np.bincount(np.asarray(every.indices), counts, len(every.dictionary))
    return every.dictionary, sums.astype(np.int64)


def _dictionaries(column: pa.ChunkedArray) -> Iterator[tuple[pa.Array, Counts]]:
    """Each dictionary with the number of cells that point to each of its values.

    Chunks that follow one another with one dictionary in common are counted together.
    """
    dictionary: pa.Array | None = None
    counts = np.zeros(0, np.int64)
    for chunk in column.chunks:
        indices = chunk.indices.drop_null() if chunk.indices.null_count else chunk.indices
        found = np.bincount(np.asarray(indices), minlength=len(chunk.dictionary)).astype(np.int64)
        if dictionary is not None and _is_same(dictionary, chunk.dictionary):
            counts = counts + found
            continue
        if dictionary is not None:
            yield _as_strings(dictionary), counts
        dictionary, counts = chunk.dictionary, found
    if dictionary is not None:
        yield _as_strings(dictionary), counts


def _as_strings(values: pa.Array) -> pa.Array:
    return values if values.type == pa.string() else values.cast(pa.string())


def _is_same(one: pa.Array, other: pa.Array) -> bool:
    """Whether two dictionaries are one in memory; equal copies are told apart, at no harm."""
    if len(one) != len(other) or one.offset != other.offset:
        return False
    return [b and b.address for b in one.buffers()] == [b and b.address for b in other.buffers()]
