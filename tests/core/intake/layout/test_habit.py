"""What is learned from the data rows of a table."""

import pytest

from app.core.intake.layout import find_tables
from app.core.intake.layout.habit import Habit, habit
from app.core.intake.sheet import Row


def learned(*rows: Row) -> Habit:
    return habit(list(enumerate(rows, 2)))


@pytest.mark.parametrize(
    ("rows", "closing"),
    [
        ([("甲", "1"), ("乙", "2"), ("清溪县教育局", None), ("2024年8月30日", None)], {4, 5}),
        ([("罗某", "500"), ("谭某", "800"), (None, "柳泉镇"), (None, "2024年6月")], {4, 5}),
        ([("5月31日", "甲"), ("6月1日", "乙"), ("办公室", None), ("2024年5月27日", None)], {4, 5}),
        ([("2024-05-01", "甲"), ("2024-06-01", "乙"), ("2024-07-01", None)], set()),
        ([("开工", "2024年5月"), ("完工", "2024年8月"), (None, "2024年9月")], set()),
        ([("1号", "社保"), ("2号", "医保"), ("东厅二楼综合服务窗口", None)], set()),
        ([("1号", "社保"), ("2号", "医保"), ("咨询台：一楼", None)], {4}),
        ([("甲：一", "社保"), ("乙：二", "医保"), ("咨询台：一楼", None)], set()),
        ([("名称", "甲"), ("地址", "乙"), ("备注", None)], set()),
        ([("甲", "1", "2"), ("乙", "3", "4"), ("县安委办", None, "6月3日")], {4}),
        ([("甲", "1", "2", None), ("乙", None, None, "6月3日")], set()),
        ([("甲", "1", "5月1日"), ("乙", "3", "5月2日"), ("丙", None, "6月3日")], set()),
        ([("甲", None, "2"), ("乙", "3", "4"), ("县安委办", None, "6月3日")], set()),
    ],
)
def test_the_last_rows_may_close_a_table(rows: list[Row], closing: set[int]) -> None:
    assert learned(*rows).closing == closing


@pytest.mark.parametrize(("last", "closing"), [("县疾控中心", {6}), ("溪口镇", set())])
def test_a_name_below_the_total_closes_a_table_unless_the_rows_above_are_named_so(
    last: str, closing: set[int]
) -> None:
    rows: list[tuple[int, Row]] = [(2, ("青石镇", "3", "4")), (3, ("高田镇", "5", "6"))]
    rows.append((6, (last, None, None)))
    assert habit(rows, summed_up=frozenset({5})).closing == closing
    assert not habit(rows).closing


@pytest.mark.parametrize(
    ("rows", "heads"),
    [
        ([("甲区", None), ("一校", "4"), ("乙区", None), ("二校", "5")], 0),
        ([(None, "土方", None), ("01", "挖", "3"), (None, "路面", None), ("02", "铺", "4")], 1),
        ([(None, "土方", None), (None, "挖", "3"), (None, "路面", None), ("02", "铺", "4")], None),
        ([("01", "挖", "3"), (None, "接上行", None), ("02", "铺", "4")], None),
    ],
)
def test_lone_cells_stand_over_the_rows_of_a_group(rows: list[Row], heads: int | None) -> None:
    assert learned(*rows).heads == heads


@pytest.mark.parametrize(("third", "length"), [(("20", "10"), 3), (("含税", "20"), 0)])
def test_codes_over_three_columns_open_groups_where_the_last_holds_amounts(
    third: tuple[str, str], length: int
) -> None:
    first, second = third
    rows: list[Row] = [
        ("A", "检查类", None), ("A01", "血检", first), ("A02", "尿检", second),
        ("B", "治疗类", None), ("B01", "针灸", first), ("B02", "推拿", second),
    ]  # fmt: skip
    assert learned(*rows).coded == length


def test_numerals_open_groups_of_codes_and_are_counted_on_among_numbers() -> None:
    heads: list[Row] = [("一", "门诊类", None, None), ("二", "检验类", None, None)]
    things = [("诊察", "次", "5"), ("血检", "次", "15"), ("尿检", "次", "9")]
    for codes, length in ((("110201", "250101", "250102"), 6), (("1", "2", "3"), 0)):
        first, *others = [(code, *thing) for code, thing in zip(codes, things, strict=True)]
        assert learned(heads[0], first, heads[1], *others).coded == length


