"""What values of each type look like, as patterns for whole cells, for RE2 and for Python alike.

Blanks at either end do not matter. The order in each list is from the strict to the loose: a value
counts for the first pattern that it matches.
"""

import re
from functools import lru_cache

# A date's label is the number format that would write it so.
_YEAR = r"(?:19|20)\d\d"
_CLOCK = r"(?:[01]?\d|2[0-4]):[0-5]\d"
_HAN = "[〇○零一二三四五六七八九十]"


def _days(separator: str, *, padded: bool) -> str:
    """Month and day, no month having more days than it can have."""
    zero = "0" if padded else "0?"
    long = rf"(?:{zero}[13578]|1[02]){separator}(?:{zero}[1-9]|[12]\d|3[01])"
    short = rf"(?:{zero}[469]|11){separator}(?:{zero}[1-9]|[12]\d|30)"
    february = rf"{zero}2{separator}(?:{zero}[1-9]|[12]\d)"
    return f"(?:{long}|{short}|{february})"


def _month(*, padded: bool) -> str:
    return f"(?:{'0' if padded else '0?'}[1-9]|1[0-2])"


def _date_formats() -> dict[str, str]:
    formats: dict[str, str] = {}
    for mark in "-/.":
        sign = rf"\{mark}"
        for padded, label in ((True, f"yyyy{mark}mm{mark}dd"), (False, f"yyyy{mark}m{mark}d")):
            day = _YEAR + sign + _days(sign, padded=padded)
            formats[label] = day
            formats[f"{label} hh:mm:ss"] = (
                rf"{day}[ T]\s*{_CLOCK}:[0-5]\d(?:\.\d+)?(?:Z|\+\d\d:?\d\d)?"
            )
            formats[f"{label} hh:mm"] = rf"{day}[ T]\s*{_CLOCK}"
        formats[f"yyyy{mark}mm"] = _YEAR + sign + _month(padded=True)
        formats[f"yyyy{mark}m"] = _YEAR + sign + _month(padded=False)
    formats["yyyymmdd"] = _YEAR + _days("", padded=True)
    for padded, m, d in ((True, "mm", "dd"), (False, "m", "d")):
        day = f"{_YEAR}年{_days('月', padded=padded)}日"
        formats[f"yyyy年{m}月{d}日"] = day
        formats[f"yyyy年{m}月{d}日 hh:mm"] = (
            rf"{day}\s*(?:{_CLOCK}(?::[0-5]\d)?|\d?\d[时点]\d?\d分?)"
        )
        formats[f"yyyy年{m}月"] = f"{_YEAR}年{_month(padded=padded)}月"
        formats[f"{m}月{d}日"] = f"{_days('月', padded=padded)}日"
    formats["yyyy年m月d日"] += f"|{_YEAR}年{_days('月', padded=False)}"
    formats["yyyy年"] = f"{_YEAR}年"
    formats["d/m/yyyy"] = rf"(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])/{_YEAR}"
    formats["m/d/yyyy"] = rf"{_days('/', padded=False)}/{_YEAR}"
    formats["[DBNum1]yyyy年m月d日"] = f"{_HAN}{{4}}年(?:{_HAN}{{1,2}}月(?:{_HAN}{{1,3}}日)?)?"
    return formats


# Names of columns of codes: nobody reckons with 学校标识码, though it is all digits.
CODED_NAME = re.compile(
    r"(?:码|号)(?:[(（].*[)）])?$|(?:^|_)(?i:code|no|id|bm|dm|bh)$|[a-z](?:Code|No|Id|ID)$"
)

DATES = _date_formats()
TIMES = {
    "h:mm:ss": rf"(?:[上下]午\s*)?{_CLOCK}:[0-5]\d(?:\.\d+)?",
    "h:mm": rf"(?:[上下]午\s*)?{_CLOCK}",
    "h时mm分ss秒": r"(?:[上下]午\s*)?(?:[01]?\d|2[0-4])[时点][0-5]?\d分[0-5]?\d秒",
    "h时mm分": r"(?:[上下]午\s*)?(?:[01]?\d|2[0-4])[时点][0-5]?\d分",
}
INTEGERS = {"": r"[-+]?(?:0|[1-9]\d{0,17})"}
DECIMALS = {
    "": r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d{1,3})?",
    "#,##0": r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?",
    "%": r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?[%％‰]",
    "¥": r"[-+]?[¥￥$€]\s?[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?",
}
CODES = {  # with a digit; each sign can be taken in one way only, or Python would try them all
    "": r"(?:[A-Za-z](?:[-_/.#]?[A-Za-z])*[-_/.#]?)?\d[A-Za-z0-9]*(?:[-_/.#][A-Za-z0-9]+)*"
}

# Words that answer yes or no. 0 and 1 are numbers, 男 and 女 are not yes and no.
BOOLEANS = (("是", "否"), ("有", "无"), ("真", "假"), ("对", "错"), ("TRUE", "FALSE"), ("YES", "NO"),
            ("Y", "N"), ("T", "F"), ("√", "×"))  # fmt: skip

DIGITS = r"\d+"
LEADING_ZERO = r"0\d+"
LONG = r"\d{15,}"  # no amount has so many digits
MOBILE = r"1[3-9]\d{9}"


_BLANKS = "[\t\n\f\r \u3000\u00a0]*"


def whole(pattern: str) -> str:
    """A pattern for a whole cell, blanks at either end aside."""
    return f"^{_BLANKS}(?:{pattern}){_BLANKS}$"


@lru_cache(maxsize=256)
def compiled(pattern: str) -> re.Pattern[str]:
    """The same for Python, to be matched with ``fullmatch``; digits and blanks are those of RE2."""
    blanks_alike = pattern.replace(r"\s", r"[\t\n\f\r ]")
    return re.compile(f"{_BLANKS}(?:{blanks_alike}){_BLANKS}", re.ASCII)
