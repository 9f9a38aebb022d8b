"""Loss: how much of its column's domain a cell's label stands for.

Source: V. Iyengar, Transforming data to satisfy privacy constraints, KDD 2002. Of each column the mean
over all rows, a suppressed cell standing for the whole domain, scaled so that no generalisation is 0
and "*" everywhere is 1; over the columns the geometric mean of 1 + x, less 1. That is how ARX 3.9
reports it, so that values compare.
"""

import numpy as np

from app.core.desensitize.anonymize.cells import CellScale
from app.core.desensitize.anonymize.domain import Domain
from app.core.desensitize.anonymize.grouping import Grouping
from app.core.desensitize.anonymize.lattice import Floats, Lattice
from app.core.desensitize.anonymize.metric import Scale, metrics
from app.core.desensitize.anonymize.tuples import Tuples
from app.core.text import Text


class _LossScale(CellScale):
    def cells(self, domain: Domain, margin: Floats) -> tuple[list[Floats], Floats]:
        rows = margin.sum()
        if domain.size == 1:
            nothing = np.zeros(len(margin))
            return [nothing] * len(domain.rungs), nothing
        own = 1 / domain.size
        levels = [(rung.shares - own) / (1 - own) / rows for rung in domain.rungs]
        return levels, np.full(len(margin), 1 / rows)

    def attribute(self, costs: Floats) -> Floats:
        return np.log1p(costs)

    def value(self, score: float) -> float:
        return float(np.expm1(score / len(self._lattice.shape)))


@metrics.register
class Loss:
    id = "loss"
    title = Text("损失", "loss")
    version = "1"

    def on(self, tuples: Tuples, grouping: Grouping, lattice: Lattice, least_rows: int) -> Scale:
        return _LossScale(tuples, grouping, lattice)
