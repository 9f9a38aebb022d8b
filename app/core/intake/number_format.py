"""Numbers as the clerk sees them: a stored float and its number format become text.

Covers what office tables use: General, fixed decimals, leading zeros, thousands, percent, and
dates in Western and Chinese writing. A format outside this is shown as General would.

Source: ECMA-376 Part 1, 18.8.31 (numFmts); traps measured on real workbooks.
"""

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

# Above this a double no longer holds every integer, so the last digits of an ID are made up.
EXACT_LIMIT = 10**15

# Day 0, before and after the leap day of 1900 that Excel invented. Sheets know no time zones.
_EARLY_EPOCH = datetime.datetime(1899, 12, 31)  # noqa: DTZ001
_EPOCH = datetime.datetime(1899, 12, 30)  # noqa: DTZ001

# The locale variants of a Chinese Excel: built-in ids that carry no format text in the file.
CHINESE_BUILTIN = {
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"',
    55: 'yyyy"年"m"月"', 56: 'm"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip

_DATE_PART = re.compile(r"yyyy|yy|mmmm|mmm|mm|m|dddd|ddd|dd|d|hh|h|ss|s|\"[^\"]*\"|\\.|.", re.I)
_NUMBER = re.compile(r"^([^0#?]*)([#0?,]*)(?:\.([0#?]+))?(%?)([^0#?]*)$")


def is_damaged(value: float) -> bool:
    """Whether Excel has already rounded this number's last digits away."""
    return abs(value) >= EXACT_LIMIT and value == int(value)


def number_text(value: float, number_format: str = "General", *, epoch_1904: bool = False) -> str:
    """The text that a spreadsheet shows for ``value``; digits are never made up."""
    section = _section(number_format, negative=value < 0)
    if is_date_format(section):
        shown = _date_text(value, section, epoch_1904=epoch_1904)
        if shown is not None:
            return shown
    match = None if section in ("General", "@") else _NUMBER.match(_plain(section))
    if match is None or not (match[2] or match[3]):
        return general_text(value)
    return _fixed_text(value, match)


def general_text(value: float) -> str:
    """The shortest text that names exactly this number, never in scientific notation."""
    text = format(Decimal(repr(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@cache
def is_date_format(number_format: str) -> bool:
    """Whether a format shows its number as a date or time."""
    bare = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", number_format)
    return bare != "General" and re.search(r"[ymdhs]", bare, re.I) is not None


def _section(number_format: str, *, negative: bool) -> str:
    sections = number_format.split(";")
    return sections[1] if negative and len(sections) > 1 and sections[1] else sections[0]


@cache
def _plain(section: str) -> str:
    """A section without colours, conditions, padding and escapes; literals lose their quotes."""
    bare = re.sub(r"\[(?:\$([^\]-]*)[^\]]*|[^\]]*)\]", lambda m: m[1] or "", section)
    bare = re.sub(r"_.|\*.", "", bare)
    return re.sub(r'\\(.)|"([^"]*)"', lambda m: m[1] or m[2] or "", bare).strip()


def _fixed_text(value: float, match: re.Match[str]) -> str:
    prefix, whole, fraction, percent, suffix = match.groups(default="")
    number = Decimal(repr(value)) * (100 if percent else 1)
    rounded = abs(number.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP))
    digits, _, decimals = format(rounded, "f").partition(".")
    digits = digits.zfill(whole.count("0"))
    if "," in whole.rstrip(","):
        digits = f"{int(digits):,}"
    optional = len(fraction) - len(fraction.rstrip("#"))
    decimals = decimals[: len(decimals) - optional] + decimals[len(decimals) - optional :].rstrip(
        "0"
    )
    sign = "-" if number < 0 and "-" not in prefix and "(" not in prefix else ""
    return f"{sign}{prefix}{digits}{'.' + decimals if decimals else ''}{percent}{suffix}"


def _date_text(value: float, number_format: str, *, epoch_1904: bool) -> str | None:
    """A serial day number as text; None where the calendar has no such day."""
    serial = value + 1462 if epoch_1904 else value
    if not 0 <= serial < 2958466:
        return None
    if 60 <= serial < 61:  # the day that Excel invented
        return "1900-02-29"
    epoch = _EARLY_EPOCH if serial < 60 else _EPOCH
    moment = epoch + datetime.timedelta(seconds=round(serial * 86400))
    parts = _DATE_PART.findall(re.sub(r"\[[^\]]*\]", "", number_format))
    return "".join(_date_parts(parts, moment)).strip()


def _date_parts(parts: list[str], moment: datetime.datetime) -> list[str]:
    shown: list[str] = []
    previous = ""
    for place, part in enumerate(parts):
        token = part.lower()
        following = next((p.lower()[0] for p in parts[place + 1 :] if p[0].isalpha()), "")
        if token in ("m", "mm") and (previous == "h" or following == "s"):
            shown.append(f"{moment.minute:0{len(token)}d}")
        elif token in _DATE_FIELDS:
            shown.append(_DATE_FIELDS[token](moment))
        elif part[0] in '"\\':
            shown.append(part.strip('"') if part[0] == '"' else part[1:])
        elif part not in ("@", "_"):
            shown.append(part)
        if part[0].isalpha():
            previous = token[0]
    return shown


_DATE_FIELDS = {
    "yyyy": lambda t: f"{t.year:04d}",
    "yy": lambda t: f"{t.year % 100:02d}",
    "mmmm": lambda t: f"{t.month:02d}",
    "mmm": lambda t: f"{t.month:02d}",
    "mm": lambda t: f"{t.month:02d}",
    "m": lambda t: str(t.month),
    "dddd": lambda t: "星期" + "一二三四五六日"[t.weekday()],
    "ddd": lambda t: "周" + "一二三四五六日"[t.weekday()],
    "dd": lambda t: f"{t.day:02d}",
    "d": lambda t: str(t.day),
    "hh": lambda t: f"{t.hour:02d}",
    "h": lambda t: str(t.hour),
    "ss": lambda t: f"{t.second:02d}",
    "s": lambda t: str(t.second),
}
