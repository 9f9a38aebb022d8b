"""What find_tables promises for any rows at all."""

import time
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.core.intake.layout import find_tables
from app.core.intake.layout.kinds import stated_unit, unit_of
from app.core.intake.sheet import Merge, Row

CELLS = [
    None,
    "序号",
    "姓名",
    "金额（元）",
    "1",
    "2",
    "甲",
    "合计",
    "注：无",
    "表2 情况",
    "2023",
    "2024年",
    "单位：元",
]
GRIDS = st.lists(st.lists(st.sampled_from(CELLS), max_size=6).map(tuple), max_size=20)
MERGES = st.lists(
    st.tuples(st.integers(1, 20), st.integers(1, 6), st.integers(0, 3), st.integers(0, 3)).map(
        lambda m: Merge(m[0], m[1], m[0] + m[2], m[1] + m[3])
    ),
    max_size=4,
)


# Two tables beside each other, of which the left one is over before the rows are.
ENDS_APART: list[Row] = [
    ("姓名", "序号"),
    ("序号",),
    (),
    ("序号", "单位：元", None, "序号"),
    (None, None, None, "序号", "姓名"),
]


@given(GRIDS, MERGES)
@example([(None, None, "序号", "序号"), ("表2 情况",), ("序号", "序号")], [])
@example(ENDS_APART, [])
@settings(deadline=None, max_examples=60)
def test_any_rows_end_in_tables_that_follow_each_other(
    rows: list[Row], merges: list[Merge]
) -> None:
    regions = find_tables(rows, merges)
    for region in regions:
        header = region.header
        assert len(header.columns) == len(header.names) == len(set(header.names))
        assert len(region.units) == len(header.names)
        assert region.first <= header.body
        assert region.end is None or region.end > header.body
        assert 0 <= region.confidence <= 1
        assert all(name.strip() for name in header.names)
    for before, after in pairwise(regions):
        assert after.first == before.end or (after.first, after.end) == (before.first, before.end)


@pytest.mark.parametrize(("rows", "columns"), [(200, 60), (60, 1500), (2, 8000)])
def test_a_wide_head_takes_little_time(rows: int, columns: int) -> None:
    head: list[Row] = [tuple(f"指标{n}" for n in range(columns))]
    head += [tuple(str(row * n % 97) for n in range(columns)) for row in range(1, rows)]
    started = time.process_time()
    assert find_tables(head, ())[0].header.rows == (1,)
    assert time.process_time() - started < 3


def test_units_are_told_by_name_by_row_and_by_table() -> None:
    rows: list[Row] = [
        ("产量表", None, None),
        ("单位：吨", None, None),
        ("地区", "产量", "产值（万元）"),
        ("甲镇", "1", "2"),
        ("乙镇", "3", "4"),
    ]
    assert find_tables(rows, ())[0].units == ("吨", "吨", "万元")
    assert (unit_of("面积（亩）"), unit_of("单位（盖章）"), unit_of("名称")) == ("亩", None, None)
    assert stated_unit("计量单位：万元、人") == "万元、人"
    assert (stated_unit("（亿元）"), stated_unit("万人次、万元")) == ("亿元", "万人次、万元")
    assert stated_unit("二〇二四年") is stated_unit("单位：竹坪乡") is None
    bare: list[Row] = [("人口表", None, None), (None, None, "万人"), *rows[1:]]
    assert find_tables(bare, ())[0].units == ("万人", "万人", "万元")


def test_a_table_further_down_is_found_from_its_row_on() -> None:
    rows: list[Row] = [
        ("学校", "学生数"), ("一小", "300"), ("二小", "400"), (), ("表2 医院",),
        ("医院", "床位数"), ("县医院", "500"), ("中医院", "300"),
    ]  # fmt: skip
    first, second = find_tables(rows, ())
    assert (first.end, second.first, second.header.rows) == (4, 4, (6,))
    assert find_tables(rows, (), 4)[0].header == second.header


def test_upper_names_merged_over_two_rows_do_no_harm() -> None:
    rows: list[Row] = [
        ("城区", None, "乡村", None), (None,) * 4, ("户数", "人数", "户数", "人数"),
        ("3", "4", "5", "6"), ("7", "8", "9", "10"),
    ]  # fmt: skip
    merges = [Merge(1, 1, 2, 2), Merge(1, 3, 2, 4)]
    names = ("城区_户数", "城区_人数", "乡村_户数", "乡村_人数")
    header = find_tables(rows, merges)[0].header
    assert (header.names, header.body) == (names, 4)


