"""Attributes packed into few blocks, so that a tuple's class at a node is two to four table look-ups.

A block's code numbers the combinations of its attributes' values that occur. For levels of these
attributes a table tells each code's number among the combinations of labels that occur.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from app.core.contingency import Codes
from app.core.desensitize.anonymize.lattice import Numbers
from app.core.desensitize.anonymize.tuples import Tuples

_MOST_CODES = 1 << 12  # of a block of several attributes: its tables lie in the processor's cache
_MOST_SPACE = 1 << 20  # combinations of codes that are counted out to number those that occur
_FEW_NUMBERS = 1 << 6  # of a block's labels, those that occur and others
_FEW_TUPLES = 1 << 18  # whose codes may take 8 bytes each, the type that look-ups are fastest with


@dataclass(frozen=True, eq=False)
class Table:
    """``numbers``: by a block's code, that of its labels, below ``radix``; few stand for none."""

    numbers: Numbers
    radix: int


@dataclass(frozen=True, eq=False)
class Block:
    """``places``: its attributes. ``codes``: of each tuple. ``parts``: by attribute, the attribute's
    code that each of the block's codes stands for."""

    places: tuple[int, ...]
    codes: Codes
    parts: tuple[Numbers, ...]
    labels: tuple[
        tuple[Numbers, ...], ...
    ]  # by attribute and level: by the block's code, its label
    _tables: dict[tuple[int, ...], Table] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many codes there are."""
        return len(self.parts[0])

    def table(self, levels: tuple[int, ...]) -> Table:
        """The labels at these levels of its attributes."""
        found = self._tables.get(levels)
        if found is None:
            *before, last = levels
            if before:
                found = _join(self.table(tuple(before)), self.labels[len(before)][last])
            else:
                numbers = self.labels[0][last]
                found = Table(numbers, int(numbers.max()) + 1)
            self._tables[levels] = found
        return found


def pack(tuples: Tuples) -> tuple[Block, ...]:
    """All attributes in blocks, those of few values first."""
    places = sorted(range(len(tuples.domains)), key=lambda place: len(tuples.domains[place].values))
    blocks: list[Block] = []
    taken: list[int] = []
    codes, parts = tuples.codes[0], [np.zeros(1, np.intp)]
    for place in places:
        joined = _pair(codes, parts, tuples.codes[place]) if taken else None
        if joined is None:
            if taken:
                blocks.append(_block(tuples, taken, codes, parts))
            taken = []
            codes = tuples.codes[place]
            joined = codes, [np.arange(len(tuples.domains[place].values))]
        codes, parts = joined
        taken.append(place)
    blocks.append(_block(tuples, taken, codes, parts))
    return tuple(blocks)


def _block(tuples: Tuples, places: list[int], codes: Codes, parts: list[Numbers]) -> Block:
    labels = tuple(
        tuple(rung.numbers[part] for rung in tuples.domains[place].rungs)
        for place, part in zip(places, parts, strict=True)
    )
    narrow = np.min_scalar_type(len(parts[0]))
    kind = np.dtype(np.intp) if len(codes) <= _FEW_TUPLES else narrow
    return Block(tuple(places), codes.astype(kind, copy=False), tuple(parts), labels)


def _pair(codes: Codes, parts: list[Numbers], added: Codes) -> tuple[Codes, list[Numbers]] | None:
    """Two codes as one, where the combinations that occur are few enough."""
    radix = int(added.max(initial=0)) + 1
    space = len(parts[0]) * radix
    if space > _MOST_SPACE:
        return None
    pairs = codes.astype(np.int32) * np.int32(radix) + added
    found = np.flatnonzero(np.bincount(pairs, minlength=space))
    if len(found) > _MOST_CODES:
        return None
    ranks = np.empty(space, np.uint16)
    ranks[found] = np.arange(len(found), dtype=np.uint16)
    first, second = np.divmod(found, radix)
    return ranks.take(pairs), [*(part[first] for part in parts), second]


def radix(tables: Sequence[Table]) -> int:
    """How many numbers there can be over all blocks."""
    return math.prod(table.radix for table in tables)


def _join(table: Table, labels: Numbers) -> Table:
    """One attribute's labels more; renumbered without gaps where there may be many."""
    radix = int(labels.max()) + 1
    if radix == 1:
        return table
    numbers = table.numbers * radix + labels
    space = table.radix * radix
    if space <= _FEW_NUMBERS:
        return Table(numbers, space)
    used = np.zeros(space, np.bool_)
    used[numbers] = True
    ranks = np.cumsum(used) - 1
    return Table(ranks.take(numbers), int(ranks[-1]) + 1)
