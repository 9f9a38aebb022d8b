"""Plain, small tables lose nothing: one header row, a few rows, blanks anywhere."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.intake.body import Body, read_tables
from app.core.intake.sheet import Row, Sheet
from app.core.jobs import Job

_PLACES = ("清溪", "白沙", "双桥", "枫林", "古渡", "城关")
_AMOUNT = st.decimals(0, 10**7, places=2).map(str) | st.integers(0, 999).map(str)
_DATE = st.dates(date(2000, 1, 1), date(2024, 12, 31)).map(lambda day: day.strftime("%Y-%m-%d"))
_PERSON = st.sampled_from(["王甲", "李乙", "欧阳丙", "赵丁", "钱戊", "孙己"])
_PLACE = st.sampled_from(_PLACES)


def _named(*kinds: str) -> st.SearchStrategy[str]:
    return st.builds("{}{}".format, _PLACE, st.sampled_from(kinds))


def _among(*texts: str) -> st.SearchStrategy[str]:
    return st.sampled_from(texts)


FIELDS: dict[str, st.SearchStrategy[str]] = {
    "单位名称": _named("县民政局", "县第一中学", "商贸有限公司", "大石桥水文观测站"),
    "项目名称": _named("大桥", "水厂扩建工程", "河道治理（二期）", "老旧小区改造"),
    "站名": _named("", "站", "第二测验断面"),
    "姓名": _PERSON,
    "联系人": _PERSON,
    "审核人": _PERSON,
    "联系电话": st.integers(0, 10**8 - 1).map("139{:08d}".format),
    "统一社会信用代码": st.integers(0, 10**6).map("91430000MA{:07d}X".format),
    "乡镇": _named("镇", "乡", "街道"),
    "地址": st.builds("{}路{}号".format, _PLACE, st.integers(1, 300)),
    "登记日期": _DATE,
    "年份": st.integers(2010, 2024).map(str),
    "金额（元）": _AMOUNT,
    "面积（平方米）": _AMOUNT,
    "户数": st.integers(1, 9).map(str),
    "计量单位": _among("个", "吨", "公里", "元/吨", "次"),
    "符号": _among("m", "kg", "t", "km", "s"),
    "等次": _among("A", "B", "C", "优", "良"),
    "类别": _among("普通", "其他", "甲类", "事业单位", "民办"),
    "朝代": _among("唐", "宋", "明", "清", "民国"),
    "品牌": _among("白云", "金鹿", "望江", "*海棠", "★松山"),
    "字段名": _among("名称", "单位", "数据来源", "地区", "负责人"),
    "部门": _among("办公室", "财务科", "一分局", "第一检验室", "其他部门"),
    "建设内容": _among("新建厂房8万平方米", "采购课桌椅3200套，含运输安装", "2车道"),
    "处理结果": _among("已完成", "正在办理", "合格", "无", "已采纳。", "部分采纳：列入明年计划。"),
    "备注": _among("详见附件1", "截至2024年6月", "注：含分支机构", "第2页", "-", "见第3项。"),
}
SAYING = ("处理结果", "备注", "品牌")  # what stands there may be a note, if it stands alone


@st.composite
def plain_tables(draw: st.DrawFn) -> tuple[tuple[str, ...], list[Row]]:
    """The names of two to six columns, and up to six rows that each have their key.

    The first has something beside it: a lone first cell over rows that are full heads a group.
    """
    key = draw(st.sampled_from([name for name in FIELDS if name not in SAYING]))
    beside = st.sampled_from([name for name in FIELDS if name != key])
    names = [key, *draw(st.lists(beside, min_size=1, max_size=5, unique=True))]
    others = st.tuples(*(st.none() | FIELDS[name] for name in names[1:]))
    row = st.builds(lambda key, rest: (key, *rest), FIELDS[names[0]], others)
    rows = draw(st.lists(row, max_size=6).filter(lambda rows: not rows or any(rows[0][1:])))
    return tuple(names), rows


def tables(*rows: Row) -> list[Body]:
    return list(read_tables(Sheet("表", "visible", lambda: iter(rows)), Job()))


def kept(body: Body) -> list[Row]:
    return [tuple(row.values()) for row in body.data.to_pylist()]


@settings(max_examples=150, deadline=None)
@given(plain_tables())
def test_nothing_of_a_plain_table_is_lost(table: tuple[tuple[str, ...], list[Row]]) -> None:
    names, rows = table
    (body,) = tables(names, *rows)
    assert (body.layout.header_rows, tuple(body.data.column_names)) == ((1,), names)
    assert kept(body) == rows


VALUES = ("联系电话", "统一社会信用代码", "登记日期", "金额（元）", "户数")
THINGS = ("姓名", "站名", "项目名称", "乡镇", "单位名称")


@st.composite
def nameless_tables(draw: st.DrawFn) -> list[Row]:
    """Up to six full rows of values and, in no more columns, of what they belong to."""
    values = draw(st.lists(st.sampled_from(VALUES), min_size=2, max_size=4, unique=True))
    most = len(values) - 1
    things = draw(st.lists(st.sampled_from(THINGS), min_size=1, max_size=most, unique=True))
    row = st.tuples(*(FIELDS[name] for name in (*things, *values)))
    return draw(st.lists(row, min_size=1, max_size=6))


@settings(max_examples=150, deadline=None)
@given(nameless_tables())
def test_the_first_row_of_a_table_without_names_is_data(rows: list[Row]) -> None:
    (body,) = tables(*rows)
    assert (body.layout.header_rows, kept(body)) == ((), rows)


@pytest.mark.parametrize(
    "lines",
    [
        ("5|民办", "3|事业单位", "8|甲类"),
        ("13933233174|事业单位", "13949088541|普通"),
        ("王甲|1991-04-09|7246",),
        ("王甲|1991-04-09|7246", "李乙|1992-07-19|5849"),
        ("已完成|2018-10-01|详见附件1", "已完成|2015-06-23|详见附件1"),
    ],
)
def test_a_value_like_those_beside_it_is_data_whatever_word_stands_next_to_it(
    lines: tuple[str, ...],
) -> None:
    rows = parsed(*lines)
    (body,) = tables(*rows)
    assert (body.layout.header_rows, kept(body)) == ((), rows)


def parsed(*lines: str) -> list[Row]:
    return [tuple(text or None for text in line.split("|")) for line in lines]


@pytest.mark.parametrize(
    "lines",
    [
        ("0|1|2|3", "甲站|东溪|12.1|在用", "乙站|西溪|8.8|停用"),
        ("|0|1|2", "0|甲站|东溪|3.5", "1|乙站|西溪|4"),
    ],
)
def test_a_frame_that_was_written_without_names_keeps_its_numbers_as_names(
    lines: tuple[str, ...],
) -> None:
    names, *rows = parsed(*lines)
    (body,) = tables(names, *rows)
    assert body.layout.header_rows == (1,)
    assert body.data.column_names[1:] == list(names[1:])
    assert kept(body) == rows


@pytest.mark.parametrize(
    "lines",
    [("|姓名", "0|王甲", "1|李乙", "4|赵丁"), ("|名称|备注", "1|甲站|", "2|乙站|在用", "3|丙站|")],
)
def test_a_row_that_names_all_but_an_index_is_a_header(lines: tuple[str, ...]) -> None:
    names, *rows = parsed(*lines)
    (body,) = tables(names, *rows)
    assert body.layout.header_rows == (1,)
    assert kept(body) == rows


def test_numbers_over_numbers_are_data() -> None:
    rows = parsed("0|1|2", "3|4|5", "6|7|8")
    (body,) = tables(*rows)
    assert (body.layout.header_rows, kept(body)) == ((), rows)


@pytest.mark.parametrize(
    "lines",
    [
        ("名称|备注", "甲站|在用", "乙站|在用", "丙丁水文观测站|"),
        ("单位|电话|地址|备注", "甲所|5551|东街|新", "乙所|||", "丙所|5553|西街|"),
        ("等次|户数|人数", "A|1|2", "B|3|4"),
        ("名称|符号", "米|m", "千克|kg"),
        ("计量单位|说明", "个|"),
        ("意见|答复", "建议增设公交站。|已采纳", "建议延长开放时间。|"),
        ("联系电话|年龄", "13900000001|66"),
        ("审核人|花色", "冯乙|红"),
        ("联系人|等次|处理结果|审核人", "王甲||已完成|"),
        ("数据项|字段名|编号", "总人数||"),
        ("字段名|等次", "名称|A", "名称|", "名称|"),
        ("类别|字段名", "普通|名称", "普通|", "事业单位|名称"),
        ("字段名|备注", "名称|附件一", "名称|", "名称|注：含分支机构"),
        ("事项|数据项", "体育测试|平均分"),
        ("品牌|评价|价格", "望江|一般|3", "*海棠|良好|"),
        ("字段名|说明|人数", "地区||4", "数据来源||2"),
        ("部门|字段名", "第一检验室|数据来源", "第一检验室|", "其他部门|单位"),
        ("审核人|户数|单位名称", "赵丁|1|甲校", "孙己|1|乙校", "钱戊|2|", "孙己||", "钱戊||"),
        ("面积（平方米）|朝代|结果|备注", "0|宋||", "0.00|宋||", "0.00|宋||"),
    ],
)
def test_a_row_that_fits_the_columns_is_data(lines: tuple[str, ...]) -> None:
    names, *rows = parsed(*lines)
    (body,) = tables(names, *rows)
    assert (body.layout.header_rows, kept(body)) == ((1,), rows)


@pytest.mark.parametrize(
    "line",
    [
        "数据来源：县统计局|",
        "如有疑问请拨打12345|",
        "以下空白|",
        "（排名不分先后）|",
        "不含林场。|",
    ],
)
def test_what_is_said_below_a_small_table_is_a_note(line: str) -> None:
    (body,) = tables(*parsed("窗口|业务", "1号|社保", "2号|医保", line))
    assert [row.reason for row in body.layout.dropped] == ["note"]


def test_a_row_of_units_stands_over_values() -> None:
    (body,) = tables(*parsed("作物|面积|产量", "|亩|吨", "早稻|1023|450", "玉米|201|78"))
    assert body.layout.units == {"面积": "亩", "产量": "吨"}
    assert body.data.num_rows == 2
