"""微聚集: near numbers form groups of at least so many rows, and each becomes its group's mean.

The groups are those of least squared error that there are (Hansen & Mukherjee 2003): numbers in
order, and the shortest path over the places where a group may end. MDAV (Domingo-Ferrer & Torra 2005)
approximates this where there is more than one column.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from app.core.desensitize import number_cells
from app.core.desensitize.characters import joined
from app.core.desensitize.operation import Context, Counted, Unfit, ValueOperator, operators
from app.core.text import Text


@dataclass(frozen=True)
class MicroaggregateParams:
    """``rows`` that each group has at least."""

    rows: int = 5

    def __post_init__(self) -> None:
        if self.rows < 2:
            raise Unfit("rows 至少为 2", "rows must be 2 or more")


@dataclass(frozen=True)
class Groups(MicroaggregateParams):
    """What was learnt. ``cuts``: between two groups each; ``means``: of the groups, one more."""

    cuts: tuple[float, ...] = ()
    means: tuple[float, ...] = ()


@operators.register
class MicroaggregateOperator(ValueOperator):
    """Fewer numbers in the whole column than a group needs: nothing is left of them."""

    id = "microaggregate"
    title = Text("微聚集", "micro-aggregate")
    version = "1"
    strength = "irreversible"
    keeps = Text("所在小组的平均数", "the mean of a group of near numbers")
    source = (
        "S. Hansen & S. Mukherjee, A polynomial algorithm for optimal univariate "
        "microaggregation, IEEE TKDE 15(4), 2003"
    )
    Params = MicroaggregateParams
    examples = ({"rows": 2}, {})

    def learns(self, params: MicroaggregateParams) -> bool:
        return True

    def learn(self, column: Counted, params: MicroaggregateParams) -> Groups:
        found = number_cells.read(column.values)
        values, places = np.unique(found.values[found.found], return_inverse=True)
        counts = np.bincount(places, column.counts[found.found], len(values)).astype(np.int64)
        ends = _best_ends(values, counts, params.rows)
        if not len(ends):
            return Groups(params.rows)
        starts = np.concatenate([[0], ends[:-1]])
        sums = np.add.reduceat(values * counts, starts)
        means = sums / np.add.reduceat(counts, starts)
        cuts = (values[ends[:-1] - 1] + values[ends[:-1]]) / 2
        return Groups(params.rows, tuple(cuts.tolist()), tuple(means.tolist()))

    def apply(
        self, values: pa.StringArray, params: MicroaggregateParams, context: Context
    ) -> pa.StringArray:
        if not isinstance(params, Groups):
            raise TypeError("the groups have to be learnt first")
        found = number_cells.read(values)
        if not params.means:
            return pa.nulls(len(values), pa.string())
        places = np.searchsorted(np.array(params.cuts), found.values, side="right")
        means = np.append(params.means, np.nan)[np.where(found.found, places, -1)]
        return joined(number_cells.written(means, found.decimals + 1), found.units)

    def describe(self, params: MicroaggregateParams) -> Text:
        return Text(
            "相近的数值至少 {n} 行一组，换成平均数",
            "groups of {n} or more near numbers become means",
        ).format(n=params.rows)


def _best_ends(
    values: number_cells.Floats, counts: number_cells.Counts, rows: int
) -> number_cells.Counts:
    """Where each group ends, in the order of the distinct ``values``; none if there are too few.

    A group that could be cut in two that are large enough is never better whole, so that only the
    starts near an end are tried.
    """
    before = np.concatenate([[0], np.cumsum(counts)])
    if before[-1] < rows:
        return np.zeros(0, np.int64)
    centred = values - values.mean()
    sums = np.concatenate([[0.0], np.cumsum(centred * counts)])
    squares = np.concatenate([[0.0], np.cumsum(centred * centred * counts)])
    # By end: the latest start of a group that is large enough, and the earliest worth trying: a group
    # from before it could be cut in two.
    latest = np.searchsorted(before, before - rows, side="right") - 1
    earliest = latest[np.maximum(latest, 0)] + 1
    best = np.full(len(before), np.inf)
    best[0] = 0.0
    start_of = np.zeros(len(before), np.int64)
    for end in range(1, len(before)):
        last = int(latest[end])
        if last < 0:
            continue
        starts = slice(int(earliest[end]), last + 1)
        size = before[end] - before[starts]
        error = squares[end] - squares[starts] - (sums[end] - sums[starts]) ** 2 / size
        total = best[starts] + error
        least = int(total.argmin())
        best[end], start_of[end] = total[least], starts.start + least
    ends = []
    end = len(values)
    while end:
        ends.append(end)
        end = int(start_of[end])
    return np.array(ends[::-1], np.int64)
