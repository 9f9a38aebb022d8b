"""Why rows were suppressed: each group of them in one line, by counts alone."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from app.core.contingency import Coded, Counts, contingency
from app.core.desensitize.utility.recoding import Recoding, recode
from app.core.jobs import Job
from app.core.text import Text

Mask = npt.NDArray[np.bool_]

_TOO_SMALL = Text(
    "{groups} 组，每组 {rows} 行：准标识符相同的不足 {k} 行",
    "{groups} groups of {rows}: fewer than {k} agree in all quasi-identifiers",
)
_OTHERWISE = Text(
    "{groups} 组，每组 {rows} 行：已有 {k} 行以上，因其他隐私要求隐去",
    "{groups} groups of {rows}: {k} or more agree; another privacy model asked for it",
)


@dataclass(frozen=True)
class GroupsOfSize:
    """Groups of as many ``rows`` each, which agree in all quasi-identifiers as the output generalises
    them, and were suppressed for one reason; so every group has its line, however many there are.
    """

    rows: int
    groups: int
    reason: Text


def suppressed_groups(
    columns: Mapping[str, tuple[Coded, Coded]],
    rows: tuple[Counts, Counts],
    hidden: Mask,
    k: int,
    job: Job,
) -> tuple[GroupsOfSize, ...]:
    """The groups of rows that the output hides or lacks, the smallest first.

    ``columns``: the quasi-identifiers, before and after; ``rows``: places of the same row in both;
    ``hidden``: which rows of the output are suppressed. A suppressed value is generalised as it is
    in other rows; one that stands in suppressed rows only is a group by itself.
    """
    if not columns:
        return ()
    shown = rows[0][~hidden[rows[1]]], rows[1][~hidden[rows[1]]]
    before = len(next(iter(columns.values()))[0].codes)
    gone = np.ones(before, np.bool_)
    gone[shown[0]] = False
    if not gone.any():
        return ()
    labelled = {
        name: _labels(recode(name, old, new, shown)) for name, (old, new) in columns.items()
    }
    table = contingency(pa.table(labelled), list(labelled), job)
    sizes = np.bincount(table.class_of_rows()[gone], minlength=len(table))
    return tuple(
        GroupsOfSize(
            size,
            groups,
            (_TOO_SMALL if size < k else _OTHERWISE).format(
                rows=f"{size:,}", groups=f"{groups:,}", k=k
            ),
        )
        for size, groups in enumerate(np.bincount(sizes).tolist())
        if size and groups
    )


def _labels(column: Recoding) -> pa.DictionaryArray:
    """Each row of the original by the label that most rows of its value have."""
    value, label, counts = column.pairs
    labels, values = len(column.labels), len(column.values)
    order = np.lexsort((counts, value))
    chosen = np.full(values, -1, np.int64)
    chosen[value[order]] = label[order]
    alone = np.flatnonzero(chosen < 0)
    chosen[alone] = labels + np.arange(len(alone))
    texts = pa.array([f"{number}" for number in range(labels + len(alone))])
    return pa.DictionaryArray.from_arrays(pa.array(chosen[column.every].astype(np.int32)), texts)
