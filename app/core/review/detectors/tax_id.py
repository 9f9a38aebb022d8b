"""纳税人识别号 of before 2016: a region and an organisation code, or a person's ID and two digits.

Source: 国家税务总局 2013 第67号 公告, 纳税人识别号代码标准. Those of 18 characters are credit codes or IDs.
"""

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

_FIRM = 15


@detectors.register
class TaxIdDetector(RunDetector):
    """Public for firms; personal where it is made of a person's identity number."""

    id = "tax-id"
    title = Text("纳税人识别号", "taxpayer number")
    version = "1"
    precedence = 63
    lengths = (15, 17, 20)
    digits = 6

    def form(self, numbers: Matrix) -> Mask:
        length = numbers.shape[1]
        region = checks.digits(numbers[:, :6]) & checks.provinces(numbers[:, :2])
        if length == _FIRM:
            return region
        if length == 20:
            zero: Mask = numbers[:, 18] == ord("0")
            ends = zero & checks.digits(numbers[:, 18:])
            return (
                region & ends & checks.seventeen_digits(numbers) & checks.births(numbers[:, 6:14])
            )
        return (
            region & checks.digits(numbers) & checks.births(checks.with_century(numbers[:, 6:12]))
        )

    def tests(self, numbers: Matrix) -> dict[str, Told]:
        length = numbers.shape[1]
        unknown = np.full(len(numbers), -1, np.int8)
        if length == _FIRM:
            return {"check": check_digits.organisation_code(numbers[:, 6:]), "person": unknown}
        if length == 20:
            return {"check": check_digits.resident_id(numbers), "person": unknown + np.int8(2)}
        return {"check": unknown, "person": unknown}

    def level(self, column: Column, spans: Spans) -> Level | None:
        return "personal" if (spans.ends - spans.starts > _FIRM).any() else None
