"""行政区划名称: names of regions up the tree."""

import pyarrow as pa
import pyarrow.compute as pc

from app.core.desensitize.hierarchies.builtin import BuiltIn, builtins
from app.core.desensitize.hierarchies.places import REGION_LEVELS, label, named
from app.core.text import Text


@builtins.register
class RegionNameHierarchy(BuiltIn):
    """Texts that name one region and nothing beside."""

    id = "region-name"
    title = Text("行政区划名称（县、市、省、大区）", "region names (county, city, province, area)")
    version = "1"
    breadth = 0

    def labels(self, values: pa.StringArray) -> list[pa.StringArray]:
        found = named(values)
        whole = pa.array(found.whole)
        return [pc.if_else(whole, label(found, level), None) for level in REGION_LEVELS]
