"""Rows of two periods by key: added, removed, changed."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core.contingency import contingency
from app.core.errors import ColumnUnknown
from app.core.jobs import Job
from app.core.model import Table
from app.core.quality.drift.values import RowChanges
from app.core.quality.subject import Mask

SHOWN = 1000  # rows of each kind that are listed


def row_changes(before: Table, after: Table, key: Sequence[str], job: Job) -> RowChanges:
    """Compare rows whose key stands once in both tables, over the columns that both have.

    Raises ColumnUnknown.
    """
    for table in (before, after):
        for name in key:
            if name not in table.columns:
                raise ColumnUnknown(column=name, known=", ".join(table.columns))
    old, new = _of_one(before, key, job), _of_one(after, key, job)
    places = pc.index_in(_keys(after, key), value_set=_keys(before, key).filter(pa.array(old)))
    at = np.flatnonzero(old)[np.asarray(pc.fill_null(places, 0))] if old.any() else None
    matched = np.asarray(places.is_valid()) & new
    kept = np.zeros(before.rows, np.bool_)
    changed = np.zeros(after.rows, np.bool_)
    if at is not None:
        kept[at[matched]] = True
        for name in [n for n in after.columns if n in before.columns and n not in key]:
            theirs = before.data[name].cast(pa.string()).take(pa.array(at))
            changed |= matched & _differ(after.data[name].cast(pa.string()), theirs)
    added, removed = new & ~matched, old & ~kept
    repeated = int((~old).sum() + (~new).sum())
    return RowChanges(
        key=tuple(key),
        same=int((matched & ~changed).sum()),
        added_count=int(added.sum()),
        removed_count=int(removed.sum()),
        changed_count=int(changed.sum()),
        repeated=repeated,
        added=_first(added),
        removed=_first(removed),
        changed=_first(changed),
    )


def _of_one(table: Table, key: Sequence[str], job: Job) -> Mask:
    """Which rows have a key of their own."""
    if not table.rows:
        return np.zeros(0, np.bool_)
    classes = contingency(table.data, key, job)
    found: Mask = (classes.counts == 1)[classes.class_of_rows()]
    return found


def _keys(table: Table, key: Sequence[str]) -> pa.StringArray:
    """Each row's key as one text; a length goes before each part, so that no two keys are alike."""
    parts = []
    for name in key:
        cells = pc.fill_null(table.data[name].cast(pa.string()).combine_chunks(), "\0")
        parts += [pc.utf8_length(cells).cast(pa.string()), cells]
    joined = pc.binary_join_element_wise(*parts, ":")
    return joined.combine_chunks() if isinstance(joined, pa.ChunkedArray) else joined


def _differ(one: pa.ChunkedArray, other: pa.ChunkedArray) -> Mask:
    """Where two cells are not the same; a blank is like a blank only."""
    same = pc.fill_null(pc.equal(one, other), False)
    blank = pc.and_(one.is_null(), other.is_null())
    found: Mask = ~np.asarray(pc.or_(same, blank)).astype(np.bool_)
    return found


def _first(mask: Mask) -> tuple[int, ...]:
    return tuple((np.flatnonzero(mask)[:SHOWN] + 1).tolist())
