"""Flows around a table with margins: how far a cell can move when others move with it.

A step leads from a row to a column or back, over one cell: with the cell's direction it raises the
count, against it lowers it, to nothing at the least.
"""

import heapq
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from app.core.contingency import Counts
from app.core.desensitize.aggregates.margins import Margined

Cell = tuple[int, int]
Floats = npt.NDArray[np.float64]

_CLOSED = np.inf  # the price of a cell that is published and stays so
_ENDLESS = 1 << 62


@dataclass(eq=False)
class Network:
    """A table in which flow is pushed about. ``prices``: what it costs to move a cell, ∞ where it must
    stay as it is. Nodes are rows first, then columns."""

    table: Margined
    prices: Floats
    cells: Counts = field(init=False)

    def __post_init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """All counts as they are in truth."""
        self.cells = self.table.cells.copy()

    def raise_(self, cell: Cell, most: int) -> tuple[int, set[Cell]]:
        """Raise a cell by up to ``most`` at the least price; by how much, and which cells moved."""
        start, end = self._ends(cell)
        return self._push(cell, end, start, most)

    def lower(self, cell: Cell, most: int) -> tuple[int, set[Cell]]:
        """Lower a cell by up to ``most``, to nothing at the least."""
        start, end = self._ends(cell)
        return self._push(cell, start, end, min(most, int(self.cells[cell])))

    def _ends(self, cell: Cell) -> tuple[int, int]:
        row, column = cell[0], len(self.cells) + cell[1]
        return (row, column) if self.table.forward[cell] else (column, row)

    def _push(self, cell: Cell, source: int, sink: int, most: int) -> tuple[int, set[Cell]]:
        """Send flow beside a cell, by the cheapest way first."""
        sent, moved = 0, set()
        while sent < most:
            way = self._cheapest(cell, source, sink)
            if way is None:
                break
            amount = min([most - sent, *(self._room(node, onward) for node, onward in way)])
            for node, onward in way:
                step = self._cell(node, onward)
                self.cells[step] += amount if self._rises(node, onward) else -amount
                self.prices[step] = 0.0  # who moves once may move again
                moved.add(step)
            sent += amount
        return sent, moved

    def _cheapest(self, cell: Cell, source: int, sink: int) -> list[tuple[int, int]] | None:
        """The steps of the cheapest way (Dijkstra), never over ``cell``; None where there is none."""
        rows = len(self.cells)
        cost = np.full(sum(self.cells.shape), np.inf)
        before = np.full(len(cost), -1)
        done = np.zeros(len(cost), np.bool_)
        cost[source] = 0.0
        queue = [(0.0, source)]
        while queue:
            _, node = heapq.heappop(queue)
            if done[node]:
                continue
            if node == sink:
                break
            done[node] = True
            price = self._prices_from(node, cell)
            others = np.arange(rows, len(cost)) if node < rows else np.arange(rows)
            better = np.flatnonzero(cost[node] + price < cost[others])
            for place in better.tolist():
                onward = int(others[place])
                cost[onward] = cost[node] + price[place]
                before[onward] = node
                heapq.heappush(queue, (float(cost[onward]), onward))
        if not np.isfinite(cost[sink]):
            return None
        steps, node = [], sink
        while node != source:
            steps.append((int(before[node]), node))
            node = int(before[node])
        return steps[::-1]

    def _prices_from(self, node: int, cell: Cell) -> Floats:
        """What each step from a node costs; ∞ for a count that would have to fall below nothing."""
        rows = len(self.cells)
        line = np.s_[node, :] if node < rows else np.s_[:, node - rows]
        rises = self.table.forward[line] == (node < rows)
        prices: Floats = np.where(rises | (self.cells[line] > 0), self.prices[line], _CLOSED)
        if node < rows and cell[0] == node:
            prices[cell[1]] = _CLOSED
        elif node >= rows and cell[1] == node - rows:
            prices[cell[0]] = _CLOSED
        return prices

    def _cell(self, node: int, onward: int) -> Cell:
        rows = len(self.cells)
        return (node, onward - rows) if node < rows else (onward, node - rows)

    def _rises(self, node: int, onward: int) -> bool:
        return bool(self.table.forward[self._cell(node, onward)]) == (node < len(self.cells))

    def _room(self, node: int, onward: int) -> int:
        return _ENDLESS if self._rises(node, onward) else int(self.cells[self._cell(node, onward)])
