"""δ-disclosure privacy: no sensitive value is much more or less likely in a class than in the table.

Source: J. Brickell, V. Shmatikov, The cost of privacy, KDD 2008: |ln(p/q)| < δ for every value, so each
class has every value. Shares of joined classes lie between theirs: monotone, not absorbing.
"""

from dataclasses import dataclass

import pyarrow as pa

from app.core.anonymity.disclosure import disclosure
from app.core.desensitize.anonymize.model import Keep, Model, models
from app.core.desensitize.anonymize.tuples import Tuples
from app.core.desensitize.requirement import require
from app.core.text import Text


@models.register
@dataclass(frozen=True)
class DisclosurePrivacy(Model):
    """max |ln(p/q)| over the values of ``sensitive`` is below ``delta`` in each class."""

    id = "delta-disclosure"
    title = Text("δ-披露", "δ-disclosure privacy")
    version = "1"
    monotone = True
    absorbing = False

    sensitive: str = ""
    delta: float = 1.0

    def on(self, tuples: Tuples) -> Keep:
        return lambda classes, kept: (
            kept & classes.by_tuple(disclosure(classes.cross(self.sensitive)) < self.delta)
        )

    def describe(self) -> Text:
        return Text(
            "每组“{column}”各值的比例与全表之比的对数小于 {delta}",
            "shares of {column} in a class within a factor of e^{delta} of the table's",
        ).format(column=self.sensitive, delta=self.delta)

    def check(self, data: pa.Table) -> None:
        require(self.delta > 0, self.title, "δ 须为正数", "δ is above 0")
