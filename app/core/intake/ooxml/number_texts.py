"""The texts of stored numbers under their formats, each distinct one worked out once."""

import datetime
import re
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.intake.display import number_array
from app.core.intake.display.number_array import ShownArray
from app.core.intake.display.number_format import (
    EXACT_LIMIT,
    is_damaged,
    is_date_format,
    loses,
    number_text,
    stored_text,
)
from app.core.intake.display.plain_digits import plain_digits, without_zero
from app.core.intake.display.stored_number import stored_number
from app.core.intake.ooxml.styles import GENERAL
from app.core.text_bytes import offsets_and_bytes

_KNOWN = 1 << 17  # numbers that are remembered; beyond, they are worked out again
_FEW = 32  # numbers that are quicker done one by one
_SHORT = 16  # signs of a number that has no more than 15 digits
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,5})?", re.ASCII)
_WHOLE = re.compile(r"[+-]?\d{1,300}", re.ASCII)
_DAY = 86_400
_DAYS = 1 << 16  # days whose texts are held; the years from 1900 to 2079
_SPARSE = 2  # days for a number that asks for one
_EPOCH_1900 = datetime.datetime.fromisoformat("1899-12-30")
_EPOCH_1904 = datetime.datetime.fromisoformat("1904-01-01")


class NoNumber(Exception):
    """A cell that should hold a number does not; ``place`` is the one in the array."""

    def __init__(self, place: int) -> None:
        super().__init__(place)
        self.place = place


class Shown(NamedTuple):
    """What is shown for a number, what is stored, and whether its last digits are lost."""

    text: str
    raw: str
    damaged: bool


class ShownNumbers(NamedTuple):
    """Of each number its text, what is stored, and whether its last digits are lost.

    ``exact``: whether it is known that no text tells less than is stored (see :func:`loses`).
    """

    texts: pa.Array
    raws: pa.Array
    damaged: npt.NDArray[np.bool_]
    exact: bool


class _AtOnce(NamedTuple):
    """Texts and stored numbers, for which of them both are sure, and whether the texts are exact."""

    texts: pa.Array
    raws: pa.Array
    sure: npt.NDArray[np.bool_]
    exact: bool


class NumberTexts:
    """``formats``: number format codes by style; ``epoch_1904``: what dates count from."""

    def __init__(self, formats: tuple[str, ...], *, epoch_1904: bool) -> None:
        self._formats, self._epoch_1904 = formats, epoch_1904
        self._known: dict[tuple[int, bool, str], Shown] = {}
        self._days: dict[str, tuple[int, ShownArray]] = {}  # by format: of consecutive days

    def code(self, style: int) -> str:
        """The number format of a style; General where the workbook defines no such style."""
        return self._formats[style] if style < len(self._formats) else GENERAL

    def shown(self, written: pa.Array, style: int, *, is_date: bool) -> ShownNumbers:
        """Written numbers of one style as they are shown.

        Where all are shown and stored as they are written, both are ``written`` itself. Raises
        NoNumber.
        """
        damaged = np.zeros(len(written), np.bool_)
        fast = None
        if not is_date and len(written) >= _FEW:
            fast = self._at_once(written, self.code(style))
        odd = np.arange(len(written)) if fast is None else np.flatnonzero(~fast.sure)
        if fast is not None and len(odd) == 0:
            return ShownNumbers(fast.texts, fast.raws, damaged, fast.exact)
        found = []
        for place, text in zip(odd.tolist(), written.take(pa.array(odd)).to_pylist(), strict=True):
            one = self._one(text, style, is_date)
            if one is None:
                raise NoNumber(place)
            found.append(one)
            damaged[place] = one.damaged
        texts = pa.array([one.text for one in found], pa.string())
        raws = pa.array([one.raw for one in found], pa.string())
        if fast is not None:
            mask = pa.array(~fast.sure)
            texts = pc.replace_with_mask(fast.texts, mask, texts)
            raws = pc.replace_with_mask(fast.raws, mask, raws)
        exact = (fast is None or fast.exact) and self._all_exact(found, self.code(style))
        return ShownNumbers(texts, raws, damaged, exact)

    def _all_exact(self, found: list[Shown], code: str) -> bool:
        """Whether a few numbers are shown with all their digits; of many that is not looked into."""
        if len(found) > _FEW:
            return False
        values = [stored_number(one.raw) for one in found]
        return not any(
            value is None or loses(value[0], code, epoch_1904=self._epoch_1904) for value in values
        )

    def _at_once(self, written: pa.Array, code: str) -> _AtOnce | None:
        """Without a step for each; None where the format, or one of the numbers, asks for one."""
        written = without_zero(written)
        plain, whole = plain_digits(written)
        if code == GENERAL and plain.all():
            return _AtOnce(written, written, plain, exact=True)
        try:
            if code == GENERAL:
                return _general(written, plain)
            values = pc.cast(written, pa.float64()).to_numpy()
        except pa.ArrowInvalid:  # one of them is no number; which one is told by reading it singly
            return None
        raws, sure = _stored(written, values, plain)
        found = self._formatted(np.where(sure, values, 0), code, whole=whole)
        if found is None:
            return None
        return _AtOnce(found.texts, raws, sure & found.sure, bool(found.exact.all()))

    def _formatted(
        self, values: npt.NDArray[np.float64], code: str, *, whole: bool
    ) -> ShownArray | None:
        """Through a format. Days stand close together, so the text of each is made once."""
        days = self._days_of(values, code) if whole and is_date_format(code) else None
        if days is None:
            return number_array.number_texts(values, code, epoch_1904=self._epoch_1904)
        begin, shown = days
        at = values.astype(np.int64) - begin
        return ShownArray(shown.texts.take(pa.array(at)), shown.sure[at], shown.exact[at])

    def _days_of(self, values: npt.NDArray[np.float64], code: str) -> tuple[int, ShownArray] | None:
        """All days from the first to the last one; None where most of these are not asked for."""
        first, last = int(values.min()), int(values.max())
        known = self._days.get(code)
        if known is not None:
            begin, end = known[0], known[0] + len(known[1].sure) - 1
            if begin <= first and last <= end:
                return known
            first, last = min(first, begin), max(last, end)
        if last - first >= min(_DAYS, _SPARSE * len(values)):
            return None
        every = np.arange(first, last + 1, dtype=np.float64)
        shown = number_array.number_texts(every, code, epoch_1904=self._epoch_1904)
        if shown is not None:
            self._days[code] = first, shown
        return self._days.get(code)

    def _one(self, text: str, style: int, is_date: bool) -> Shown | None:
        key = style, is_date, text
        known = self._known.get(key)
        if known is None:
            known = self._dated(text, style) if is_date else self._numbered(text, style)
            if known is not None and len(self._known) < _KNOWN:
                self._known[key] = known
        return known

    def _numbered(self, text: str, style: int) -> Shown | None:
        value = _value(text.strip())
        return None if value is None else self._told(value, style)

    def _dated(self, text: str, style: int) -> Shown | None:
        """A date written as ISO 8601; as it is written where no date format shows it."""
        value = _serial(text.strip(), epoch_1904=self._epoch_1904)
        if value is None or not is_date_format(self.code(style)):
            return Shown(text, text, damaged=False)
        return self._told(value, style)

    def _told(self, value: float, style: int) -> Shown:
        if is_damaged(value):
            digits = stored_text(value)
            return Shown(digits, digits, damaged=True)
        text = number_text(value, self.code(style), epoch_1904=self._epoch_1904)
        return Shown(text, stored_text(value), damaged=False)


