"""An output against its original: what it lost, and what it still tells."""

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
import pyarrow as pa

from app.core.anonymity.suppressed import suppressed
from app.core.contingency import Coded, Counts, code
from app.core.desensitize.utility import pairs as two
from app.core.desensitize.utility.buckets import bucket, guess
from app.core.desensitize.utility.columns import error, measure
from app.core.desensitize.utility.correlation import correlations
from app.core.desensitize.utility.groups import GroupsOfSize, suppressed_groups
from app.core.desensitize.utility.pairing import pair
from app.core.desensitize.utility.recoding import recode
from app.core.desensitize.utility.sentence import change, sentence
from app.core.desensitize.utility.values import (
    ColumnUtility,
    Overall,
    PairUtility,
    UtilityReport,
)
from app.core.jobs import Job
from app.core.text import Text

LEAST = 5  # rows that a text must have to be named in a histogram


def compare(
    before: pa.Table,
    after: pa.Table,
    job: Job,
    *,
    quasi_identifiers: Sequence[str] = (),
    kept: Counts | None = None,
    least: int = LEAST,
    k: int = 1,
) -> UtilityReport:
    """What became of ``before``.

    ``quasi_identifiers``: rows of the output that are blank or ``*`` in all of them are suppressed.
    ``kept``: of each row of the output, its place in the original, where that is known. ``least``: as
    in :mod:`buckets`. ``k``: the size below which a group was to be suppressed.
    """
    dropped = tuple(name for name in before.column_names if name not in after.column_names)
    added = tuple(name for name in after.column_names if name not in before.column_names)
    removed = before.num_rows - after.num_rows
    share = removed / before.num_rows if removed > 0 else 0.0
    both = {}
    for place, name in enumerate(before.column_names):
        job.report(place, before.num_columns)
        if name in after.column_names:
            both[name] = code(before[name]), code(after[name])
    rows = None if kept is None else (kept, np.arange(after.num_rows, dtype=np.int64))
    if rows is None:
        rows = pair(list(both.values()), before.num_rows, after.num_rows, job)
    named = [name for name in quasi_identifiers if name in after.column_names]
    hidden = suppressed(after, named) if named else np.zeros(after.num_rows, np.bool_)
    groups: tuple[GroupsOfSize, ...] = ()
    if rows is not None and len(rows[1]) == after.num_rows:  # what is gone is known for certain
        chosen = {name: both[name] for name in named if name in both}
        groups = suppressed_groups(chosen, rows, hidden, k, job)
    columns: list[ColumnUtility] = []
    found: list[PairUtility] = []
    if rows is not None and before.num_rows:
        counted = dict.fromkeys(named, int(hidden.sum()))
        columns, found = _compared(both, rows, share, least, counted, job)
    changes = [column.change for column in columns if column.change is not None]
    return UtilityReport(
        rows_before=before.num_rows,
        rows_after=after.num_rows,
        removed=max(removed, 0),
        suppressed=int(hidden.sum()),
        groups=groups,
        paired=rows is not None,
        overall=_overall(columns, found, len(dropped)),
        columns=tuple(columns),
        pairs=tuple(found),
        dropped=dropped,
        added=added,
        sentence=sentence(
            changes,
            dropped,
            added,
            share,
            float(hidden.mean()) if len(hidden) else 0.0,
            paired=rows is not None,
        ),
    )


def in_words(
    before: pa.Table, after: pa.Table, quasi_identifiers: Sequence[str], job: Job, *, removed: bool
) -> Text:
    """The sentence of :func:`compare` alone, at a fraction of its cost, of the quasi-identifiers of an
    output with the same rows; ``removed``: suppressed ones, which are blank there, will be left out.
    """
    hidden = suppressed(after, quasi_identifiers)
    share = float(hidden.mean()) if len(hidden) else 0.0
    everywhere = np.arange(before.num_rows, dtype=np.int64)
    changes = []
    for place, name in enumerate(quasi_identifiers):
        job.report(place, len(quasi_identifiers))
        column = recode(name, code(before[name]), code(after[name]), (everywhere, everywhere))
        changes.append(change(column, int(hidden.sum())))
    told = [said for said in changes if said is not None]
    gone, blank = (share, 0.0) if removed else (0.0, share)
    return sentence(told, (), (), gone, blank, paired=True)


def _compared(
    both: Mapping[str, tuple[Coded, Coded]],
    rows: tuple[Counts, Counts],
    removed: float,
    least: int,
    hidden: Mapping[str, int],
    job: Job,
) -> tuple[list[ColumnUtility], list[PairUtility]]:
    steps = len(both) + len(both) * (len(both) - 1) // 2
    columns, sides = [], []
    for place, (name, (old, new)) in enumerate(both.items()):
        job.report(place, steps)
        column = recode(name, old, new, rows)
        buckets = bucket(column, least)
        guessed = guess(column, buckets)
        columns.append(
            measure(column, buckets, guessed, removed, change(column, hidden.get(name, 0)))
        )
        sides.append(two.Side.of(column, buckets, guessed))
    recodings = [side.recoding for side in sides]
    were, are = (correlations(recodings, job, after=after) for after in (False, True))
    found = []
    for place, (left, right) in enumerate(combinations(range(len(sides)), 2), len(sides)):
        job.report(place, steps)
        if sides[left].recoding.same.all() and sides[right].recoding.same.all():
            continue  # nothing but removed rows tells them apart
        correlation = float(were[left, right]), float(are[left, right])
        found.append(_pair(sides[left], sides[right], 1 - removed, correlation))
    return columns, found


def _pair(
    left: two.Side, right: two.Side, kept: float, correlation: tuple[float, float]
) -> PairUtility:
    before, after = two.tables(left, right)
    scale = kept * len(left.bucket) / max(len(left.kind), 1)  # for rows that could not be placed
    return PairUtility(
        columns=(left.recoding.column, right.recoding.column),
        query_error=error(before, after * scale),
        association=(two.cramers_v(before), two.cramers_v(after)),
        correlation=None
        if np.isnan(correlation[0])
        else (correlation[0], float(np.nan_to_num(correlation[1]))),
    )


def _overall(
    columns: Sequence[ColumnUtility], pairs: Sequence[PairUtility], dropped: int
) -> Overall | None:
    if not columns:
        return None
    gone = [1.0] * dropped
    correlations = [abs(p.correlation[0] - p.correlation[1]) for p in pairs if p.correlation]
    deviations = [column.il1s for column in columns if column.il1s is not None]
    return Overall(
        loss=_mean([*(column.loss for column in columns), *gone]),
        entropy_loss=_mean([*(column.entropy_loss for column in columns), *gone]),
        query_error_1=_mean([*(column.query_error for column in columns), *gone]),
        query_error_2=_mean([pair.query_error for pair in pairs]),
        association_change=_mean([abs(p.association[0] - p.association[1]) for p in pairs]),
        correlation_change=_mean(correlations) if correlations else None,
        il1s=_mean(deviations) if deviations else None,
    )


def _mean(figures: Sequence[float]) -> float:
    return float(np.mean(figures)) if figures else 0.0
