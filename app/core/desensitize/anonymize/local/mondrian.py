"""Mondrian: the table is cut along one quasi-identifier, then each part along the one it spreads most on.

Source: K. LeFevre, D. DeWitt, R. Ramakrishnan, Mondrian Multidimensional K-Anonymity, ICDE 2006. In its
*strict* form equal values stay together; in the *relaxed* one rows of an ordered value may come into
both halves, which cuts finer where few values are frequent. Hierarchies are cut into their branches.
All parts of one depth are cut at once, over the distinct tuples.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from app.core.contingency import Contingency, Counts, contingency
from app.core.desensitize.anonymize.local.cuts import along
from app.core.desensitize.anonymize.local.dimension import Dimension, Ints, dimension
from app.core.desensitize.anonymize.local.limits import Judge, Limits, judge
from app.core.desensitize.anonymize.local.parts import Parts, Slots, grouped, joined
from app.core.desensitize.anonymize.local.recoded import Recoded, recoded
from app.core.desensitize.hierarchies.hierarchy import Hierarchy
from app.core.jobs import Job


def mondrian(
    data: pa.Table,
    columns: Sequence[str],
    hierarchies: Mapping[str, Hierarchy],
    limits: Limits,
    job: Job,
    *,
    relaxed: bool = False,
) -> Recoded:
    """The table with the quasi-identifiers ``columns`` recoded locally, its rows in their order.

    A cell becomes the smallest group of its column's hierarchy, or the stretch of numbers or dates,
    that its class has in common; no row is suppressed. The ends of a stretch are values of the class:
    where the greatest of them gives somebody away, give the column a hierarchy of ranges. Columns
    without one: see :func:`dimension`. Raises ColumnUnknown, ParameterInvalid, HierarchyInvalid, AnonymityUnreached.
    """
    names = list(columns)
    limits.check(data, names)
    table = contingency(data, names + ([limits.sensitive] if limits.sensitive else []), job)
    axes = []
    for name, values, codes in zip(names, table.values, table.codes, strict=False):
        found = dimension(name, values, hierarchies.get(name))
        axes.append(_Axis(found, found.positions.astype(np.int32)[codes]))
    sensitive = table.codes[-1].astype(np.int64) if limits.sensitive else None
    keeps = judge(limits, sensitive, table.counts)
    parts = _cut(_whole(table), axes, keeps, limits.k, job, relaxed=relaxed)
    classes = _class_of_rows(table, parts)
    cells = {}
    for place, (name, axis) in enumerate(zip(names, axes, strict=True)):
        job.report(place, len(names))
        labels = axis.dimension.labels(*axis.ends(parts)).dictionary_encode()
        codes = labels.indices.take(classes)
        cells[name] = pa.DictionaryArray.from_arrays(codes, labels.dictionary)
    return recoded(data, cells, limits, job)


@dataclass(frozen=True, eq=False)
class _Axis:
    """``positions``: by tuple."""

    dimension: Dimension
    positions: Ints

    def ends(self, parts: Parts) -> tuple[Ints, Ints]:
        """Of each part the lowest and the highest position."""
        places = self.positions[parts.slots.entries]
        return np.minimum.reduceat(places, parts.starts), np.maximum.reduceat(places, parts.starts)


def _whole(table: Contingency) -> Parts:
    """The table as one part."""
    first = np.cumsum(table.counts) - table.counts
    kind = np.min_scalar_type(-1 - table.rows)  # signed, and as small as rows can be counted in
    slots = Slots(np.arange(len(table), dtype=kind), first.astype(kind), table.counts.astype(kind))
    return Parts(slots, np.array([len(table)]))


def _cut(
    parts: Parts, axes: list[_Axis], keeps: Judge, k: int, job: Job, *, relaxed: bool
) -> Parts:
    """The parts that cannot be cut any more."""
    depth = max(int(np.log2(parts.slots.rows.sum() / k)), 1)  # of even halves
    finished: list[Parts] = []
    while len(parts):
        ends = [axis.ends(parts) for axis in axes]
        spans = np.array([axis.dimension.spans(*end) for axis, end in zip(axes, ends, strict=True)])
        cut = np.zeros(len(parts), np.bool_)
        open_ = parts.rows() >= 2 * k
        smaller: list[Parts] = []
        for choice in np.argsort(-spans, axis=0, kind="stable"):
            for number, axis in enumerate(axes):
                chosen = open_ & ~cut & (choice == number) & (spans[number] > 0)
                if not chosen.any():
                    continue
                job.report(min(len(finished), depth), depth)
                found = along(
                    axis.dimension, axis.positions, parts.chosen(chosen), k, keeps, relaxed=relaxed
                )
                cut[np.flatnonzero(chosen)[found.done]] = True
                done = found.done[found.of_part]
                smaller.append(grouped(found.slots.take(done), found.groups[done]))
        finished.append(parts.chosen(~cut))
        parts = _together(smaller)
    return _together(finished)


def _together(parts: list[Parts]) -> Parts:
    if not parts:
        nothing = np.zeros(0, np.int64)
        return Parts(Slots(nothing, nothing, nothing), nothing)
    return Parts(
        joined([each.slots for each in parts]), np.concatenate([each.lengths for each in parts])
    )


def _class_of_rows(table: Contingency, parts: Parts) -> pa.Array:
    """Of each row the number of its part."""
    order = np.argsort(parts.slots.first, kind="stable")
    by_tuple = np.repeat(parts.numbers[order], parts.slots.rows[order])
    classes: Counts = np.empty(table.rows, np.int64)
    classes[np.argsort(table.row_numbers, kind="stable")] = by_tuple
    return pa.array(classes)
