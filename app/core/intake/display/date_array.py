"""Many serial day numbers at once as :func:`app.core.intake.display.date_format.date_text` shows each.

A field of a date takes few values, so its texts are made once a value and looked up.
"""

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.intake.display.date_format import (
    DAY,
    DAYS_1904,
    END_OF_DAYS,
    LEAP_DAY,
    Moment,
    counts_days,
    field_text,
    half_text,
    tells,
)
from app.core.intake.display.format_code import Section

Floats: TypeAlias = npt.NDArray[np.float64]
Whole: TypeAlias = npt.NDArray[np.int64]
Mask: TypeAlias = npt.NDArray[np.bool_]

_NOISE = 0.0009  # s; below it a second counts as whole
_NONE: dict[str, Any] = Moment(1900, 1, 1, 0, 0, 0, 0, 0, "")._asdict()


@dataclass(frozen=True)
class _Moments:
    """Serial numbers taken apart, an array a field; ``elapsed``: whole seconds since day 0."""

    year: Whole
    month: Whole
    day: Whole
    weekday: Whole
    hour: Whole
    minute: Whole
    second: Whole
    elapsed: Whole


def date_texts(
    values: Floats, section: Section, *, epoch_1904: bool
) -> tuple[pa.Array, Mask, Mask]:
    """Texts, which of them are sure, and which of these leave nothing out.

    None is sure where the section tells of time gone by, or of parts of a second.
    """
    none = np.zeros(len(values), np.bool_)
    if "elapsed" in section.kinds or section.second_digits:
        return pa.array([""] * len(values)), none, none
    is_dated = counts_days(section)
    shifted = (values >= 1) | is_dated if epoch_1904 else none
    serial = values + np.where(shifted, DAYS_1904, 0)
    sure = (values >= 0) & (serial < END_OF_DAYS)
    serial = np.where(sure, serial, 0)
    elapsed = np.floor(serial * DAY + 0.5).astype(np.int64)
    sure &= elapsed < END_OF_DAYS * DAY
    moments = _taken_apart(np.where(sure, elapsed, 0))
    texts = pc.utf8_trim_whitespace(_joined(section, moments))
    sure &= pc.binary_length(texts).to_numpy() > 0
    noise = np.abs(values * DAY - np.rint(values * DAY))
    return texts, sure, sure & _is_whole(moments, section) & (noise < _NOISE)


def _taken_apart(elapsed: Whole) -> _Moments:
    days, clock = np.divmod(elapsed, DAY)
    # Before the leap day of 1900, which never was, day 1 is the first of January.
    dates = np.datetime64("1899-12-30") + (days + (days < LEAP_DAY)).astype("timedelta64[D]")
    months = dates.astype("datetime64[M]")
    years = dates.astype("datetime64[Y]")
    year = years.astype(np.int64) + 1970
    month = (months - years.astype("datetime64[M]")).astype(np.int64) + 1
    day = (dates - months.astype("datetime64[D]")).astype(np.int64) + 1
    for odd, told in ((0, (1900, 1, 0)), (LEAP_DAY, (1900, 2, 29))):
        at = days == odd
        year[at], month[at], day[at] = told
    minutes = clock // 60
    return _Moments(
        year, month, day, (days + 5) % 7, clock // 3600, minutes % 60, clock % 60, elapsed
    )


def _joined(section: Section, moments: _Moments) -> pa.Array:
    fields = iter(section.date_fields)
    pieces = [pa.array([""] * len(moments.year))]  # so that there is one array among them
    for kind, text in section.tokens:
        if kind == "half":
            pieces.append(_looked_up(moments.hour, [half_text(text, h) for h in range(24)], 0))
        elif kind == "date":
            minute = next(fields) == "minute"
            pieces.append(_field(text, section, moments, minute=minute))
        elif kind not in ("text", "general"):
            pieces.append(pa.scalar(text))
    return pc.binary_join_element_wise(*pieces, "")


def _field(token: str, section: Section, moments: _Moments, *, minute: bool) -> pa.Array:
    """The texts of one token, made by the function that makes each of them alone."""
    name = _part(token, minute=minute)
    values: Whole = getattr(moments, name)
    twelve = "half" in section.kinds
    first, last = (int(values.min()), int(values.max())) if len(values) else (0, -1)
    moments_alone = (Moment(**{**_NONE, name: n}) for n in range(first, last + 1))
    texts = [
        field_text(token, alone, section, minute=minute, twelve=twelve) for alone in moments_alone
    ]
    return _looked_up(values, texts, first)


def _part(token: str, *, minute: bool) -> str:
    """The field of :class:`_Moments` that a token tells."""
    if token[0] == "m":
        return "minute" if minute else "month"
    if token[0] == "d":
        return "weekday" if len(token) > 2 else "day"
    return {"a": "weekday", "h": "hour", "s": "second"}.get(token[0], "year")


def _looked_up(values: Whole, texts: list[str], first: int) -> pa.Array:
    return pa.array(texts, pa.string()).take(pa.array(values - first))


def _is_whole(moments: _Moments, section: Section) -> Mask:
    """Whether all that is not zero is told, as :func:`date_loses` sees it, but for the fraction."""
    told = tells(section)
    dated = moments.elapsed >= DAY
    lost = ~(told["year"] | ~dated)
    for part, least in (("month", 1), ("day", 1), ("hour", 0), ("minute", 0), ("second", 0)):
        if not told[part]:
            missing = getattr(moments, part) > least
            lost |= missing & dated if least else missing
    return ~lost
