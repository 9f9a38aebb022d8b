"""姓名: a column whose name speaks of persons and whose values begin with Chinese surnames."""

import re
from functools import cache

from app.core import resources
from app.core.review.column import Column
from app.core.review.detector import detectors
from app.core.review.evidence import NAMED, Evidence
from app.core.review.headers import header_says
from app.core.text import Text

_HAN = r"\x{3400}-\x{9fff}"
_OFFICES = "镇乡村局所院校厂店部处区市县省站队馆室组户"


@detectors.register
class PersonNameDetector:
    """Needs both kinds of evidence: half of the values must look like names."""

    id = "person-name"
    title = Text("姓名", "person name")
    version = "2"
    precedence = 70
    everywhere = False

    def examine(self, column: Column) -> Evidence | None:
        if header_says(self.id, column.name) != "says":
            return None
        spans = column.whole(column.matching(_name()))
        share = column.cells_of(spans) / max(column.cells, 1) if len(spans) else 0.0
        if share < 0.5:
            return None
        reason = Text(
            "{share:.0%} 的值以姓氏开头", "{share:.0%} of the values begin with a surname"
        )
        return Evidence(spans, round(0.5 + 0.5 * share, 3), (NAMED, reason.format(share=share)))


@cache
def _name() -> str:
    """RE2 for a surname first, and at the end nothing that only places and offices are called by."""
    surnames = resources.pack("surnames").data
    first = f"(?:[{surnames['single']}]|{'|'.join(map(re.escape, surnames['double']))})"
    last = rf"[^{_OFFICES}\x{{00}}-\x{{7f}}○●×]"
    return rf"^\s*(?:{first}[{_HAN}]|{first}[{_HAN}]{{0,2}}{last}|[{_HAN}]{{1,12}}[·•][{_HAN}]{{1,12}})\s*$"
