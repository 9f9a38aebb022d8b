"""What values or tuples a table holds, as digests, how often each, and what two tables have in common.

A tally may be a sample: of all distinct digests the smallest ones (bottom-k, KMV: Bar-Yossef et al.,
RANDOM 2002; Cohen & Kaplan, PODC 2007). As the digest decides, two tables' samples hold the same
things, and what is counted under the limit is counted whole: divided by the share of the number range
that lies under the limit it is an unbiased estimate of the count of all.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil, sqrt
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from app.core.review.linkage.keyed import Digests, Places

Counts: TypeAlias = npt.NDArray[np.int64]

_RANGE = 2.0**64
_SURE = 1.96  # standard errors to each side that hold 95 of 100 estimates
_NONE_SEEN = (
    3.0  # of what is sampled never, this many times the inverse share may be there, at 95 %
)


@dataclass(frozen=True)
class Estimate:
    """A count and how far off it may be, at 95 % confidence; an ``error`` of 0 is exact."""

    value: float
    error: float = 0.0

    def over(self, total: int) -> "Estimate":
        """As a share of a known total."""
        return Estimate(self.value / max(total, 1), self.error / max(total, 1)).within(1.0)

    def within(self, most: float) -> "Estimate":
        """Of no more than there are: neither the count nor what it may be off by."""
        return Estimate(min(self.value, most), min(self.error, most))

    @property
    def whole(self) -> tuple[int, int]:
        """Value and error in whole things, the error rounded up."""
        return round(self.value), ceil(self.error)


@dataclass(frozen=True)
class Tally:
    """``digests``: ascending, each once; ``counts``: of rows (2 may stand for more); ``distinct``:
    how many there are in all; ``limit``: those under it are here, of None all.
    """

    digests: Digests
    counts: Counts
    distinct: int
    limit: int | None = None

    @classmethod
    def of(cls, digests: Digests) -> "Tally":
        """Of one digest a row."""
        every, counts = np.unique(digests, return_counts=True)
        return cls(every, counts.astype(np.int64), len(every))

    @property
    def share(self) -> float:
        """Which part of the number range the tally tells about."""
        return 1.0 if self.limit is None else self.limit / _RANGE

    def met(self, other: "Tally") -> "Met":
        """What of this (whole) tally stands in another."""
        size = len(self.digests)
        if other.limit is not None:
            size = int(np.searchsorted(self.digests, np.uint64(other.limit)))
        mine = self.digests[:size]
        at = places(mine, other.digests)
        found = at >= 0
        return Met(
            self.counts[:size][found], other.counts[at[found]], other.share, int(self.counts.sum())
        )


@dataclass(frozen=True)
class Met:
    """What two tallies have in common: rows of each that hold it, and the share that was seen.

    ``of``: how many rows of mine there are, of which the estimates count some.
    """

    mine: Counts
    theirs: Counts
    share: float
    of: int

    @property
    def distinct(self) -> Estimate:
        return self._estimate(np.ones(len(self.mine), np.int64))

    @property
    def rows(self) -> Estimate:
        """My rows that have one or more counterparts."""
        return self._estimate(self.mine)

    @property
    def rows_once(self) -> Estimate:
        """My rows that have just one counterpart."""
        return self._estimate(self.mine[self.theirs == 1])

    @property
    def pairs(self) -> Estimate:
        """My rows that have just one counterpart, which has no other."""
        return self._estimate(self.mine[(self.theirs == 1) & (self.mine == 1)])

    def _estimate(self, weights: Counts) -> Estimate:
        return estimate(weights, self.share).within(self.of)


@dataclass(frozen=True)
class Sample:
    """A tally as it is kept. ``distinct``: how many digests there are in all.

    ``digests``: the smallest ones, ascending, 8 bytes each, little-endian; if there are fewer than
    ``distinct``, the last is the limit and not one of the sample. ``once``: a bit for each, the
    highest first, whether just one row holds it.
    """

    distinct: int
    digests: bytes = field(repr=False)
    once: bytes = field(repr=False)

    def __post_init__(self) -> None:
        kept, rest = divmod(len(self.digests), 8)
        if rest or kept > self.distinct or len(self.once) != (kept + 7) // 8:
            raise ValueError("digests and their bits do not fit together")

    @classmethod
    def of(cls, tally: Tally, most: int) -> "Sample":
        """The smallest digests of a whole tally, ``most`` and the limit."""
        kept = slice(0, most + 1)
        once = np.packbits(tally.counts[kept] == 1)
        return cls(tally.distinct, stored(tally.digests[kept]), once.tobytes())

    def tally(self) -> Tally:
        """The sample to compare with."""
        digests = recalled(self.digests)
        once = np.unpackbits(np.frombuffer(self.once, np.uint8), count=len(digests))
        counts = 2 - once.astype(np.int64)
        if len(digests) == self.distinct:
            return Tally(digests, counts, self.distinct)
        return Tally(digests[:-1], counts[:-1], self.distinct, int(digests[-1]))


def places(wanted: Digests, among: Digests) -> Places:
    """Where each digest stands among ascending ones, or -1."""
    if not len(among):
        return np.full(len(wanted), -1, np.int64)
    at = np.minimum(np.searchsorted(among, wanted), len(among) - 1)
    return np.where(among[at] == wanted, at, -1).astype(np.int64)


def stored(digests: Digests) -> bytes:
    return digests.astype("<u8").tobytes()


def recalled(data: bytes) -> Digests:
    return np.frombuffer(data, "<u8").astype(np.uint64)


def estimate(weights: "Counts | npt.NDArray[np.float64] | Sequence[int]", share: float) -> Estimate:
    """The sum of all weights, of which those under the limit are given (Horvitz–Thompson)."""
    given = np.asarray(weights, np.float64)
    if share >= 1:
        return Estimate(float(given.sum()))
    if not len(given):
        return Estimate(0.0, _NONE_SEEN / share)
    deviation = sqrt(float((given**2).sum()) * (1 - share)) / share
    return Estimate(float(given.sum()) / share, _SURE * deviation)
