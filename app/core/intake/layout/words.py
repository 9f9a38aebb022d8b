"""What the words of a cell say: a name, a note, a label, a total. The words are in the layout pack."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from app.core.intake.layout.kinds import (
    is_head_count,
    is_period,
    is_quantity,
    is_value,
    kind_of,
    unit_in,
)
from app.core.intake.layout.pack import pattern, squeeze, words

_DIGITS = "一二三四五六七八九十"
_LABEL = re.compile(r"[^：:]{1,12}[：:]")
_NUMERAL = re.compile(r"[（(]?[一二三四五六七八九十]+[）)]?[、.．]?")
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十]+\s*[、.．）)]")
_NUMERAL_OF = re.compile(r"[（(]?([一二三四五六七八九十]+)")
_ORDINALS = {
    tens + digit: 10 * bool(tens) + n for tens in ("", "十") for n, digit in enumerate(_DIGITS, 1)
}
_SEAL = re.compile(r"[（(](?:盖?章|公章|签章)[）)]$")
_NOTE_LABEL = re.compile("(?:备|附)?注|说明")
_UNIT_LABEL = re.compile("(?:计量)?单位[：:]?")
_POINT = re.compile(r"(\d{1,2})\s*[、.．]\s*[^\d\s]")
_TIME = re.compile(rf"\d{{1,4}}\s*(?:年|月|季度)|第[{_DIGITS}]+")
_COUNTED_ON = re.compile(rf"第[{_DIGITS}]+|第?\d+")
_CAPTION = re.compile(r"(?:附[件表]|表)\s*[\d一二三四五六七八九十]")
_COUNTED_TOTAL = re.compile(r"\d{1,4}([-—–~～至]\d{1,4})?[一-鿿]{1,8}[合小总累]计")
_FORMULA = re.compile(r"(?<=计)[=＝][-+×÷*/()（）\d.A-Za-z]+$")
_LATIN_END = re.compile(r"(?<=[一-鿿])[A-Za-z()./-]+$")
_FOREIGN_END = re.compile(r"(?<=[一-鿿：:])[A-Za-z]+$")
_CONTINUED = re.compile(
    rf"\s*(?:[（(【]\s*续表?\s*[\d{_DIGITS}]*\s*[）)】]|续\s*表\s*[\d{_DIGITS}]*(?:[-.]\d+)?)[：:]?$"
    rf"|\s*[（(【]\s*第\s*[\d{_DIGITS}]+\s*页[\s，,/、]*(?:共\s*[\d{_DIGITS}]+\s*页)?\s*[）)】]$"
)
_CONTINUED_TABLE = re.compile(r"^续\s*(?=表)")
_ENGLISH_SENTENCE = re.compile(r"[A-Za-z][ -~]* [ -~]+ [ -~]+\.")
_BEGINS_HAN = re.compile(r"[\u4e00-\u9fff]")
_MADE_UP = re.compile(r"Unnamed: \d+(?:_level_\d+)?")  # how pandas names a column without a name
_ASIDE = re.compile(r"[（(][^（()）]*[）)]")


@lru_cache(maxsize=65536)
def name_likeness(text: str) -> float:
    """How much a text reads like a column's name, from 0 to 1, by the words of the pack."""
    bare = squeeze(text)
    if len(bare) > 24 or is_value(bare) or re.search(r"[。；;！!]", bare):
        return 0.0
    if pattern("proper").search(bare) or is_quantity(bare):
        return 0.0
    stem = re.sub(r"^\d+[、.]|[（(\[【][^（）()]*[）)\]】]$|[①-⑳*：:？?]+$", "", bare) or bare
    lowered = stem.lower()
    if stem in words("header") or lowered in words("header") or bare in words("header"):
        return 1.0
    endings = [word for word in words("header") if len(word) > 1 and stem.endswith(word)]
    if endings:
        return 1.0 if _is_kind_of_thing(stem, endings) else 0.5
    if stem.isascii() and _is_foreign_name(text):
        return 1.0
    if stem != bare and stem and unit_in(bare):
        return 1.0
    if any(word in stem for word in words("header") if len(word) > 1):
        return 0.6
    if stem.endswith(("数", "率", "号", "名", "额", "量", "值", "者", "员", "码", "期", "比")):
        return 0.0 if stem[-2:-1].isdigit() else 0.5  # 和平路12号 is a thing itself
    if re.fullmatch(r"[一-鿿]{2,4}人", stem):
        return 0.5
    return 0.5 if re.fullmatch(r"[A-Za-z]+(_[A-Za-z0-9]+)+", stem) else 0.0


def is_header_word(text: str) -> bool:
    """名称, 备注: nothing but a word that names columns, and no title."""
    return squeeze(text) in words("header")


def stands_out(text: str, usual: float) -> float:
    """How much more a text reads like a column's name than those it stands among; 0 to 1.

    ``usual``: their mean likeness, high in a column of indicators, which take none from 单位.
    """
    if is_header_word(text):
        return 1.0
    return max(0.0, name_likeness(text) - usual)


