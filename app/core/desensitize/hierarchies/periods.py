"""Dates by the period that they fall in, whatever way they are written.

Day, month, quarter, half-year, year, five and ten years: each lies whole in the next.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.days import exist

Period: TypeAlias = Literal["day", "month", "quarter", "half", "year", "5 years", "10 years"]
PERIODS: tuple[Period, ...] = get_args(Period)
Numbers: TypeAlias = npt.NDArray[np.int64]

_TIME = r"[\sT]\s*\d{1,2}[:时]\d{1,2}.*$"
_FORMS = (
    r"^(?P<year>\d{4})\s*(?:[-/.年]\s*(?P<month>\d{1,2})(?:\s*[-/.月]\s*(?P<day>\d{1,2}))?)?\s*[年月日]?$",
    r"^(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})?$",
)
_UNNAMED = -1  # not 0, which registers write for a month or day that they do not know


@dataclass(frozen=True, eq=False)
class Dates:
    """One entry a text. ``month`` and ``day`` are 0 where it names none, ``year`` where it is no date."""

    year: Numbers
    month: Numbers
    day: Numbers

    @property
    def known(self) -> npt.NDArray[np.bool_]:
        """Which texts are dates."""
        return self.year > 0


def dates_of(texts: pa.StringArray) -> Dates:
    """The dates of texts such as 2024-03-01, 2024/3/1, 2024.3.1, 2024年3月1日, 20240301, 2024年3月,
    202403, 2024年; a time of day after it is left out. Nulls, days that no calendar has and years
    outside 1800–2099 are no dates.
    """
    texts = pc.utf8_normalize(pc.utf8_trim_whitespace(texts), form="NFKC")
    texts = pc.replace_substring_regex(texts, _TIME, "")
    year, month, day = (np.full(len(texts), _UNNAMED) for _ in range(3))
    for form in _FORMS:
        parts = pc.extract_regex(texts, form)
        for name, found in (("year", year), ("month", month), ("day", day)):
            np.maximum(found, _numbers(pc.struct_field(parts, name)), out=found)
    possible = (year >= 1800) & (year < 2100)
    possible &= exist(
        year, np.where(month == _UNNAMED, 1, month), np.where(day == _UNNAMED, 1, day)
    )
    return Dates(*(np.where(possible & (part > 0), part, 0) for part in (year, month, day)))


def period_of(texts: pa.StringArray, period: Period) -> pa.StringArray:
    """The period of each text, as in 2024-03-01, 2024-03, 2024Q1, 2024H1, 2024, 2020-2024, 2020-2029.

    A date that names no more than a coarser period stays as coarse as it is; no date becomes null.
    """
    return label(dates_of(texts), period)


def label(dates: Dates, period: Period) -> pa.StringArray:
    """As :func:`period_of`, for dates that have been read."""
    years = _text(dates.year)
    if period in ("5 years", "10 years"):
        width = int(period.split()[0])
        first = dates.year - dates.year % width
        found = pc.binary_join_element_wise(_text(first), _text(first + width - 1), "-")
    else:
        found = years
        if period == "half":
            found = _with(years, "H", dates.month > 6, dates.month)
        elif period == "quarter":
            found = _with(years, "Q", (dates.month - 1) // 3, dates.month)
        elif period in ("month", "day"):
            found = _finer(years, dates.month)
            found = _finer(found, dates.day) if period == "day" else found
    return pc.if_else(pa.array(dates.known), found, None)


def _with(
    years: pa.StringArray, mark: str, part: npt.NDArray[np.generic], month: Numbers
) -> pa.Array:
    """``2024Q1``: the part of the year, from 0, behind the year; the year where no month is named."""
    named = pc.binary_join_element_wise(years, _text(part.astype(np.int64) + 1), mark)
    return pc.if_else(pa.array(month > 0), named, years)


def _finer(texts: pa.StringArray, part: Numbers) -> pa.Array:
    """``2024-03``: the month or day behind what it belongs to, where it is named."""
    digits = pc.utf8_lpad(_text(part), 2, "0")
    return pc.if_else(pa.array(part > 0), pc.binary_join_element_wise(texts, digits, "-"), texts)


def _numbers(texts: pa.StringArray) -> Numbers:
    """Digits as numbers; -1 for "" and null."""
    filled = pc.if_else(pc.equal(texts, ""), None, texts)
    numbers: Numbers = pc.fill_null(pc.cast(filled, pa.int64()), _UNNAMED).to_numpy()
    return numbers


def _text(numbers: Numbers) -> pa.StringArray:
    return pc.cast(pa.array(numbers), pa.string())
