"""公民身份号码, GB 11643-1999: 18 characters with a check digit; also when Excel has damaged it."""

import re

import numpy as np

from app.core import check_digits
from app.core.review import checks
from app.core.review.column import Column
from app.core.review.detector import RunDetector, cut_out, detectors
from app.core.review.evidence import Candidates, Told
from app.core.review.headers import header_says
from app.core.review.runs import Matrix
from app.core.review.signs import sought
from app.core.review.spans import Mask, Spans, joined
from app.core.text import Text

_LETTERS = np.frombuffer(b"GLJT", np.uint8)  # of 学籍号 and of 特种作业操作证, before the number
_LED = 19  # characters with such a letter
_FOLLOWED = 20  # with the two digits of a 残疾人证 behind
_REISSUED = 22  # with B1, B2 … of its next copies behind these
_QUALIFIED = 27  # with year, province and kind of a 医师资格证 in front
_BEGINS = {_LED: 1, _QUALIFIED: 9}  # where the number of the person begins
_FIRST_GRANTED, _CENTURY_OVER = 1998, 2100  # 执业医师法
# Lengths, and how many may look like one of a person by accident.
_WEAK = {15: 3, _FOLLOWED: 0, _QUALIFIED: 0}
_HIDES = "*#xX"  # what people hide digits with
_HIDDEN = sought(one + other for one in _HIDES for other in _HIDES)  # at least two of them
_TESTS = ("check", "cut", "before-2000", "old", "masked")
# Region, birth year and the end are left, or the whole date of birth: with the name beside it, that is a
# person. What the mask of this product leaves (region and year, no end) is none.
_MASKED = re.compile(
    rf"(?<![0-9A-Za-z])(?=[0-9{_HIDES}]{{18}}(?![0-9A-Za-z*#]))"
    rf"[1-9](?:[0-9]{{5,13}}(?:\*+|#+|[xX]+)[0-9]{{1,7}}[0-9Xx]|[0-9]{{13}}(?:\*{{4}}|#{{4}}|[xX]{{4}}))"
    r"(?![0-9A-Za-z*#])",
    re.ASCII,
)
_POWERS = sought(("E+17", "e+17", "E17", "e17"))
_FLOAT = re.compile(r"(?<![0-9A-Za-z.])[1-9]\.[0-9]{9,16}[eE]\+?17(?![0-9A-Za-z.])", re.ASCII)
_NOBODY = np.empty(0, np.int8)
_RARELY = r"[0-9]{6}[*#xX]{2,10}[0-9]|[0-9]{14}[*#xX]{4}"
_MISREAD = np.arange(256, dtype=np.uint8)
_MISREAD[np.frombuffer(b"OQIL", np.uint8)] = np.frombuffer(b"0011", np.uint8)


