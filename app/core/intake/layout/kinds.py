"""What kind of thing a cell's text is: a number, a date, a code, a measure, a period, or words."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from app.core.intake.layout.pack import pattern, squeeze

Kind = Literal["number", "date", "code", "absent", "words"]

_DIGITS = "一二三四五六七八九十"
_POWER = r"\s*[×xX*]\s*10\s*\^?[-−]?[\d⁰¹²³⁴-⁹⁻]+"  # 2.14×10-2, as laboratories write it
_SPACED = r"[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f]\d{3})+"  # 10 536 205, as yearbooks print it
_NUMBER = re.compile(
    rf"[-+−]?[¥￥$]?(?:{_SPACED}|\d[\d,，]*)(\.\d+)?(\s*[%％‰]?|{_POWER})|[-+−]?\.\d+|[（(]\d[\d,.]*[）)]"
)
_DATE = re.compile(
    r"\d{4}\s*[-/.年]\s*\d{1,2}(\s*[-/.月]\s*\d{1,2}日?)?月?([ T]\d{1,2}:\d{2}(:\d{2})?)?"
    r"|\d{4}年(度|底|末)?|\d{1,2}月\d{1,2}日|\d{1,2}:\d{2}(:\d{2})?"
    rf"|[〇○零{_DIGITS}]{{4}}年[{_DIGITS}]{{1,2}}月([{_DIGITS}]{{1,3}}日)?"
)
_DAY = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?|.{4}年.{1,2}月.{1,3}日")
_CODE = re.compile(r"(?=(?:.*\d){2})[A-Za-z0-9][-A-Za-z0-9*_/:.@+ ]{2,}|[A-Z]\d{1,3}")
_SPOKEN = re.compile(r"[A-Za-z][a-z]+ [A-Za-z]?[a-z]+")  # words, and not the parts of a code
_HAN_CODE = re.compile(r"[\u4e00-\u9fff]{1,3}[A-Z0-9][A-Z0-9-]{3,}|.*[〔\[]\d{4}[〕\]].*号")
YEAR = re.compile(r"((?:19|20)\d{2})(?:年|年度|年末)?")
PERIODS = (
    re.compile(r"(?:\d{2,4}年)?(\d{1,2})月(?:份)?"),
    re.compile(r"(?:\d{2,4}年)?第?([一二三四1-4])季度"),
    re.compile(
        r"(?:(?:19|20)\d{2}[-/.]|\d{2,4}年)(?:0?[1-9]|1[0-2])(?:[-/.月]\d{1,2}日?|月)?|\d{1,2}月\d{1,2}日"
    ),
    re.compile(r"(?:第|周)([一二三四五六日\d]+)(?:周|期|届|次|批)?"),
    re.compile(r"\d{1,2}[:：]\d{2}\s*[-—–~～至]+\s*\d{1,2}[:：]\d{2}"),
    re.compile(r"\d{1,2}[:：]\d{2}"),
    re.compile(r"\d{1,2}日"),
)
PERIOD = re.compile("|".join(period.pattern for period in PERIODS))
_BODY = re.compile(r"[一-鿿]+[乡镇村县市区局委办院校会部司厂站队]")  # who fills the form in
_RULE = re.compile(r"[-=_─━—]{4,}|\+[-+=]{3,}\+?")
_BRACKETED = re.compile(r"[（(\[][^（）()]{1,8}[）)\]]")
_COUNTED = (
    "人次 车次 班次 人 户 个百分点 个 家 所 名 位 辆 台 套 件 次 张 床 座 处 条 项 份 种 例 间 栋 幢 宗 批 期 课时 班"
    " 学时 学分 头 只 羽 尾 株 棵 册 艘 架 枚 倍 岁 天 日 周 月 年 小时 分钟 分 秒 工日 度"
    " 人民币元 美元 元 公顷 亩 平方公里 平方千米 平方米 立方米 公里 千米 厘米 毫米 米"
    " 吨标准煤 标准煤 吨 公斤 千克 毫克 克 斤 毫升 升 千瓦时 兆瓦 千瓦 瓦 千伏安 标箱"
)
_ATOM = (
    rf"\d{{0,3}}[十百千万亿]*(?:{'|'.join(_COUNTED.split())})"
    r"|[×xX]?10\^?[\d⁰¹²³⁴-⁹]+(?:个)?|[kKmμµ]?I?U|(?:CFU|cfu|NTU|mmHg|fL|pg|ng|pH|dB(?:\(A\)|（A）)?|[μm]?S)"
    r"|[%％‰℃°′″㎡]|[十百千万亿]?[kKMGmcdμu]?(?:Wh|Hz|Pa|dB|mol|min|[mgLltWVAhs])[²³23]?"
)
_MEASURE = re.compile(rf"(?:{_ATOM})(?:[/／·](?:{_ATOM}))*|无量纲")
_UNIT = re.compile(
    r"[（(\[]?(?:(?:计量|金额|货币|数量|面积)?单\s*位\s*[：:]"
    # 浓度单位：μg/m³ and 年份：2023 单位：mm, no 填报单位
    rf"|(?:[一-鿿]{{2,4}}|.+[\s，,；;])单位[：:](?=\s*(?:{_MEASURE.pattern})[）)\]]?$))"
)
_QUANTITY = re.compile(
    rf"[-+]?\d[\d,]*(?:\.\d+)?(?:[-—~～至]\d+(?:\.\d+)?)?\s*(?:{_MEASURE.pattern})"
)
_BOUND = re.compile(rf"[<>≤≥＜＞]\s*\d+(\.\d+)?([A-Za-z/%％]*|{_POWER})")
_SPELLED = re.compile(
    r"(人民币[：:]?)?[零〇壹贰叁肆伍陆柒捌玖拾佰仟万亿]+[元圆]([零壹贰叁肆伍陆柒捌玖角分]*[整正]?)"
)
_TALLY = re.compile(r"\d[\d,]*\s*[一-鿿]{1,6}")


@lru_cache(maxsize=65536)
def kind_of(text: str) -> Kind:
    """What kind of thing a cell's text is; the text has no white space at its ends."""
    if _NUMBER.fullmatch(text):
        return "number"
    if _DATE.fullmatch(text):
        return "date"
    if pattern("absent").fullmatch(text):
        return "absent"
    if pattern("symbol").fullmatch(text):
        return "words"
    if (_CODE.fullmatch(text) and not _SPOKEN.search(text)) or (
        len(text) <= 24 and _HAN_CODE.fullmatch(text)
    ):
        return "code"
    return "words"


