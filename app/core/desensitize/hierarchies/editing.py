"""Changes to a hierarchy by hand. Each gives a new one and leaves the old as it was.

Levels are counted from 0, the values themselves, which no edit renames or removes. An edit that would
make no tree raises HierarchyInvalid and says why.
"""

from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from app.core.anonymity.suppressed import SUPPRESSED
from app.core.desensitize.hierarchies.hierarchy import Hierarchy, from_labels
from app.core.errors import HierarchyInvalid
from app.core.text import Text


def move(hierarchy: Hierarchy, level: int, label: str, into: str) -> Hierarchy:
    """Put a value (level 0) or a group under another group of the next level, and so under what lies
    above that. A group that is left empty vanishes."""
    for needed in (level, level + 1):
        _check_level(hierarchy, needed)
    moved = _of(hierarchy, level, label)
    model = pc.index(_of(hierarchy, level + 1, into), True).as_py()
    labels = _labels(hierarchy)
    for above in range(level + 1, len(labels)):
        labels[above] = pc.if_else(moved, labels[above][model], labels[above])
    return from_labels(hierarchy.column, labels)


def rename(hierarchy: Hierarchy, level: int, label: str, name: str) -> Hierarchy:
    """Call a group otherwise."""
    _check_group_level(hierarchy, level)
    renamed = _of(hierarchy, level, label)
    if name != label:
        _check_free(hierarchy, level, name)
    labels = _labels(hierarchy)
    labels[level] = pc.if_else(renamed, name, labels[level])
    return from_labels(hierarchy.column, labels)


def merge(hierarchy: Hierarchy, level: int, groups: Sequence[str], name: str) -> Hierarchy:
    """Make groups of one level, which lie in one group of the next, a single one."""
    _check_group_level(hierarchy, level)
    if name not in groups:
        _check_free(hierarchy, level, name)
    labels = _labels(hierarchy)
    for group in groups:
        labels[level] = pc.if_else(_of(hierarchy, level, group), name, labels[level])
    return from_labels(hierarchy.column, labels)


def add_level(hierarchy: Hierarchy, above: int, groups: Mapping[str, str]) -> Hierarchy:
    """A new level directly above one: of its labels, those that ``groups`` names go into the group
    given, the others stay alone under their own name."""
    _check_level(hierarchy, above)
    labels = _labels(hierarchy)
    added = labels[above]
    for label, group in groups.items():
        added = pc.if_else(_of(hierarchy, above, label), group, added)
    labels.insert(above + 1, added)
    return from_labels(hierarchy.column, labels)


def add_top(hierarchy: Hierarchy) -> Hierarchy:
    """A last level on which all values are ``*``; none where there is one label already."""
    if len(hierarchy.levels[-1].labels) == 1 and len(hierarchy.levels) > 1:
        return hierarchy
    labels = _labels(hierarchy)
    labels.append(pa.array([SUPPRESSED] * len(hierarchy.values), pa.string()))
    return from_labels(hierarchy.column, labels)


def remove_level(hierarchy: Hierarchy, level: int) -> Hierarchy:
    """Without one of the levels above the values."""
    _check_group_level(hierarchy, level)
    labels = _labels(hierarchy)
    del labels[level]
    return from_labels(hierarchy.column, labels)


def add_values(hierarchy: Hierarchy, values: pa.StringArray, into: str | None = None) -> Hierarchy:
    """New values under a group of level 1; without one they are ``*`` at every level."""
    twice = values.filter(pc.is_in(values, value_set=hierarchy.values))
    if len(twice):
        reason = Text("“{value}”出现了两次", "“{value}” comes twice").format(value=twice[0].as_py())
        raise HierarchyInvalid(column=hierarchy.column, reason=reason)
    labels = _labels(hierarchy)
    above = [SUPPRESSED] * (len(labels) - 1)
    if into is not None:
        _check_level(hierarchy, 1)
        model = pc.index(_of(hierarchy, 1, into), True).as_py()
        above = [level[model].as_py() for level in labels[1:]]
    added = [values, *(pa.array([label] * len(values), pa.string()) for label in above)]
    joined = [pa.concat_arrays(pair) for pair in zip(labels, added, strict=True)]
    return from_labels(hierarchy.column, joined)


def _labels(hierarchy: Hierarchy) -> list[pa.StringArray]:
    return [hierarchy.labels(level) for level in range(len(hierarchy.levels))]


def _of(hierarchy: Hierarchy, level: int, label: str) -> pa.BooleanArray:
    """Which values lie in a group of a level."""
    found = pc.index(hierarchy.levels[level].labels, label).as_py()
    if found < 0:
        reason = Text("第 {level} 级没有“{label}”", "level {level} has no “{label}”")
        raise HierarchyInvalid(
            column=hierarchy.column, reason=reason.format(level=level, label=label)
        )
    return pa.array(hierarchy.levels[level].groups == found)


def _check_level(hierarchy: Hierarchy, level: int) -> None:
    if not 0 <= level < len(hierarchy.levels):
        reason = Text("没有第 {level} 级", "there is no level {level}").format(level=level)
        raise HierarchyInvalid(column=hierarchy.column, reason=reason)


def _check_group_level(hierarchy: Hierarchy, level: int) -> None:
    _check_level(hierarchy, level)
    if level == 0:
        reason = Text("第 0 级是数据中的值，不能改动", "level 0 is the data's own values")
        raise HierarchyInvalid(column=hierarchy.column, reason=reason)


def _check_free(hierarchy: Hierarchy, level: int, name: str) -> None:
    """Lest two groups become one unasked."""
    if pc.index(hierarchy.levels[level].labels, name).as_py() >= 0:
        reason = Text("第 {level} 级已有“{label}”", "level {level} has a “{label}” already")
        raise HierarchyInvalid(
            column=hierarchy.column, reason=reason.format(level=level, label=name)
        )
