"""Which row of the original each row of the output comes from, where rows have been removed.

The output keeps the order of the original, so it is a subsequence of it in every column that was
left as it was. The earliest way to find it and the latest enclose every other; a row that both place
alike is placed for certain. From these rows it is learned what the other columns' values became; where
that is one label for each value, the columns tell rows apart as well, and the search is made again.
"""

from collections.abc import Sequence

import numpy as np
import pyarrow.compute as pc

from app.core.contingency import Coded, Counts
from app.core.jobs import Job

Pairs = tuple[Counts, Counts]
Columns = Sequence[tuple[Coded, Coded]]

_SPACE = 1 << 62
_BLOCK = 1 << 16  # rows between two reports


def pair(columns: Columns, before: int, after: int, job: Job) -> Pairs | None:
    """Rows of the original and of the output that are surely the same, by place.

    ``columns``: those that both have. None where the output is no part of the original, or less than
    half of it can be placed.
    """
    if before == after:
        every = np.arange(before)
        return every, every
    found = _sure(columns, before, after, None, job) if before > after else None
    if found is not None and 0 < len(found[1]) < after:
        again = _sure(columns, before, after, found, job)
        found = again if again is not None and len(again[1]) > len(found[1]) else found
    return None if found is None or 2 * len(found[1]) < after else found


def _sure(columns: Columns, before: int, after: int, known: Pairs | None, job: Job) -> Pairs | None:
    """The rows that can be placed in one way; None where the output cannot be placed at all."""
    keys = _keys(columns, before, after, known)
    if keys is None:
        return None
    earliest = _earliest(*keys, job)
    latest = _earliest(keys[0][::-1], keys[1][::-1], job)
    if earliest is None or latest is None:
        return None
    sure = np.flatnonzero(earliest == before - 1 - latest[::-1])
    return earliest[sure], sure


def _keys(columns: Columns, before: int, after: int, known: Pairs | None) -> Pairs | None:
    """A number for each row, by the columns that tell rows apart; -1 for one that must be gone. None
    where there is no such column."""
    first, second = np.zeros(before, np.int64), np.zeros(after, np.int64)
    gone = np.zeros(before, np.bool_)
    space = 1
    for old, new in sorted(columns, key=lambda both: -both[1].radix):
        labels = _left(old, new)
        if labels is None and known is not None:
            labels = _learned(old, new, known)
        if labels is None or space * new.radix > _SPACE:
            continue
        became = labels[old.codes]
        gone |= became < 0
        first = first * new.radix + became
        second = second * new.radix + new.codes
        space *= new.radix
    first[gone] = -1
    return (first, second) if space > 1 else None


def _left(old: Coded, new: Coded) -> Counts | None:
    """By code of the original, that of the same text in the output, or -1; None if a text comes more
    often than before, so that the column was changed."""
    found = pc.index_in(new.values, value_set=old.values)
    if found.null_count:
        return None
    places = np.append(np.asarray(found), len(old.values)).astype(np.int64)
    had = np.bincount(old.codes, minlength=old.radix)
    has = np.bincount(new.codes, minlength=new.radix)
    if (has > had[places]).any():
        return None
    labels = np.full(old.radix, -1, np.int64)
    labels[places] = np.arange(new.radix)
    return labels


def _learned(old: Coded, new: Coded, known: Pairs) -> Counts | None:
    """By code of the original, its label in the rows that are known, or -1; None if it has several."""
    value, label = old.codes[known[0]], new.codes[known[1]]
    labels = np.full(old.radix, -1, np.int64)
    labels[value] = label
    return labels if (labels[value] == label).all() else None


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
