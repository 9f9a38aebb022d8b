"""t-closeness over numbers: sensitive values as far apart as their ranks.

Source: N. Li, T. Li, S. Venkatasubramanian, t-Closeness, ICDE 2007. Convex like the equal distance:
monotone, not absorbing.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from app.core.anonymity import closeness
from app.core.anonymity.tolerance import ROUNDING
from app.core.contingency import Counts
from app.core.desensitize.anonymize.classes import Classes
from app.core.desensitize.anonymize.lattice import Mask
from app.core.desensitize.anonymize.model import Keep, Model, check_closeness, models
from app.core.desensitize.anonymize.tuples import Tuples
from app.core.errors import ParameterInvalid
from app.core.numeric import numbers
from app.core.text import Text
from app.core.text_column import whole


@models.register
@dataclass(frozen=True)
class OrderedCloseness(Model):
    """The ordered distance of ``sensitive``, a column of numbers, is at most ``t`` in each class."""

    id = "ordered-t-closeness"
    title = Text("t-接近（有序）", "t-closeness, ordered distance")
    version = "1"
    monotone = True
    absorbing = False

    sensitive: str = ""
    t: float = 0.2

    def on(self, tuples: Tuples) -> Keep:
        ranks = _ranks(tuples.crosses[self.sensitive].values)

        def keep(classes: Classes, kept: Mask) -> Mask:
            distance = closeness.ordered_distance(classes.cross(self.sensitive), ranks)
            return kept & classes.by_tuple(distance <= self.t + ROUNDING)

        return keep

    def describe(self) -> Text:
        return Text(
            "每组“{column}”的分布与全表相差不超过 {t}（按大小次序）",
            "{column} of a class at most {t} from that of the table, by rank",
        ).format(column=self.sensitive, t=self.t)

    def check(self, data: pa.Table) -> None:
        check_closeness(self.title, self.t)
        column = data[self.sensitive]
        if column.null_count or np.isnan(numbers(whole(column).dictionary)).any():
            reason = Text("“{column}”不全是数值", "not all of {column} is numbers")
            raise ParameterInvalid(name=self.title, reason=reason.format(column=self.sensitive))


def _ranks(values: pa.StringArray) -> Counts:
    return np.unique(numbers(values), return_inverse=True)[1].astype(np.int64)
