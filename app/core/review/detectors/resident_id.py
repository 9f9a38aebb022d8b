"""公民身份号码, GB 11643-1999: 18 characters with a check digit; also when Excel has damaged it."""

import re

from app.core.checksums import id_checks, is_date
from app.core.review.detector import ColumnView, Evidence, PatternDetector, detectors
from app.core.text import Text

PROVINCES = frozenset(
    str(code)
    for codes in (
        range(11, 16), range(21, 24), range(31, 38), range(41, 47), range(50, 55), range(61, 66), (71,),
    )
    for code in codes
)  # fmt: skip
_SHAPE = r"[1-8]\d{5}[\s\-]?(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[\s\-]?\d{3}[\dXx×χ]"


@detectors.register
class ResidentIdDetector(PatternDetector):
    """Province and birth date decide; the check digit only tells chance from intent.

    A 15-digit truncation by Excel (…000) still tells region and birth date but fails the check
    eleven times out of twelve, so a column of such shapes counts, check or no check.
    """

    id = "resident-id"
    title = Text("公民身份号码", "resident identity number")
    precedence = 10
    prefilter = r"[1-8]\d{5}[\s\-]?(18|19|20)\d{2}[01]\d[0-3]\d"
    pattern = re.compile(rf"(?<![0-9A-Za-z]){_SHAPE}(?![0-9A-Za-z])")
    chance = 0.091

    def valid(self, text: str) -> bool:
        return _is_person(text) and id_checks(text.replace("×", "X").replace("Χ", "X"))

    def examine(self, column: ColumnView) -> Evidence | None:
        return super().examine(column) or _Damaged().examine(column)


class _Damaged(PatternDetector):
    """Shapes whose check digit fails: believed in a column that mostly consists of them."""

    id = "resident-id"
    title = ResidentIdDetector.title
    prefilter = ResidentIdDetector.prefilter
    pattern = ResidentIdDetector.pattern

    def valid(self, text: str) -> bool:
        return _is_person(text)

    def examine(self, column: ColumnView) -> Evidence | None:
        evidence = super().examine(column)
        if evidence is None:
            return None
        texts = [column.values[hit.value].as_py() for hit in evidence.hits]
        truncated = sum(text.endswith("000") for text in texts) >= 0.9 * len(texts)
        shared = sum(column.counts[hit.value] for hit in evidence.hits) >= 0.6 * column.cells
        if evidence.confidence < 0.6 and not (shared and truncated):
            return None
        reason = Text(
            "形如身份号码但校验位不符，可能被 Excel 舍入",
            "the shape of identity numbers, last digits rounded by Excel",
        )
        return Evidence(evidence.hits, evidence.confidence, (reason, *evidence.reasons[1:]))


def _is_person(text: str) -> bool:
    day = int(text[6:10]), int(text[10:12]), int(text[12:14])
    return text[:2] in PROVINCES and is_date(*day)
