"""Rows of two periods by key: added, removed, changed. A join, so pandas does it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from app.core.errors import ColumnUnknown
from app.core.jobs import Job
from app.core.model import Table
from app.core.quality.drift.values import RowChanges
from app.core.withheld import give_out

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 1000  # rows of each kind that are listed
_OLD, _NEW = "\0old", "\0new"  # what no column is called: rows before and after, and suffixes


def row_changes(before: Table, after: Table, key: Sequence[str], job: Job) -> RowChanges:
    """Compare rows whose key stands once in both tables, over the columns that both have.

    A blank is like a blank only. Raises ColumnUnknown.
    """
    give_out()
    import pandas as pd

    for table in (before, after):
        for name in key:
            if name not in table.columns:
                raise ColumnUnknown(column=name, known=", ".join(table.columns))
    shared = [name for name in after.columns if name in before.columns]
    frames = []
    for place, (table, rows) in enumerate(((before, _OLD), (after, _NEW))):
        job.report(place, 3)
        frame = _frame(table, shared)
        frame[rows] = np.arange(1, len(frame) + 1)
        frames.append(frame[~frame.duplicated(list(key), keep=False)])
    repeated = before.rows + after.rows - sum(map(len, frames))
    job.report(2, 3)
    joined = frames[0].merge(
        frames[1], on=list(key), how="outer", suffixes=(_OLD, _NEW), indicator=True
    )
    both = joined["_merge"] == "both"
    changed = pd.Series(False, joined.index)
    for name in shared:
        if name not in key:
            was, now = joined[name + _OLD], joined[name + _NEW]
            changed |= ~((was == now).fillna(False) | (was.isna() & now.isna()))
    changed &= both
    added = _rows(joined.loc[joined["_merge"] == "right_only", _NEW])
    removed = _rows(joined.loc[joined["_merge"] == "left_only", _OLD])
    other = _rows(joined.loc[changed, _NEW])
    return RowChanges(
        key=tuple(key),
        same=int(both.sum()) - len(other),
        added_count=len(added),
        removed_count=len(removed),
        changed_count=len(other),
        repeated=repeated,
        added=added[:SHOWN],
        removed=removed[:SHOWN],
        changed=other[:SHOWN],
    )


def _frame(table: Table, columns: list[str]) -> "pd.DataFrame":
    """Some columns as exact text, blank cells missing."""
    import pandas as pd

    texts = [table.data[name].cast(pa.string()) for name in columns]
    return pd.DataFrame(
        {name: text.to_pandas().astype("str") for name, text in zip(columns, texts, strict=True)}
    )


def _rows(numbers: "pd.Series[float]") -> tuple[int, ...]:
    """Row numbers in order; a join leaves them as floats where others are missing."""
    return tuple(sorted(numbers.astype(int).tolist()))
