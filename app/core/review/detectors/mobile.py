"""手机号码: 11 digits of an allocated range, with or without 86 in front and separators within.

Source: 电信网编号计划 (2017) and its later allocations, as the ``numbers`` pack lists them.
"""

from functools import cache

import numpy as np

from app.core import resources
from app.core.review import checks
from app.core.review.column import Column
from app.core.review.detector import RunDetector, detectors
from app.core.review.evidence import Candidates, Told
from app.core.review.runs import Matrix
from app.core.review.spans import Mask
from app.core.text import Text


@detectors.register
class MobileDetector(RunDetector):
    """Seven of ten random numbers of 11 digits that begin with 1 look like one, so a column of
    order numbers is told by those that do not."""

    id = "mobile"
    title = Text("手机号码", "mobile number")
    precedence = 40
    lengths = (11, 13, 15)  # 86 and 0086 in front
    digits = 11

    def candidates(self, column: Column) -> Candidates:
        """In running text an order number beside a mobile number says nothing against it."""
        found = super().candidates(column)
        if not len(found.spans):
            return found
        told = column.alone(found.spans) | (found.tests["allocated"] == 1)
        tests = {name: answers[told] for name, answers in found.tests.items()}
        return Candidates(found.spans.where(told), tests)

    def form(self, numbers: Matrix) -> Mask:
        before = numbers[:, :-11]
        country = np.frombuffer(b"0086"[4 - before.shape[1] :], np.uint8)
        abroad: Mask = np.asarray((before == country).all(axis=1))
        one: Mask = numbers[:, -11] == ord("1")
        return checks.digits(numbers) & abroad & one

    def tests(self, numbers: Matrix) -> dict[str, Told]:
        return {"allocated": ranges()[checks.number(numbers[:, -11:-7])]}


@cache
def ranges() -> Mask:
    """By the first four digits, whether a range has been allocated to persons' numbers."""
    allocated = np.zeros(10_000, np.bool_)
    for first in resources.pack("numbers").data["mobile"]:
        low = int(str(first).ljust(4, "0"))
        allocated[low : low + 10 ** (4 - len(str(first)))] = True
    return allocated
