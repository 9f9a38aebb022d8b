"""The parts that a table is in while it is cut: all at once, as slots that lie part by part.

A slot is some of the rows of one distinct tuple: ``first`` counts among all rows in the order of their
tuples, so that rows of one tuple may come into several parts.
"""

from dataclasses import dataclass

import numpy as np

from app.core.contingency import Counts
from app.core.desensitize.anonymize.local.limits import Mask


@dataclass(frozen=True, eq=False)
class Slots:
    """``entries``: the number of each slot's tuple; ``rows``: how many of its rows."""

    entries: Counts
    first: Counts
    rows: Counts

    def __len__(self) -> int:
        return len(self.entries)

    def take(self, places: Counts | Mask) -> "Slots":
        return Slots(self.entries[places], self.first[places], self.rows[places])

    def halved(self, places: Counts, left: Counts) -> "Slots":
        """With each slot at ``places`` made two, the first of ``left`` rows."""
        repeats = np.ones(len(self), np.int64)
        repeats[places] = 2
        found = self.take(np.repeat(np.arange(len(self)), repeats))
        lower = places + np.arange(len(places))
        found.first[lower + 1] += left
        found.rows[lower + 1] -= left
        found.rows[lower] = left
        return found


def joined(slots: list[Slots]) -> Slots:
    """Slots one after another."""
    return Slots(
        np.concatenate([each.entries for each in slots]),
        np.concatenate([each.first for each in slots]),
        np.concatenate([each.rows for each in slots]),
    )


@dataclass(frozen=True, eq=False)
class Parts:
    """``slots``, and to how many of them each part comes; none is empty."""

    slots: Slots
    lengths: Counts

    def __len__(self) -> int:
        return len(self.lengths)

    @property
    def starts(self) -> Counts:
        """The first slot of each part."""
        return np.cumsum(self.lengths) - self.lengths

    @property
    def numbers(self) -> Counts:
        """Of each slot, its part."""
        return np.repeat(np.arange(len(self)), self.lengths)

    def rows(self) -> Counts:
        """The rows of each part."""
        return np.add.reduceat(self.slots.rows, self.starts)

    def chosen(self, mask: Mask) -> "Parts":
        """Some of the parts."""
        return Parts(self.slots.take(np.repeat(mask, self.lengths)), self.lengths[mask])


def grouped(slots: Slots, groups: Counts) -> Parts:
    """Slots with equal numbers as one part each."""
    order = np.argsort(groups, kind="stable")
    lengths = np.bincount(groups)
    return Parts(slots.take(order), lengths[lengths > 0])
