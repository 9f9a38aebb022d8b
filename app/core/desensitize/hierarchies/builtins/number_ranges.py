"""数值: ranges that grow by 1, 2, 4 and 20, the finest as fine as the column's spread allows."""

from decimal import Decimal

import pyarrow as pa

from app.core.desensitize.hierarchies.builtin import BuiltIn, builtins
from app.core.desensitize.hierarchies.quantities import quantities
from app.core.desensitize.hierarchies.ranges import equal
from app.core.text import Text

_WIDTHS = (5, 10, 20, 100)
_RANGES = 100  # at the finest level, no more


@builtins.register
class NumberHierarchy(BuiltIn):
    """Ranges of 5, 10, 20 and 100 times a power of ten, of which the spread of the values decides."""

    id = "number"
    title = Text("数值区间", "ranges of numbers")
    version = "1"
    breadth = 3

    def labels(self, values: pa.StringArray) -> list[pa.StringArray]:
        found = quantities(values)
        known = found.steps[found.known]
        spread = int(known.max() - known.min()) if len(known) else 0
        power = 0
        while spread > _RANGES * _WIDTHS[0] * 10**power:
            power += 1
        unit = Decimal(10**power).scaleb(-found.places)
        whole = found.are_whole
        return [equal(found, unit * width, whole=whole) for width in _WIDTHS]
