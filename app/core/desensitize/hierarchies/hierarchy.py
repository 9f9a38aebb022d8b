"""A generalisation hierarchy: what each value of a column becomes, level by level.

Level 0 is the values themselves; each further level joins groups of the one before (Samarati 2001,
Sweeney 2002: a domain and value generalisation hierarchy). Groups are numbers, so that to generalise
a column is to look numbers up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.anonymity.suppressed import SUPPRESSED
from app.core.errors import HierarchyInvalid
from app.core.text import Text

Groups: TypeAlias = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Level:
    """One level: its distinct ``labels``, and for each of the hierarchy's values its label's place."""

    labels: pa.StringArray
    groups: Groups


@dataclass(frozen=True, eq=False)
class Hierarchy:
    """The levels of one column, from the values themselves to the most general; a tree."""

    column: str
    levels: tuple[Level, ...]

    @property
    def values(self) -> pa.StringArray:
        """The values that can be generalised, each once."""
        return self.levels[0].labels

    def shares(self, level: int) -> npt.NDArray[np.float64]:
        """Of each label of a level, the share of all values that it stands for; in (0, 1]."""
        found = self.levels[level]
        return np.bincount(found.groups, minlength=len(found.labels)) / len(found.groups)

    def labels(self, level: int) -> pa.StringArray:
        """What each value becomes at a level, in the order of ``values``."""
        found = self.levels[level]
        return found.labels.take(pa.array(found.groups))


def from_rows(column: str, rows: Sequence[Sequence[str]]) -> Hierarchy:
    """A hierarchy from rows of [value, level 1, level 2, …], one row a value.

    Raises HierarchyInvalid, naming the value, where rows differ in length, a value comes twice, or
    values that a level has joined are apart again in a later one.
    """
    if not rows:
        raise HierarchyInvalid(column=column, reason=Text("没有任何值", "it holds no value"))
    height = len(rows[0])
    seen: set[str] = set()
    for row in rows:
        if len(row) != height:
            reason = Text(
                "“{value}”有 {found} 级，首行有 {height} 级",
                "“{value}” has {found} levels, the first row {height}",
            )
            raise HierarchyInvalid(
                column=column,
                reason=reason.format(value=row[0] if row else "", found=len(row), height=height),
            )
        if row[0] in seen:
            reason = Text("“{value}”出现了两次", "“{value}” comes twice")
            raise HierarchyInvalid(column=column, reason=reason.format(value=row[0]))
        seen.add(row[0])
    columns = [pa.array([row[place] for row in rows], pa.string()) for place in range(height)]
    return from_labels(column, columns)


def from_labels(column: str, labels: Sequence[pa.StringArray]) -> Hierarchy:
    """A hierarchy from what its distinct values are called at each level, the values themselves first.

    Raises HierarchyInvalid, naming the group, where a later level parts what an earlier one has joined.
    """
    levels = tuple(map(_level, labels))
    for number, (lower, upper) in enumerate(pairwise(levels), 1):
        _check_joins(column, number, lower, upper)
    return Hierarchy(column, levels)


def up_to_top(column: str, values: pa.StringArray, labels: Sequence[pa.StringArray]) -> Hierarchy:
    """A hierarchy of distinct values, none null, that ends at its first level of one label.

    A null among ``labels`` becomes :data:`SUPPRESSED`; the blank stays apart until all are one; a level that
    changes no label is left out.
    """
    kept = [values]
    top = pa.array([SUPPRESSED] * len(values), pa.string())
    for level in (*(pc.if_else(pc.equal(values, ""), "", level) for level in labels), top):
        filled = pc.fill_null(level, SUPPRESSED)
        if filled != kept[-1]:
            kept.append(filled)
        if len(kept) > 1 and pc.count_distinct(filled).as_py() == 1:
            break
    return from_labels(column, kept)


def without_idle_levels(hierarchy: Hierarchy) -> Hierarchy:
    """Without the levels that join no two groups: other words for the same groups protect nobody."""
    kept = [hierarchy.levels[0]]
    for level in hierarchy.levels[1:]:
        if len(level.labels) < len(kept[-1].labels):
            kept.append(level)
    return Hierarchy(hierarchy.column, tuple(kept))


def _level(labels: pa.StringArray) -> Level:
    coded = labels.dictionary_encode()
    return Level(coded.dictionary, np.asarray(coded.indices).astype(np.int32))


def _check_joins(column: str, number: int, lower: Level, upper: Level) -> None:
    """Whether each group of ``lower`` lies whole in one group of ``upper``, level ``number``."""
    above = np.zeros(len(lower.labels), np.int32)
    above[lower.groups] = upper.groups
    astray = np.flatnonzero(above[lower.groups] != upper.groups)
    if len(astray):
        label = lower.labels[int(lower.groups[astray[0]])].as_py()
        reason = Text(
            "第 {below} 级的“{label}”在第 {number} 级分属不同的组",
            "“{label}” of level {below} belongs to several groups of level {number}",
        )
        raise HierarchyInvalid(
            column=column, reason=reason.format(below=number - 1, label=label, number=number)
        )
