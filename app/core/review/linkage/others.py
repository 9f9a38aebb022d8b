"""The table to compare with: at hand, or what its sketch remembers of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, groupby
from typing import Protocol

import numpy as np

from app.core.review.linkage.columns import Column, Role, tallied
from app.core.review.linkage.keyed import Digests, Keyed, Places
from app.core.review.linkage.match import Known, Pair
from app.core.review.linkage.sketch import Sketch
from app.core.review.linkage.tally import Tally, places
from app.core.review.linkage.values import Cut

Choice = list[tuple[int, ...]]

_MOST = 8  # columns at hand that are joined in all combinations


class Other(Protocol):
    """A dataset that is public. Its columns are told by their places in it."""

    @property
    def dataset(self) -> str: ...

    @property
    def columns(self) -> Sequence[Known]: ...

    def together(self, matched: tuple[int, ...]) -> Iterator[Choice]:
        """The combinations of some columns that can be looked at, by descending size."""

    def tally(self, columns: tuple[int, ...]) -> Tally:
        """What tuples the columns hold together."""

    def unique_together(self, mine: Sequence[Column], key: Pair) -> int | None:
        """Rows of mine that stand alone by both tables' columns, joined by a key, but not by mine."""


@dataclass(frozen=True)
class AtHand:
    """A table whose cells are here."""

    dataset: str
    columns: tuple[Column, ...]
    keyed: Keyed

    def together(self, matched: tuple[int, ...]) -> Iterator[Choice]:
        known = sorted(matched, key=lambda place: -self.columns[place].tally.distinct)[:_MOST]
        for size in range(len(known), 0, -1):
            yield list(combinations(sorted(known), size))

    def tally(self, columns: tuple[int, ...]) -> Tally:
        return tallied([self.columns[place] for place in columns], self.keyed)

    def unique_together(self, mine: Sequence[Column], key: Pair) -> int | None:
        ours, theirs = mine[key.mine], self.columns[key.theirs]
        rows = np.flatnonzero(theirs.filled)
        rows = rows[np.argsort(theirs.cells[rows])]
        at = places(ours.cells, theirs.tally.digests)
        linked = np.flatnonzero(ours.filled & (at >= 0))
        linked = linked[theirs.tally.counts[at[linked]] == 1]
        ends = np.cumsum(theirs.tally.counts)
        counterparts = rows[ends[at[linked]] - 1]
        before = _sizes(_telling(mine), np.arange(len(ours.cells)), self.keyed)[linked]
        joined = [each[linked] for each in _telling(mine)]
        joined += [each[counterparts] for each in _telling(self.columns)]
        after = _sizes(joined, np.arange(len(linked)), self.keyed)
        return int(((after == 1) & (before > 1)).sum())


@dataclass(frozen=True)
class Remembered:
    """A release of which there is a sketch."""

    sketch: Sketch

    @property
    def dataset(self) -> str:
        return self.sketch.dataset

    @cached_property
    def columns(self) -> tuple["SampledColumn", ...]:
        return tuple(
            SampledColumn(each.name, each.cut, each.role, each.vague, each.sample.tally())
            for each in self.sketch.columns
        )

    def together(self, matched: tuple[int, ...]) -> Iterator[Choice]:
        kept = [each.columns for each in self.sketch.combinations] + [(p,) for p in matched]
        fitting = sorted((c for c in kept if set(c) <= set(matched)), key=len, reverse=True)
        for _, choice in groupby(fitting, len):
            yield list(choice)

    def tally(self, columns: tuple[int, ...]) -> Tally:
        if len(columns) == 1:
            return self.columns[columns[0]].tally
        kept = next(each for each in self.sketch.combinations if each.columns == columns)
        return kept.sample.tally()

    def unique_together(self, mine: Sequence[Column], key: Pair) -> int | None:
        """Not known: a sketch cannot tell which values of two columns stand in one row."""
        return None


@dataclass(frozen=True)
class SampledColumn:
    """A column of a sketch, its sample read."""

    name: str
    cut: Cut
    role: Role
    vague: bool
    tally: Tally


def _telling(columns: Sequence[Column]) -> list[Digests]:
    """The cells of the columns that tell persons apart, keys aside."""
    return [
        column.cells
        for column in columns
        if not column.cut and (column.role in ("alone", "together") or column.is_quasi)
    ]


def _sizes(parts: list[Digests], rows: Places, keyed: Keyed) -> Places:
    """For each row, how many bear the same values in all parts."""
    if not parts:
        return np.full(len(rows), len(rows))
    _, inverse, counts = np.unique(keyed.tuples(parts), return_inverse=True, return_counts=True)
    return counts[inverse].astype(np.int64)
