"""Recursive (c, l)-diversity: the commonest sensitive value is not too common beside the rarer ones.

Source: A. Machanavajjhala et al., l-Diversity: privacy beyond k-anonymity, ACM TKDD 1(1), 2007: with a
class's value counts r_1 ≥ r_2 ≥ …, r_1 < c (r_l + … + r_m). Of joined classes the greatest count is at
most the sum of theirs, and the l - 1 greatest counts take no more than theirs did together; so the tail
is at least the sum of the tails and the model is monotone. Rows of the commonest value break it, so it
is not absorbing.
"""

from dataclasses import dataclass

import pyarrow as pa

from app.core.anonymity import diversity
from app.core.desensitize.anonymize.model import Keep, Model, check_diversity, models
from app.core.desensitize.anonymize.tuples import Tuples
from app.core.desensitize.requirement import require
from app.core.text import Text


@models.register
@dataclass(frozen=True)
class RecursiveDiversity(Model):
    """r_1 / (r_l + … + r_m) of ``sensitive`` is below ``c`` in each class."""

    id = "recursive-l-diversity"
    title = Text("l-多样性（递归）", "recursive (c,l)-diversity")
    version = "1"
    monotone = True
    absorbing = False

    sensitive: str = ""
    c: float = 3.0
    l: int = 2  # noqa: E741  (its name in the field)

    def on(self, tuples: Tuples) -> Keep:
        return lambda classes, kept: (
            kept
            & classes.by_tuple(diversity.recursive(classes.cross(self.sensitive), self.l) < self.c)
        )

    def describe(self) -> Text:
        return Text(
            "每组“{column}”的最多值少于第 {l} 位及以后各值之和的 {c} 倍",
            "in a class the commonest {column} is below {c} times the rows from the {l}th value on",
        ).format(column=self.sensitive, c=self.c, l=self.l)

    @property
    def least_rows(self) -> int:
        return self.l

    def check(self, data: pa.Table) -> None:
        require(self.c > 0, self.title, "c 须为正数", "c is above 0")
        check_diversity(self.title, data[self.sensitive], self.l)
