"""Hierarchies that a pack lists: trees of names and codes, which an agency can edit.

A pack under ``resources/rules/hierarchies`` holds ``tree``: groups in groups, and at the ends lists of
values. A value's other names and its codes follow it behind bars: ``博士研究生|博士|11``.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from app.core import resources
from app.core.desensitize.hierarchies.builtin import BuiltIn


class Listed(BuiltIn):
    """A hierarchy from the pack of its name; the first level has the value under its first name."""

    breadth = 2

    def labels(self, values: pa.StringArray) -> list[pa.StringArray]:
        names, levels = _table(self.id)
        folded = pc.utf8_normalize(pc.utf8_trim_whitespace(values), form="NFKC")
        places = pc.index_in(folded, value_set=names)
        return [level.take(places) for level in levels]


@cache
def _table(name: str) -> tuple[pa.StringArray, list[pa.StringArray]]:
    """Every name and code, and level by level what it becomes."""
    rows: dict[str, tuple[str, ...]] = {}
    for path in _paths(resources.hierarchy(name).data["tree"], ()):
        first, *others = path[0].split("|")
        for written in (first, *others):
            rows.setdefault(written, (first, *path[1:]))
    height = max(map(len, rows.values()))
    levels = [
        pa.array([path[min(level, len(path) - 1)] for path in rows.values()], pa.string())
        for level in range(height)
    ]
    return pa.array(list(rows), pa.string()), levels


def _paths(tree: Any, above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Each value with the groups that it lies in, from the smallest on."""
    for entry in tree:
        if isinstance(tree, dict):
            yield from _paths(tree[entry], (entry, *above))
        else:
            yield (entry, *above)
