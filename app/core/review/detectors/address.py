"""家庭住址: an address that leads to a person's door."""

import re

from app.core.review.column import Column
from app.core.review.detector import PatternDetector, detectors, matches
from app.core.review.evidence import Candidates
from app.core.review.headers import header_says
from app.core.review.spans import NONE
from app.core.text import Text

_TEXT = r"[\x{4e00}-\x{9fff}0-9A-Za-z\-—#]"
_PLACE = r"[省市区县镇乡村街道路巷弄里园苑寓庄湾城组]"
_NUMBERED = r"(?:号楼|号|室|栋|幢|单元|组|户|座|\-|—)"
_DOOR = (
    r"[0-9一二三四五六七八九十]+\s*(?:单元|户)|[0-9]+\s*(?:幢|栋|号楼|座|\-|—)\s*[0-9]+(?:\s*[\-—]\s*[0-9]+)?\s*室"
    r"|[0-9]+\s*(?:幢|栋|号楼)[\-—]?[0-9]{3,4}(?:[^0-9号]|$)|村\s*[0-9]+\s*组\s*[0-9]+\s*号"
    r"|[0-9]+\s*[\-—]\s*[0-9]+\s*[\-—]\s*[0-9]{3,4}(?:[^0-9号]|$)"
)


@detectors.register
class AddressDetector(PatternDetector):
    """The address of an office or a park is public, down to its room; one that leads to a flat's
    door, or stands in a column that speaks of homes, is personal."""

    id = "address"
    title = Text("家庭住址", "home address")
    precedence = 80
    whole = rf"^[\x{{4e00}}-\x{{9fff}}]{{2}}{_TEXT}*{_PLACE}{_TEXT}*[0-9]+\s*{_NUMBERED}{_TEXT}*$"
    needs = b"0123456789"
    prefilter = rf"{_PLACE}.{{0,40}}[0-9]+\s*{_NUMBERED}"
    pattern = re.compile(
        rf"[\u4e00-\u9fff]{{2}}[\u4e00-\u9fff0-9A-Za-z\-—－#]{{0,70}}?[0-9]+\s*{_NUMBERED}"
        r"[\u4e00-\u9fff0-9A-Za-z\-—－#]{0,70}",
        re.ASCII,
    )

    def plausible(self, text: str) -> bool:
        return re.search(rf"{_PLACE}.*[0-9]", text) is not None

    def candidates(self, column: Column) -> Candidates:
        if column.is_ascii:
            return Candidates(NONE, {})
        found = super().candidates(column)
        if not len(found.spans) or header_says(self.id, column.name) == "says":
            return Candidates(found.spans, {})
        doors = matches(column.texts(found.spans), _DOOR)
        return Candidates(found.spans.where(doors), {})
