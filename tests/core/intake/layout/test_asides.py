"""What stands around the rows of a table: units, remarks, headings."""

from app.core.intake.layout import find_tables
from app.core.intake.layout.asides import is_note, is_unit
from app.core.intake.sheet import Merge, Row


def reasons(rows: list[Row], merges: tuple[Merge, ...] = ()) -> dict[int, str]:
    """What the rows below the header are taken for that are no data."""
    region = find_tables(rows, merges)[0]
    judge = region.judge(merges)
    told = ((n, judge(n, rows[n - 1])) for n in range(region.header.body, len(rows) + 1))
    return {number: reason for number, reason in told if reason}


def test_units_below_the_names_may_have_their_own_name() -> None:
    assert is_unit(["单位", "（元/公斤）", "（%）"], True, 6)
    assert not is_unit(["单位", "城关镇", "（%）"], True, 6)
    rows: list[Row] = [
        ("产品种类", "上周", "本周", "环比"),
        ("单位", "（元/公斤）", None, "（%）"),
        ("猪肉", "31.85", "31.41", "-1.4"),
        ("羊肉", "77.51", "77.21", "-0.4"),
    ]
    merges = (Merge(2, 2, 2, 3),)
    assert reasons(rows, merges) == {2: "unit"}
    assert find_tables(rows, merges)[0].units == (None, "元/公斤", "元/公斤", "%")


def test_a_remark_in_a_cell_of_its_own_is_a_note_if_it_says_something() -> None:
    assert is_note(["备注", "每月10日至20日交费，超过20日每日收取5‰滞纳金。"], 6)
    assert not is_note(["备注", "字符型"], 6)
    assert not is_note(["备注", "每月10日至20日交费。"], 2)


def test_a_line_above_the_header_once_more_heads_what_stands_below_it() -> None:
    rows: list[Row] = [
        ("信息内容", "本年处理决定数量"),
        ("行政许可", "1532"),
        ("第二十条第（六）项", None),
        ("信息内容", "本年处理决定数量"),
        ("行政处罚", "210"),
        ("行政强制", "3"),
    ]
    assert reasons(rows) == {3: "group", 4: "repeated-header"}


def test_a_numbered_name_with_sums_heads_rows_if_it_lacks_the_words_that_they_have() -> None:
    rows: list[Row] = [
        ("项目名称", "建设单位", "总投资", "年度计划"),
        ("一、续建项目", None, "602", "250"),
        ("石白公路", "县交投", "402", "150"),
        ("城东大桥", "县交投", "200", "100"),
        ("二、新建项目", None, "80", "30"),
        ("客运站", "县运管所", "80", "30"),
    ]
    assert reasons(rows) == {2: "group", 5: "group"}


def test_numerals_with_a_name_head_rows_that_have_neither() -> None:
    rows: list[Row] = [
        ("序号", "部门", "收费编码", "收费项目"),
        ("一", "教育部门", None, None),
        (None, None, "103042751", "保教费"),
        (None, None, "103042750", "学费"),
        (None, None, "103042707", "测试费"),
        ("二", "公安部门", None, None),
        (None, None, "103040111", "工本费"),
        (None, None, "103040112", "证件费"),
    ]
    assert reasons(rows) == {2: "group", 6: "group"}


def test_a_code_and_its_name_head_rows_that_are_counted() -> None:
    rows: list[Row] = [
        ("序号", "项目编码", "项目名称", "单位", "工程量"),
        (None, "A.1", "土石方工程", None, None),
        ("1", "010101001001", "平整场地", "m2", "520.50"),
        ("2", "010101003001", "挖沟槽土方", "m3", "310.20"),
        (None, "A.4", "砌筑工程", None, None),
        ("3", "010401003001", "实心砖墙", "m3", "88.00"),
    ]
    assert reasons(rows) == {2: "group", 5: "group"}
