"""t-closeness over a hierarchy: sensitive values are close where a low level joins them.

Source: N. Li, T. Li, S. Venkatasubramanian, t-Closeness, ICDE 2007. A mean of equal distances, and so
convex: monotone, not absorbing.
"""

from dataclasses import dataclass

import pyarrow as pa

from app.core.anonymity import closeness
from app.core.anonymity.tolerance import ROUNDING
from app.core.desensitize.anonymize.classes import Classes
from app.core.desensitize.anonymize.domain import fit
from app.core.desensitize.anonymize.lattice import Mask
from app.core.desensitize.anonymize.model import Keep, Model, check_closeness, models
from app.core.desensitize.anonymize.tuples import Tuples
from app.core.desensitize.hierarchies.hierarchy import Hierarchy
from app.core.desensitize.requirement import require
from app.core.text import Text


@models.register
@dataclass(frozen=True)
class HierarchicalCloseness(Model):
    """The distance of ``sensitive`` over its ``hierarchy`` is at most ``t`` in each class."""

    id = "hierarchical-t-closeness"
    title = Text("t-接近（层次）", "t-closeness, hierarchical distance")
    version = "1"
    monotone = True
    absorbing = False

    sensitive: str = ""
    t: float = 0.2
    hierarchy: Hierarchy | None = None

    def on(self, tuples: Tuples) -> Keep:
        assert self.hierarchy is not None  # noqa: S101  (checked)
        cross = tuples.crosses[self.sensitive]
        blanks = bool((cross.codes == len(cross.values)).any())
        rungs = fit(self.hierarchy, cross.values, blanks=blanks).rungs
        joined = next((n for n, rung in enumerate(rungs) if len(rung.labels) == 1), len(rungs))
        levels = [rung.numbers for rung in rungs[:joined]]

        def keep(classes: Classes, kept: Mask) -> Mask:
            distance = closeness.hierarchical_distance(classes.cross(self.sensitive), levels)
            return kept & classes.by_tuple(distance <= self.t + ROUNDING)

        return keep

    def describe(self) -> Text:
        return Text(
            "每组“{column}”的分布与全表相差不超过 {t}（按层次）",
            "{column} of a class at most {t} from that of the table, over its hierarchy",
        ).format(column=self.sensitive, t=self.t)

    def check(self, data: pa.Table) -> None:
        check_closeness(self.title, self.t)
        require(
            self.hierarchy is not None,
            self.title,
            "须给出敏感列的泛化层次",
            "the sensitive column needs a hierarchy",
        )
