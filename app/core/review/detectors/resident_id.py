"""公民身份号码, GB 11643-1999: 18 characters with a check digit; also when Excel has damaged it."""

import numpy as np

from app.core.review import checks
from app.core.review.detector import RunDetector, detectors
from app.core.review.evidence import Told
from app.core.review.runs import Matrix
from app.core.review.spans import Mask
from app.core.text import Text

_CHANCE = 3  # numbers of 15 digits that may look like one of before 1999 by accident
_LETTERS = np.frombuffer(b"GLJ", np.uint8)  # 学籍号 is one of them before the number


@detectors.register
class ResidentIdDetector(RunDetector):
    """Province and birth date make a candidate; the check digit tells persons from contracts.

    Numbers made of area, date and serial pass the check one time in eleven. A truncation by Excel
    (…000) still tells region and birth date though it fails eleven times out of twelve, so its
    check is not asked for. A birth before 2000 is a test of its own: no office has numbered its papers so.
    The 15 digits of before 1999 have no check; they count where most runs of 15 digits are such.
    """

    id = "resident-id"
    title = Text("公民身份号码", "resident identity number")
    precedence = 10
    lengths = (15, 18, 19)
    led = frozenset((19,))
    digits = 15

    def form(self, numbers: Matrix) -> Mask:
        length = numbers.shape[1]
        if length == 19:
            lettered: Mask = np.asarray(np.isin(numbers[:, 0], _LETTERS))
            return lettered & self.form(numbers[:, 1:])
        region = checks.provinces(numbers[:, :2])
        if length == 15:
            old = checks.digits(numbers) & region & checks.births(_with_century(numbers[:, 6:12]))
            many = old.sum() > _CHANCE and 2 * old.sum() >= len(old)
            return old if many else np.zeros(len(old), np.bool_)
        return checks.seventeen_digits(numbers) & region & checks.births(numbers[:, 6:14])

    def tests(self, numbers: Matrix) -> dict[str, Told]:
        unknown = np.full(len(numbers), -1, np.int8)
        if numbers.shape[1] == 15:
            told = unknown + np.int8(2)
            return {"check": unknown, "cut": unknown, "before-2000": unknown, "old": told}
        numbers = numbers[:, -18:]
        cut = checks.cut_by_excel(numbers)
        return {
            "check": np.where(cut, unknown, checks.resident_id(numbers)),
            "cut": np.where(cut, np.int8(1), unknown),
            "before-2000": checks.number(numbers[:, 6:10]) < 2000,
            "old": unknown,
        }


def _with_century(days: Matrix) -> Matrix:
    """yymmdd as 19yymmdd."""
    century = np.broadcast_to(np.frombuffer(b"19", np.uint8), (len(days), 2))
    return np.concatenate([century, days], axis=1)