def _is_kind_of_thing(stem: str, endings: Sequence[str]) -> bool:
    """Whether 所属公司 or 主管部门 stands there, and not 和平社区 or 甲甲公司, which are things themselves."""
    bodies = words("body").intersection(endings)
    return not bodies or any(pattern("role").fullmatch(stem.removesuffix(body)) for body in bodies)


def _is_foreign_name(text: str) -> bool:
    """Region, start_price, Total Population (10000): a name by its last word."""
    parts = re.findall(r"[a-z]+", re.sub(r"[（(].*", "", text.lower()))
    return bool(parts) and parts[-1] in words("foreign-header")


def are_pairs(texts: Sequence[str]) -> bool:
    """领用部门 | 维修班 | 领用日期 | 2024-06-03: names, each with what it is beside it."""
    return (
        len(texts) > 2
        and len(texts) % 2 == 0
        and all(name_likeness(name) >= 1 for name in texts[::2])
        and not any(map(name_likeness, texts[1::2]))
    )


def starts_note(text: str) -> bool:
    """注：, 填表人：, 第1页: words that open a line beside the table; Chinese words or marks."""
    bare = text.lstrip("（([【")
    return not begins_plainly(text) and pattern("note").match(bare) is not None


def is_stated(text: str) -> bool:
    """楼盘名称：滨河壹号: a thing and what it is, which names no column; 其中：女 and Unnamed: 0 may."""
    if text.startswith("其中") or _MADE_UP.fullmatch(text):
        return False
    return re.fullmatch(r"[^：:]+[：:]\s*\S.*", text) is not None


def manner(text: str) -> Literal["", "sentence", "stated", "aside", "clause"]:
    """How a text says something rather than names it.

    不含林场。 总值班室：5561000 （排名不分先后） 公示5天，如有异议请来电: its last clause opens a note.
    """
    if text.endswith("。") or _ENGLISH_SENTENCE.fullmatch(text):
        return "sentence"
    if is_stated(text) and kind_of(text) == "words":
        return "stated"
    if is_aside(text):
        return "aside"
    return "clause" if any(map(starts_note, text.split("，")[1:])) else ""


def is_aside(text: str) -> bool:
    """（排名不分先后）: nothing but what a bracket says."""
    return _ASIDE.fullmatch(text) is not None


def is_sentence(text: str) -> bool:
    """现将名单公示如下。 根据通知要求，现公开如下：: words that end as a sentence does, and no title."""
    ends = text.endswith(("。", "；", "！")) or ("，" in text and text.endswith(("：", ":")))
    return ends and not begins_plainly(text)


def as_spelled(text: str) -> str:
    """序号 of 序 号: a text that begins in Chinese, without the white space that only spreads it."""
    return squeeze(text) if _BEGINS_HAN.match(text) else text


def without_digits(text: str) -> str:
    """第2页, 第二页 as 页, to be compared with other pages'."""
    return _COUNTED_ON.sub("", text)


def without_continued(text: str) -> str:
    """成绩公示（续表） as 成绩公示, to be compared with the title of the first page; 续表1 as nothing.

    So is 成绩公示（第2页）, and 续表2 文物名录 is 表2 文物名录 once more.
    """
    return _CONTINUED_TABLE.sub("", _CONTINUED.sub("", text).strip())


def times_in(text: str) -> list[str]:
    """The years, quarters, months and parts (第二组) that a title names."""
    return _TIME.findall(text)


def is_footnote(text: str) -> bool:
    """*指规模以上, ①含农垦: a text behind a footnote's sign."""
    return pattern("footnote").match(text) is not None


def begins_plainly(text: str) -> bool:
    """Whether a text begins with an ASCII letter or digit, as no telling word but 5月合计 does."""
    return text[:1].isascii() and text[:1].isalnum()


def is_label(text: str) -> bool:
    """制表人：张三, or 制表人： with nothing behind it; 8:00 is none."""
    return not begins_plainly(text) and _LABEL.match(text) is not None


def is_open_label(text: str) -> bool:
    """制表人： with nothing behind it, to be filled in or to stand over what follows."""
    return is_label(text) and text.endswith(("：", ":"))


def is_signature(text: str) -> bool:
    """局长：, 报账员：李某: a label for the one who answers for the table."""
    return is_label(text) and pattern("signature").match(squeeze(text)) is not None


def is_unit_label(text: str) -> bool:
    """单位, 计量单位: what stands before the units of the columns."""
    return _UNIT_LABEL.fullmatch(squeeze(text)) is not None


def is_note_label(text: str) -> bool:
    """备注, 说明: what stands before a note in a cell of its own."""
    return _NOTE_LABEL.fullmatch(squeeze(text)) is not None


def is_numeral(text: str) -> bool:
    """一, （二）, 三、: how a group counts where its members count 1, 2, 3."""
    return _NUMERAL.fullmatch(text) is not None


def is_key(name: str) -> bool:
    """项目, 收入项目: a name for what the rows of a table are."""
    return name in words("key") or any(name.endswith(key) for key in words("key"))


