"""A quasi-identifier as the search sees it: the values that occur, by number, and their labels.

A blank is a value of its own unless the hierarchy lists ""; it stays blank until a level that has one
label for all, which takes it in.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core.desensitize.anonymize.lattice import Floats, Numbers
from app.core.desensitize.hierarchies.completeness import written_alike
from app.core.desensitize.hierarchies.hierarchy import Hierarchy
from app.core.errors import HierarchyIncomplete, Where


@dataclass(frozen=True, eq=False)
class Rung:
    """One level of a domain: by code of a value that occurs, the number of its label.

    ``labels`` are those that occur, numbered without gaps; a null among them is the blank.
    ``shares``: by code, the share of the whole domain that the label stands for, in (0, 1].
    """

    labels: pa.StringArray
    numbers: Numbers
    shares: Floats


@dataclass(frozen=True, eq=False)
class Domain:
    """``values``: those that occur, by code, a null last where blanks occur; ``size``: how many
    values the hierarchy knows, and one more for a blank that it does not list."""

    hierarchy: Hierarchy
    values: pa.StringArray
    size: int
    rungs: tuple[Rung, ...]

    @property
    def height(self) -> int:
        """The most general level."""
        return len(self.rungs) - 1


def fit(hierarchy: Hierarchy, values: pa.StringArray, *, blanks: bool) -> Domain:
    """The domain of a column that holds ``values``, each once, and blanks or none.

    Raises HierarchyIncomplete.
    """
    occurring = pa.concat_arrays([values, pa.nulls(1, pa.string())]) if blanks else values
    listed = pc.fill_null(occurring, "") if blanks else values
    known = hierarchy.values
    places = np.asarray(pc.fill_null(pc.index_in(listed, value_set=known), -1)).astype(np.intp)
    apart = blanks and places[-1] < 0
    missing = places[:-1] < 0 if apart else places < 0
    if missing.any():
        first = listed[int(np.flatnonzero(missing)[0])].as_py()
        raise HierarchyIncomplete(
            Where(column=hierarchy.column),
            column=hierarchy.column,
            count=int(missing.sum()),
            value=first,
            alike=written_alike(first, known),
            known=len(known),
        )
    size = len(known) + apart
    rungs = []
    for number, level in enumerate(hierarchy.levels):
        groups, labels = level.groups, level.labels
        if apart:  # a further group, or the one that all values have joined
            joins = number > 0 and len(labels) == 1
            groups = np.append(groups, 0 if joins else len(labels))
            labels = labels if joins else pa.concat_arrays([labels, pa.nulls(1, pa.string())])
        rungs.append(_rung(labels, groups.astype(np.intp), places))
    return Domain(hierarchy, occurring, size, tuple(rungs))


def _rung(labels: pa.StringArray, groups: Numbers, places: Numbers) -> Rung:
    """``groups``: by value of the hierarchy; ``places``: by code, its value, -1 the last of all."""
    shares = np.bincount(groups, minlength=len(labels)) / len(groups)
    found = groups[places]
    used = np.zeros(len(labels), np.bool_)
    used[found] = True
    if used.all():  # as on most levels
        return Rung(labels, found, shares[found])
    renumbered = np.cumsum(used) - 1
    return Rung(labels.filter(pa.array(used)), renumbered[found], shares[found])
