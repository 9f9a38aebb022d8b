"""Metrics that add up over cells: each cell costs what its level costs, a suppressed one the most.

For these a node's cost without suppression follows from the columns' margins alone. Rows that a node
suppresses under absorbing models are suppressed in all nodes below; there each of their cells costs
as much more as the lower level costs less.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence

import numpy as np

from app.core.desensitize.anonymize.classes import Classes, Grouping, Mask
from app.core.desensitize.anonymize.domain import Domain, Floats
from app.core.desensitize.anonymize.metric import Scale
from app.core.desensitize.anonymize.tuples import Tuples


class CellScale(Scale, ABC):
    """An attribute's cost is the sum over its cells; a score is the sum of the attributes'.

    Costs of all levels of all attributes lie one after another in one array.
    """

    join = np.add

    def __init__(self, tuples: Tuples, grouping: Grouping) -> None:
        heights = [len(domain.rungs) for domain in tuples.domains]
        self._starts = np.concatenate([[0], np.cumsum(heights)])
        self._costs = np.zeros(self._starts[-1])
        self._surplus = [np.zeros((block.size, self._starts[-1])) for block in grouping.blocks]
        for block, surplus in zip(grouping.blocks, self._surplus, strict=True):
            for place, part in zip(block.places, block.parts, strict=True):
                margin = tuples.margin(place)
                levels, most = self.cells(tuples.domains[place], margin)
                for level, costs in enumerate(levels):
                    at = self._starts[place] + level
                    self._costs[at] = costs @ margin
                    surplus[:, at] = (most - costs)[part]
        self._bases = self.attribute(self._costs)
        self.floors = self._by_attribute(self._bases)

    @abstractmethod
    def cells(self, domain: Domain, margin: Floats) -> tuple[list[Floats], Floats]:
        """By level and code, what a cell costs; by code, what a suppressed one costs.

        Costs never fall from level to level, and none is above that of a suppressed cell.
        """

    @abstractmethod
    def attribute(self, costs: Floats) -> Floats:
        """What attributes of these costs add to a score; rising."""

    def score(self, classes: Classes, suppressed: Mask) -> float:
        at = self._starts[:-1] + classes.node
        costs = (self._costs + self._penalty(classes, suppressed))[at]
        return float(self.attribute(costs).sum())

    def penalties(self, classes: Classes, suppressed: Mask) -> list[Floats]:
        penalty = self._penalty(classes, suppressed)
        for start, level in zip(self._starts, classes.source.node, strict=False):
            penalty[start : start + level] = penalty[start + level]
        added = self.attribute(self._costs + penalty) - self._bases
        for start, end, level in zip(self._starts, self._starts[1:], classes.node, strict=False):
            added[start + level + 1 : end] = -np.inf
        return self._by_attribute(added)

    def _penalty(self, classes: Classes, suppressed: Mask) -> Floats:
        """What suppression adds to each level's cost."""
        source = classes.source
        rows = np.flatnonzero(suppressed[classes.numbers])
        weights = source.rows[rows]
        total = np.zeros(self._starts[-1])
        for codes, surplus in zip(source.codes, self._surplus, strict=True):
            chosen = codes[rows]
            if len(rows) < len(surplus):
                total += weights @ surplus[chosen]
            else:
                total += np.bincount(chosen, weights, len(surplus)) @ surplus
        return total

    def _by_attribute(self, figures: Floats) -> Sequence[Floats]:
        return [
            figures[start:end] for start, end in zip(self._starts, self._starts[1:], strict=False)
        ]