def test_numbered_rows_are_no_groups_where_most_rows_are_numbered() -> None:
    budget: list[Row] = [("一、拨款", "5"), ("二、事业收入", "4"), ("三、其他收入", None)]
    assert learned(*budget).numbered == {"一"}
    outline: list[Row] = [("一、企业数", "5"), ("亏损", "1"), ("大型", "2"), ("二、人数", "9")]
    assert learned(*outline).numbered == set()


@pytest.mark.parametrize(
    ("rows", "grouped"),
    [
        ([("一科", None, None), ("甲", "1", "2"), ("二科", None, None), ("乙", "3", "4")], True),
        ([("甲", "1", "2"), ("二科", None, None), ("乙", "3", "4")], False),
        ([("一科", None, None), ("甲", "1", "2"), ("二科", None, None)], False),
        ([("一科", None, None), ("甲", "1", None), ("二科", None, None), ("乙", None, "4")], False),
    ],
)
def test_groups_leave_no_row_above_the_first_of_them(rows: list[Row], grouped: bool) -> None:
    assert learned(*rows).grouped == grouped


@pytest.mark.parametrize(("first", "grouped"), [("1、油", True), ("2、油", False), ("油", False)])
def test_a_group_may_stand_over_the_first_of_numbered_ones(first: str, grouped: bool) -> None:
    rows: list[Row] = [("食品", None, None), (first, None, None), ("花生油", "1", "2")]
    assert learned(*rows, ("2、肉", None, None), ("猪肉", "3", "4")).grouped == grouped


def test_a_lone_cell_may_be_the_sort_of_what_stands_below_it() -> None:
    schools: list[Row] = [("小学", None, None), ("第一小学", "24", "60"), ("初中", None, None)]
    assert learned(*schools, ("第一中学", "14", "43")).sorts == {"小学"}
    assert not learned(("小学", "42", "99"), ("第一小学", "24", "60")).sorts


def test_a_lone_one_counts_no_rows() -> None:
    assert learned(("甲", "1"), ("乙", None), ("丙", None)).serial is None


def test_rows_may_be_numbered_in_several_ways() -> None:
    rows: list[Row] = [
        ("一、收入", "9"), ("（一）拨款", "5"), ("（二）其他", "4"), ("二、结转", "3"), ("（一）拨款", None),
    ]  # fmt: skip
    assert learned(*rows).numbered == {"一", "（"}
    assert learned(*rows, ("甲", "1"), ("乙", "2"), ("丙", "2")).numbered == set()


@pytest.mark.parametrize("count", [1, 2])
def test_amounts_of_one_behind_the_key_count_no_rows(count: int) -> None:
    rows: list[Row] = [("单位名称", "户数", "项目名称"), *[("清溪县民政局", "1", None)] * count]
    (region,) = find_tables([*rows, ("清溪县民政局", None, None)], ())
    assert (region.habit.serial, region.dropped) == (None, ())


@pytest.mark.parametrize(
    ("numbers", "serial"),
    [
        ([("甲镇", "1"), ("甲镇", "2"), ("乙镇", "1"), ("乙镇", "2")], 1),
        ([("甲镇", "1"), (None, "2"), ("乙镇", "1"), (None, "2")], 1),
        ([("甲镇", "1"), ("乙镇", "2"), ("丙镇", "3")], 1),
        ([("甲镇", "1"), ("乙镇", "1"), ("丙镇", "2")], None),
        ([("甲镇", "1"), ("甲镇", "1"), ("乙镇", "2")], None),
        ([("甲镇", "1"), ("乙镇", "4"), ("丙镇", "5")], None),
        ([("甲镇", "1"), ("乙镇", "2")], None),
    ],
)
def test_numbers_behind_a_key_count_its_rows_or_are_amounts(
    numbers: list[Row], serial: int | None
) -> None:
    assert learned(*((*row, "某村") for row in numbers)).serial == serial
