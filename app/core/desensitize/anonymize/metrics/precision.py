"""Precision: how far up its hierarchy a cell has gone, whatever its labels stand for.

Source: L. Sweeney, Achieving k-anonymity privacy protection using generalization and suppression,
IJUFKS 10(5), 2002. Prec = 1 - mean over all cells of level/height, a suppressed cell being at the top;
the least is the best here, so the value is 1 - Prec. A hierarchy of one level costs nothing.
"""

import numpy as np

from app.core.desensitize.anonymize.cells import CellScale
from app.core.desensitize.anonymize.domain import Domain
from app.core.desensitize.anonymize.grouping import Grouping
from app.core.desensitize.anonymize.lattice import Floats, Lattice
from app.core.desensitize.anonymize.metric import Scale, metrics
from app.core.desensitize.anonymize.tuples import Tuples
from app.core.text import Text


class _PrecisionScale(CellScale):
    def cells(self, domain: Domain, margin: Floats) -> tuple[list[Floats], Floats]:
        cell = np.full(len(margin), 1 / margin.sum())
        height = max(domain.height, 1)
        levels = [cell * (level / height) for level in range(len(domain.rungs))]
        return levels, cell if domain.height else 0 * cell

    def attribute(self, costs: Floats) -> Floats:
        return costs

    def value(self, score: float) -> float:
        return score / len(self._lattice.shape)


@metrics.register
class Precision:
    id = "precision"
    title = Text("精度", "precision")
    version = "1"

    def on(self, tuples: Tuples, grouping: Grouping, lattice: Lattice, least_rows: int) -> Scale:
        return _PrecisionScale(tuples, grouping, lattice)
