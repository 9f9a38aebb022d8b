"""统一社会信用代码, GB 32100-2015: 18 characters with a check character."""

import numpy as np

from app.core import check_digits
from app.core.model import Level
from app.core.review import checks
from app.core.review.column import Column
from app.core.review.detector import RunDetector, detectors
from app.core.review.evidence import Told
from app.core.review.runs import Matrix
from app.core.review.spans import Mask, Spans
from app.core.text import Text

_AUTHORITIES = np.frombuffer(b"123456789ANY", np.uint8)


@detectors.register
class UsccDetector(RunDetector):
    """Public for organisations; personal for 个体工商户 (92…), whose code leads to one person."""

    id = "uscc"
    title = Text("统一社会信用代码", "unified social credit code")
    precedence = 20
    lengths = (18,)
    digits = 6

    def form(self, numbers: Matrix) -> Mask:
        mask: Mask = (
            np.isin(numbers[:, 0], _AUTHORITIES)
            & check_digits.uscc_letters(numbers)
            & checks.digits(numbers[:, 2:8])
        )
        return mask

    def tests(self, numbers: Matrix) -> dict[str, Told]:
        return {"check": check_digits.uscc(numbers)}

    def level(self, column: Column, spans: Spans) -> Level | None:
        sole = (column.text[spans.starts] == ord("9")) & (column.text[spans.starts + 1] == ord("2"))
        return "personal" if sole.any() else None
