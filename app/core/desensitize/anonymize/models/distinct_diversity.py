"""Distinct l-diversity: a class leaves at least l sensitive values to guess from.

Source: A. Machanavajjhala et al., l-Diversity: privacy beyond k-anonymity, ACM TKDD 1(1), 2007. Rows
that join a class take no value away, so the model is absorbing.
"""

from dataclasses import dataclass

import pyarrow as pa

from app.core.anonymity import diversity
from app.core.desensitize.anonymize.model import Keep, Model, check_diversity, models
from app.core.desensitize.anonymize.tuples import Tuples
from app.core.text import Text


@models.register
@dataclass(frozen=True)
class DistinctDiversity(Model):
    """Each class has at least ``l`` values of ``sensitive``."""

    id = "distinct-l-diversity"
    title = Text("l-多样性（不同值）", "distinct l-diversity")
    version = "1"
    monotone = True
    absorbing = True

    sensitive: str = ""
    l: int = 2  # noqa: E741  (its name in the field)

    def on(self, tuples: Tuples) -> Keep:
        return lambda classes, kept: (
            kept & classes.by_tuple(diversity.distinct(classes.cross(self.sensitive)) >= self.l)
        )

    def describe(self) -> Text:
        return Text(
            "每组“{column}”至少 {l} 个不同值", "at least {l} values of {column} a class"
        ).format(column=self.sensitive, l=self.l)

    @property
    def least_rows(self) -> int:
        return self.l

    def check(self, data: pa.Table) -> None:
        check_diversity(self.title, data[self.sensitive], self.l)