@detectors.register
class ResidentIdDetector(RunDetector):
    """Province and birth date make a candidate; the check digit tells persons from contracts.

    Numbers made of area, date and serial pass the check one time in eleven. A truncation by Excel
    (…000) still tells region and birth date though it fails eleven times out of twelve, so its
    check is not asked for. A birth before 2000 is a test of its own: no office has numbered its papers so.
    The 15 digits of before 1999 have no check; they count where most runs of 15 digits are such.
    Letters read for digits (O for 0, l for 1) count if the check digit then agrees. Numbers made of an
    identity number hold it: 学籍号 and 特种作业操作证 behind a letter, 残疾人证号 before kind and grade of
    the disability, 医师资格证书编码 behind the year, the province and the kind of the doctor.
    """

    id = "resident-id"
    title = Text("公民身份号码", "resident identity number")
    precedence = 10
    lengths = (15, 18, _LED, _FOLLOWED, _REISSUED, _QUALIFIED)
    led = frozenset((_LED,))
    digits = 15

    def candidates(self, column: Column) -> Candidates:
        """Those that somebody has masked too little, and those that became floats, too."""
        found = self._of_digits(column)
        found = _with(found, "masked", _masked(column))
        return _with(found, "cut", _floats(column))

    def _of_digits(self, column: Column) -> Candidates:
        """Those written out; of the weaker lengths only where a name speaks of them, or most are such."""
        found = super().candidates(column)
        if not len(found.spans) or header_says(self.id, column.name) == "says":
            return found
        sizes = found.spans.ends - found.spans.starts
        kept = np.ones(len(sizes), np.bool_)
        for length, chance in _WEAK.items():
            such = np.flatnonzero(sizes == length)
            if len(such):
                runs = column.runs.of_length(length, digits=self.digits)
                peers = column.peers(found.spans.where(such))
                beside = column.peers(column.runs.spans.where(runs))
                alike = np.bincount(peers)
                every = np.bincount(beside, minlength=len(alike))[: len(alike)]
                kept[such] = ((alike > chance) & (2 * alike >= every))[peers]
        kept &= (found.tests["old"] != 1) | (sizes == 15)  # 460-00-82403-43450 is another number
        tests = {name: told[kept] for name, told in found.tests.items()}
        return Candidates(found.spans.where(kept), tests)

    def form(self, numbers: Matrix) -> Mask:
        length = numbers.shape[1]
        if length == _LED:
            lettered: Mask = np.asarray(np.isin(numbers[:, 0], _LETTERS))
            return lettered & self.form(_body(numbers))
        if length == _FOLLOWED:
            return checks.digits(numbers[:, 18:]) & self.form(_body(numbers))
        if length == _REISSUED:
            again: Mask = checks.digits(numbers[:, 21:])
            again &= numbers[:, 20] == ord("B")
            return again & self.form(numbers[:, :_FOLLOWED])
        if length == _QUALIFIED:
            year = checks.number(numbers[:, :4])
            granted = checks.digits(numbers[:, :9])
            granted &= (year >= _FIRST_GRANTED) & (year < _CENTURY_OVER)
            granted &= checks.provinces(numbers[:, 4:6])
            return granted & self.form(_body(numbers))
        if length == 15:
            region = checks.digits(numbers) & checks.provinces(numbers[:, :2])
            born: Mask = checks.births(checks.with_century(numbers[:, 6:12]))
            return region & born
        read = as_digits(numbers)
        shaped = checks.all_of(
            read,
            lambda those: checks.provinces(those[:, :2]),
            checks.seventeen_digits,
            lambda those: checks.births(those[:, 6:14]),
        )
        misread = np.flatnonzero(shaped & (read != numbers).any(axis=1))
        shaped[misread] = check_digits.resident_id(read[misread])
        return shaped

    def tests(self, numbers: Matrix) -> dict[str, Told]:
        if numbers.shape[1] == 15:
            return _answers(len(numbers), "old")
        numbers = as_digits(_body(numbers))
        cut = checks.cut_by_excel(numbers)
        told = _answers(len(numbers))
        told["check"] = np.where(cut, np.int8(-1), check_digits.resident_id(numbers))
        told["cut"] = np.where(cut, np.int8(1), np.int8(-1))
        told["before-2000"] = (checks.number(numbers[:, 6:10]) < 2000).astype(np.int8)
        return told


def _body(numbers: Matrix) -> Matrix:
    """The 18 characters of the identity number in longer ones."""
    begin = _BEGINS.get(numbers.shape[1], 0)
    return numbers[:, begin : begin + 18]


def _with(found: Candidates, told: str, spans: Spans) -> Candidates:
    """The candidates and some more, which pass one test and are not asked for the others."""
    spans = spans.apart_from(found.spans)
    if not len(spans):
        return found
    order = np.argsort(np.concatenate([found.spans.starts, spans.starts]), kind="stable")
    before, more = found.tests or _answers(0), _answers(len(spans), told)
    tests = {name: np.concatenate([before[name], more[name]])[order] for name in _TESTS}
    return Candidates(joined(found.spans, spans), tests)


def _masked(column: Column) -> Spans:
    return cut_out(column, column.matching(_RARELY, column.holding(_HIDDEN)), _MASKED, _of_province)


def _of_province(text: str) -> bool:
    return bool(checks.provinces(np.frombuffer(text[:2].encode(), np.uint8)[None, :])[0])


def _floats(column: Column) -> Spans:
    """Numbers that a spreadsheet or a script has made a float of: 1.10105199001011E+17.

    The fifteen digits that are left hold region and birth date; a zero at their end is not written.
    """
    return cut_out(column, column.holding(_POWERS), _FLOAT, _is_float_of_person)


def _is_float_of_person(text: str) -> bool:
    digits = text.upper().partition("E")[0].replace(".", "").ljust(18, "0")
    number = np.frombuffer(digits[:18].encode(), np.uint8)[None, :]
    return bool((checks.provinces(number[:, :2]) & checks.births(number[:, 6:14])).all())


def _answers(count: int, passed: str = "") -> dict[str, Told]:
    """Every test unanswered, but for the one that all have passed."""
    return {name: np.full(count, 1 if name == passed else -1, np.int8) for name in _TESTS}


def as_digits(numbers: Matrix) -> Matrix:
    """Letters that are read, or typed, for digits as these."""
    return check_digits.looked_up(_MISREAD, numbers)
