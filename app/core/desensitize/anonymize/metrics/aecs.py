"""AECS: the average size of an equivalence class.

Source: K. LeFevre, D. DeWitt, R. Ramakrishnan, Mondrian multidimensional k-anonymity, ICDE 2006. As in
ARX 3.9 all rows are divided by the kept classes and, where rows are suppressed, one more for these,
which all look alike. (That is a measure of utility. For risk suppressed rows are never a class.)

Classes only split towards more specific nodes, so more of them there are only below; and a class from
which nothing is suppressed splits into no more than its rows allow, each of ``least_rows`` or more.
"""

import numpy as np

from app.core.desensitize.anonymize.classes import Classes
from app.core.desensitize.anonymize.grouping import Grouping
from app.core.desensitize.anonymize.lattice import Lattice, Mask
from app.core.desensitize.anonymize.metric import Scale, metrics
from app.core.desensitize.anonymize.tuples import Tuples
from app.core.text import Text


class _AverageSizeScale(Scale):
    join = np.maximum

    def __init__(self, tuples: Tuples, lattice: Lattice, least_rows: int) -> None:
        self._rows = tuples.rows
        self._least = least_rows
        self.floors = np.full(lattice.size, self._rows / len(tuples.counts))

    def score(self, classes: Classes, kept: Mask) -> float:
        return self._rows / (classes.count(kept) + (not kept.all()))

    def penalty(self, classes: Classes, kept: Mask) -> float:
        sizes = classes.sizes[kept]
        most = (classes.source.rows[kept] / sizes * (sizes // self._least)).sum()
        return self._rows / (round(float(most)) + 1)

    def floor(self, classes: Classes) -> float:
        return self._rows / classes.count(np.ones(len(classes.sizes), np.bool_))

    def value(self, score: float) -> float:
        return score


@metrics.register
class AverageClassSize:
    id = "aecs"
    title = Text("平均等价类大小", "average class size")
    version = "1"

    def on(self, tuples: Tuples, grouping: Grouping, lattice: Lattice, least_rows: int) -> Scale:
        return _AverageSizeScale(tuples, lattice, least_rows)
