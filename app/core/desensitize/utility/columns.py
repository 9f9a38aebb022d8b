"""What became of one column, in numbers."""

import numpy as np

from app.core.desensitize.utility.buckets import Buckets, Guess
from app.core.desensitize.utility.recoding import Floats, Mask, Recoding
from app.core.desensitize.utility.values import Bar, ColumnUtility
from app.core.text import Text


def measure(
    column: Recoding, buckets: Buckets, guess: Guess, removed: float, change: Text | None
) -> ColumnUtility:
    """``removed``: the share of the original's rows that the output lacks."""
    _, label, counts = column.pairs
    hidden = column.hidden[label] & ~column.same
    grouped = column.width[label] > 1
    if not column.is_function:  # values that were moved about are no groups
        grouped &= column.original[label] < 0
    coarsened = grouped & ~hidden & ~column.same
    rows = int(counts.sum())
    kept = (1 - removed) / rows if rows else 0.0

    def share(chosen: Mask) -> float:
        return float(counts[chosen].sum() * kept)

    same, coarse, blanked = share(column.same), share(coarsened), share(hidden)
    before = np.bincount(buckets.of_value, column.rows_before, len(buckets)).astype(np.float64)
    placed = column.rows / rows if rows else 0.0
    after = expected(column, guess) * ((1 - removed) * placed)
    return ColumnUtility(
        column=column.column,
        same=same,
        coarsened=coarse,
        replaced=share(~(column.same | coarsened | hidden)),
        blanked=blanked,
        removed=removed,
        values_before=int(np.count_nonzero(column.occurs)),
        values_after=int(np.count_nonzero(column.width)),
        loss=float((counts * _open(column, hidden)).sum() * kept) + removed,
        entropy_loss=_uncertainty(column) * (1 - removed) + removed,
        query_error=error(before, after),
        il1s=_il1s(column),
        histogram=tuple(
            Bar(title, int(old), float(new))
            for title, old, new in zip(buckets.titles, before, after, strict=True)
            if old or new
        ),
        change=change,
    )


def expected(column: Recoding, guess: Guess) -> Floats:
    """Rows by bucket as a reader of the output expects them; rows that tell nothing are missing."""
    _, label, counts = column.pairs
    by_kind = np.bincount(guess.kinds[label], counts, len(guess.weights))
    found: Floats = by_kind @ guess.weights
    return found


def error(true: Floats, found: Floats) -> float:
    """Σ|found - true| / Σ(found + true): 0 where all counts are right, 1 where nothing is left."""
    total = float(true.sum() + found.sum())
    return float(np.abs(found - true).sum()) / total if total else 0.0


def _open(column: Recoding, hidden: Mask) -> Floats:
    """Of each pair, the share of the domain that its label leaves open, less the value itself."""
    _, label, _ = column.pairs
    others = max(int(np.count_nonzero(column.occurs)) - 1, 1)
    found: Floats = np.where(hidden, 1.0, (column.width[label] - 1) / others)
    return found


def _uncertainty(column: Recoding) -> float:
    """H(value | label) / H(value), over the rows that are in both tables."""
    value, label, counts = column.pairs
    of_value, of_label = np.bincount(value, counts), np.bincount(label, counts)
    rows = int(counts.sum())
    whole = -float((counts * np.log(of_value[value] / rows)).sum()) if rows else 0.0
    left = -float((counts * np.log(counts / of_label[label])).sum())
    return min(max(left / whole, 0.0), 1.0) if whole > 0 else 0.0


def _il1s(column: Recoding) -> float | None:
    """Mean |x - x'| / (√2·S), S the standard deviation of x; None where S is nothing."""
    if column.numbers is None or column.label_numbers is None:
        return None
    value, label, counts = column.pairs
    old, new = column.numbers[value], column.label_numbers[label]
    known = ~np.isnan(old) & ~np.isnan(new)
    old, new, counts = old[known], new[known], counts[known]
    rows = int(counts.sum())
    if rows < 2:
        return None
    mean = (counts * old).sum() / rows
    deviation = np.sqrt((counts * (old - mean) ** 2).sum() / (rows - 1))
    if not deviation > 0:
        return None
    return float((counts * np.abs(old - new)).sum() / rows / (np.sqrt(2) * deviation))
