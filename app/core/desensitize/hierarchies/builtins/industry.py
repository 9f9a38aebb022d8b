"""行业: codes of GB/T 4754-2017, and names of its divisions, up to groups, divisions and sections."""

import pyarrow as pa
import pyarrow.compute as pc

from app.core.desensitize.hierarchies.builtin import builtins
from app.core.desensitize.hierarchies.listed import Listed
from app.core.text import Text

_CODE = r"^[A-T]?(?P<division>\d{2})(?P<group>\d)\d?$"


@builtins.register
class IndustryHierarchy(Listed):
    """Codes of classes (0111, A0111) go by their first digits; the pack lists divisions and sections."""

    id = "industry"
    title = Text("行业门类（GB/T 4754）", "industries (GB/T 4754)")
    version = "1"

    def labels(self, values: pa.StringArray) -> list[pa.StringArray]:
        parts = pc.extract_regex(pc.utf8_trim_whitespace(values), _CODE)
        division, group = (pc.struct_field(parts, name) for name in ("division", "group"))
        levels = super().labels(pc.coalesce(division, values))
        groups = pc.binary_join_element_wise(division, group, "")
        known = pc.is_valid(levels[0])
        return [pc.if_else(known, pc.coalesce(groups, levels[0]), None), *levels]
