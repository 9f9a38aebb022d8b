"""Cuts of many parts along one dimension at once: each part falls into groups that all keep the limits.

An order is cut into two halves as even as its values allow. A tree is cut into the branches of the
group that joins the part; branches too small to stand alone stay together.
"""

from dataclasses import dataclass

import numpy as np

from app.core.contingency import Counts
from app.core.desensitize.anonymize.local.dimension import Dimension, Ints, Tree
from app.core.desensitize.anonymize.local.limits import Judge, Mask
from app.core.desensitize.anonymize.local.parts import Parts, Slots


@dataclass(frozen=True, eq=False)
class Cut:
    """``done``: by part, whether it could be cut. ``slots`` in any order, and of each the number of its
    group; groups of different parts have different numbers."""

    done: Mask
    slots: Slots
    groups: Counts
    of_part: Counts


def along(
    dimension: Dimension, positions: Ints, parts: Parts, k: int, judge: Judge, *, relaxed: bool
) -> Cut:
    """Cut parts that each hold several values of a dimension; ``positions``: by tuple, the place in it.

    ``k``: rows that ``judge`` asks of a group at least.
    """
    numbers = parts.numbers
    places = positions[parts.slots.entries]
    order = np.argsort(numbers * dimension.size + places, kind="stable")
    slots, places = parts.slots.take(order), places[order]
    if isinstance(dimension, Tree):
        return _into_branches(dimension, Parts(slots, parts.lengths), places, judge)
    parts = Parts(slots, parts.lengths)
    if relaxed:
        parts, upper = _evenly(parts, places, k)
    else:
        upper = _between_values(parts, places, k)
    numbers = parts.numbers
    groups = 2 * numbers + upper
    passed = judge(groups, 2 * len(parts), parts.slots.entries, parts.slots.rows)
    done = passed[0::2] & passed[1::2]
    return Cut(done, parts.slots, groups, numbers)


def _between_values(parts: Parts, places: Ints, k: int) -> Mask:
    """Which slots lie above the most even cut between two values; blanks are cut off where they can."""
    numbers, rows = parts.numbers, parts.rows()
    below = _rows_up_to(parts)
    even = np.minimum(below, rows[numbers] - below)
    last = np.append(np.diff(numbers * (places.max() + 1) + places) != 0, True)
    even = np.where(last, even, -1)
    even[last & (places == 0) & (even >= k)] = rows.max()
    best = np.maximum.reduceat(even, parts.starts)
    candidates = np.flatnonzero(even == best[numbers])
    _, firsts = np.unique(numbers[candidates], return_index=True)
    upper: Mask = np.arange(len(numbers)) > candidates[firsts][numbers]
    return upper


def _evenly(parts: Parts, places: Ints, k: int) -> tuple[Parts, Mask]:
    """The parts with the slot that lies across the middle made two, and which slots lie above it.

    Where blanks can be cut off, the middle is where they end.
    """
    rows = parts.rows()
    blanks = np.add.reduceat(np.where(places == 0, parts.slots.rows, 0), parts.starts)
    middle = np.where((blanks >= k) & (rows - blanks >= k), blanks, rows // 2)
    after = _rows_up_to(parts)
    before = after - parts.slots.rows
    half = middle[parts.numbers]
    across = np.flatnonzero((before < half) & (half < after))
    lengths = parts.lengths.copy()
    lengths[parts.numbers[across]] += 1
    halved = Parts(parts.slots.halved(across, (half - before)[across]), lengths)
    return halved, _rows_up_to(halved) > middle[halved.numbers]


def _rows_up_to(parts: Parts) -> Counts:
    """Of each slot, the rows of its part up to it, its own included."""
    rows = parts.rows()
    return np.cumsum(parts.slots.rows) - (np.cumsum(rows) - rows)[parts.numbers]


def _into_branches(tree: Tree, parts: Parts, places: Ints, judge: Judge) -> Cut:
    slots, numbers, count = parts.slots, parts.numbers, len(parts)
    branches = _branches(tree, parts, places)
    _, firsts = np.unique(branches, return_index=True)
    part_of, own = numbers[firsts], np.arange(len(firsts))
    alone = judge(branches, len(own), slots.entries, slots.rows)
    smallest = _smallest(np.bincount(branches, slots.rows), part_of, alone, count)

    # The branches that cannot stand alone stay together, or go with the smallest that can.
    into = np.where(alone, own, len(own) + part_of)
    together = judge(into[branches], len(own) + count, slots.entries, slots.rows)[len(own) :]
    joins = ~alone & ~together[part_of] & (smallest >= 0)[part_of]
    groups = np.where(joins, smallest[part_of], into)[branches]

    passed = judge(groups, len(own) + count, slots.entries, slots.rows)
    found, firsts = np.unique(groups, return_index=True)
    failed = np.bincount(numbers[firsts], ~passed[found], count) > 0
    several = np.bincount(numbers[firsts], minlength=count) > 1
    return Cut(several & ~failed, slots, groups, numbers)


def _branches(tree: Tree, parts: Parts, places: Ints) -> Counts:
    """Of each slot the branch below what joins its part, numbered from 0 over all parts.

    Slots lie by their places, so that each branch is one stretch of them.
    """
    numbers, starts = parts.numbers, parts.starts
    level = tree.level_of(places[starts], places[starts + parts.lengths - 1]) - 1
    branch = tree.groups[level[numbers], places]
    changes = (np.diff(branch) != 0) | (np.diff(numbers) != 0)
    return np.append(0, np.cumsum(changes))


def _smallest(sizes: Counts, part_of: Counts, alone: Mask, parts: int) -> Counts:
    """Of each part the smallest branch that can stand alone, or -1."""
    order = np.lexsort((-sizes, part_of))
    order = order[alone[order]]
    found = np.full(parts, -1)
    found[part_of[order]] = order  # of equal places the last one written, the smallest, stays
    return found
