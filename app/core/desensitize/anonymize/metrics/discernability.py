"""Discernability: each row costs the size of its class, a suppressed row the size of the table.

Source: R. Bayardo, R. Agrawal, Data privacy through optimal k-anonymization, ICDE 2005.

Σ c² over all classes never falls towards more general nodes and is a floor, as a suppressed row costs
no less than its class. Of rows that are suppressed below a node, each costs the whole table there.
"""

from collections.abc import Sequence

import numpy as np

from app.core.desensitize.anonymize.classes import Classes, Grouping, Mask
from app.core.desensitize.anonymize.domain import Floats
from app.core.desensitize.anonymize.metric import Scale, metrics, uniform
from app.core.desensitize.anonymize.tuples import Tuples
from app.core.text import Text


class _DiscernabilityScale(Scale):
    join = np.add

    def __init__(self, tuples: Tuples) -> None:
        counts = tuples.counts.astype(np.float64)
        self._rows = tuples.rows
        self._shape = [len(domain.rungs) for domain in tuples.domains]
        self.floors: Sequence[Floats] = uniform(self._shape, float(counts @ counts))

    def score(self, classes: Classes, suppressed: Mask) -> float:
        kept = classes.sizes[~suppressed]
        return float(kept @ kept + self._rows * classes.sizes[suppressed].sum())

    def penalties(self, classes: Classes, suppressed: Mask) -> list[Floats]:
        lost = classes.sizes[suppressed]
        # The floor counts these rows with the size of their class below, at most that of here.
        return uniform(self._shape, float(self._rows * lost.sum() - lost @ lost), classes.node)

    def floor(self, classes: Classes) -> float:
        return float(classes.sizes @ classes.sizes)

    def value(self, score: float) -> float:
        return score


@metrics.register
class Discernability:
    id = "discernability"
    title = Text("可辨别度", "discernability")
    version = "1"

    def on(self, tuples: Tuples, grouping: Grouping, least_rows: int) -> Scale:
        return _DiscernabilityScale(tuples)