def is_numbered(text: str) -> bool:
    """一、续建项目 or （二）民生类: the name of a numbered group."""
    return _NUMBERED.match(text) is not None


def is_sealed_title(text: str) -> bool:
    """推荐汇总表（盖章）: the title of a form with where its seal goes; 县民政局（盖章） is none."""
    bare = _SEAL.sub("", text)
    return bare != text and pattern("title").match(bare) is not None


def point(text: str) -> int:
    """3 of 3.本表按季填报, one point of several; 0 of 1.5 and all else."""
    found = _POINT.match(text)
    return int(found[1]) if found else 0


def numbering(text: str) -> str:
    """How a text is numbered: "（" of （一）, "一" of 一、, nothing where it is not."""
    if not is_numbered(text):
        return ""
    return "（" if text[0] in "（(" else "一"


def ordinal(text: str) -> int:
    """3 of 三、初中 or （三）初中; 0 of what is not numbered, or beyond nineteen."""
    numeral = _NUMERAL_OF.match(text) if is_numbered(text) else None
    return _ORDINALS.get(numeral[1], 0) if numeral else 0


def are_counted_alike(text: str, other: str) -> bool:
    """2号线（东门—西门） and 1号线（南门—北门）: the same thing behind a number at their beginning."""
    things = [re.match(r"\d{1,3}([一-鿿]{1,8})", told) for told in (text, other)]
    first, second = (thing and thing[1] for thing in things)
    return first is not None and first == second


def is_first(text: str) -> bool:
    """一、初中 or （一）初中: the first of what is numbered."""
    return ordinal(text) == 1


def follows(text: str, other: str) -> bool:
    """三、支出 after 二、收入: numbered in the same way, and by one further."""
    return ordinal(text) == ordinal(other) + 1 > 1 and numbering(text) == numbering(other)


def is_caption(text: str) -> bool:
    """表2 人口情况: the numbered title of one table among others."""
    return _CAPTION.match(text) is not None


def is_total(text: str) -> bool:
    """合计, 小 计：, 一、本年收入合计, 1-3月累计, 0-3岁小计, 报价合计=1+2+3, 合计（大写）：…"""
    bare = squeeze(text)
    if begins_plainly(bare):
        return text in words("foreign-total") or _COUNTED_TOTAL.fullmatch(bare) is not None
    bare = _FORMULA.sub("", _NUMBERED.sub("", bare, count=1))
    if pattern("total").fullmatch(_LATIN_END.sub("", bare).rstrip(":：")):
        return True
    return re.match(r"(合计|总计|共计|小计)(人民币|金额)?([（(].*[）)])?[：:]", bare) is not None


def is_sum(text: str) -> bool:
    """合计, 小 计：, 本年累计, Total: the words of a sum, and not of a mean."""
    return is_total(text) and (text.isascii() or "计" in text)


def is_figure(text: str) -> bool:
    """资产总计, 负债合计: the words of a sum for what is reported as a figure of its own, too."""
    return pattern("figure").fullmatch(squeeze(text)) is not None


def is_running_total(text: str) -> bool:
    """小计, 本月合计, 本年累计: a total whatever stands at its left."""
    return not text.isascii() and pattern("running-total").fullmatch(squeeze(text)) is not None


def is_whole(text: str) -> bool:
    """全县, 全省: the sum of the rows beside it, if the numbers agree."""
    return pattern("whole").fullmatch(_LATIN_END.sub("", squeeze(text))) is not None


def is_statistic(text: str) -> bool:
    """最高分, 及格率: what the rows beside it come to, if it stands at their edge."""
    return pattern("statistic").fullmatch(squeeze(text)) is not None


def is_count(text: str) -> bool:
    """当班人数, 值守人次: how many there are."""
    return pattern("count").fullmatch(squeeze(text)) is not None


def is_rate(text: str) -> bool:
    """录取率: a statistic beside others, though a row of its own in a table of indicators."""
    return pattern("rate").fullmatch(squeeze(text)) is not None


def is_upper_name(text: str) -> bool:
    """其中：, 按性别分, 按城乡分 By Residence: what stands over several names and is none itself."""
    return pattern("upper").fullmatch(_FOREIGN_END.sub("", squeeze(text))) is not None


def is_indicator(name: str) -> bool:
    """指标, 评审项目: a name for rows that are each about something else."""
    return name.endswith(tuple(words("indicator")))


def is_instruction(text: str) -> bool:
    """必填, 下拉选择: what a form asks of the one who fills it."""
    return pattern("instruction").match(text) is not None


def is_example(text: str) -> bool:
    """例, （示例）张三: what opens a row that shows how to fill in the others."""
    return pattern("example").match(squeeze(text)) is not None


def may_entitle(text: str) -> bool:
    """Words that may name a table; 2024年8月30日, 第2期, 共6人 and 地点：会议室 do not."""
    told = is_period(text) or is_head_count(text) or is_label(text)
    return kind_of(text) == "words" and not told
