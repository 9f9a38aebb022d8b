"""电子邮箱: RFC 5321 addresses in the form that people write."""

import re

from app.core.model import Level
from app.core.review.detector import PatternDetector, detectors
from app.core.text import Text


@detectors.register
class EmailDetector(PatternDetector):
    """Personal, unless every address belongs to an office (.gov.cn)."""

    id = "email"
    title = Text("电子邮箱", "e-mail address")
    precedence = 60
    prefilter = r"@[0-9A-Za-z\-]"
    pattern = re.compile(
        r"(?<![0-9A-Za-z._%+\-])[0-9A-Za-z._%+\-]{1,64}@(?:[0-9A-Za-z\-]{1,63}\.)+[A-Za-z]{2,24}(?![0-9A-Za-z])"
    )

    def level(self, texts: list[str]) -> Level | None:
        return "public" if all(text.endswith(".GOV.CN") for text in texts) else None
