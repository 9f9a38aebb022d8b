"""职业: codes of the 职业分类大典 (2-02-10), and names of GB/T 6565, up to major groups and kinds of work."""

import pyarrow as pa
import pyarrow.compute as pc

from app.core.desensitize.hierarchies.builtin import builtins
from app.core.desensitize.hierarchies.listed import Listed
from app.core.text import Text

_CODE = r"^(?P<major>[1-8])-\d{2}(?:-\d{2}){0,2}$"


@builtins.register
class OccupationHierarchy(Listed):
    """Codes go by their first part, after which the pack lists major groups."""

    id = "occupation"
    title = Text("职业大类（GB/T 6565）", "occupations (GB/T 6565)")
    version = "1"

    def labels(self, values: pa.StringArray) -> list[pa.StringArray]:
        values = pc.utf8_trim_whitespace(values)
        coded = pc.match_substring_regex(values, _CODE)
        major = pc.if_else(coded, pc.utf8_slice_codeunits(values, 0, 1), values)
        cut = [
            pc.if_else(coded, pc.utf8_slice_codeunits(values, 0, length), None)
            for length in (len("2-02-10"), len("2-02"))
        ]
        levels = super().labels(major)
        return [*(pc.coalesce(codes, levels[0]) for codes in cut), *levels]
