"""Equivalence classes at a node of the lattice, counted over distinct tuples.

Tuples whose labels agree have one number. Tuples that a node has joined stay joined in every more
general node, so classes can be counted over the classes of a more specific node instead (roll-up;
K. LeFevre, D. DeWitt, R. Ramakrishnan, Incognito, SIGMOD 2005). Any tuple of a class stands for it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

from app.core.contingency import Codes, Counts, Cross
from app.core.desensitize.anonymize.blocks import Block, Table, pack, radix
from app.core.desensitize.anonymize.lattice import Floats, Mask, Node, Numbers
from app.core.desensitize.anonymize.tuples import Tuples

_DENSE = 1 << 16  # numbers so few that each gets a counter, however few the tuples
_SPARSE = 8  # numbers a tuple, from which on numbers are ranked first
_SPACE = 1 << 62
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
    places: Numbers
    codes: tuple[Codes, ...]
    rows: Floats
    pairs: Mapping[str, Pairs]

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, eq=False)
class Classes:
    """The classes of ``node``. ``numbers``: of each tuple of the roll-up, its class.

    ``sizes``: rows of each class; 0 under a number that no tuple has.
    """

    node: Node
    source: Rollup
    numbers: Numbers
    sizes: Floats

    @property
    def rows(self) -> int:
        return int(self.source.rows.sum())

    @cached_property
    def count(self) -> int:
        """How many classes there are."""
        return int(np.count_nonzero(self.sizes))

    def compact(self) -> "Classes":
        """The same classes numbered without gaps."""
        present = self.sizes > 0
        if present.all():
            return self
        ranks = np.cumsum(present) - 1
        return Classes(self.node, self.source, ranks[self.numbers], self.sizes[present])

    def cross(self, column: str) -> Cross:
        """The classes, which are compact, crossed with a sensitive column."""
        pairs = self.source.pairs[column]
        base = len(pairs.values) + 1
        found, counts = _counted(
            self.numbers[pairs.tuples] * base + pairs.codes, pairs.counts, len(self.sizes) * base
        )
        classes, codes = np.divmod(found, base)
        return Cross(pairs.values, classes, codes, counts, self.sizes.astype(np.int64))

    def rollup(self) -> Rollup:
        """These classes as tuples, for nodes that are more general."""
        classes = self.compact()
        first = np.empty(len(classes.sizes), np.intp)
        first[classes.numbers] = np.arange(len(classes.numbers))
        codes = tuple(code[first] for code in classes.source.codes)
        pairs = {}
        for column, known in classes.source.pairs.items():
            cross = classes.cross(column)
            pairs[column] = Pairs(known.values, cross.classes, cross.codes, cross.counts)
        return Rollup(classes.node, classes.source.places[first], codes, classes.sizes, pairs)


class Grouping:
    """Groups the tuples of a table at any node."""

    def __init__(self, tuples: Tuples) -> None:
        self.blocks: tuple[Block, ...] = pack(tuples)
        pairs = {
            column: Pairs(cross.values, cross.classes, cross.codes, cross.counts)
            for column, cross in tuples.crosses.items()
        }
        self._base = Rollup(
            (0,) * len(tuples.domains),
            np.arange(len(tuples.counts)),
            tuple(block.codes for block in self.blocks),
            tuples.counts.astype(np.float64),
            pairs,
        )

    def classes(self, node: Node, source: Rollup | None = None) -> Classes:
        """The classes of a node, counted over those of a node below it, or over all tuples."""
        source = source or self._base
        tables = [block.table(tuple(node[place] for place in block.places)) for block in self.blocks]
        numbers, space = _numbers(source, tables)
        return Classes(node, source, numbers, np.bincount(numbers, source.rows, space))


def _numbers(source: Rollup, tables: Sequence[Table]) -> tuple[Numbers, int]:
    """Each tuple's number, and a bound above all of them that is small enough for counters."""
    used = [(codes, t) for codes, t in zip(source.codes, tables, strict=True) if t.radix > 1]
    if not used:
        return np.zeros(len(source), np.intp), 1
    space = radix(tables)
    most = max(_SPARSE * len(source), _DENSE)
    if space <= most:
        return _looked_up(used), space
    numbers, space = np.zeros(len(source), np.intp), 1
    for codes, table in used:
        if space * table.radix > _SPACE:
            numbers, space = _ranked(numbers)
        numbers = numbers * table.radix + table.numbers[codes]
        space *= table.radix
    return _ranked(numbers)


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


def _ranked(numbers: Numbers) -> tuple[Numbers, int]:
    """Numbers by their ranks among those that occur. One number and its place sort faster than by keys."""
    bits = int(len(numbers)).bit_length()
    if int(numbers.max()) >= _SPACE >> bits:
        found, ranks = np.unique(numbers, return_inverse=True)
        return ranks.astype(np.intp), len(found)
    ordered = np.sort((numbers << bits) | np.arange(len(numbers)))
    starts = np.diff(ordered >> bits, prepend=-1) != 0
    ranks = np.empty(len(numbers), np.intp)
    ranks[ordered & ((1 << bits) - 1)] = np.cumsum(starts) - 1
    return ranks, int(starts.sum())


def _counted(keys: Numbers, counts: Counts, space: int) -> tuple[Numbers, Counts]:
    """The keys that occur, ascending, and the sums of their counts."""
    if space > max(_SPARSE * len(keys), _DENSE):
        found, ranks = np.unique(keys, return_inverse=True)
        return found, np.bincount(ranks, counts).astype(np.int64)
    sums = np.bincount(keys, counts, space)
    found = np.flatnonzero(sums)
    return found, sums[found].astype(np.int64)
