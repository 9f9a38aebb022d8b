"""家庭住址: an address that leads to a person's door."""

import re

from app.core.review.detector import ColumnView, Evidence, PatternDetector, detectors, header_names
from app.core.text import Text

_DOOR = re.compile(r"\d+\s*(?:室|户|单元|门)|[\-—]\d{3,4}(?!\d)")


@detectors.register
class AddressDetector(PatternDetector):
    """The address of an office or a park is public; one down to the door, or in a column that
    speaks of homes, is personal."""

    id = "address"
    title = Text("家庭住址", "home address")
    precedence = 80
    prefilter = r"[省市区县镇乡村街路巷弄].*\d+\s*(号|室|栋|幢|单元|组|户)"
    pattern = re.compile(
        r"[\u4e00-\u9fff]{2,}(?:省|市|区|县|镇|乡|街道|村|路|街|巷|弄)[\u4e00-\u9fff\d\-A-Za-z]*"
        r"\d+\s*(?:号楼|号|室|栋|幢|单元|组|户)[\u4e00-\u9fff\d\-A-Za-z]*"
    )

    def examine(self, column: ColumnView) -> Evidence | None:
        evidence = super().examine(column)
        if evidence is None or header_names(self.id, column.name):
            return evidence
        texts = column.values.to_pylist()
        doors = tuple(hit for hit in evidence.hits if _DOOR.search(texts[hit.value]))
        if not doors:
            return None
        return Evidence(doors, evidence.confidence, evidence.reasons)
