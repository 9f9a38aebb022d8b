"""年龄: ranges of 5, 10 and 20 years, 80 and above together."""

from decimal import Decimal

import numpy as np
import pyarrow as pa

from app.core.desensitize.hierarchies.builtin import BuiltIn, builtins
from app.core.desensitize.hierarchies.quantities import Quantities, quantities
from app.core.desensitize.hierarchies.ranges import equal
from app.core.text import Text

_OLDEST = 120
_OPEN_FROM = Decimal(80)  # few are older; every width divides it


@builtins.register
class AgeHierarchy(BuiltIn):
    """Whole numbers from 0 to 120."""

    id = "age"
    title = Text("年龄（5、10、20 岁一段）", "ages (ranges of 5, 10 and 20 years)")
    version = "1"
    breadth = 1

    def labels(self, values: pa.StringArray) -> list[pa.StringArray]:
        found = quantities(values)
        year = 10**found.places
        ages = found.known & (found.steps % year == 0)
        ages &= (found.steps >= 0) & (found.steps <= _OLDEST * year)
        whole = Quantities(np.where(ages, found.steps // year, 0), ages, 0)
        return [
            equal(whole, Decimal(width), open_from=_OPEN_FROM, whole=True) for width in (5, 10, 20)
        ]
