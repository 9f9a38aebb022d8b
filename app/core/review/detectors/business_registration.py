"""工商注册号, GS 15-2006: six digits of the office, eight of the order, a check digit."""

from app.core import check_digits
from app.core.model import Level
from app.core.review import checks
from app.core.review.column import Column
from app.core.review.detector import RunDetector, detectors
from app.core.review.evidence import Told
from app.core.review.runs import Matrix
from app.core.review.spans import Mask, Spans
from app.core.text import Text

_SOLE = ord("6")  # 6 to 9 begin the order number of 个体工商户


@detectors.register
class BusinessRegistrationDetector(RunDetector):
    """Public for firms; personal for 个体工商户, whose number leads to one person."""

    id = "business-registration"
    title = Text("工商注册号", "business registration number")
    version = "1"
    precedence = 62
    lengths = (15,)
    digits = 15

    def form(self, numbers: Matrix) -> Mask:
        return checks.provinces(numbers[:, :2])

    def tests(self, numbers: Matrix) -> dict[str, Told]:
        return {"check": check_digits.mod_11_10(numbers)}

    def level(self, column: Column, spans: Spans) -> Level | None:
        sole = column.text[spans.starts + 6] >= _SOLE
        return "personal" if sole.any() else None
