"""姓名: a column whose name speaks of persons and whose values begin with Chinese surnames."""

import re

from app.core import resources
from app.core.review.detector import (
    NAMED,
    ColumnView,
    Evidence,
    Hit,
    detectors,
    header_names,
    prefiltered,
)
from app.core.text import Text

_NAME = re.compile(
    r"[\u4e00-\u9fff\u3400-\u4dbf]{2,4}|[\u4e00-\u9fff]{1,12}[·•][\u4e00-\u9fff]{1,12}"
)
_OFFICES = "镇乡村局所院校厂店部处区市县省站队馆室组户"


@detectors.register
class PersonNameDetector:
    """Needs both kinds of evidence: half of the values must look like names."""

    id = "person-name"
    title = Text("姓名", "person name")
    version = "1"
    precedence = 70
    everywhere = False

    def examine(self, column: ColumnView) -> Evidence | None:
        if not header_names(self.id, column.name):
            return None
        hits = [
            Hit(value, 0, len(text))
            for value, text in prefiltered(column.values, r"^\s*[\x{3400}-\x{9fff}·•]{2,25}\s*$")
            if _looks_like_a_name(text.strip())
        ]
        share = sum(column.counts[hit.value] for hit in hits) / max(column.cells, 1)
        if share < 0.5:
            return None
        reason = Text(
            "{share:.0%} 的值以姓氏开头", "{share:.0%} of the values begin with a surname"
        )
        return Evidence(
            tuple(hits), round(0.5 + 0.5 * share, 3), (NAMED, reason.format(share=share))
        )


def _looks_like_a_name(text: str) -> bool:
    """A surname first, and at the end nothing that only places and offices are called by."""
    surnames = resources.pack("surnames").data
    place = len(text) > 2 and text[-1] in _OFFICES
    return (
        bool(_NAME.fullmatch(text))
        and not place
        and (
            "·" in text
            or "•" in text
            or text[0] in surnames["single"]
            or text[:2] in surnames["double"]
        )
    )
