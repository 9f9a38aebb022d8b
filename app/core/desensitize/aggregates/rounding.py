"""Counts rounded to multiples of a base so that they still add up to their rounded totals.

Every count, total or not, goes to one of its two neighbouring multiples, and a multiple stays. Cells
that are none form cycles, since in a row no single one can be: along a cycle counts are raised and
lowered by turns until one is a multiple. With the two directions drawn by the right odds every count is
right on the average (L. H. Cox, A constructive procedure for unbiased controlled rounding, Journal of
the American Statistical Association 82, 1987).
"""

from random import Random

import numpy as np

from app.core.contingency import Counts
from app.core.desensitize.aggregates.flow import Cell
from app.core.desensitize.aggregates.margins import Margined, with_margins
from app.core.errors import ParameterInvalid
from app.core.jobs import Job
from app.core.text import Text


def round_controlled(counts: Counts, base: int, source: Random | None, job: Job) -> Counts:
    """The counts and their totals, laid out as with_margins does; of one dimension, with their sum.

    ``source``: of the draws (``secrets.SystemRandom()`` where the output is published); None takes the
    shorter way at every cycle, which is the same at every run and right on no average. Raises
    ParameterInvalid.
    """
    if base < 1:
        raise ParameterInvalid(name="base", reason=Text("应不小于 1", "1 at the least"))
    table = with_margins(counts)
    cells = table.cells.copy()
    left = cells % base
    while left.any():
        job.report(left.size - int(np.count_nonzero(left)), left.size)
        _settle(cells, left, _cycle(left), table, base, source)
    return table.shown(cells)


def _cycle(left: Counts) -> list[tuple[Cell, bool]]:
    """Cells that are no multiples, each beside the next in a row or in a column by turns; and whether
    the step over it leads from its row to its column."""
    row = int(np.flatnonzero(left.any(axis=1))[0])
    seen: dict[tuple[bool, int], int] = {}
    steps: list[tuple[Cell, bool]] = []
    in_row, node, last = True, row, -1
    while (in_row, node) not in seen:
        seen[in_row, node] = len(steps)
        line = left[node] if in_row else left[:, node]
        others = np.flatnonzero(line)
        onward = int(others[0] if others[0] != last else others[1])
        steps.append(((node, onward) if in_row else (onward, node), in_row))
        in_row, node, last = not in_row, onward, node
    return steps[seen[in_row, node] :]


def _settle(
    cells: Counts,
    left: Counts,
    cycle: list[tuple[Cell, bool]],
    table: Margined,
    base: int,
    source: Random | None,
) -> None:
    """Move a cycle one way or the other until one of its cells is a multiple."""
    rising = [bool(table.forward[cell]) == from_row for cell, from_row in cycle]
    to_next = [
        base - int(left[cell]) if up else int(left[cell])
        for (cell, _), up in zip(cycle, rising, strict=True)
    ]
    ahead, back = min(to_next), base - max(to_next)
    if source is None:
        step = ahead if ahead <= back else -back
    else:
        step = ahead if source.randrange(ahead + back) < back else -back
    for (cell, _), up in zip(cycle, rising, strict=True):
        cells[cell] += step if up else -step
        left[cell] = cells[cell] % base
