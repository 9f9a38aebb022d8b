"""Rows that sum others up are told from data: by word, by place, by what the numbers come to."""

import pytest

from app.core.intake.layout import find_tables
from app.core.intake.layout.summary import is_total
from app.core.intake.sheet import Row

TOWNS: list[Row] = [("青石镇", "30", "12"), ("白沙乡", "20", "8"), ("城关镇", "50", "25")]
CLASS: list[Row] = [("1001", "甲一", "90"), ("1002", "乙一", "70"), ("1003", "丙一", "50")]


def dropped(head: list[Row]) -> list[int]:
    """The numbers of the rows below the header that are no data."""
    region = find_tables(head, ())[0]
    judge = region.judge(())
    cut = [tuple(row[n - 1] for n in region.header.columns) for row in head]
    return [
        number
        for number in range(region.header.body, len(head) + 1)
        if judge(number, cut[number - 1]) is not None
    ]


@pytest.mark.parametrize(
    "texts",
    [
        ["合计（大写）", "陆仟陆佰贰拾元整", "6620"],
        ["1", "31", "本月合计", "3000", "借", "6750"],
        ["总 计 Total", "12", "—"],
        ["Total", "12"],
        ["青石镇", "白沙村", "小计", "12户", "36人"],
        ["全流域平均", "0.40"],
        ["二、县区小计", "40"],
        ["1-3月累计", "40"],
        ["合计", "2个考点", "6个考场", "165"],
        ["0-3岁合计", "40"],
        ["投标报价合计=1+2+3", "1858319.75", "0"],
    ],
)
def test_totals(texts: list[str]) -> None:
    assert is_total(texts)


@pytest.mark.parametrize(
    "texts",
    [
        ["001", "7月1日", "食堂伙食费合计", "1200"],
        ["小计", "XJ", "数值", "12,2"],
        ["Totally", "12"],
        ["甲", "乙", "合计"],
    ],
)
def test_what_is_no_total(texts: list[str]) -> None:
    assert not is_total(texts)


