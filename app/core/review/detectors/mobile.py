"""手机号码: 11 digits from 13x to 19x, with or without +86 and separators."""

import re
from collections.abc import Iterator

from app.core.review.detector import (
    ColumnView,
    Evidence,
    Hit,
    PatternDetector,
    detectors,
    header_names,
)
from app.core.text import Text


@detectors.register
class MobileDetector(PatternDetector):
    """Seven of ten random 11-digit numbers that begin with 1 look like this, so a column of order
    numbers is told apart by its name or by the share of cells that fail: nearly all must pass."""

    id = "mobile"
    title = Text("手机号码", "mobile number")
    precedence = 40
    prefilter = r"1\d{2}[\s\-]?\d{4}[\s\-]?\d{4}"
    pattern = re.compile(
        r"(?<![0-9A-Za-z.])(?:(?:\+|00)?86[\s\-]?)?1\d{2}[\s\-]?\d{4}[\s\-]?\d{4}(?![0-9A-Za-z]|\.\d)",
        re.ASCII,
    )
    share = 0.9

    def valid(self, text: str) -> bool:
        return text[-10] in "3456789"

    def examine(self, column: ColumnView) -> Evidence | None:
        if header_names("not-mobile", column.name):
            return None
        return super().examine(column)

    def _candidates(self, column: ColumnView) -> Iterator[tuple[Hit, str]]:
        """In running text an order number beside a mobile number says nothing against it."""
        for hit, text in super()._candidates(column):
            alone = hit.end - hit.start == len(column.values[hit.value].as_py().strip())
            if alone or self.valid(text):
                yield hit, text
