"""Basic β-likeness: no sensitive value is much more likely in a class than in the table.

Source: J. Cao, P. Karras, Publishing microdata with a robust privacy guarantee, PVLDB 5(11), 2012:
(p - q)/q ≤ β for every value with p > q. Shares of joined classes lie between theirs: monotone, not
absorbing.
"""

from dataclasses import dataclass

import pyarrow as pa

from app.core.anonymity.disclosure import likeness
from app.core.anonymity.tolerance import ROUNDING
from app.core.desensitize.anonymize.model import Keep, Model, models
from app.core.desensitize.anonymize.tuples import Tuples
from app.core.desensitize.requirement import require
from app.core.text import Text


@models.register
@dataclass(frozen=True)
class Likeness(Model):
    """No value of ``sensitive`` is more than 1 + ``beta`` times as likely in a class."""

    id = "beta-likeness"
    title = Text("β-相似", "β-likeness")
    version = "1"
    monotone = True
    absorbing = False

    sensitive: str = ""
    beta: float = 1.0

    def on(self, tuples: Tuples) -> Keep:
        return lambda classes, kept: (
            kept & classes.by_tuple(likeness(classes.cross(self.sensitive)) <= self.beta + ROUNDING)
        )

    def describe(self) -> Text:
        return Text(
            "每组“{column}”各值的比例比全表高出不超过 {beta} 倍",
            "no value of {column} more than 1 + {beta} times as likely in a class",
        ).format(column=self.sensitive, beta=self.beta)

    def check(self, data: pa.Table) -> None:
        require(self.beta > 0, self.title, "β 须为正数", "β is above 0")