@pytest.mark.parametrize(
    "row",
    [
        ("全市", "61", "28"),  # more parts than are listed
        ("全市", "100", "45"),
        ("最高", "50", "25"),
        ("各乡镇平均", "33.3", "15"),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_row_for_all_towns_at_an_edge_is_no_data(row: Row, first: bool) -> None:
    header: Row = ("乡镇", "户数", "完成")
    rows = [row, *TOWNS] if first else [*TOWNS, row]
    assert dropped([header, *rows]) == [2 if first else 5]


@pytest.mark.parametrize(
    "rows",
    [
        [
            ("全市", "2019", "5"),
            ("全市", "2020", "6"),
            ("东区", "2019", "2"),
            ("东区", "2020", "3"),
        ],
        [("全国", "5.6", "3"), ("全省", "5.9", "4"), ("全市", "6.2", "5"), ("东区", "7.0", "6")],
        [*TOWNS, ("最高峰村", "5", "1")],
    ],
)
def test_rows_that_only_sound_like_all_are_data(rows: list[Row]) -> None:
    assert dropped([("地区", "年份", "数量"), *rows]) == []


def test_in_a_table_of_indicators_a_statistic_must_come_out() -> None:
    kept: list[Row] = [
        ("抽查批次", "120", "150"),
        ("不合格批次", "6", "9"),
        ("合格率", "95%", "94%"),
    ]
    assert dropped([("项目", "2022年", "2023年"), *kept]) == []
    scored: list[Row] = [("基础（60分）", "52", "55"), ("绩效（40分）", "31", "36")]
    names: Row = ("评审项目", "甲某", "乙某")
    assert dropped([names, *scored, ("总分（100分）", "83", "91")]) == [4]
    assert dropped([names, *scored, ("总分（100分）", "70", "60")]) == []


def test_statistics_without_a_key_are_told_below_any_number_of_rows() -> None:
    rows = [(str(1000 + n), f"学生{n}", str(n % 50 + 50)) for n in range(400)]
    head: list[Row] = [("考号", "姓名", "总分"), *rows]
    tail: list[Row] = [(None, "平均分", "74.5"), (None, "最高分", "99"), (None, "及格率", "80%")]
    region = find_tables(head, ())[0]
    judge = region.judge(())
    assert [judge(402 + n, row) for n, row in enumerate(tail)] == ["total"] * 3


def test_statistics_at_the_foot_of_the_head() -> None:
    feet: list[Row] = [("平均分", None, "70"), ("满分", None, "90"), ("参考人数", None, "3")]
    assert dropped([("考号", "姓名", "总分"), *CLASS, *feet]) == [5, 6, 7]


@pytest.mark.parametrize(
    ("header", "data", "row", "told"),
    [
        (("行业", "户数", "人数"), TOWNS, ("全社会用工", "100", "45"), True),
        (("行业", "户数", "人数", "增速"), [(*t, "5.0") for t in TOWNS],
         ("园区总体水平", "100", "45", "5.0"), True),
        (("乡镇", "户数", "人数"), TOWNS, ("东沙乡", "100", "45"), False),
        (("项目", "户数", "人数"), TOWNS, ("园区", "100", "45"), False),
        (("行业", "户数", "人数"), TOWNS, ("园区", "100", "46.5"), False),
        (("班次", "东门", "西门"), [("早班", "甲", "乙"), ("中班", "丙", "丁"), ("晚班", "戊", "己")],
         ("当班人数", "3", "3"), True),
        (("名称", "东门", "西门"), [("建设单位", "甲", "乙"), ("设计单位", "丙", "丁"),
         ("施工单位", "戊", "己")], ("总户数", "3", "3"), False),
    ],
)  # fmt: skip
def test_a_sum_under_a_word_of_its_own(header: Row, data: list[Row], row: Row, told: bool) -> None:
    assert dropped([header, *data, row]) == ([5] if told else [])


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ((None, "125", "45", "40"), True),
        ((None, "125", "45", "41"), False),
        ((None, "125", "45", "甲"), False),
        (("3号", "125", "45", "40"), False),
    ],
)
def test_a_row_without_a_name_is_a_sum_though_some_parts_have_no_rent(row: Row, told: bool) -> None:
    shops: list[Row] = [
        ("1号", "30", "12", "15.5"),
        ("2号", "20", "8", None),
        ("5号", "50", "22", "24.5"),
        ("7号", "25", "3", None),
    ]
    header: Row = ("门牌", "面积", "租期", "租金")
    assert dropped([header, *shops, row]) == ([6] if told else [])


def test_a_rate_under_a_total_is_none_of_the_rows() -> None:
    rows = [("支部", "应到", "实到"), *TOWNS, ("合计", "100", "45"), ("出席率", "45%", None)]
    assert dropped(rows) == [5, 6]


HOUSES: list[Row] = [
    ("镇村", "户主", "类别", "面积", "补助"),
    ("柏树镇", "2户", None, "140", "42"),
    ("槐树村", "阮吉", "低保户", "80", "30"),
    ("榆林村", "山桃", "特困", "60", "12"),
    ("桑园乡", "1户", None, "58", "15"),
    ("桑园村", "刘灵", "低保户", "58", "15"),
]


def test_sums_above_the_rows_of_a_part() -> None:
    assert dropped(HOUSES) == [2, 5]
    counted: Row = ("柏树镇", "2户", "2类", "140", "42")
    assert dropped([HOUSES[0], counted, *HOUSES[2:]]) == [2, 5]
    assert dropped([HOUSES[0], ("全县", "3户", None, "198", "57"), *HOUSES[1:]]) == [2, 3, 6]


def test_sums_below_the_rows_of_a_part() -> None:
    assert dropped([HOUSES[0], *HOUSES[2:4], HOUSES[1], HOUSES[5], HOUSES[4]]) == [4, 6]


