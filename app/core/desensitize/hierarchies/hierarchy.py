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
    levels = tuple(_level([row[place] for row in rows]) for place in range(height))
    for number, (lower, upper) in enumerate(pairwise(levels), 1):
        _check_joins(column, number, lower, upper)
    return Hierarchy(column, levels)


def _level(labels: Sequence[str]) -> Level:
    coded = pa.array(labels, pa.string()).dictionary_encode()
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
