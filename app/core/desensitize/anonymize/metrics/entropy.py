"""Non-uniform entropy: how many bits a reader lacks to tell the value behind each label.

Sources: A. Gionis, T. Tassa, k-Anonymization with minimal loss of information, IEEE TKDE 21(2), 2009;
A. G. de Waal, L. Willenborg, Information loss through global recoding and local suppression, 1999.
A cell of value v under label g costs log2(f(g)/f(v)), f counting rows of the whole table; a suppressed
one log2(n/f(v)). The sum over all cells, in bits.
"""

import numpy as np

from app.core.desensitize.anonymize.cells import CellScale
from app.core.desensitize.anonymize.domain import Domain
from app.core.desensitize.anonymize.grouping import Grouping
from app.core.desensitize.anonymize.lattice import Floats, Lattice
from app.core.desensitize.anonymize.metric import Scale, metrics
from app.core.desensitize.anonymize.tuples import Tuples
from app.core.text import Text


class _EntropyScale(CellScale):
    def cells(self, domain: Domain, margin: Floats) -> tuple[list[Floats], Floats]:
        levels = []
        for rung in domain.rungs:
            rows = np.bincount(rung.numbers, margin)[rung.numbers]
            levels.append(np.log2(rows / margin))
        return levels, np.log2(margin.sum() / margin)

    def attribute(self, costs: Floats) -> Floats:
        return costs

    def value(self, score: float) -> float:
        return score


@metrics.register
class NonUniformEntropy:
    id = "entropy"
    title = Text("非均匀熵", "non-uniform entropy")
    version = "1"

    def on(self, tuples: Tuples, grouping: Grouping, lattice: Lattice, least_rows: int) -> Scale:
        return _EntropyScale(tuples, grouping, lattice)
