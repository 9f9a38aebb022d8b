"""The plain sentence, read off outputs of every kind of operator."""

import pytest

from app.core.desensitize.utility.measure import compare
from app.core.jobs import Job
from tests.core.tables import data

AGES: list[str | None] = [str(n) for n in range(20, 60)]


@pytest.mark.parametrize(
    ("column", "old", "new", "zh", "en"),
    [
        ("年龄", AGES, [f"[{int(n or 0) // 5 * 5}, {int(n or 0) // 5 * 5 + 5})" for n in AGES],
         "年龄改为五岁一档。", "ages are now five-year bands."),
        ("年龄", AGES, [f"{int(n or 0) // 10 * 10}-{int(n or 0) // 10 * 10 + 9}" for n in AGES],
         "年龄改为十岁一档。", "ages are now ten-year bands."),
        ("收入", ["1200", "1800", "2500"], ["[1000, 2000)", "[1000, 2000)", "[2000, 3000)"],
         "“收入”改为宽 1,000 的区间。", "“收入” is now in ranges of 1,000."),
        ("出生", ["1990-01-02", "1991-03-04"], ["1990", "1991"], "“出生”改为年份。", "“出生” is now years."),
        ("出生", ["1990-01-02", "1991-03-04"], ["1990-01", "1991-03"], "“出生”改为月份。", "“出生” is now months."),
        ("出生", ["1990-01-02", "1991-03-04"], ["1990Q1", "1991Q1"], "“出生”改为季度。", "“出生” is now quarters."),
        ("区划", ["330198", "330199", "330299"], ["3301", "3301", "3302"],
         "“区划”由 3 种取值合并为 2 类。", "“区划” went from 3 values to 2 groups."),
        ("区划", ["330198", "330199", "330299"], ["33", "33", "33"],
         "“区划”由 3 种取值合并为一类。", "“区划” went from 3 values to one group."),
        ("姓名", ["王小伟", "李芳"], ["王**", "李*"], "“姓名”部分遮去。", "“姓名” is partly masked."),
        ("来信", ["王小伟来电", "李芳反映路灯不亮"], ["[姓名]来电", "[姓名]反映路灯不亮"],
         "“来信”文中部分内容换成类别名。", "“来信” has parts of its texts replaced by their kind."),
        ("编号", ["1", "2"], ["9f3a", "77be"], "“编号”换成一一对应的代号。",
         "“编号” is now codes, one for each value."),
        ("病种", ["甲", "乙", "丙"], ["乙", "丙", "甲"], "“病种”的值被扰动或换位。",
         "“病种” was disturbed or moved about."),
        ("病种", ["甲", "乙"], [None, "*"], "“病种”全部隐去。", "“病种” is blank."),
        ("病种", ["甲", "乙", "丙", "丁"], ["甲", None, "丙", "丁"], "“病种”隐去 25.0 % 的单元格。",
         "“病种” is blank in 25.0 % of its cells."),
        ("区划", ["11", "12", "21", "22"], ["1", "1", "2", None],
         "“区划”由 4 种取值合并为 2 类，隐去 25.0 % 的单元格。",
         "“区划” went from 4 values to 2 groups and is blank in 25.0 % of its cells."),
    ],
)  # fmt: skip
def test_one_column(
    column: str, old: list[str | None], new: list[str | None], zh: str, en: str
) -> None:
    said = compare(data({column: old}), data({column: new}), Job()).sentence
    assert (said.zh, said.en) == (zh, en)


@pytest.mark.parametrize(("width", "word"), [(3, "三"), (12, "十二"), (20, "二十"), (25, "二十五")])
def test_widths_in_words(width: int, word: str) -> None:
    new: list[str | None] = [
        f"[{int(n or 0) // width * width}, {int(n or 0) // width * width + width})" for n in AGES
    ]
    assert (
        compare(data({"年龄": AGES}), data({"年龄": new}), Job()).sentence.zh
        == f"年龄改为{word}岁一档。"
    )
