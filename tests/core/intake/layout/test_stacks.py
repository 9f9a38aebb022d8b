"""Tables below one another, parted by blank rows."""

import pytest

from app.core.intake.layout import find_tables
from app.core.intake.sheet import Row

PUPILS: list[Row] = [
    ("班级人数",),
    ("班级", "男生", "女生"),
    ("一班", "21", "20"),
    ("二班", "19", "22"),
]
BUDGET: list[Row] = [
    ("经费安排",),
    ("用途", "金额（元）", "来源", "经办处"),
    ("办公", "3000", "县级", "财务室"),
    ("维修", "8200", "市级", "总务处"),
]
WORDS: list[Row] = [
    ("窗口安排",),
    ("窗口", "业务", "值守"),
    ("东一", "户政", "早班"),
    ("东二", "车管", "晚班"),
]


def headers(rows: list[Row]) -> list[tuple[int, ...]]:
    return [region.header.rows for region in find_tables(rows, [])]


@pytest.mark.parametrize("gap", [1, 2, 3])
@pytest.mark.parametrize("above", [PUPILS, WORDS])
def test_a_table_of_its_own_below_a_gap_is_another(above: list[Row], gap: int) -> None:
    assert headers([*above, *[()] * gap, *BUDGET]) == [(2,), (6 + gap,)]


def test_the_title_of_the_next_table_may_stand_apart_from_it() -> None:
    first, second = find_tables([*PUPILS, (), ("附表",), (), *BUDGET], [])
    assert (first.end, second.first) == (5, 5)


def test_a_header_that_stands_out_further_down_hides_no_table_above_it() -> None:
    wide = ("序号", "项目名称", "建设地点", "总投资（万元）", "责任单位")
    rows: list[Row] = [*WORDS, (), wide, ("1", "东桥", "城关镇", "1000", "交通局")]
    assert headers([*rows, ("2", "西桥", "柳林镇", "800", "交通局")]) == [(2,), (6,)]


def test_columns_that_only_the_next_table_fills_belong_to_it() -> None:
    first, second = find_tables([*PUPILS, (), *BUDGET], [])
    assert (len(first.header.columns), len(second.header.columns)) == (3, 4)


@pytest.mark.parametrize(
    "rows",
    [
        [*PUPILS, (), ("三班", "20", "18"), ("四班", "23", "20")],
        [*WORDS, (), ("西一", "社保", "早班"), ("西二", "医保", "晚班")],
        [*PUPILS, (), ("高年级",), ("三班", "20", "18"), ("四班", "23", "20")],
        [*WORDS, (), ("东三", "税务", "晚班"), ("值守人数", "4", "4")],
    ],
)
def test_rows_below_a_gap_that_are_like_those_above_go_on(rows: list[Row]) -> None:
    assert headers(rows) == [(2,)]


def test_the_same_header_below_a_gap_is_the_next_page() -> None:
    assert headers([*PUPILS, (), PUPILS[1], ("三班", "20", "18")]) == [(2,)]


def test_fields_above_a_gap_are_no_table() -> None:
    fields: list[Row] = [("报表名称", "收支明细"), ("查询条件", "1月"), ("导出时间", "下午")]
    assert headers([*fields, (), *BUDGET[1:]]) == [(5,)]


LIST: list[Row] = [("社区名称",), ("东风社区",), ("西门社区",), ("城南社区",)]


def test_a_list_of_one_column_is_a_table_above_another_and_below_it() -> None:
    assert headers([*LIST, (), *BUDGET]) == [(1,), (7,)]
    assert headers([*PUPILS, (), *LIST]) == [(2,), (6,)]


@pytest.mark.parametrize(
    "lines",
    [
        ["清溪县民政局文件", "清民〔2024〕3号", "关于下达经费的通知", "各乡镇"],
        ["填报说明", "1.本表按季填报", "2.金额取整数", "3.盖章后报送"],
        ["社区名称", "东风社区", "西门社区"],
    ],
)
def test_lines_of_titles_and_notes_are_no_list(lines: list[str]) -> None:
    assert headers([*((line,) for line in lines), (), *BUDGET]) == [(len(lines) + 3,)]
