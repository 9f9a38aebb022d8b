"""The texts of stored numbers under their formats, each distinct one worked out once."""

import datetime
import re
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.intake.display import number_array
from app.core.intake.display.number_format import (
    EXACT_LIMIT,
    is_damaged,
    is_date_format,
    number_text,
    stored_text,
)
from app.core.intake.ooxml.styles import GENERAL

_KNOWN = 1 << 17  # numbers that are remembered; beyond, they are worked out again
_FEW = 32  # numbers that are quicker done one by one
_SHORT = 16  # signs of a number that has no more than 15 digits
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,5})?", re.ASCII)
_WHOLE = re.compile(r"[+-]?\d{1,300}", re.ASCII)
_DAY = 86_400
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


class _AtOnce(NamedTuple):
    """Texts and stored numbers, and for which of them both are sure."""

    texts: pa.Array
    raws: pa.Array
    sure: npt.NDArray[np.bool_]


class NumberTexts:
    """``formats``: number format codes by style; ``epoch_1904``: what dates count from."""

    def __init__(self, formats: tuple[str, ...], *, epoch_1904: bool) -> None:
        self._formats, self._epoch_1904 = formats, epoch_1904
        self._known: dict[tuple[int, bool, str], Shown] = {}

    def code(self, style: int) -> str:
        """The number format of a style; General where the workbook defines no such style."""
        return self._formats[style] if style < len(self._formats) else GENERAL

    def shown(
        self, written: pa.Array, style: int, *, is_date: bool
    ) -> tuple[pa.Array, pa.Array, npt.NDArray[np.bool_]]:
        """Texts, stored numbers and which are damaged, for distinct written numbers of one style.

        Where all are shown and stored as they are written, both are ``written`` itself. Raises
        NoNumber.
        """
        damaged = np.zeros(len(written), np.bool_)
        fast = None
        if not is_date and len(written) >= _FEW:
            fast = self._at_once(written, self.code(style))
        odd = np.arange(len(written)) if fast is None else np.flatnonzero(~fast.sure)
        if fast is not None and len(odd) == 0:
            return fast.texts, fast.raws, damaged
        found = []
        for place, text in zip(odd.tolist(), written.take(pa.array(odd)).to_pylist(), strict=True):
            one = self._one(text, style, is_date)
            if one is None:
                raise NoNumber(place)
            found.append(one)
            damaged[place] = one.damaged
        texts = pa.array([one.text for one in found], pa.string())
        raws = pa.array([one.raw for one in found], pa.string())
        if fast is None:
            return texts, raws, damaged
        mask = pa.array(~fast.sure)
        return (
            pc.replace_with_mask(fast.texts, mask, texts),
            pc.replace_with_mask(fast.raws, mask, raws),
            damaged,
        )

    def _at_once(self, written: pa.Array, code: str) -> _AtOnce | None:
        """Without a step for each; None where the format, or one of the numbers, asks for one.

        Arrow writes the shortest text that names a double, as ``repr`` does.
        """
        whole = _are_whole(written)
        if whole and code == GENERAL:
            return _AtOnce(written, written, np.ones(len(written), np.bool_))
        try:
            parsed = pc.cast(written, pa.float64())
        except pa.ArrowInvalid:  # one of them is no number; which one is told by reading it singly
            return None
        values = parsed.to_numpy()
        raws = written if whole else pc.cast(parsed, pa.string())
        sure = np.abs(values) < EXACT_LIMIT  # and so is a number
        sure &= ~pc.match_substring(raws, "e").to_numpy(zero_copy_only=False)
        if code == GENERAL:
            return _general(written, values, raws, sure)
        found = number_array.number_texts(
            np.where(sure, values, 0), code, epoch_1904=self._epoch_1904
        )
        return found and _AtOnce(found.texts, raws, sure & found.sure)

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


def _are_whole(written: pa.Array) -> bool:
    """Whether all are integers that a double holds, written as everybody would write them."""
    lengths = pc.binary_length(written)
    if pc.max(lengths).as_py() >= _SHORT or not pc.all(pc.ascii_is_decimal(written)).as_py():
        return False
    return not pc.any(pc.and_(pc.starts_with(written, "0"), pc.greater(lengths, 1))).as_py()


def _general(
    written: pa.Array, values: npt.NDArray[np.float64], raws: pa.Array, sure: npt.NDArray[np.bool_]
) -> _AtOnce:
    """Numbers of no more digits than are shown stand as they are; the others are rounded."""
    long = sure & (pc.binary_length(raws).to_numpy() > _SHORT)
    if not long.any():
        texts = written if raws.equals(written) else raws
        return _AtOnce(texts, texts, sure)
    rounded, is_sure = number_array.general_texts(values[long])
    sure[long] = is_sure
    return _AtOnce(pc.replace_with_mask(raws, pa.array(long), rounded), raws, sure)


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
