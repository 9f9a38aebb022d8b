"""Equivalence classes at a node of the lattice, counted over distinct tuples.

Tuples whose labels agree have one number. Tuples that a node has joined stay joined in every more
general node, so classes can be counted over the classes of a more specific node instead (roll-up;
K. LeFevre, D. DeWitt, R. Ramakrishnan, Incognito, SIGMOD 2005). Any tuple of a class stands for it.

What is said of classes is said of their tuples, by tuple, which spares numbering the classes: a sum
over the classes is a sum over tuples, each weighed by its share of the class's rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from app.core.contingency import Codes, Counts, Cross
from app.core.desensitize.anonymize.blocks import Table, radix
from app.core.desensitize.anonymize.lattice import Floats, Mask, Node, Numbers, dot

_SPACE = 1 << 62
_DENSE = 1 << 18  # numbers that get a counter each, which is faster than to sort fewer tuples
_SPARSE = 8  # numbers a tuple up to which they do in larger tables
_SLOTS = 2  # at least so many a tuple where numbers are folded, and less than twice as many
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)  # 2**64 over the golden ratio
_CHUNK = 1 << 16  # tuples looked up at a time: what is at hand stays in the processor's cache


@dataclass(frozen=True, eq=False)
class Pairs:
    """Which sensitive values stand beside tuples: places of tuples, codes of values, rows."""

    values: pa.StringArray
    tuples: Numbers
    codes: Numbers
    counts: Counts


@dataclass(frozen=True, eq=False)
class Rollup:
    """Tuples that stand for all rows: each one of the classes of ``node``.

    ``places``: of each tuple, where it stands among all. ``codes``: by block. ``rows``: of each tuple,
    exact below 2**53.
    """

    node: Node
    places: npt.NDArray[np.int32]
    codes: tuple[Codes, ...]
    rows: Floats
    pairs: Mapping[str, Pairs]

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, eq=False)
class Classes:
    """The classes of ``node``. ``numbers``: of each tuple of the roll-up, that of its class.

    ``counters``: by number, the rows of the class; most numbers may be nobody's.
    """

    node: Node
    source: Rollup
    numbers: Numbers
    counters: Floats

    @cached_property
    def sizes(self) -> Floats:
        """Of each tuple, the rows of its class."""
        return self.counters.take(self.numbers)

    def rows_below(self, size: int) -> int:
        """How many rows stand in classes smaller than this."""
        if len(self.counters) <= len(self.numbers):
            return int(dot(self.counters, self.counters < size))
        return int(dot(self.source.rows, self.sizes < size))

    def count(self, kept: Mask) -> int:
        """How many classes the chosen tuples are; a class is chosen whole."""
        if len(self.counters) <= len(self.numbers) and kept.all():
            return int(np.count_nonzero(self.counters))
        return round(dot(self.source.rows / self.sizes, kept))

    @cached_property
    def first(self) -> Numbers:
        """By class, in the order of these, one of its tuples."""
        everyone = np.arange(len(self.numbers), dtype=np.int32)
        heads = np.full(len(self.counters), -1, np.int32)
        heads[self.numbers] = everyone
        return heads[heads >= 0].astype(np.intp)

    @cached_property
    def ranks(self) -> Numbers:
        """Of each tuple, the place of its class among all classes."""
        places = np.empty(len(self.counters), np.intp)
        places[self.numbers.take(self.first)] = np.arange(len(self.first))
        return places.take(self.numbers)

    def cross(self, column: str) -> Cross:
        """The classes, by their places, crossed with a sensitive column."""
        pairs = self.source.pairs[column]
        base = len(pairs.values) + 1
        keys = self.ranks[pairs.tuples] * base + pairs.codes
        found, counts = _counted(keys, pairs.counts, len(self.first) * base)
        classes, codes = np.divmod(found, base)
        sizes = self.sizes[self.first].astype(np.int64)
        return Cross(pairs.values, classes, codes, counts, sizes)

    def by_tuple(self, chosen: Mask) -> Mask:
        """Of each tuple, what holds of its class."""
        return chosen[self.ranks]

    def rollup(self) -> Rollup:
        """These classes as tuples, for nodes that are more general."""
        first = self.first
        pairs = {}
        for column, known in self.source.pairs.items():
            cross = self.cross(column)
            pairs[column] = Pairs(known.values, cross.classes, cross.codes, cross.counts)
        codes = tuple(code.take(first) for code in self.source.codes)
        places, rows = self.source.places.take(first), self.sizes.take(first)
        return Rollup(self.node, places, codes, rows, pairs)


def classes_of(node: Node, source: Rollup, tables: Sequence[Table]) -> Classes:
    """Count the classes of a node over a roll-up below it; ``tables``: of each block, its labels."""
    numbers, space = _numbers(source, tables)
    counters = np.bincount(numbers, source.rows, space).astype(np.float64, copy=False)
    return Classes(node, source, numbers, counters)


def _numbers(source: Rollup, tables: Sequence[Table]) -> tuple[Numbers, int]:
    """Each tuple's number, and a bound above all of them that is small enough for counters."""
    used = [(codes, t) for codes, t in zip(source.codes, tables, strict=True) if t.radix > 1]
    if not used:
        return np.zeros(len(source), np.intp), 1
    if has_counters(source, tables):
        return _looked_up(used), radix(tables)
    numbers, space = np.zeros(len(source), np.intp), 1
    for codes, table in used:
        if space * table.radix > _SPACE:
            numbers, space = _folded(numbers)
        numbers = numbers * table.radix + table.numbers[codes]
        space *= table.radix
    return _folded(numbers)