def _stored(
    written: pa.Array, values: npt.NDArray[np.float64], plain: npt.NDArray[np.bool_]
) -> tuple[pa.Array, npt.NDArray[np.bool_]]:
    """The numbers written out in full, and for which of them that is sure.

    Arrow writes the shortest text that names a double, as ``repr`` does.
    """
    if plain.all():
        return written, plain
    if 2 * plain.sum() > len(plain):
        odd = np.flatnonzero(~plain)
        raws, is_sure = _shortest(values[odd])
        sure = plain.copy()
        sure[odd] = is_sure
        return _with(written, odd, raws), sure
    return _shortest(values)


def _shortest(values: npt.NDArray[np.float64]) -> tuple[pa.Array, npt.NDArray[np.bool_]]:
    """The shortest texts that name doubles; which of them are sure to have all their digits."""
    texts = pa.array(values).cast(pa.string())
    sure = np.abs(values) < EXACT_LIMIT  # and so is a number
    if (offsets_and_bytes(texts)[1] == ord("e")).any():
        sure &= ~pc.match_substring(texts, "e").to_numpy(zero_copy_only=False)
    return texts, sure


def _general(written: pa.Array, plain: npt.NDArray[np.bool_]) -> _AtOnce:
    """Numbers of no more digits than are shown stand as they are; the others are rounded.

    Raises ArrowInvalid where one is no number.
    """
    odd = np.flatnonzero(~plain)
    values = pc.cast(written.take(pa.array(odd)), pa.float64()).to_numpy()
    raws, sure = _stored(written.take(pa.array(odd)), values, plain[odd])
    texts = raws
    long = np.flatnonzero(sure & (pc.binary_length(raws).to_numpy() > _SHORT))
    if len(long):
        rounded, sure[long] = number_array.general_texts(values[long])
        texts = _with(raws, long, rounded)
    every = plain.copy()
    every[odd] = sure
    shown = _with(written, odd, texts)
    return _AtOnce(shown, shown if raws is texts else _with(written, odd, raws), every, exact=True)


def _with(texts: pa.Array, places: npt.NDArray[np.int64], others: pa.Array) -> pa.Array:
    """The texts, with others at some places."""
    if len(places) == len(texts):
        return others
    mask = np.zeros(len(texts), np.bool_)
    mask[places] = True
    return pc.replace_with_mask(texts, pa.array(mask), others)


def _value(text: str) -> float | None:
    """The number; an integer keeps all digits that are written. None where it is none."""
    if _WHOLE.fullmatch(text):
        whole = int(text)
        return whole if abs(whole) >= EXACT_LIMIT else float(whole)
    if not _NUMBER.fullmatch(text):
        return None
    value = float(text)
    return value if abs(value) != float("inf") else None


def _serial(text: str, *, epoch_1904: bool) -> float | None:
    """Days since the epoch, of a date, a time or both. The year 1900 has a 29 February."""
    try:
        moment = datetime.datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return _time(text)
    epoch = _EPOCH_1904 if epoch_1904 else _EPOCH_1900
    days = (moment - epoch) / datetime.timedelta(days=1)
    return days - 1 if not epoch_1904 and days < 61 else days


def _time(text: str) -> float | None:
    try:
        time = datetime.time.fromisoformat(text)
    except ValueError:
        return None
    seconds = time.hour * 3600 + time.minute * 60 + time.second + time.microsecond / 1e6
    return seconds / _DAY
