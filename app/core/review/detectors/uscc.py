"""统一社会信用代码, GB 32100-2015: 18 characters with a check character."""

import re

from app.core.checksums import uscc_checks
from app.core.model import Level
from app.core.review.detector import PatternDetector, detectors
from app.core.text import Text


@detectors.register
class UsccDetector(PatternDetector):
    """Public for organisations; personal for 个体工商户 (92…), whose code leads to one person."""

    id = "uscc"
    title = Text("统一社会信用代码", "unified social credit code")
    precedence = 20
    prefilter = r"(?i)[1-9ANY][0-9A-HJ-NPQRTUWXY]\d{6}[0-9A-HJ-NPQRTUWXY]{10}"
    pattern = re.compile(
        r"(?<![0-9A-Za-z])[1-9ANY][0-9A-HJ-NPQRTUWXY]\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Za-z])",
        re.IGNORECASE | re.ASCII,
    )
    share = 0.3

    def valid(self, text: str) -> bool:
        return uscc_checks(text)

    def damaged(self, texts: list[str], *, named: bool) -> bool:
        """Codes of organisations are public, so one that is mistyped is no finding."""
        return False

    def level(self, texts: list[str]) -> Level | None:
        return "personal" if any(text.startswith("92") for text in texts) else None
