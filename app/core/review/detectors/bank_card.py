"""银行卡号: 16 to 19 digits, an issuer's first digits and the Luhn check. ISO/IEC 7812-1."""

import re

import numpy as np

from app.core import check_digits
from app.core.review import checks
from app.core.review.column import Column
from app.core.review.detector import RunDetector, cut_out, detectors
from app.core.review.evidence import Candidates, Told
from app.core.review.runs import Matrix
from app.core.review.spans import Mask, Spans
from app.core.text import Text

_NEAR = 48  # bytes: 卡号 and the bank's name before the number
_SPOKEN = r"卡号|银行卡|账号|账户|帐号|帐户|工资卡|储蓄卡|信用卡|一卡通"
_SPEAKING = re.compile(_SPOKEN)


@detectors.register
class BankCardDetector(RunDetector):
    """Any number passes Luhn one time in ten, so the share of all long numbers that pass decides.

    Identity numbers beside them say nothing against cards.
    """

    id = "bank-card"
    title = Text("银行卡号", "bank card number")
    precedence = 30
    lengths = (16, 17, 18, 19)

    def least_digits(self, length: int) -> int:
        return length

    def candidates(self, column: Column) -> Candidates:
        """A word before it that speaks of a card makes one number certain."""
        found = super().candidates(column)
        if not len(found.spans):
            return found
        spoken = np.zeros(len(found.spans), np.bool_)
        if not column.is_ascii:
            spoken = _are_spoken_of(column, found.spans)
        named = np.where(spoken & (found.tests["luhn"] == 1), np.int8(1), np.int8(-1))
        return Candidates(found.spans, {**found.tests, "named": named})

    def form(self, numbers: Matrix) -> Mask:
        digits = checks.digits(numbers)
        if numbers.shape[1] == 18:
            digits &= ~checks.all_of(
                numbers,
                lambda _: digits,
                lambda those: checks.births(those[:, 6:14]),
                check_digits.resident_id,
            )
        return digits

    def tests(self, numbers: Matrix) -> dict[str, Told]:
        cut = checks.cut_by_excel(numbers)
        return {
            "issuer": _issued(numbers),
            "luhn": np.where(cut, np.int8(-1), check_digits.luhn(numbers)),
            "cut": np.where(cut, np.int8(1), np.int8(-1)),
        }


def _are_spoken_of(column: Column, spans: Spans) -> Mask:
    """Which stand near enough behind a word for cards, in the same text."""
    values = column.values_of(spans)
    different = column.distinct(values)
    speaking = different[column.which(different, _SPOKEN)]
    words = cut_out(column, speaking, _SPEAKING)
    before = np.searchsorted(words.ends, spans.starts, "right") - 1
    last = np.append(words.ends, -_NEAR)[before]
    near: Mask = (spans.starts - last <= _NEAR) & (last > column.offsets[values])
    return near


def _issued(numbers: Matrix) -> Mask:
    """By length: 62 (银联), 60 and 9 (older domestic cards) at all; 4 at 16 and 19; 51 to 55, 22 to 27
    and 35 at 16 digits only. Sources: ISO/IEC 7812-1; the ranges that the card schemes publish.
    """
    first, two, length = numbers[:, 0], checks.number(numbers[:, :2]), numbers.shape[1]
    mask: Mask = np.isin(two, (60, 62)) | (first == ord("9"))
    if length in (16, 19):
        mask |= first == ord("4")
    if length == 16:
        mask |= np.isin(two, (*range(22, 28), 35, *range(51, 56)))
    return mask