def test_an_empty_sheet_has_no_table() -> None:
    assert find_tables([], ()) == []
    assert find_tables([(None, None), ()], ()) == []


def test_a_header_without_its_merges_over_rows_that_were_merged_too() -> None:
    rows: list[Row] = [
        ("户号", "户主", "成员", None, "备注"), (None, None, "姓名", "关系", None),
        ("Q1", "岳川", "岳川", "户主", "独居"), (None, None, "柳叶", "妻", None),
        (None, None, "岳小川", "子", None), (None, None, "岳小溪", "女", None),
    ]  # fmt: skip
    assert find_tables(rows, ())[0].header.rows == (1, 2)


def test_what_only_a_title_is_merged_over_is_no_column() -> None:
    rows: list[Row] = [
        ("名单", None, None), ("姓名", None, "金额"), ("甲一", None, "3"), ("乙二", None, "5"),
        ("以上款项已上交。", None, None),
    ]  # fmt: skip
    merges = [Merge(1, 1, 1, 3), Merge(5, 1, 5, 3)]
    assert find_tables(rows, merges)[0].header.columns == (1, 3)


def test_three_small_tables_beside_each_other() -> None:
    rows: list[Row] = [
        ("品名", "价格", None, "车型", "数量", None, "站点", "电话"),
        ("大米", "2.8", None, "轿车", "5", None, "城东站", "6601001"),
        ("面粉", "2.5", None, "客车", "2", None, "城西站", "6601002"),
    ]
    assert [region.header.columns for region in find_tables(rows, ())] == [(1, 2), (4, 5), (7, 8)]
    two = [row[:5] for row in rows]
    assert len(find_tables(two, ())) == 1


def test_a_table_below_a_blank_row_and_a_title_is_told_by_a_unit_in_a_name() -> None:
    rows: list[Row] = [
        ("线路", "起点", "终点", "票价（元）"), ("1路", "火车站", "北门", "1"),
        ("2路", "南站", "码头", "2"), (), ("公交卡办理",), ("卡种", "工本费（元）", "优惠"),
        ("普通卡", "15", "9折"),
    ]  # fmt: skip
    assert [region.header.rows for region in find_tables(rows, ())] == [(1,), (6,)]


def test_a_translation_of_some_names_below_them_belongs_to_the_header() -> None:
    rows: list[Row] = [
        ("地区", "2015", "2018", "2020"), ("Region", None, None, None), ("东湖", "820", "861", "902"),
        ("青山", "1400", "1432", "1466"),
    ]  # fmt: skip
    assert find_tables(rows, ())[0].header.rows == (1, 2)
    rows[:2] = [
        ("产品名称", "单位", "2022", "2023年为上年%"), ("Product", "Unit", None, "2023 as % of 2022"),
    ]  # fmt: skip
    rows[2:] = [("水泥", "吨", "861", "90.8"), ("纱", "吨", "143", "107.9")]
    assert find_tables(rows, ())[0].header.rows == (1, 2)
    fields: list[Row] = [
        ("字段", "说明"), ("name", None), ("code", None), ("created", "时间"), ("area", None),
    ]  # fmt: skip
    assert find_tables(fields, ())[0].header.rows == (1,)


def test_halves_whose_numbers_go_on_from_one_to_the_next_are_one_table() -> None:
    names = ("分数", "人数") * 2
    rows: list[Row] = [names, ("650", "12", "647", "6"), ("649", "3", "646", "5")]
    region = find_tables([*rows, ("648", "4", "645", "8")], ())[0]
    assert (len(region.halves), region.header.names) == (2, ("分数", "人数"))
    other = find_tables([*rows, ("648", "4", "655", "8")], ())[0]
    assert len(other.header.columns) == 4


def test_words_beside_a_blank_corner_stand_over_words_with_a_key() -> None:
    rows: list[Row] = [
        (None, "集中培训", "网络自学"), ("应训时长", "90 学时", "50 学时"),
        ("今年已训", "84.5学时", "51学时"), ("完成进度", "大半", "全部"),
    ]  # fmt: skip
    assert find_tables(rows, ())[0].header.rows == (1,)