def is_value(text: str) -> bool:
    """A number, a date or a code: what seldom names a column."""
    return kind_of(text) in ("number", "date", "code")


def is_amount(text: str) -> bool:
    """A number, or the sign that there is none."""
    return kind_of(text) in ("number", "absent")


def is_head_count(text: str) -> bool:
    """共2人: how many members a group has."""
    return text.startswith("共") and is_quantity(text[1:].strip())


def is_tally(text: str) -> bool:
    """6个考场, 12户: how many of something, if it stands behind the word of a total."""
    return _TALLY.fullmatch(text) is not None


def is_bound(text: str) -> bool:
    """<5, ≥0.3: a value that is known to lie below or above a number."""
    return _BOUND.fullmatch(text) is not None


def is_quantity(text: str) -> bool:
    """12户, 5.5亩, 1-10kV: a number, or a band of them, with its unit."""
    return _QUANTITY.fullmatch(text) is not None


def is_spelled(text: str) -> bool:
    """陆仟陆佰贰拾元整: an amount of money in the numerals of a receipt."""
    return _SPELLED.fullmatch(text) is not None


def unit_in(text: str) -> str | None:
    """万元 of 金额（万元）; a name's own unit, if it has one."""
    found = re.search(r"[（(\[]([^（）()]{1,10})[）)\]]$", text)
    return found[1] if found and _MEASURE.fullmatch(found[1]) else None


def unit_of(name: str) -> str | None:
    """The unit that a column's name carries in brackets at its end, such as 万元."""
    return unit_in(squeeze(name))


def stated_unit(text: str) -> str | None:
    """万元 of 单位：万元, and of nothing but （万元）; None of all else, 单位：竹坪乡 included."""
    found = re.match(_UNIT.pattern + r"\s*([^）)\]：:，,；;]{1,20})", text)
    bare = text.strip("（）()[]") if are_measures(text) else None
    if found and _BODY.fullmatch(found[1].strip()):
        return None
    return found[1].strip() if found else bare


def is_unit(text: str) -> bool:
    """A line that states the unit of the whole table."""
    return _UNIT.match(text) is not None


def is_rule(text: str) -> bool:
    """---- or ====: a line drawn with characters, as under the names of a printed query."""
    return _RULE.fullmatch(text) is not None


def is_bracketed(text: str) -> bool:
    """（万元）: a short text that is nothing but a bracket."""
    return _BRACKETED.fullmatch(text) is not None


def is_measure(text: str) -> bool:
    """万元, 公斤/亩, （人）: a text that is only a unit of measure."""
    return _MEASURE.fullmatch(text.strip("（）()[]")) is not None


def are_measures(text: str) -> bool:
    """万人次、万元: nothing but units of measure."""
    return all(map(is_measure, re.split("[、，,；;]", text)))


def has_digit(text: str) -> bool:
    """加1, 续12: words that count on all the same."""
    return any(character.isdigit() for character in text)


def is_day(text: str) -> bool:
    """2024年5月6日, 2024-05-06: a date down to its day."""
    return _DAY.fullmatch(text) is not None


def is_digits(text: str) -> bool:
    """Whether a text is ASCII digits and nothing else."""
    return text.isascii() and text.isdigit()


def is_plain_number(text: str) -> bool:
    """12, 007: nothing but ASCII digits, few enough to count with."""
    return is_digits(text) and len(text) < 8


def is_period(text: str) -> bool:
    """A year, a month, a quarter or a date."""
    bare = squeeze(text)
    return bool(YEAR.fullmatch(bare)) or any(p.fullmatch(bare) for p in PERIODS)


def are_units(texts: Sequence[str]) -> bool:
    """（万元） and 人 only; 月 and 日 side by side are the parts of a date."""
    if len(texts) > 1 and set(texts) <= {"年", "月", "日"}:
        return False
    if all(map(is_period, texts)):
        return False  # 10月 11月 12月 name columns
    return all(is_bracketed(text) or is_measure(text) for text in texts)
