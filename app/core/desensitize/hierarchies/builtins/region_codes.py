"""行政区划代码: GB/T 2260 codes up the tree, from the county (or the town) to the area."""

import pyarrow as pa

from app.core.desensitize.hierarchies.builtin import BuiltIn, builtins
from app.core.desensitize.hierarchies.region_codes import CODE_LEVELS, region_code_of
from app.core.text import Text


@builtins.register
class RegionCodeHierarchy(BuiltIn):
    id = "region-code"
    title = Text("行政区划代码（县、市、省、大区）", "region codes (county, city, province, area)")
    version = "1"
    breadth = 0

    def labels(self, values: pa.StringArray) -> list[pa.StringArray]:
        return [region_code_of(values, level) for level in CODE_LEVELS]
