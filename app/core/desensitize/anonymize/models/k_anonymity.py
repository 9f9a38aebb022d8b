"""k-anonymity: nobody stands among fewer than k.

Source: L. Sweeney, k-Anonymity: a model for protecting privacy, IJUFKS 10(5), 2002. A class only grows
when rows join it, so the model is absorbing.
"""

from dataclasses import dataclass

import pyarrow as pa

from app.core.desensitize.anonymize.model import Keep, Model, models
from app.core.desensitize.anonymize.tuples import Tuples
from app.core.desensitize.requirement import require
from app.core.text import Text


@models.register
@dataclass(frozen=True)
class KAnonymity(Model):
    """Each class has at least ``k`` rows."""

    id = "k-anonymity"
    title = Text("k-匿名", "k-anonymity")
    version = "1"
    monotone = True
    absorbing = True

    k: int = 5

    def on(self, tuples: Tuples) -> Keep:
        return lambda classes, kept: kept & (classes.sizes >= self.k)

    def describe(self) -> Text:
        return Text("每组至少 {k} 行", "at least {k} rows a class").format(k=self.k)

    @property
    def least_rows(self) -> int:
        return self.k

    def check(self, data: pa.Table) -> None:
        require(self.k >= 1, self.title, "k 至少为 1", "k is at least 1")
