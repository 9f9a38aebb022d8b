"""家庭住址: an address that leads to a person's door."""

import re

from app.core.review.detector import ColumnView, Evidence, PatternDetector, detectors, header_names
from app.core.text import Text

_WORD = r"[\u4e00-\u9fff]"
_REST = r"[\u4e00-\u9fff0-9A-Za-z\-—－#]{0,70}"
_PLACE = r"[省市区县镇乡村街道路巷弄里园苑寓庄湾城组]"
_NUMBERED = r"(?:号楼|号|室|栋|幢|单元|组|户|座|\-|—)"
_DOOR = re.compile(
    r"[0-9一二三四五六七八九十]+\s*(?:单元|户)|[0-9]+\s*(?:幢|栋|号楼|座|\-|—)\s*[0-9]+(?:\s*[\-—]\s*[0-9]+)?\s*室"
    r"|[0-9]+\s*(?:幢|栋|号楼)[\-—]?[0-9]{3,4}(?![0-9号])|村\s*[0-9]+\s*组\s*[0-9]+\s*号"
    r"|[0-9]+\s*[\-—]\s*[0-9]+\s*[\-—]\s*[0-9]{3,4}(?![0-9号])"
)


@detectors.register
class AddressDetector(PatternDetector):
    """The address of an office or a park is public, down to its room; one that leads to a flat's
    door, or stands in a column that speaks of homes, is personal."""

    id = "address"
    title = Text("家庭住址", "home address")
    precedence = 80
    prefilter = rf"{_PLACE}.{{0,40}}[0-9]+\s*{_NUMBERED}"
    pattern = re.compile(rf"{_WORD}{{2}}{_REST}?[0-9]+\s*{_NUMBERED}{_REST}", re.ASCII)

    def plausible(self, text: str) -> bool:
        return re.search(rf"{_PLACE}.*[0-9]", text) is not None

    def examine(self, column: ColumnView) -> Evidence | None:
        if header_names("office-address", column.name):
            return None
        evidence = super().examine(column)
        if evidence is None or header_names(self.id, column.name):
            return evidence
        texts = column.values.to_pylist()
        doors = tuple(
            hit for hit in evidence.hits if _DOOR.search(texts[hit.value][hit.start : hit.end])
        )
        if not doors:
            return None
        return Evidence(doors, evidence.confidence, evidence.reasons)
