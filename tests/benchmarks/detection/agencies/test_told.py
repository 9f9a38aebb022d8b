"""Tables told in lines: what a line says is what the table holds."""

import re
from pathlib import Path

from tests.benchmarks.detection.agencies.told import read
from tests.benchmarks.detection.labels import LabelledColumn

LINES = """$ 人 = 王伟 / 李芳
# 名册 200
姓名 | {人} | person-name
编号 | A{row:4}-#@
电话 | 20% {landline} / {mobile} | mobile ?landline
备注 | 2%* 找{人} {mobile!3-4-4} / ~ / 已核 | mobile~landline ?person-name
代码 | {firm} | =uscc
金额 | {0.50-9}
日期 | {day:2020-2021:Y年n月j日 H:M}
"""


def test_columns_are_as_told(tmp_path: Path) -> None:
    columns = columns_of(tmp_path)
    assert set(columns["姓名"].values) == {"王伟", "李芳"}
    assert matches(columns["编号"], r"A\d{4}-\d[A-Z]")
    assert columns["编号"].values[9][:5] == "A0010"
    assert matches(columns["金额"], r"\d\.\d\d")
    assert matches(columns["日期"], r"202[01]年\d{1,2}月\d{1,2}日 \d\d:\d\d")
    landlines = sum(str(value).startswith("0") for value in columns["电话"].values)
    assert 20 <= landlines <= 60


def test_labels_are_as_told(tmp_path: Path) -> None:
    columns = columns_of(tmp_path)
    assert columns["电话"].may == {"landline"}
    assert (columns["代码"].public, columns["代码"].innocent) == ({"uscc"}, True)
    assert columns["编号"].innocent
    note = columns["备注"]
    (need,) = note.needs
    assert need.answers == {"mobile", "landline"}
    assert len(need.rows) == 4
    for row, value in enumerate(note.values):
        assert (row in need.rows) == bool(re.fullmatch(r"找.{2} \d{3}-\d{4}-\d{4}", value or ""))


def columns_of(folder: Path) -> dict[str, LabelledColumn]:
    lines = folder / "lines.txt"
    lines.write_text(LINES, "utf-8")
    (table,) = read(lines)
    assert (table.name, table.rows) == ("名册", 200)
    return {column.header: column for column in table.columns}


def matches(column: LabelledColumn, pattern: str) -> bool:
    return all(re.fullmatch(pattern, value or "") for value in column.values)
