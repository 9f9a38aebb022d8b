"""经纬度: places within about ten metres (four decimals), in the box that China lies in."""

import re
from functools import lru_cache

from app.core import resources
from app.core.model import Level
from app.core.review.column import Column, folded_name
from app.core.review.detector import PatternDetector, detectors
from app.core.review.evidence import Candidates
from app.core.review.headers import header_says
from app.core.review.signs import sought
from app.core.review.spans import Places, Spans
from app.core.text import Text

_LON = r"(?:7[3-9]|[89][0-9]|1[0-2][0-9]|13[0-5])\.[0-9]{4,}°?[Ee]?"
_LAT = r"(?:[3-9]|[1-4][0-9]|5[0-3])\.[0-9]{4,}°?[Nn]?"
_POINT = sought(".")
_GAP = r"\s*[,，;；、/|\s]\s*"
_PAIR = rf"(?:[Ee]?{_LON}{_GAP}[Nn]?{_LAT}|[Nn]?{_LAT}{_GAP}[Ee]?{_LON})"


@detectors.register
class CoordinatesDetector(PatternDetector):
    """Where somebody lives or was; of a facility they are public, and so is what a table tells that has
    more beside its points than anybody's trace has (numbers, times, speeds), and no person. A longitude or
    a latitude alone is any number, unless the column's name tells."""

    id = "coordinates"
    title = Text("经纬度坐标", "coordinates")
    precedence = 57
    needs = ",，;；、/| \t\n\v\f\r"  # one of these parts a pair
    whole = rf"^[(\[]?{_PAIR}[)\]]?$"
    prefilter = _PAIR
    pattern = re.compile(rf"(?<![0-9A-Za-z.\-]){_PAIR}(?![0-9A-Za-z]|\.[0-9])")

    def among(self, column: Column) -> Places:
        """Values with a point and what parts two numbers."""
        return column.holding(_POINT, self.needs)

    def level(self, column: Column, spans: Spans) -> Level | None:
        told = super().level(column, spans)
        return told or ("public" if any(map(_is_of_a_thing, column.others)) else None)

    def candidates(self, column: Column) -> Candidates:
        pairs = super().candidates(column)
        if len(pairs.spans) or header_says(self.id, column.name) != "says":
            return pairs
        return Candidates(column.whole(column.matching(rf"^\s*(?:{_LON}|{_LAT})\s*$")), {})


@lru_cache(1 << 14)
def _is_of_a_thing(name: str) -> bool:
    """Whether a column beside points tells what stands there: 鸟种, wave_height."""
    if header_says(CoordinatesDetector.id, name) != "silent":
        return False
    traces: str = resources.finding_type(CoordinatesDetector.id).data["traces"]
    return re.search(traces, folded_name(name)) is None
