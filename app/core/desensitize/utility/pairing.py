"""Which row of the original each row of the output comes from, where rows have been removed.

The output keeps the order of the original, so it is a subsequence of it in every column that was
left as it was. The earliest way to find it and the latest enclose every other; a row that both place
alike is placed for certain.
"""

from collections.abc import Sequence

import numpy as np
import pyarrow.compute as pc

from app.core.contingency import Coded, Counts
from app.core.jobs import Job

_SPACE = 1 << 40  # keys from which on further columns would hardly tell more
_BLOCK = 1 << 16  # rows between two reports


def pair(
    columns: Sequence[tuple[Coded, Coded]], before: int, after: int, job: Job
) -> tuple[Counts, Counts] | None:
    """Rows of the original and of the output that are surely the same, by place.

    ``columns``: those that both have. None where the output is no part of the original, or less than
    half of it can be placed.
    """
    if before == after:
        every = np.arange(before)
        return every, every
    keys = _keys(columns, before, after) if before > after else None
    if keys is None:
        return None
    earliest = _earliest(*keys, job)
    latest = _earliest(keys[0][::-1], keys[1][::-1], job)
    if earliest is None or latest is None:
        return None
    sure = np.flatnonzero(earliest == before - 1 - latest[::-1])
    return (earliest[sure], sure) if 2 * len(sure) >= after else None


def _keys(
    columns: Sequence[tuple[Coded, Coded]], before: int, after: int
) -> tuple[Counts, Counts] | None:
    """A number for each row, by the columns that may have been left as they were, those that tell most
    first; None where there is no such column."""
    first, second = np.zeros(before, np.int64), np.zeros(after, np.int64)
    space = 1
    for old, new in sorted(columns, key=lambda both: -both[0].radix):
        places = _places(old, new)
        if places is None or space * old.radix > _SPACE:
            continue
        first = first * old.radix + old.codes
        second = second * old.radix + places[new.codes]
        space *= old.radix
    return (first, second) if space > 1 else None


def _places(old: Coded, new: Coded) -> Counts | None:
    """By code of the output, that of the original; None if a text comes more often than before."""
    found = pc.index_in(new.values, value_set=old.values)
    if found.null_count:
        return None
    places = np.append(np.asarray(found), len(old.values)).astype(np.int64)
    had = np.bincount(old.codes, minlength=old.radix)
    has = np.bincount(new.codes, minlength=new.radix)
    return places if (has <= had[places]).all() else None


def _earliest(keys: Counts, wanted: Counts, job: Job) -> Counts | None:
    """The first place of each wanted key after the one before it; None where there is none."""
    found = np.empty(len(wanted), np.int64)
    place, numbers = 0, keys.tolist()
    for row, key in enumerate(wanted.tolist()):
        if row % _BLOCK == 0:
            job.report(row, len(wanted))
        try:
            place = numbers.index(key, place) + 1
        except ValueError:
            return None
        found[row] = place - 1
    return found
