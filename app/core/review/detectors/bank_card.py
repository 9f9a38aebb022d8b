"""银行卡号: 16 to 19 digits, an issuer's first digits and the Luhn check. ISO/IEC 7812-1."""

import re

from app.core.checksums import luhn_checks
from app.core.review.detector import PatternDetector, detectors
from app.core.text import Text


@detectors.register
class BankCardDetector(PatternDetector):
    """Any number passes Luhn one time in ten, so the pass rate decides."""

    id = "bank-card"
    title = Text("银行卡号", "bank card number")
    precedence = 30
    prefilter = r"(62|4|5[1-5]|3[47]|9)\d{2}"
    pattern = re.compile(
        r"(?<![0-9A-Za-z.])(?:62\d{2}|4\d{3}|5[1-5]\d{2}|3[47]\d{2}|9\d{3})"
        r"(?:[\s\-]?\d{4}){3}(?:[\s\-]?\d{1,3})?(?![0-9A-Za-z])",
        re.ASCII,
    )
    share = 0.3

    def valid(self, text: str) -> bool:
        return luhn_checks(text)
