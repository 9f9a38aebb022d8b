"""泛化: a value gives way to the group that it belongs to."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal, InvalidOperation
from typing import Literal

import pyarrow as pa

from app.core.desensitize.operation import Context, ValueOperator, each, operators
from app.core.text import Text

_DATE = re.compile(
    r"\s*((?:18|19|20)\d{2})(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*\d{1,2})?)?\s*[年月日]?(?:[\sT].*)?",
    re.DOTALL | re.ASCII,
)
_COMPACT_DATE = re.compile(r"\s*(\d{4})(\d{2})(\d{2})?\s*", re.ASCII)
# A name of a place: no number, and nothing that is smaller than a district.
_NAME = r"[^\d\s路街巷弄号村镇乡]"
_PROVINCE = rf"(?:{_NAME}{{2,7}}?(?:省|自治区|特别行政区))"
_CITY = rf"(?:{_NAME}{{2,8}}?(?:市|自治州|地区|盟))"
_REGION = {
    "province": re.compile(rf"{_PROVINCE}|(?:北京|天津|上海|重庆)市?"),
    "city": re.compile(rf"{_PROVINCE}?{_CITY}"),
    "district": re.compile(rf"{_PROVINCE}?{_CITY}?{_NAME}{{1,8}}?(?:(?<![小社园校厂])区|县|旗|市)"),
}


@dataclass(frozen=True)
class GeneraliseParams:
    """``date`` to ``period``; ``number`` to ranges of ``width``; ``region`` to ``level``."""

    kind: Literal["date", "number", "region"] = "number"
    period: Literal["year", "quarter", "month"] = "year"
    width: float = 10
    level: Literal["province", "city", "district"] = "district"

    def __post_init__(self) -> None:
        if not self.width > 0 or not math.isfinite(self.width):
            raise ValueError("width > 0")


@operators.register
class GeneraliseOperator(ValueOperator):
    """What does not parse becomes null: a raw value never slips through."""

    id = "generalise"
    title = Text("泛化", "generalise")
    version = "1"
    strength = "irreversible"
    keyed = False
    keeps = Text("所属的组", "the group that a value belongs to")
    source = "GB/T 37964-2019 (泛化), by its title and secondary sources"
    Params = GeneraliseParams

    def apply(
        self, values: pa.StringArray, params: GeneraliseParams, context: Context
    ) -> pa.StringArray:
        rule: Callable[[str], str | None] = {
            "date": lambda text: _period(text, params.period),
            "number": lambda text: _range(text, params.width),
            "region": lambda text: _region(text, params.level),
        }[params.kind]
        return each(values, rule)

    def describe(self, params: GeneraliseParams) -> Text:
        return {
            "date": {
                "year": Text("日期归到年", "dates become years"),
                "quarter": Text("日期归到季度", "dates become quarters"),
                "month": Text("日期归到月", "dates become months"),
            }[params.period],
            "number": Text("数值归到宽 {w:g} 的区间", "numbers become ranges of {w:g}").format(
                w=params.width
            ),
            "region": {
                "province": Text("地址归到省", "addresses become provinces"),
                "city": Text("地址归到市", "addresses become cities"),
                "district": Text("地址归到区县", "addresses become districts"),
            }[params.level],
        }[params.kind]


def _period(text: str, period: str) -> str | None:
    match = _DATE.fullmatch(text) or _COMPACT_DATE.fullmatch(text)
    if match is None or not 1800 <= int(match[1]) < 2100:
        return None
    year, month = match[1], int(match[2] or 0)
    if period == "year":
        return year
    if not 1 <= month <= 12:
        return None
    return f"{year}-{month:02d}" if period == "month" else f"{year}Q{(month + 2) // 3}"


def _range(text: str, width: float) -> str | None:
    """``[0, 10)`` for 7 with a width of 10: the lower end belongs to the range."""
    try:
        number = Decimal(re.sub(r"[,，\s]", "", text).removesuffix("岁").removesuffix("元"))
    except InvalidOperation:
        return None
    if not number.is_finite():
        return None
    steps = (number / Decimal(str(width))).to_integral_value(ROUND_FLOOR)
    low = float(steps) * width
    if not math.isfinite(low):
        return None
    return f"[{low:.12g}, {low + width:.12g})"


def _region(text: str, level: str) -> str | None:
    match = _REGION[level].match(text.strip())
    return match[0] if match else None
