"""手机号码: 11 digits of an allocated range, with or without 86 in front and separators within.

Cards in meters and cars have 13 digits of ranges of their own.

Source: 电信网编号计划 (2017) and its later allocations, as the ``numbers`` pack lists them.
"""

from collections.abc import Iterator
from functools import cache

import numpy as np

from app.core import resources
from app.core.review import checks
from app.core.review.column import Column
from app.core.review.detector import RunDetector, detectors
from app.core.review.evidence import Candidates, Told
from app.core.review.headers import header_says
from app.core.review.runs import Matrix
from app.core.review.spans import Mask, Places, Spans, sorted_set
from app.core.text import Text

_PLAIN = 11  # digits, without the country
_LED = 12  # with the 0 of long-distance calls in front
_BEFORE = {_PLAIN: b"", _LED: b"0", 13: b"86", 15: b"0086"}
_SCATTERED = 6  # of the eight digits above 1, where numbers begin with any
_SERIAL, _STEP = 20, 9  # so many numbers, each so near to the next, are no accident


@detectors.register
class MobileDetector(RunDetector):
    """Seven of ten random numbers of 11 digits that begin with 1 look like one, so a column of
    order numbers is told by those that do not."""

    id = "mobile"
    title = Text("手机号码", "mobile number")
    precedence = 40
    lengths = (11, _LED, 13, 15)  # 86 and 0086 in front

    def candidates(self, column: Column) -> Candidates:
        """In running text an order number beside a mobile number says nothing against it.

        Only a name tells numbers that count up, cards of things, whose 13 digits are also those of a time in
        milliseconds, and numbers with a 0 in front, which many serial numbers have.
        """
        found = super().candidates(column)
        if not len(found.spans):
            return found
        allocated, things = found.tests["allocated"], found.tests["of things"]
        told = column.alone(found.spans) | (allocated == 1)
        if header_says(self.id, column.name) != "says":
            numbers, peers = found.tests["number"].astype(np.int64), column.peers(found.spans)
            told &= (things == 0) & ~_counts_up(numbers, peers)
            if not column.are_apart and _are_among_serials(column, found.spans):
                told &= ~column.alone(found.spans)
        told &= ~_of_pages(column, found.spans)
        return Candidates(found.spans.where(told), {"allocated": allocated[told]})

    def _formed(self, column: Column, length: int) -> Iterator[tuple[Places, Matrix]]:
        if length != _LED or header_says(self.id, column.name) == "says":
            yield from super()._formed(column, length)

    def least_digits(self, length: int) -> int:
        return length

    def form(self, numbers: Matrix) -> Mask:
        before = numbers[:, :-11]
        country = np.frombuffer(_BEFORE[numbers.shape[1]], np.uint8)
        abroad: Mask = np.asarray((before == country).all(axis=1))
        one: Mask = numbers[:, -11] == ord("1")
        return checks.digits(numbers) & ((abroad & one) | _of_things(numbers))

    def tests(self, numbers: Matrix) -> dict[str, Told]:
        things = _of_things(numbers)
        return {
            "allocated": ranges("mobile")[checks.number(numbers[:, -11:-7])] | things,
            "of things": things,
            "number": checks.number(numbers[:, -_PLAIN:]),
        }


def _of_pages(column: Column, spans: Spans) -> Mask:
    """Which stand behind a line in the address of a page: ``/art_1395618358_4941.html``."""
    lined: Mask = column.text[np.maximum(spans.starts - 1, 0)] == ord("_")
    if lined.any():
        lined[lined] = column.which(column.values_of(spans.where(lined)), "^https?://")
    return lined


def _are_among_serials(column: Column, spans: Spans) -> bool:
    """Whether more cells hold a number of as many digits that is nobody's, and these begin with any: then
    one in ten begins with 1. Beside numbers of one series, one that begins otherwise is no accident.
    """
    numbers = column.runs.spans.where(column.runs.of_length(_PLAIN, digits=_PLAIN))
    others = numbers.where(column.text[numbers.starts] > ord("1"))
    if len(others) <= len(spans) or len(sorted_set(column.text[others.starts])) < _SCATTERED:
        return False
    return int(column.alone(others).sum()) > len(spans)


def _of_things(numbers: Matrix) -> Mask:
    """Whether numbers are 13 digits of the Internet of Things."""
    if numbers.shape[1] != 13:
        return np.zeros(len(numbers), np.bool_)
    first = np.minimum(checks.number(numbers[:, :4]), 9999)  # letters count for more than digits
    mask: Mask = checks.digits(numbers) & ranges("iot")[first]
    return mask


def _counts_up(numbers: checks.Numbers, peers: Places) -> Mask:
    """Which are, beside their peers, of a run with hardly a gap: 13800000001, 13800000002 and so on.

    A county's hundred thousand subscribers share some thousand blocks of ten thousand numbers: one
    in twenty has a neighbour so near, and twenty in a row have none.
    """
    numbers = peers * 10**_PLAIN + numbers
    different = sorted_set(numbers)
    gaps = np.flatnonzero(np.diff(different) > _STEP)
    firsts, lasts = np.append(0, gaps + 1), np.append(gaps, len(different) - 1)
    long = lasts - firsts + 1 >= _SERIAL
    if not long.any():
        return np.zeros(len(numbers), np.bool_)
    begin, end = different[firsts[long]], different[lasts[long]]
    within: Mask = np.searchsorted(begin, numbers, "right") > np.searchsorted(end, numbers, "left")
    return within


@cache
def ranges(kind: str) -> Mask:
    """By the first four digits, whether a range has been allocated: ``mobile`` or ``iot``."""
    allocated = np.zeros(10_000, np.bool_)
    for first in resources.pack("numbers").data[kind]:
        low = int(str(first).ljust(4, "0"))
        allocated[low : low + 10 ** (4 - len(str(first)))] = True
    return allocated
