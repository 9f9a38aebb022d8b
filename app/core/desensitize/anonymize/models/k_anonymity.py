"""k-anonymity: nobody stands among fewer than k.

Source: L. Sweeney, k-Anonymity: a model for protecting privacy, IJUFKS 10(5), 2002. A class only grows
when rows join it, so the model is absorbing.
"""

from dataclasses import dataclass

import pyarrow as pa

from app.core.desensitize.anonymize.classes import Classes, Mask
from app.core.desensitize.anonymize.model import Model, models
from app.core.errors import ParameterInvalid
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

    def keep(self, classes: Classes, kept: Mask) -> Mask:
        return kept & (classes.sizes >= self.k)

    def describe(self) -> Text:
        return Text("每组至少 {k} 行", "at least {k} rows a class").format(k=self.k)

    @property
    def least_rows(self) -> int:
        return self.k

    def check(self, data: pa.Table) -> None:
        if self.k < 1:
            reason = Text("k 至少为 1", "k is at least 1")
            raise ParameterInvalid(name=self.title, reason=reason)
