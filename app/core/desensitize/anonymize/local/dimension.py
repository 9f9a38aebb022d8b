"""A quasi-identifier as an axis of the table: its values in an order, and what a stretch of it is called.

Numbers and dates lie by size. The values of a hierarchy lie so that each of its groups is one stretch:
what joins a set of values is then what joins its first and its last. Position 0 is the blank, which
only the whole axis joins with other values.
"""

from abc import ABC, abstractmethod
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.anonymity.suppressed import SUPPRESSED
from app.core.desensitize.hierarchies.completeness import check
from app.core.desensitize.hierarchies.generated import flat
from app.core.desensitize.hierarchies.hierarchy import Hierarchy
from app.core.desensitize.hierarchies.periods import dates_of
from app.core.desensitize.hierarchies.quantities import quantities
from app.core.errors import HierarchyInvalid

Ints: TypeAlias = npt.NDArray[np.signedinteger[Any]]
Floats: TypeAlias = npt.NDArray[np.float64]

_MONTHS, _DAYS = 13, 32  # digits of a date as a number, 0 for what it does not name


class Dimension(ABC):
    """``positions``: by code of a value, that of the blank last; ``size``: above every position."""

    positions: Ints
    size: int

    @abstractmethod
    def spans(self, low: Ints, high: Ints) -> Floats:
        """How much of the axis lies between positions, from 0 for one value to 1 for all."""

    @abstractmethod
    def labels(self, low: Ints, high: Ints) -> pa.StringArray:
        """What joins all that lies between positions; null for the blank alone."""


class Ordered(Dimension):
    """Numbers or dates; equal ones, however written, have one position."""

    def __init__(self, values: pa.StringArray, numbers: Ints) -> None:
        distinct, first, places = np.unique(numbers, return_index=True, return_inverse=True)
        self.positions = np.append(places + 1, 0)
        self.size = len(distinct) + 1
        self._numbers = np.append(0, distinct).astype(np.float64)
        self._reach = max(float(np.ptp(distinct)) if len(distinct) else 0.0, 1.0)
        self._texts = pa.concat_arrays([pa.nulls(1, pa.string()), values.take(pa.array(first))])

    def spans(self, low: Ints, high: Ints) -> Floats:
        shares = (self._numbers[high] - self._numbers[low]) / self._reach
        return np.where(low == high, 0.0, np.where(low == 0, 1.0, shares))

    def labels(self, low: Ints, high: Ints) -> pa.StringArray:
        first, last = self._texts.take(pa.array(low)), self._texts.take(pa.array(high))
        stretch = pc.binary_join_element_wise("[", first, ", ", last, "]", "")
        joined = pc.if_else(pa.array(low == 0), SUPPRESSED, stretch)
        return pc.if_else(pa.array(low == high), first, joined)


class Tree(Dimension):
    """Values under a hierarchy. ``groups``: by level and position, from fine to coarse; the last level
    has one group."""

    groups: Ints

    def __init__(self, hierarchy: Hierarchy, values: pa.StringArray) -> None:
        places = np.asarray(pc.index_in(values, value_set=hierarchy.values))
        levels = [level.groups[places].astype(np.int64) for level in hierarchy.levels]
        order = np.lexsort(levels)  # the coarsest level is the first key
        self.positions = np.append(np.argsort(order) + 1, 0)
        self.size = len(values) + 1
        self._labels, self._shares, groups = [], [], []
        for number, level in enumerate(hierarchy.levels):
            count = len(level.labels)
            joins = number > 0 and count == 1
            groups.append(np.concatenate([[0 if joins else count], levels[number][order]]))
            self._labels.append(level.labels if joins else _with_blank(level.labels))
            leaves = np.append(np.bincount(level.groups, minlength=count), 1) - 1
            self._shares.append(leaves / max(len(hierarchy.values) - 1, 1))
            if joins:
                break
        else:
            groups.append(np.zeros(self.size, np.int64))
            self._labels.append(pa.array([SUPPRESSED]))
            self._shares.append(np.ones(1))
        self.groups = np.array(groups)

    def level_of(self, low: Ints, high: Ints) -> Ints:
        """The lowest level that joins what lies between positions."""
        found: Ints = (self.groups[:, low] != self.groups[:, high]).sum(axis=0)
        return found

    def spans(self, low: Ints, high: Ints) -> Floats:
        found = np.zeros(len(low))
        levels = self.level_of(low, high)
        for level in range(1, len(self.groups)):
            these = levels == level
            found[these] = self._shares[level][self.groups[level, low[these]]]
        found[levels == len(self.groups) - 1] = 1.0
        return found

    def labels(self, low: Ints, high: Ints) -> pa.StringArray:
        found = pa.nulls(len(low), pa.string())
        levels = self.level_of(low, high)
        for level, labels in enumerate(self._labels):
            called = labels.take(pa.array(self.groups[level, low]))
            found = pc.if_else(pa.array(levels == level), called, found)
        return found


def dimension(column: str, values: pa.StringArray, hierarchy: Hierarchy | None) -> Dimension:
    """The axis of a column's distinct values, none null.

    Without a hierarchy numbers and dates go by size, and of anything else a value or nothing is told.
    Raises HierarchyInvalid where the hierarchy lacks a value.
    """
    if hierarchy is not None:
        found = check(hierarchy, values)
        if len(found.missing):
            raise HierarchyInvalid(column=column, reason=found.told()[0])
        return Tree(hierarchy, values)
    numbers = quantities(values)
    if numbers.known.all():
        return Ordered(values, numbers.steps)
    dates = dates_of(values)
    if dates.known.all():
        return Ordered(values, (dates.year * _MONTHS + dates.month) * _DAYS + dates.day)
    return Tree(flat(column, values), values)


def _with_blank(labels: pa.StringArray) -> pa.StringArray:
    return pa.concat_arrays([labels, pa.nulls(1, pa.string())])
