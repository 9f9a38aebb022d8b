"""银行卡号: 16 to 19 digits, an issuer's first digits and the Luhn check. ISO/IEC 7812-1."""

import re

from app.core.checksums import id_checks, luhn_checks
from app.core.review.detector import PatternDetector, detectors
from app.core.text import Text

_ISSUER = re.compile(r"62|4|5[1-5]|3[47]|9")


@detectors.register
class BankCardDetector(PatternDetector):
    """Any number passes Luhn one time in ten, so the share of all long numbers that pass decides.

    Identity numbers beside them say nothing against cards.
    """

    id = "bank-card"
    title = Text("银行卡号", "bank card number")
    precedence = 30
    prefilter = r"\d{4}[\s\-]?\d{4}[\s\-]?\d{4}[\s\-]?\d{4}"
    pattern = re.compile(
        r"(?<![0-9A-Za-z.])\d{4}(?:[\s\-]?\d{4}){3}(?:[\s\-]?\d{1,3})?(?![0-9A-Za-z])", re.ASCII
    )
    share = 0.3

    def plausible(self, text: str) -> bool:
        return not (len(text) == 18 and id_checks(text))

    def valid(self, text: str) -> bool:
        return _ISSUER.match(text) is not None and luhn_checks(text)

    def damaged(self, texts: list[str], *, named: bool) -> bool:
        """Account numbers of offices have no issuer's digits."""
        cards = sum(_ISSUER.match(text) is not None for text in texts)
        return named and cards >= 0.9 * len(texts)
