"""Average risk: of all rows that are published, 1/f on the average is at most a threshold.

f is the size of a row's class, so the mean is classes over rows, the marketer's share of right links.
Source: K. El Emam, Guide to the de-identification of personal health information, 2013. The smallest
classes are suppressed, up to the least size from which on the mean is low enough; that costs fewer rows
than leaving out larger ones.

Without suppression the mean falls when classes are joined: monotone. A join can also bring rows into a
class that is kept but of more than average risk, so the model is not absorbing.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from app.core.anonymity.tolerance import ROUNDING
from app.core.desensitize.anonymize.classes import Classes
from app.core.desensitize.anonymize.lattice import Mask
from app.core.desensitize.anonymize.model import Keep, Model, models
from app.core.desensitize.anonymize.tuples import Tuples
from app.core.desensitize.requirement import require
from app.core.text import Text


@models.register
@dataclass(frozen=True)
class AverageRisk(Model):
    """The mean of 1/f over the kept rows is at most ``risk``."""

    id = "average-risk"
    title = Text("平均重标识风险", "average risk")
    version = "1"
    monotone = True
    absorbing = False
    whole = True

    risk: float = 0.05

    def on(self, tuples: Tuples) -> Keep:
        return self._keep

    def _keep(self, classes: Classes, kept: Mask) -> Mask:
        sizes, which = np.unique(classes.sizes[kept], return_inverse=True)
        rows = np.bincount(which, classes.source.rows[kept], len(sizes))[::-1]
        means = np.cumsum(rows / sizes[::-1]) / np.cumsum(
            rows
        )  # over the classes from each size on
        enough = np.flatnonzero(means <= self.risk + ROUNDING)
        least = sizes[::-1][enough[-1]] if len(enough) else np.inf
        return kept & (classes.sizes >= least)

    def describe(self) -> Text:
        return Text("平均重标识风险不超过 {risk}", "average risk at most {risk}").format(
            risk=self.risk
        )

    def check(self, data: pa.Table) -> None:
        require(0 < self.risk <= 1, self.title, "阈值须在 0 与 1 之间", "a risk from 0 to 1")
