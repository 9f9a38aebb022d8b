"""Metrics that add up over cells: each cell costs what its level costs, a suppressed one the most.

For these a node's cost without suppression follows from the columns' margins alone. Rows that a node
suppresses under absorbing models are suppressed in all nodes below; there each of their cells costs
as much more as the lower level costs less.
"""

from abc import ABC, abstractmethod

import numpy as np

from app.core.desensitize.anonymize.classes import Classes
from app.core.desensitize.anonymize.domain import Domain
from app.core.desensitize.anonymize.grouping import Grouping
from app.core.desensitize.anonymize.lattice import Floats, Lattice, Mask
from app.core.desensitize.anonymize.metric import Scale
from app.core.desensitize.anonymize.tuples import Tuples


class CellScale(Scale, ABC):
    """An attribute's cost is the sum over its cells; a score is the sum of the attributes'."""

    join = np.add

    def __init__(self, tuples: Tuples, grouping: Grouping, lattice: Lattice) -> None:
        self._lattice = lattice
        self._costs = np.zeros(len(lattice.levels))
        self._surplus = []  # by block: where its levels' figures lie; by these and code, the surplus
        for block in grouping.blocks:
            places, surplus = [], []
            for place, part in zip(block.places, block.parts, strict=True):
                margin = tuples.margins[place]
                levels, most = self.cells(tuples.domains[place], margin)
                for figure, costs in enumerate(levels, int(lattice.starts[place])):
                    self._costs[figure] = costs @ margin
                    if (left := most - costs).any():  # the most general level costs all there is
                        places.append(figure)
                        surplus.append(left.take(part))
            figures = np.array(surplus).reshape(len(places), block.size)
            self._surplus.append((np.array(places, np.intp), figures))
        self._last: tuple[Mask, Floats] | None = None
        self._bases = self.attribute(self._costs)
        self.floors = lattice.every(self._bases)

    @abstractmethod
    def cells(self, domain: Domain, margin: Floats) -> tuple[list[Floats], Floats]:
        """By level and code, what a cell costs; by code, what a suppressed one costs.

        Costs never fall from level to level, and none is above that of a suppressed cell.
        """

    @abstractmethod
    def attribute(self, costs: Floats) -> Floats:
        """What attributes of these costs add to a score; rising."""

    def score(self, classes: Classes, kept: Mask) -> float:
        costs = self._costs + self._added(classes, kept)
        return float(self.attribute(costs[self._lattice.places(classes.node)]).sum())

    def penalty(self, classes: Classes, kept: Mask) -> Floats | float:
        if kept.all():
            return 0.0
        added = self._added(classes, kept).copy()
        # Below the levels of the roll-up a tuple stands for others; there it costs no less.
        for start, level in zip(self._lattice.starts, classes.source.node, strict=True):
            added[start : start + level] = added[start + level]
        return self.attribute(self._costs + added) - self._bases

    def _added(self, classes: Classes, kept: Mask) -> Floats:
        """By level, what suppression adds to an attribute's cost; asked twice for most nodes."""
        if self._last is not None and self._last[0] is kept:
            return self._last[1]
        source = classes.source
        lost = np.flatnonzero(~kept)
        added = np.zeros(len(self._costs))
        if not len(lost):
            return added
        rows = source.rows.take(lost)
        for codes, (places, surplus) in zip(source.codes, self._surplus, strict=True):
            margin = np.bincount(codes.take(lost), rows, surplus.shape[1])
            added[places] = np.einsum("ij,j", surplus, margin)
        self._last = kept, added
        return added
