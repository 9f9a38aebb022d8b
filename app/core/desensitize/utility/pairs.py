"""Two columns together: counts of two values at once, and how the columns hang together."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.core.contingency import Counts
from app.core.desensitize.utility.buckets import Buckets, Guess
from app.core.desensitize.utility.recoding import Floats, Recoding

Places = npt.NDArray[np.int32]

_DENSE = 1 << 20  # pairs of kinds so few that each gets a counter
_CHUNK = 1 << 14  # pairs of kinds spread over buckets at a time


@dataclass(frozen=True, eq=False)
class Side:
    """A column row by row: ``bucket`` of each row before, ``kind`` of each label after."""

    recoding: Recoding
    bucket: Places
    kind: Places
    weights: Floats
    buckets: int

    @classmethod
    def of(cls, recoding: Recoding, buckets: Buckets, guess: Guess) -> "Side":
        return cls(
            recoding,
            buckets.of_value.astype(np.int32)[recoding.every],
            guess.kinds.astype(np.int32)[recoding.new],
            guess.weights,
            len(buckets),
        )


def tables(first: Side, second: Side) -> tuple[Floats, Floats]:
    """Rows by the buckets of two columns: as they were, and as a reader of the output expects them."""
    shape = first.buckets, second.buckets
    number = first.bucket * np.int32(second.buckets) + second.bucket
    before = np.bincount(number, minlength=shape[0] * shape[1]).reshape(shape).astype(np.float64)
    base = len(second.weights)
    kinds, counts = _counted(
        first.kind.astype(np.int64) * base + second.kind, len(first.weights) * base
    )
    left, right = np.divmod(kinds, base)
    after = np.zeros(shape)
    for start in range(0, len(kinds), _CHUNK):
        part = slice(start, start + _CHUNK)
        weighted = counts[part, None] * first.weights[left[part]]
        after += weighted.T @ second.weights[right[part]]
    return before, after


def cramers_v(table: Floats) -> float:
    """Cramér's V of a table of counts, 0 to 1: √(χ²/n/(min(rows, columns) - 1)); 0 where one is
    constant (H. Cramér, Mathematical methods of statistics, 1946, ch. 21).
    """
    table = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0]
    least = min(table.shape) - 1
    if least < 1:
        return 0.0
    total = table.sum()
    independent = np.outer(table.sum(axis=1), table.sum(axis=0)) / total
    chi = ((table - independent) ** 2 / independent).sum()
    return float(min(np.sqrt(chi / total / least), 1.0))


def _counted(numbers: Counts, space: int) -> tuple[Counts, Counts]:
    if space <= _DENSE:
        counters = np.bincount(numbers, minlength=space)
        found = np.flatnonzero(counters)
        return found, counters[found]
    return np.unique(numbers, return_counts=True)
