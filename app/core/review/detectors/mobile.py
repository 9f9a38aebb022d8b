"""手机号码: 11 digits from 13x to 19x, with or without +86 and separators."""

import re

from app.core.review.detector import ColumnView, Evidence, PatternDetector, detectors, header_names
from app.core.text import Text


@detectors.register
class MobileDetector(PatternDetector):
    """Seven of ten random 11-digit numbers that begin with 1 look like this, so a column of order
    numbers is told apart by its name or by the share of cells that fail."""

    id = "mobile"
    title = Text("手机号码", "mobile number")
    precedence = 40
    prefilter = r"1[3-9]\d[\s\-]?\d{4}[\s\-]?\d{4}"
    pattern = re.compile(
        r"(?<![0-9A-Za-z.])(?:(?:\+|00)?86[\s\-]?)?1[3-9]\d[\s\-]?\d{4}[\s\-]?\d{4}(?![0-9A-Za-z])"
    )

    def examine(self, column: ColumnView) -> Evidence | None:
        if header_names("not-mobile", column.name):
            return None
        return super().examine(column)
