"""What every class of a locally recoded table must keep: k-anonymity, distinct l-diversity, t-closeness."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from app.core.anonymity.closeness import equal_distance
from app.core.contingency import Counts, code, contingency, cross
from app.core.desensitize.requirement import require
from app.core.errors import AnonymityUnreached, ColumnUnknown
from app.core.jobs import Job
from app.core.text import Text

Mask = npt.NDArray[np.bool_]

_ROUNDING = 1e-12  # of sums of shares that are equal on paper
_TITLE = Text("局部重编码", "local recoding")


@dataclass(frozen=True)
class Limits:
    """At least ``k`` rows a class; of the column ``sensitive`` at least ``l`` distinct values, a blank
    being one, and a distribution no further than ``t`` from the table's (equal distance, 0 to 1).
    """

    k: int
    sensitive: str | None = None
    l: int = 1  # noqa: E741  (the literature's name)
    t: float = 1.0

    def check(self, data: pa.Table, columns: list[str]) -> None:
        """Whether they make sense for a table and its quasi-identifiers.

        Raises ColumnUnknown, ParameterInvalid, AnonymityUnreached.
        """
        asked = [*columns, *filter(None, [self.sensitive])]
        for name in asked:
            if name not in data.column_names:
                raise ColumnUnknown(column=name, known=", ".join(data.column_names))
        require(bool(columns), _TITLE, "至少要有一个准标识符", "there must be a quasi-identifier")
        require(
            len(set(asked)) == len(asked),
            _TITLE,
            "准标识符不能重复，敏感列不能是准标识符",
            "no quasi-identifier comes twice, and the sensitive column is none of them",
        )
        require(self.k >= 1, _TITLE, "k 至少为 1", "k is at least 1")
        require(self.l >= 1, _TITLE, "l 至少为 1", "l is at least 1")
        require(0 <= self.t <= 1, _TITLE, "t 须在 0 与 1 之间", "t lies between 0 and 1")
        require(
            self.sensitive is not None or (self.l == 1 and self.t == 1),
            _TITLE,
            "l 和 t 需要指定敏感列",
            "l and t need a sensitive column",
        )
        if data.num_rows < self.k:
            reason = Text(
                "全表只有 {rows} 行，少于 k", "the whole table has {rows} rows, fewer than k"
            )
            raise AnonymityUnreached(reason=reason.format(rows=data.num_rows))
        if self.sensitive is not None:
            column = code(data[self.sensitive])
            known = len(np.unique(column.codes))
            if known < self.l:
                reason = Text(
                    "敏感列只有 {known} 个不同的值，少于 l",
                    "the sensitive column has {known} values, fewer than l",
                )
                raise AnonymityUnreached(reason=reason.format(known=known))


class Judge(Protocol):
    """Which of some groups of rows keep the limits."""

    def __call__(self, groups: Counts, count: int, entries: Counts, rows: Counts) -> Mask:
        """``groups``: of each slot the number of its group, below ``count``; ``entries``: the slot's
        tuple; ``rows``: how many rows of it."""


def judge(limits: Limits, codes: Counts | None, counts: Counts) -> Judge:
    """The limits on one table, whose tuples have ``counts`` rows and these ``codes`` of the sensitive
    column."""
    if codes is None:
        return lambda groups, count, entries, rows: np.bincount(groups, rows, count) >= limits.k
    radix = int(codes.max(initial=0)) + 1
    whole = np.bincount(codes, counts, radix) / counts.sum()

    def passes(groups: Counts, count: int, entries: Counts, rows: Counts) -> Mask:
        sizes = np.bincount(groups, rows, count)
        kept = sizes >= limits.k
        numbers, pairs = np.unique(groups * radix + codes[entries], return_inverse=True)
        found = np.bincount(pairs, rows, len(numbers))
        of, values = np.divmod(numbers, radix)
        kept &= np.bincount(of, minlength=count) >= limits.l
        surplus = np.maximum(found / sizes[of] - whole[values], 0)
        kept &= np.bincount(of, surplus, count) <= limits.t + _ROUNDING
        return kept

    return passes


@dataclass(frozen=True)
class Measured:
    """What a table's classes really are. ``diversity`` and ``closeness``: the worst, or None without a
    sensitive column."""

    classes: int
    smallest: int
    average: float
    diversity: int | None
    closeness: float | None

    def keeps(self, limits: Limits) -> bool:
        """Whether no class goes beyond the limits."""
        return (
            self.smallest >= limits.k
            and (self.diversity is None or self.diversity >= limits.l)
            and (self.closeness is None or self.closeness <= limits.t + _ROUNDING)
        )


def measure(data: pa.Table, columns: list[str], sensitive: str | None, job: Job) -> Measured:
    """The classes of a table of at least one row, by the cells that stand in it; a blank matches only
    a blank."""
    table = contingency(data, columns, job)
    diversity, closeness = None, None
    if sensitive is not None:
        crossed = cross(table, data[sensitive])
        diversity = int(crossed.distinct.min())
        closeness = float(equal_distance(crossed).max())
    return Measured(
        len(table), int(table.counts.min()), table.rows / len(table), diversity, closeness
    )
