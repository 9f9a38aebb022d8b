"""Small counts hidden, and as many others that none of them can be worked out from the totals.

A count c with 0 < c < ``least`` is *primary*; a zero tells of nobody and stays. Of each primary count
the published cells must leave open that it is ``least`` higher. Where they do not, the cheapest cycle
of cells is hidden as well (*secondary*, complementary suppression; J. P. Kelly, B. L. Golden, A. A. Assad,
Cell suppression: disclosure protection for sensitive tabular data, Networks 22, 1992). What an outsider
can infer is then computed exactly, by maximal flows.

That others may know their own contribution, or that counts are hidden because they are small, is not
reckoned with beyond that margin.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.core.contingency import Counts
from app.core.desensitize.aggregates.flow import Floats, Network
from app.core.desensitize.aggregates.margins import Margined, Mask, with_margins
from app.core.errors import ParameterInvalid
from app.core.jobs import Job
from app.core.text import Text

UNBOUNDED = -1  # an upper bound that is none
_ENDLESS = 1 << 60


@dataclass(frozen=True, eq=False)
class Suppressed:
    """``cells``: the counts and their totals, as with_margins lays them out; of one dimension, the
    counts and their sum. ``primary`` and ``secondary``: which of them are hidden.
    """

    cells: Counts
    primary: Mask
    secondary: Mask

    @property
    def hidden(self) -> Mask:
        return self.primary | self.secondary

    def published(self) -> npt.NDArray[np.object_]:
        """The counts, None where they are hidden."""
        shown = self.cells.astype(object)
        shown[self.hidden] = None
        return shown


def suppress(counts: Counts, least: int, job: Job) -> Suppressed:
    """Hide what is small, totals too, and what would give it away.

    ``counts``: one or two dimensions. At the worst totals are hidden too, the grand total last. Raises
    ParameterInvalid.
    """
    if least < 1:
        raise ParameterInvalid(name="least", reason=Text("应不小于 1", "1 at the least"))
    table = with_margins(counts)
    cells = table.cells
    primary = table.published & (cells > 0) & (cells < least)
    total = float(cells[-1, -1])
    prices = np.where(cells > 0, cells + 1.0, total + 2.0)  # a zero is hidden last of all
    prices[~table.published | primary] = 0.0
    network = Network(table, prices)
    secondary = np.zeros_like(primary)
    waiting = sorted(zip(*np.nonzero(primary), strict=True), key=lambda cell: int(cells[cell]))
    for done, cell in enumerate(waiting):
        job.report(done, len(waiting))
        place = int(cell[0]), int(cell[1])
        _, moved = network.raise_(place, least)
        for other in moved:
            secondary[other] = not primary[other] and table.published[other]
        network.reset()
    return Suppressed(table.shown(cells), table.shown(primary), table.shown(secondary))


def bounds(counts: Counts, hidden: Mask, job: Job) -> tuple[Counts, Counts]:
    """What an outsider can infer of each cell, at the least and at the most, exactly.

    ``hidden``: laid out as in :class:`Suppressed`. UNBOUNDED where nothing limits a cell.
    """
    table = with_margins(counts)
    closed = _hidden_of(table, hidden)
    low, high = table.cells.copy(), table.cells.copy()
    waiting = np.argwhere(closed & table.published)
    for done, (row, column) in enumerate(waiting.tolist()):
        job.report(done, len(waiting))
        cell = row, column
        up, _ = _open(table, closed).raise_(cell, _ENDLESS)
        down, _ = _open(table, closed).lower(cell, _ENDLESS)
        low[cell] -= down
        high[cell] = UNBOUNDED if up >= _ENDLESS else high[cell] + up
    return table.shown(low), table.shown(high)


def _open(table: Margined, hidden: Mask) -> Network:
    prices: Floats = np.where(hidden, 0.0, np.inf)
    return Network(table, prices)


def _hidden_of(table: Margined, hidden: Mask) -> Mask:
    closed = ~table.published
    if table.dimensions == 1:
        closed[0] = hidden
    else:
        closed = hidden.copy()
    return closed
