"""Discernability: each row costs the size of its class, a suppressed row the size of the table.

Source: R. Bayardo, R. Agrawal, Data privacy through optimal k-anonymization, ICDE 2005.

Σ c² over all classes never falls towards more general nodes and is a floor, as a suppressed row costs
no less than its class. Of rows that are suppressed below a node, each costs the whole table there.
"""

import numpy as np

from app.core.desensitize.anonymize.classes import Classes
from app.core.desensitize.anonymize.grouping import Grouping
from app.core.desensitize.anonymize.lattice import Lattice, Mask, dot
from app.core.desensitize.anonymize.metric import Scale, metrics
from app.core.desensitize.anonymize.tuples import Tuples
from app.core.text import Text


class _DiscernabilityScale(Scale):
    join = np.add

    def __init__(self, tuples: Tuples, lattice: Lattice) -> None:
        counts = tuples.counts.astype(np.float64)
        self._rows = tuples.rows
        self.floors = np.full(lattice.size, dot(counts, counts))

    def score(self, classes: Classes, kept: Mask) -> float:
        rows = classes.source.rows
        return dot(rows, np.where(kept, classes.sizes, self._rows))

    def penalty(self, classes: Classes, kept: Mask) -> float:
        # The floor counts these rows with the size of their class below, at most that of here.
        return dot(classes.source.rows, np.where(kept, 0, self._rows - classes.sizes))

    def floor(self, classes: Classes) -> float:
        return dot(classes.source.rows, classes.sizes)

    def value(self, score: float) -> float:
        return score


@metrics.register
class Discernability:
    id = "discernability"
    title = Text("可辨别度", "discernability")
    version = "1"

    def on(self, tuples: Tuples, grouping: Grouping, lattice: Lattice, least_rows: int) -> Scale:
        return _DiscernabilityScale(tuples, lattice)