def has_counters(source: Rollup, tables: Sequence[Table]) -> bool:
    """Whether classes are counted without sorting, as their numbers are few."""
    return radix(tables) <= max(_SPARSE * len(source), _DENSE)


def _looked_up(used: Sequence[tuple[Codes, Table]]) -> Numbers:
    """Numbers of the blocks as digits of a mixed radix."""
    scaled = []
    stride = 1
    for codes, table in reversed(used):
        scaled.append((codes, table.numbers * stride if stride > 1 else table.numbers))
        stride *= table.radix
    length = len(used[0][0])
    if length <= _CHUNK:
        return _sum_of(scaled)
    numbers = np.empty(length, np.intp)
    for start in range(0, length, _CHUNK):
        part = slice(start, start + _CHUNK)
        numbers[part] = _sum_of([(codes[part], table) for codes, table in scaled])
    return numbers


def _sum_of(scaled: Sequence[tuple[Codes, Numbers]]) -> Numbers:
    codes, table = scaled[0]
    numbers: Numbers = table.take(codes)
    for codes, table in scaled[1:]:
        numbers += table.take(codes)
    return numbers


def _folded(numbers: Numbers) -> tuple[Numbers, int]:
    """Other numbers for these, equal where they are equal, and a bound above them: few a tuple.

    Each is hashed to a slot (by Fibonacci; D. Knuth, TAOCP 3, 6.4), where the last that comes stays; what
    finds another in its slot gets a number beyond all slots. That takes a fifth of the time of sorting.
    """
    bits = (_SLOTS * len(numbers)).bit_length()
    hashes = numbers.astype(np.uint64) * _GOLDEN >> np.uint64(64 - bits)
    slots = hashes.astype(np.intp)
    heads = np.empty(1 << bits, np.int32)
    heads[slots] = np.arange(len(numbers), dtype=np.int32)
    (elsewhere,) = np.nonzero(numbers.take(heads.take(slots)) != numbers)
    found, ranks = np.unique(numbers[elsewhere], return_inverse=True)
    slots[elsewhere] = (1 << bits) + ranks
    return slots, (1 << bits) + len(found)


def _counted(keys: Numbers, counts: Counts, space: int) -> tuple[Numbers, Counts]:
    """The keys that occur, ascending, and the sums of their counts."""
    if space > _SPARSE * len(keys):
        found, ranks = np.unique(keys, return_inverse=True)
        return found, np.bincount(ranks, counts).astype(np.int64)
    sums = np.bincount(keys, counts, space)
    found = np.flatnonzero(sums)
    return found, sums[found].astype(np.int64)