def test_a_row_with_a_blank_that_sums_up_nothing_is_data() -> None:
    assert dropped([*HOUSES[:4], ("桑园乡", None, None, "70", "15"), HOUSES[5]]) == []
    assert dropped([HOUSES[0], *HOUSES[2:4], ("沙口村", None, "一般", "90", "9")]) == []


def test_a_number_that_comes_again_in_the_next_row_is_no_sum() -> None:
    rows: list[Row] = [("个", None, "13900000000"), ("个", "清溪县民政局", "13900000000")] * 2
    assert dropped([("计量单位", "单位名称", "联系电话"), *rows]) == []


def test_amounts_whose_thousands_are_spaced_are_summed_up() -> None:
    towns: list[Row] = [("石门", "6 841"), ("白沙", "3 695"), ("沙口", "1 200")]
    head: list[Row] = [("地区", "产量"), *towns]
    assert dropped([*head, ("全县总计", "11 736")]) == [5]
    farms: list[Row] = [("甲场", "6 841", "10"), ("乙场", "3 695", "20"), ("丙场", "1 200", "30")]
    assert dropped([("名称", "产量", "面积"), *farms, (None, "11 736", "60")]) == [5]
    assert dropped([("名称", "产量", "面积"), *farms, (None, "12 737", "60")]) == []


def test_a_last_row_without_a_name_that_sums_all_up() -> None:
    head: list[Row] = [("姓名", "天数", "补贴"), ("安好", "22", "300"), ("向阳", "21", "200")]
    head.append(("木森", "22", "100"))
    assert dropped([*head, (None, "65", "600")]) == [5]
    assert dropped([*head, (None, "65", "500")]) == []


def test_a_total_has_as_many_rows_as_the_parts_have_kinds() -> None:
    rows: list[Row] = [
        ("乡镇", "类别", "一季度", "二季度"),
        ("青石镇", "目标", "30", "12"),
        (None, "完成", "28", "13"),
    ]
    rows += [("白沙乡", "目标", "20", "8"), (None, "完成", "21", "8")]
    assert dropped([*rows, ("合计", "目标", "50", "20"), (None, "完成", "49", "21")]) == [6, 7]
    assert dropped([*rows, ("资产合计", "目标", "50", "20"), (None, "完成", "49", "21")]) == []


def test_a_ranking_below_a_sum_is_none_of_its_terms() -> None:
    rows: list[Row] = [("评审项目", "分值", "甲公司", "乙公司"), ("价格", "10", "9.5", "8")]
    rows += [("技术方案", "40", "35", "30"), ("人员配备", "20", "18", "16")]
    assert dropped([*rows, ("总得分", "70", "62.5", "54"), ("名次", None, "1", "2")]) == [5]


def test_a_key_figure_with_the_words_of_a_sum_is_data_unless_its_parts_come_to_it() -> None:
    head: Row = ("项目", "期末数", "期初数")
    figures: list[Row] = [("资产总计", "300", "260"), ("负债合计", "200", "170")]
    assert (
        dropped([head, *figures, ("所有者权益合计", "100", "90"), ("营业收入", "88", "80")]) == []
    )
    lines: list[Row] = [("货币资金", "100", "90"), ("存货", "50", "40")]
    lines += [("流动资产合计", "150", "130"), ("固定资产", "150", "130")]
    lines.append(("非流动资产合计", "150", "130"))
    assert dropped([head, *lines, ("资产总计", "300", "260")]) == [4, 6, 7]
    assert dropped([head, *lines, ("资产总计", "310", "290")]) == [4, 6]


def test_what_stands_at_the_right_below_a_total_is_no_total() -> None:
    rows: list[Row] = [("项目", "金额", "支出项目", "金额2"), ("补助", "5000", "管理费用", "1200")]
    rows += [("其他", "100", "公益支出", "3300"), ("本月合计", "5100", "本月合计", "4500")]
    assert dropped([*rows, (None, None, "本月结存", "600")]) == [4]
