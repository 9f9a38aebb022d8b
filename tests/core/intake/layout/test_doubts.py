"""A reading is doubted when a kept row is unlike the others, not when the table is merely plain."""

import pytest

from app.core.intake.layout import find_tables
from app.core.intake.sheet import Merge, Row

HEADER: Row = ("序号", "单位", "编制", "实有")
DATA: list[Row] = [(str(n), f"第{n}中学", str(n * 7), str(n * 5)) for n in range(1, 8)]


@pytest.mark.parametrize(
    "row",
    [
        ("8", "县政府办", "较多", "较少"),
        ("待定", "民政局", "八", "7"),
        ("甲方：", "乙方：", "丙方：", None),
    ],
)
def test_a_row_of_words_among_values_is_doubted(row: Row) -> None:
    assert find_tables([HEADER, *DATA, row], ())[0].unsure


def test_rows_merged_sideways_are_a_form() -> None:
    rows = [HEADER, *DATA[:3], ("4", "见附页", None, None), ("5", "见附页", None, None)]
    merges = [Merge(5, 2, 5, 4), Merge(6, 2, 6, 4)]
    assert find_tables(rows, merges)[0].unsure


def test_columns_without_a_name_are_doubted() -> None:
    assert find_tables([("站点", None, None), ("青石站", "1", "2"), ("白沙站", "3", "4")], ())[
        0
    ].unsure


@pytest.mark.parametrize("rows", [[HEADER, *DATA], [("学校名称",), ("一小",), ("二小",)]])
def test_a_plain_table_is_not_doubted(rows: list[Row]) -> None:
    assert not find_tables(rows, ())[0].unsure


def test_a_column_that_only_widens_its_neighbour_is_none() -> None:
    rows: list[Row] = [("姓名", "住址", None, "金额"), ("王甲", "上青村", None, "500")]
    table = find_tables(rows, [Merge(1, 2, 1, 3), Merge(2, 2, 2, 3)])[0]
    assert table.header.names == ("姓名", "住址", "金额")
    assert not table.unsure


@pytest.mark.parametrize(
    ("rows", "asked"),
    [
        ([("派车单", None), ("用车单位", "水利局"), ("用车人", "江一"), ("目的地", "市里"),
          ("出车时间", "5月6日上午"), ("批准人", None)], True),
        ([("事项名称", "办理时限"), ("身份证办理", "20个工作日"), ("居住证", "15个工作日"),
          ("户口迁移", "当场办结")], False),
        ([("房号", "住户"), ("1-101", "雨一"), ("1-102", "雨二")], False),
    ],
)  # fmt: skip
def test_labels_beside_what_was_filled_in_are_a_form(rows: list[Row], asked: bool) -> None:
    assert find_tables(rows, ())[0].unsure is asked


@pytest.mark.parametrize(("second", "asked"), [(("编织袋", "县仓库"), True), (("12", "5"), False)])
def test_a_blank_column_may_part_two_tables(second: Row, asked: bool) -> None:
    rows: list[Row] = [
        ("姓名", "职务", None, "物资", "存放处"),
        ("罗刚", "指挥长", None, *second),
        ("谭平", "成员", None, *second),
    ]
    assert find_tables(rows, ())[0].unsure is asked


def test_rows_merged_as_the_header_is_are_no_form() -> None:
    rows: list[Row] = [
        ("项目", None, "到户价", "基本水价"),
        ("生活用水", "第一阶梯", "3.86", "2.36"),
        ("", "第二阶梯", "4.96", "3.46"),
        ("其他用户", None, "4.41", "2.91"),
        ("特种行业", None, "11.96", "10.16"),
    ]
    merges = [Merge(1, 1, 1, 2), Merge(2, 1, 3, 1), Merge(4, 1, 4, 2), Merge(5, 1, 5, 2)]
    assert not find_tables(rows, merges)[0].unsure


def test_names_each_with_an_amount_beside_it_are_doubted() -> None:
    rows: list[Row] = [("快报", None, None, None), ("零售总额", "12.3亿元", "预算收入", "6.2亿元")]
    rows.append(("城镇居民收入", "23012元", "农村居民收入", "12033元"))
    assert find_tables(rows, ())[0].unsure
