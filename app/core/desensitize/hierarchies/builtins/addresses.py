"""地址: addresses to the district that they begin with, and up the tree."""

import pyarrow as pa

from app.core.desensitize.hierarchies.builtin import BuiltIn, builtins
from app.core.desensitize.hierarchies.places import REGION_LEVELS, label, named
from app.core.text import Text


@builtins.register
class AddressHierarchy(BuiltIn):
    """Texts that begin with a region; what stands behind it is left out at the first level."""

    id = "address"
    title = Text("地址（区县、市、省、大区）", "addresses (district, city, province, area)")
    version = "1"
    breadth = 1

    def labels(self, values: pa.StringArray) -> list[pa.StringArray]:
        found = named(values)
        return [label(found, level) for level in REGION_LEVELS]
