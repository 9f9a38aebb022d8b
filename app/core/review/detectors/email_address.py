"""电子邮箱: RFC 5321 addresses in the form that people write."""

import re

from app.core.model import Level
from app.core.review.column import Column
from app.core.review.detector import PatternDetector, detectors
from app.core.review.spans import Spans
from app.core.text import Text

_LOCAL = r"[0-9A-Za-z._%+\-]{1,64}"
_DOMAIN = r"(?:[0-9A-Za-z\-]{1,63}\.)+[A-Za-z]{2,24}"


@detectors.register
class EmailDetector(PatternDetector):
    """Personal, unless every address belongs to an office (.gov.cn)."""

    id = "email"
    title = Text("电子邮箱", "e-mail address")
    precedence = 60
    needs = "@"
    whole = rf"^{_LOCAL}@{_DOMAIN}$"
    prefilter = r"@[0-9A-Za-z\-]"
    pattern = re.compile(rf"(?<![0-9A-Za-z._%+\-]){_LOCAL}@{_DOMAIN}(?![0-9A-Za-z])")

    def level(self, column: Column, spans: Spans) -> Level | None:
        return "public" if column.match_all(spans, r"(?i)\.gov\.cn$") else None
