"""Entropy l-diversity: a class's sensitive values are as hard to guess as l equally likely ones.

Source: A. Machanavajjhala et al., l-Diversity: privacy beyond k-anonymity, ACM TKDD 1(1), 2007. Entropy
is concave: of joined classes it is at least the lesser, so the model is monotone. Rows of one value can
lower it, so it is not absorbing.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from app.core.anonymity import diversity
from app.core.anonymity.tolerance import ROUNDING
from app.core.desensitize.anonymize.model import Keep, Model, check_diversity, models
from app.core.desensitize.anonymize.tuples import Tuples
from app.core.text import Text


@models.register
@dataclass(frozen=True)
class EntropyDiversity(Model):
    """exp(H) of ``sensitive`` is at least ``l`` in each class."""

    id = "entropy-l-diversity"
    title = Text("l-多样性（熵）", "entropy l-diversity")
    version = "1"
    monotone = True
    absorbing = False

    sensitive: str = ""
    l: float = 2.0  # noqa: E741  (its name in the field)

    def on(self, tuples: Tuples) -> Keep:
        return lambda classes, kept: (
            kept
            & classes.by_tuple(
                diversity.entropy(classes.cross(self.sensitive)) >= self.l - ROUNDING
            )
        )

    def describe(self) -> Text:
        return Text(
            "每组“{column}”的熵不低于 {l} 个等概率值",
            "{column} as uncertain in a class as {l} equally likely values",
        ).format(column=self.sensitive, l=self.l)

    @property
    def least_rows(self) -> int:
        return int(np.ceil(self.l - ROUNDING))  # so many values there are at least

    def check(self, data: pa.Table) -> None:
        check_diversity(self.title, data[self.sensitive], self.l)
