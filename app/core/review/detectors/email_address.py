"""电子邮箱: RFC 5321 addresses in the form that people write."""

import re
import string

from app.core.model import Level
from app.core.review.column import Column
from app.core.review.detector import PatternDetector, detectors
from app.core.review.spans import Places, Spans
from app.core.text import Text

_LOCAL = r"[0-9A-Za-z._%+\-]{1,64}"
_DOMAIN = r"(?:[0-9A-Za-z\-]{1,63}\.)+[A-Za-z]{2,24}"


@detectors.register
class EmailDetector(PatternDetector):
    """Personal, unless every address belongs to an office (.gov.cn)."""

    id = "email"
    title = Text("电子邮箱", "e-mail address")
    precedence = 60
    needs = [f"@{sign}" for sign in (*string.ascii_letters, *string.digits, "-")]
    whole = rf"^{_LOCAL}@{_DOMAIN}$"
    prefilter = r"@[0-9A-Za-z\-]"
    pattern = re.compile(rf"(?<![0-9A-Za-z._%+\-]){_LOCAL}@{_DOMAIN}(?![0-9A-Za-z])")

    def holders(self, column: Column, among: Places | None) -> Places:
        """What is needed tells as much as an expression would."""
        return super().holders(column, among) if among is None else among

    def level(self, column: Column, spans: Spans) -> Level | None:
        return "public" if column.match_all(spans, r"(?i)\.gov\.cn$") else None
