"""Serial day numbers as dates and times, in the writing of a number format's section.

Day names and month names are Chinese where the format names a Chinese locale or asks for them
(``aaaa``), else English, as a Chinese Excel shows them. Source: ECMA-376 Part 1, 18.8.31.
"""

import datetime
import math
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from app.core.intake.display.chinese_numerals import digit_by_digit, short_numeral
from app.core.intake.display.format_code import Section

# Day 0, before and after the leap day of 1900 that Excel invented. Sheets know no time zones.
_EARLY_EPOCH = datetime.date(1899, 12, 31)
_EPOCH = datetime.date(1899, 12, 30)
LEAP_DAY = 60
DAYS_1904 = 1462
END_OF_DAYS = 2958466  # 10000-01-01
DAY = 86400  # seconds

_WEEKDAYS = "一二三四五六日"
_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ENGLISH_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August",
                   "September", "October", "November", "December")  # fmt: skip
_HALVES = {"am/pm": ("AM", "PM"), "a/p": ("A", "P"), "上午/下午": ("上午", "下午")}
_SECONDS = {"h": 3600, "m": 60, "s": 1}


class Moment(NamedTuple):
    """A serial number taken apart; Excel's 1900-02-29 and 1900-01-00 are no days of datetime."""

    year: int
    month: int
    day: int
    weekday: int  # Monday is 0
    hour: int
    minute: int
    second: int
    elapsed: int  # whole seconds since day 0
    fraction: str  # of the second, its decimal digits


def date_text(value: float, section: Section, *, epoch_1904: bool) -> str | None:
    """A serial day number as text; None where the calendar has no such day."""
    moment = _moment(value, section, epoch_1904=epoch_1904)
    return None if moment is None else "".join(_shown(section, moment)).strip()


def date_loses(value: float, section: Section, *, epoch_1904: bool) -> bool:
    """Whether the text leaves out a part of the moment that is not at its beginning.

    A date without its time loses nothing at midnight, 年月 nothing on the first of a month.
    """
    moment = _moment(value, section, epoch_1904=epoch_1904)
    if moment is None:
        return False
    shown = tells(section)
    rest = {"month": moment.month > 1, "day": moment.day > 1, "hour": moment.hour,
            "minute": moment.minute, "second": moment.second}  # fmt: skip
    dated = moment.elapsed >= DAY
    missing = any(bool(present) and not shown[part] for part, present in rest.items()
                  if dated or part in ("hour", "minute", "second"))  # fmt: skip
    exact = Decimal(repr(value)) * DAY % 1
    return missing or (dated and not shown["year"]) or _is_fractional(exact, section)


def tells(section: Section) -> dict[str, bool]:
    """Which parts of a moment a section shows, from ``year`` to ``second``."""
    fields = section.date_fields
    elapsed = any(len(field) > 1 and field[0] == "[" for field in fields)
    return {
        "year": elapsed or any(field[:4] in ("yyyy", "e", "ee") for field in fields),
        "month": elapsed or "month" in fields,
        "day": elapsed or any(field[0] == "d" and len(field) < 3 for field in fields),
        "hour": elapsed or any(field[0] == "h" for field in fields),
        "minute": "minute" in fields or "[m" in "".join(fields),
        "second": any(field.strip("[")[0] == "s" for field in fields),
    }


def counts_days(section: Section) -> bool:
    """Whether a section shows a day, so that day 0 is one."""
    return any(field[0] in "ydaeg" or field == "month" for field in section.date_fields)


def _is_fractional(second: Decimal, section: Section) -> bool:
    """Whether a part of a second is cut off; a millionth of it is the noise of a double."""
    digits = section.second_digits
    scaled = second.scaleb(digits)
    return abs(scaled - scaled.to_integral_value()) > Decimal("0.001").scaleb(digits)


