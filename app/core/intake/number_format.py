"""Numbers as the clerk sees them: a stored float and its number format become text.

Covers what office tables use: General, fixed decimals, leading zeros, thousands, percent, and
dates in Western and Chinese writing. A format outside this is shown as General would.

Source: ECMA-376 Part 1, 18.8.31 (numFmts); traps measured on real workbooks.
"""

import datetime
import math
import re
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache
from typing import NamedTuple

# Above this a double no longer holds every integer, so the last digits of an ID are made up.
EXACT_LIMIT = 10**15
_SHOWN = 15  # significant digits; what a double holds beyond them is noise that is never shown

# Day 0, before and after the leap day of 1900 that Excel invented. Sheets know no time zones.
_EARLY_EPOCH = datetime.date(1899, 12, 31)
_EPOCH = datetime.date(1899, 12, 30)
_LEAP_DAY = 60
_DAYS_1904 = 1462
_END_OF_DAYS = 2958466  # 10000-01-01

# What a Chinese Excel shows for built-in ids: 14 and 22 follow the system's short date, the others
# carry no format text in the file. Source: ECMA-376 Part 1, 18.8.30 (zh-cn).
CHINESE_BUILTIN = {
    14: "yyyy/m/d", 22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip

# The long date and the time as the system shows them; what follows the mark is not used.
_SYSTEM = {"[$-F800]": CHINESE_BUILTIN[31], "[$-F400]": "h:mm:ss"}

_DATE_PART = re.compile(
    r"\[(?:h+|m+|s+)\]|AM/PM|A/P|上午/下午|yyyy|yy|m{1,4}|d{1,4}|aaaa?|hh|h|ss|s|\"[^\"]*\"|\\.|_.|.",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^([^0#?]*)([#0?,]*)(?:\.([0#?]+))?(%?)([^0#?]*)$")
_BRACKETS = re.compile(
    r"\[(?!(?:h+|m+|s+)\])[^\]]*\]", re.IGNORECASE
)  # colours, locales, conditions


def is_damaged(value: float) -> bool:
    """Whether Excel has already rounded this number's last digits away."""
    return abs(value) >= EXACT_LIMIT and value % 1 == 0


def number_text(value: float, number_format: str = "General", *, epoch_1904: bool = False) -> str:
    """The text that a spreadsheet shows for ``value``; digits are never made up."""
    if not math.isfinite(value):
        return general_text(value)
    section = _section(number_format, negative=value < 0)
    if is_date_format(section):
        shown = _date_text(value, section, epoch_1904=epoch_1904)
        if shown is not None:
            return shown
    match = None if section in ("General", "@") else _NUMBER.match(_plain(section))
    if match is None or not (match[2] or match[3]) or _is_scaled(match):
        return general_text(value)
    return _fixed_text(value, match)


def general_text(value: float) -> str:
    """The shortest text that names exactly this number, never in scientific notation."""
    text = format(_decimal(value), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@cache
def is_date_format(number_format: str) -> bool:
    """Whether a format shows its number as a date or time."""
    bare = re.sub(r'"[^"]*"|\\.|_.', "", _BRACKETS.sub("", number_format))
    return re.search(r"[ymdhs]|aaa", bare, re.IGNORECASE) is not None


def _decimal(value: float) -> Decimal:
    """The number with the digits that a spreadsheet shows; all of them where it is damaged."""
    return Decimal(repr(value) if is_damaged(value) else f"{value:.{_SHOWN}g}")


def _section(number_format: str, *, negative: bool) -> str:
    for mark, system in _SYSTEM.items():
        if number_format.upper().startswith(mark):
            return system
    sections = number_format.split(";")
    return sections[1] if negative and len(sections) > 1 and sections[1] else sections[0]


@cache
def _plain(section: str) -> str:
    """A section without colours, conditions, padding and escapes; literals lose their quotes."""
    bare = re.sub(r"\[(?:\$([^\]-]*)[^\]]*|[^\]]*)\]", lambda m: m[1] or "", section)
    bare = re.sub(r"_.|\*.", "", bare)
    return re.sub(r'\\(.)|"([^"]*)"', lambda m: m[1] or m[2] or "", bare).strip()


def _is_scaled(match: re.Match[str]) -> bool:
    """Whether a comma after the last digit divides by 1000: such a number is kept whole."""
    return match[2].endswith(",") or match[5].startswith(",")


def _fixed_text(value: float, match: re.Match[str]) -> str:
    prefix, whole, fraction, percent, suffix = match.groups(default="")
    number = _decimal(value) * (100 if percent else 1)
    unit = Decimal(1).scaleb(-len(fraction))
    rounded = number.quantize(unit, ROUND_HALF_UP, Context(prec=700)).copy_abs()
    digits, _, decimals = format(rounded, "f").partition(".")
    digits = digits.zfill(whole.count("0"))
    if "," in whole:
        digits = f"{int(digits):,}"
    required = len(fraction.rstrip("#"))
    decimals = decimals[:required] + decimals[required:].rstrip("0")
    sign = "-" if number < 0 and "-" not in prefix and "(" not in prefix else ""
    return f"{sign}{prefix}{digits}{'.' + decimals if decimals else ''}{percent}{suffix}"


class _Moment(NamedTuple):
    """A serial number taken apart; Excel's 1900-02-29 is no day of :mod:`datetime`."""

    year: int
    month: int
    day: int
    weekday: int  # Monday is 0
    hour: int
    minute: int
    second: int
    elapsed: int  # seconds since day 0


def _date_text(value: float, number_format: str, *, epoch_1904: bool) -> str | None:
    """A serial day number as text; None where the calendar has no such day."""
    serial = value + _DAYS_1904 if epoch_1904 and value >= 1 else value
    elapsed = round(serial * 86400) if 0 <= serial < _END_OF_DAYS else _END_OF_DAYS * 86400
    if elapsed >= _END_OF_DAYS * 86400:
        return None
    parts = _DATE_PART.findall(_BRACKETS.sub("", number_format))
    return "".join(_date_parts(parts, _moment(elapsed))).strip()


def _moment(elapsed: int) -> _Moment:
    days, clock = divmod(elapsed, 86400)
    date = (_EARLY_EPOCH if days < _LEAP_DAY else _EPOCH) + datetime.timedelta(days=days)
    ymd = (1900, 2, 29) if days == _LEAP_DAY else (date.year, date.month, date.day)
    return _Moment(*ymd, (days + 5) % 7, clock // 3600, clock // 60 % 60, clock % 60, elapsed)


def _date_parts(parts: list[str], moment: _Moment) -> list[str]:
    tokens = [part.lower() for part in parts]
    twelve = any(token in _HALVES for token in tokens)
    fields = [token for token in tokens if token in _DATE_FIELDS or _is_elapsed(token)]
    shown: list[str] = []
    place = -1
    for part, token in zip(parts, tokens, strict=True):
        place += token in _DATE_FIELDS or _is_elapsed(token)
        if token in ("m", "mm") and _is_minute(fields, place):
            shown.append(f"{moment.minute:0{len(token)}d}")
        elif _is_elapsed(token):
            shown.append(f"{moment.elapsed // _SECONDS[token[1]]:0{len(token) - 2}d}")
        elif token in ("h", "hh") and twelve:
            shown.append(f"{(moment.hour - 1) % 12 + 1:0{len(token)}d}")
        elif token in _HALVES:
            shown.append(_HALVES[token][moment.hour >= 12])
        elif token in _DATE_FIELDS:
            shown.append(_DATE_FIELDS[token](moment))
        elif part[0] in '"\\':
            shown.append(part.strip('"') if part[0] == '"' else part[1:])
        elif part[0] not in "@_":
            shown.append(part)
    return shown


def _is_elapsed(token: str) -> bool:
    """[h], [mm] or [ss]: time gone by, beyond a day."""
    return token[0] == "[" and len(token) > 1


def _is_minute(fields: list[str], place: int) -> bool:
    """An m is a minute right after an hour or right before a second."""
    after_hour = place > 0 and "h" in fields[place - 1]
    before_second = place + 1 < len(fields) and "s" in fields[place + 1]
    return after_hour or before_second


_SECONDS = {"h": 3600, "m": 60, "s": 1}
_HALVES = {"am/pm": ("AM", "PM"), "a/p": ("A", "P"), "上午/下午": ("上午", "下午")}
_WEEKDAYS = "一二三四五六日"
_DATE_FIELDS = {
    "yyyy": lambda t: f"{t.year:04d}",
    "yy": lambda t: f"{t.year % 100:02d}",
    "mmmm": lambda t: f"{t.month:02d}",
    "mmm": lambda t: f"{t.month:02d}",
    "mm": lambda t: f"{t.month:02d}",
    "m": lambda t: str(t.month),
    "dddd": lambda t: "星期" + _WEEKDAYS[t.weekday],
    "ddd": lambda t: "周" + _WEEKDAYS[t.weekday],
    "aaaa": lambda t: "星期" + _WEEKDAYS[t.weekday],
    "aaa": lambda t: _WEEKDAYS[t.weekday],
    "dd": lambda t: f"{t.day:02d}",
    "d": lambda t: str(t.day),
    "hh": lambda t: f"{t.hour:02d}",
    "h": lambda t: str(t.hour),
    "ss": lambda t: f"{t.second:02d}",
    "s": lambda t: str(t.second),
}
