"""固定电话: area code and number, with or without an extension. 电信网编号计划 (2017)."""

import re
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core import resources
from app.core.review.column import Column
from app.core.review.detector import PatternDetector, detectors
from app.core.review.evidence import Candidates, Told
from app.core.review.headers import header_says
from app.core.review.patterns import matches
from app.core.review.spans import NONE, Mask, Places
from app.core.text import Text

_COUNTRY = r"(?:(?:\+|00)?86[\- ]?)?"
_ABROAD = r"(?:\+|00)86[\- ](?:10|2[0-9]|[3-9][0-9]{2})[\- ][2-8][0-9]{2,3}[\- ]?[0-9]{4}"
_GAP = r"[\- —]?"
_EXTENSION = r"(?:\s*(?:[\-—#,]|转|分机|[Ee]xt\.?)\s*[0-9]{1,5})?"
_FORM = (
    rf"(?:{_ABROAD}|{_COUNTRY}(?:(?:0(?:10|2[0-9])|\(0(?:10|2[0-9])\)){_GAP}[2-8][0-9]{{3}}[\- ]?[0-9]{{4}}"
    rf"|(?:0[3-9][0-9]{{2}}|\(0[3-9][0-9]{{2}}\)){_GAP}[2-8][0-9]{{2,3}}[\- ]?[0-9]{{4}})){_EXTENSION}"
)
_LOCAL = rf"^\s*[2-8][0-9]{{2,3}}[\- ]?[0-9]{{4}}{_EXTENSION}\s*$"
_AREA = r"^\(?(?:(?:\+|00)?86[\- ]?)?\(?0?(?P<area>10|2[0-9]|[3-9][0-9]{2})"


@detectors.register
class LandlineDetector(PatternDetector):
    """The numbers of offices are made to be published, those of homes are not. Service numbers (400,
    800, 12345, 110) have no area code and are no find.

    A number without its area code is any number, unless the column's name tells.
    """

    id = "landline"
    title = Text("固定电话", "landline number")
    precedence = 45
    whole = rf"^{_FORM}$"
    prefilter = rf"(?:^|[^0-9A-Za-z.\-+_=])(?:{_FORM})(?:[^0-9A-Za-z_]|$)"
    pattern = re.compile(
        rf"(?<![0-9A-Za-z.\-+_=])(?<![0-9] ){_FORM}(?![0-9A-Za-z_]|[\-.][0-9A-Za-z]| [0-9]{{1,4}}(?![0-9]))"
    )

    def among(self, column: Column) -> Places:
        """Values with the digits of a number without its area."""
        return column.numbered

    def candidates(self, column: Column) -> Candidates:
        if not len(column.numbered):
            return Candidates(NONE, {})
        found = super().candidates(column) if _may_have_area(column) else Candidates(NONE, {})
        if len(found.spans) or header_says(self.id, column.name) != "says":
            return found
        local = column.whole(column.matching(_LOCAL))
        unknown = np.full(len(local), -1, np.int8)
        return Candidates(local, {"area": unknown, "parted": unknown})

    def tests(self, texts: pa.StringArray) -> dict[str, Told]:
        area = pc.struct_field(pc.extract_regex(texts, _AREA), "area")
        codes = pc.fill_null(area, "0").to_numpy(zero_copy_only=False).astype(np.int64)
        return {"area": _areas()[codes], "parted": matches(texts, r"^\+?[0-9]{2,8}[\- —]|\)")}


def _may_have_area(column: Column) -> bool:
    """Whether any number begins with 0, or a country stands before one: what few columns have."""
    noughts = np.flatnonzero(column.text == ord("0"))
    before = column.text[np.maximum(noughts - 1, 0)]
    if (before - np.uint8(ord("0")) >= 10).any() or column.holds("+"):
        return True
    return bool(np.isin(column.offsets[:-1], noughts).any())


@cache
def _areas() -> Mask:
    """By the digits behind the 0, whether they are an area."""
    known = np.zeros(1000, np.bool_)
    known[resources.pack("numbers").data["areas"]] = True
    return known
