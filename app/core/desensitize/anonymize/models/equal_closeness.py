"""t-closeness, all sensitive values equally far apart: no class tells much that the table does not.

Source: N. Li, T. Li, S. Venkatasubramanian, t-Closeness, ICDE 2007. The distance from the whole table's
distribution, suppressed rows included, is convex: of joined classes it is at most the greater, so the
model is monotone. Rows can move a class away, so it is not absorbing.
"""

from dataclasses import dataclass

import pyarrow as pa

from app.core.anonymity import closeness
from app.core.anonymity.tolerance import ROUNDING
from app.core.desensitize.anonymize.model import Keep, Model, check_closeness, models
from app.core.desensitize.anonymize.tuples import Tuples
from app.core.text import Text


@models.register
@dataclass(frozen=True)
class EqualCloseness(Model):
    """The equal distance of ``sensitive`` is at most ``t`` in each class."""

    id = "equal-t-closeness"
    title = Text("t-接近（等距）", "t-closeness, equal distance")
    version = "1"
    monotone = True
    absorbing = False

    sensitive: str = ""
    t: float = 0.2

    def on(self, tuples: Tuples) -> Keep:
        return lambda classes, kept: (
            kept
            & classes.by_tuple(
                closeness.equal_distance(classes.cross(self.sensitive)) <= self.t + ROUNDING
            )
        )

    def describe(self) -> Text:
        return Text(
            "每组“{column}”的分布与全表相差不超过 {t}",
            "{column} of a class at most {t} from that of the table",
        ).format(column=self.sensitive, t=self.t)

    def check(self, data: pa.Table) -> None:
        check_closeness(self.title, self.t)
