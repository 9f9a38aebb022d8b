"""Dates as they stand in cells: 2024-03-01, 2024/3/1, 2024年3月1日, 20240301, 2024年3月, 2024.

What stands behind a day (a time) belongs to the text, not to the date.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.days import exist
from app.core.desensitize.characters import joined
from app.core.text_bytes import among, are_digits, from_bytes, offsets_and_bytes

Numbers = npt.NDArray[np.int64]
Matrix = npt.NDArray[np.uint8]

EARLIEST, LATEST = 1800, 2099  # years
_SIZE, _SIGNS = 10, b"-/."  # of the usual ones
_WRITTEN = (
    r"(?s)\A\s*(?P<year>(?:18|19|20)[0-9]{2})"
    r"(?:(?P<first>\s*[-/.年]\s*)(?P<month>[0-9]{1,2})(?:(?P<second>\s*[-/.月]\s*)(?P<day>[0-9]{1,2}))?)?"
    r"(?P<last>\s*[年月日]?)(?P<behind>(?:[\sT].*)?)\z"
)
_COMPACT = r"\A\s*(?P<year>(?:18|19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>(?:[0-9]{2})?)\s*\z"


@dataclass(frozen=True, eq=False)
class Dates:
    """Parts of texts that are dates, as numbers; 0 where a text has none.

    ``between``: the signs behind year, month and day; ``padded``: whether months and days are written
    with a leading zero.
    """

    year: Numbers
    month: Numbers
    day: Numbers
    between: tuple[pa.StringArray, pa.StringArray, pa.StringArray]
    padded: npt.NDArray[np.bool_]

    @property
    def ordinals(self) -> Numbers:
        """Days since 1970-01-01; 0 where :attr:`complete` is false."""
        months = (self.year - 1970) * 12 + np.maximum(self.month, 1) - 1
        first = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
        return np.where(self.complete, first + self.day - 1, 0)

    @property
    def complete(self) -> npt.NDArray[np.bool_]:
        """Which texts name a day of the calendar."""
        return (self.year > 0) & exist(self.year, self.month, self.day)


def read(texts: pa.StringArray) -> Dates:
    """The dates that texts are."""
    offsets, content = offsets_and_bytes(texts)
    mask = np.diff(offsets) == _SIZE
    if texts.null_count:
        mask &= texts.is_valid().to_numpy(zero_copy_only=False)
    places = None if mask.all() else offsets[:-1][mask, None] + np.arange(_SIZE)
    cells = content.reshape(-1, _SIZE) if places is None else content[places]
    usual = _are_usual(cells)
    mask[mask] = usual
    if mask.all():
        return _usual(cells)
    if not mask.any():
        return _any(texts)
    return _merged(mask, _usual(cells[usual]), _any(texts.filter(pa.array(~mask))))


def _are_usual(cells: Matrix) -> npt.NDArray[np.bool_]:
    """Which cells are dates of ten characters as most files have them: 2024-03-01."""
    fit = among(cells[:, 4], _SIGNS) & among(cells[:, 7], _SIGNS)
    for place in (0, 1, 2, 3, 5, 6, 8, 9):
        fit &= are_digits(cells[:, place])
    century = _value(cells[:, :2])
    mask: npt.NDArray[np.bool_] = fit & (century >= EARLIEST // 100) & (century <= LATEST // 100)
    return mask


def _usual(cells: Matrix) -> Dates:
    """What the expressions would find in such cells, at a thirtieth of the time."""
    year, month, day = _value(cells[:, :4]), _value(cells[:, 5:7]), _value(cells[:, 8:])
    edges = np.arange(len(cells) + 1)
    first, second = (from_bytes(edges, cells[:, place]) for place in (4, 7))
    padded = (month < 10) | (day < 10) | (cells[:, 4] != ord("/"))
    nothing = pa.repeat(pa.scalar("", pa.string()), len(cells))
    return Dates(year, month, day, (first, second, nothing), padded)


def _value(digits: Matrix) -> Numbers:
    """The numbers that digits of ASCII are, a row each."""
    value = np.zeros(len(digits), np.int64)
    for place in range(digits.shape[1]):
        value = value * 10 + (digits[:, place] - np.uint8(ord("0")))
    return value


def _merged(mask: npt.NDArray[np.bool_], some: Dates, others: Dates) -> Dates:
    """Dates that were read apart: ``some`` where the mask is true."""
    order = np.where(mask, np.cumsum(mask) - 1, len(some.year) + np.cumsum(~mask) - 1)
    taken = pa.array(order)
    first, second, last = (
        pa.concat_arrays(pair).take(taken)
        for pair in zip(some.between, others.between, strict=True)
    )
    return Dates(
        np.concatenate([some.year, others.year])[order],
        np.concatenate([some.month, others.month])[order],
        np.concatenate([some.day, others.day])[order],
        (first, second, last),
        np.concatenate([some.padded, others.padded])[order],
    )


def _any(texts: pa.StringArray) -> Dates:
    """Dates however they are written."""
    long, short = pc.extract_regex(texts, _WRITTEN), pc.extract_regex(texts, _COMPACT)

    def part(name: str, also: bool = True) -> pa.StringArray:
        written = pc.struct_field(long, name)
        return pc.coalesce(written, pc.struct_field(short, name)) if also else written

    year, month, day = (part(name) for name in ("year", "month", "day"))
    first, second, last, behind = (
        pc.fill_null(part(name, False), "") for name in ("first", "second", "last", "behind")
    )
    return Dates(
        year=_number(year),
        month=_number(month),
        day=_number(day),
        between=(first, second, joined(last, behind)),
        padded=_padded(month, day, first),
    )


def written(ordinals: Numbers, like: Dates) -> pa.StringArray:
    """Days since 1970-01-01 in the form of other dates, text by text."""
    days = ordinals.astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    year = days.astype("datetime64[Y]").astype(np.int64) + 1970
    month = months.astype(np.int64) % 12 + 1
    day = (days - months.astype("datetime64[D]")).astype(np.int64) + 1
    first, second, last = like.between
    shown = (_shown(number, like.padded) for number in (month, day))
    return joined(_text(year), first, next(shown), second, next(shown), last)


def _number(text: pa.StringArray) -> Numbers:
    filled = pc.replace_substring_regex(pc.fill_null(text, "0"), r"\A\z", "0")
    numbers: Numbers = filled.cast(pa.int64()).to_numpy(zero_copy_only=False)
    return numbers


def _padded(
    month: pa.StringArray, day: pa.StringArray, first: pa.StringArray
) -> npt.NDArray[np.bool_]:
    """A part of one digit tells, or a leading zero; where neither stands, the separator."""
    single = pc.or_(pc.equal(pc.utf8_length(month), 1), pc.equal(pc.utf8_length(day), 1))
    zero = pc.or_(pc.starts_with(month, "0"), pc.starts_with(day, "0"))
    usual = pc.invert(pc.match_substring_regex(first, "[/年]"))
    padded = pc.if_else(
        pc.fill_null(single, False), False, pc.or_(pc.fill_null(zero, False), usual)
    )
    told: npt.NDArray[np.bool_] = padded.to_numpy(zero_copy_only=False)
    return told


def _shown(numbers: Numbers, padded: npt.NDArray[np.bool_]) -> pa.StringArray:
    plain = _text(numbers)
    return pc.if_else(pa.array(padded), pc.utf8_lpad(plain, 2, "0"), plain)


def _text(numbers: Numbers) -> pa.StringArray:
    return pa.array(numbers).cast(pa.string())