def _moment(value: float, section: Section, *, epoch_1904: bool) -> Moment | None:
    shifted = epoch_1904 and (value >= 1 or counts_days(section))
    serial = value + DAYS_1904 if shifted else value
    if not 0 <= serial < END_OF_DAYS or value < 0:
        return None
    elapsed, fraction = _rounded(serial, section.second_digits)
    if elapsed >= END_OF_DAYS * DAY:
        return None
    days, clock = divmod(elapsed, DAY)
    date = (_EARLY_EPOCH if days < LEAP_DAY else _EPOCH) + datetime.timedelta(days=days)
    ymd = {0: (1900, 1, 0), LEAP_DAY: (1900, 2, 29)}.get(days, (date.year, date.month, date.day))
    weekday = (days + 5) % 7
    return Moment(*ymd, weekday, clock // 3600, clock // 60 % 60, clock % 60, elapsed, fraction)


def _rounded(serial: float, digits: int) -> tuple[int, str]:
    """Whole seconds since day 0, and the decimal digits of the next one."""
    if digits == 0:
        return math.floor(serial * DAY + 0.5), ""
    unit = Decimal(1).scaleb(-digits)
    seconds = (Decimal(repr(float(serial))) * DAY).quantize(unit, ROUND_HALF_UP)
    return int(seconds), format(seconds, "f").partition(".")[2]


def _shown(section: Section, moment: Moment) -> list[str]:
    fields = iter(section.date_fields)
    twelve = "half" in section.kinds
    shown: list[str] = []
    for kind, text in section.tokens:
        if kind == "elapsed":
            next(fields)
            shown.append(_elapsed(text, moment))
        elif kind == "half":
            shown.append(half_text(text, moment.hour))
        elif kind == "date":
            minute = next(fields) == "minute"
            shown.append(field_text(text, moment, section, minute=minute, twelve=twelve))
        elif kind not in ("text", "general"):
            shown.append(text)
    return shown


def _elapsed(token: str, moment: Moment) -> str:
    """[h], [mm] or [ss]: time gone by, beyond a day."""
    name, _, fraction = token.partition("]")
    width = len(name) - 1
    amount = f"{moment.elapsed // _SECONDS[name[1]]:0{width}d}"
    return amount + (f".{moment.fraction[: len(fraction) - 1]}" if fraction else "")


def half_text(token: str, hour: int) -> str:
    """Which half of the day it is, in the words of ``AM/PM`` and its like."""
    return _HALVES[token][hour >= 12]


def field_text(token: str, moment: Moment, section: Section, *, minute: bool, twelve: bool) -> str:
    """What a date token shows of a moment; ``minute``: an m is one; ``twelve``: hours a half day."""
    name, _, fraction = token.partition(".")
    letter, width = name[0], len(name)
    if letter == "a":
        return ("星期" if width == 4 else "") + _WEEKDAYS[moment.weekday]
    if letter == "g":
        return "公元" if width > 1 else ""
    if letter in "md" and width > 2 and not minute:
        return _named(letter, width, moment, section)
    if letter in "ye":
        year = f"{moment.year % 100:02d}" if letter == "y" and width < 3 else f"{moment.year:04d}"
        return digit_by_digit(year, section.numerals)
    hour = (moment.hour - 1) % 12 + 1 if twelve else moment.hour
    amounts = {"m": moment.minute if minute else moment.month, "d": moment.day, "h": hour,
               "s": moment.second}  # fmt: skip
    if section.numerals:
        return short_numeral(amounts[letter], section.numerals)
    shown = f"{amounts[letter]:0{min(width, 2)}d}"
    return shown + (f".{moment.fraction[: len(fraction)]}" if fraction else "")


def _named(letter: str, width: int, moment: Moment, section: Section) -> str:
    chinese = section.locale[-3:] in ("804", "404", "C04")
    names: dict[tuple[str, bool], Callable[[], str]] = {
        ("m", True): lambda: _MONTHS[moment.month - 1] + "月",
        ("m", False): lambda: _ENGLISH_MONTHS[moment.month - 1],
        ("d", True): lambda: ("星期" if width > 3 else "周") + _WEEKDAYS[moment.weekday],
        ("d", False): lambda: _ENGLISH_DAYS[moment.weekday],
    }
    name = names[letter, chinese]()
    if chinese or width == 4:
        return name
    return name[:1] if width == 5 else name[:3]
