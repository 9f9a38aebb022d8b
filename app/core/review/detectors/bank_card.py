"""银行卡号: 16 to 19 digits, an issuer's first digits and the Luhn check. ISO/IEC 7812-1."""

import numpy as np

from app.core.review import checks
from app.core.review.detector import RunDetector, detectors
from app.core.review.evidence import Told
from app.core.review.runs import Matrix
from app.core.review.spans import Mask
from app.core.text import Text


@detectors.register
class BankCardDetector(RunDetector):
    """Any number passes Luhn one time in ten, so the share of all long numbers that pass decides.

    Identity numbers beside them say nothing against cards.
    """

    id = "bank-card"
    title = Text("银行卡号", "bank card number")
    precedence = 30
    lengths = (16, 17, 18, 19)
    digits = 16

    def form(self, numbers: Matrix) -> Mask:
        digits = checks.digits(numbers)
        if numbers.shape[1] != 18:
            return digits
        return digits & ~(checks.births(numbers[:, 6:14]) & checks.resident_id(numbers))

    def tests(self, numbers: Matrix) -> dict[str, Told]:
        cut = checks.cut_by_excel(numbers)
        return {
            "issuer": _issued(numbers),
            "luhn": np.where(cut, np.int8(-1), checks.luhn(numbers)),
            "cut": np.where(cut, np.int8(1), np.int8(-1)),
        }


def _issued(numbers: Matrix) -> Mask:
    """62 (银联), 4, 51 to 55, 34, 37, and the 9 of older domestic cards."""
    first, two = numbers[:, 0], checks.number(numbers[:, :2])
    mask: Mask = (
        (two == 62)
        | (first == ord("4"))
        | ((two >= 51) & (two <= 55))
        | np.isin(two, (34, 37))
        | (first == ord("9"))
    )
    return mask
