"""公民身份号码, GB 11643-1999: 18 characters with a check digit; also when Excel has damaged it."""

import re

from app.core.checksums import id_checks, is_date, uscc_checks
from app.core.review.detector import PatternDetector, detectors
from app.core.text import Text

PROVINCES = frozenset(
    str(code)
    for codes in (
        range(11, 16), range(21, 24), range(31, 38), range(41, 47), range(50, 55), range(61, 66), (71,),
        range(81, 84),  # residence permits of 港澳台 residents
    )
    for code in codes
)  # fmt: skip
_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_NUMBER = rf"[1-9]\d{{5}}[ \-]?(?:18|19|20)\d{{2}}[ \-]?{_DAY}[ \-]?\d{{3}}[\dXx×Χχ\u0425\u0445]"
_OLD_NUMBER = rf"[1-8]\d{{7}}{_DAY}\d{{3}}"
# 学籍号 is the letter G, L or J before the whole number.
_START = r"(?:(?<![0-9A-Za-z])|(?<=[GLJglj])(?<![0-9A-Za-z].))"


@detectors.register
class ResidentIdDetector(PatternDetector):
    """Province and birth date decide; the check digit only tells persons from contracts.

    Numbers made of area, date and serial pass the check one time in eleven. A truncation by Excel
    (…000) still tells region and birth date but fails it eleven times out of twelve, so a column
    of such shapes counts, and so does one of births: no office numbered its papers so before 2000.
    Includes 外国人永久居留身份证 of 2023, which begins with a 9.
    """

    id = "resident-id"
    title = Text("公民身份号码", "resident identity number")
    precedence = 10
    prefilter = r"[1-9]\d{5}[ \-]?(18|19|20)?\d{2}[ \-]?[01]\d[0-3]\d"
    pattern = re.compile(
        rf"{_START}(?:{_NUMBER}|{_OLD_NUMBER})(?![0-9A-Za-z])", re.ASCII | re.DOTALL
    )
    share = 0.3

    def plausible(self, text: str) -> bool:
        foreign = text[0] == "9"
        year = text[6:10] if len(text) == 18 else f"19{text[6:8]}"
        day = text[-8:-4] if len(text) == 18 else text[8:12]
        return (
            text[foreign : 2 + foreign] in PROVINCES
            and is_date(int(year), int(day[:2]), int(day[2:]))
            and not (foreign and uscc_checks(text))
        )

    def valid(self, text: str) -> bool:
        return len(text) == 18 and id_checks(text)

    def certain(self, text: str) -> bool:
        """Born before 2000: no office numbered its papers so."""
        return text[6:8] != "20"

    def damaged(self, texts: list[str], *, named: bool) -> bool:
        """The 15-digit numbers of before 1999 carry no check digit, so they come here too."""
        cut = sum(text.endswith("000") for text in texts)
        born = sum(len(text) == 15 or text[6:8] != "20" for text in texts)
        return named or cut >= 0.9 * len(texts) or (born >= 0.5 * len(texts) and len(texts) > 3)
