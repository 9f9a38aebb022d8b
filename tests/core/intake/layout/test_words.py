"""What single cells, and rows of them, say of themselves."""

import pytest

from app.core.intake.layout import words


@pytest.mark.parametrize(
    "text",
    [
        "2023年合计",
        "本年支出合计",
        "小 计：",
        "全县总值",
        "一、市级小计",
        "1-3 月累计",
        "上洋村1组小计",
        "石门村（2组）合计",
    ],
)
def test_totals(text: str) -> None:
    assert words.is_total(text)


@pytest.mark.parametrize(
    "text", ["2023级会计", "2023年设计", "合计小学", "累计折旧费", "第3季度设计"]
)
def test_what_is_no_total(text: str) -> None:
    assert not words.is_total(text)


@pytest.mark.parametrize(
    ("text", "expected"), [("局长：", True), ("8:00", False), ("8:00—9:00", False)]
)
def test_a_clock_time_is_no_label(text: str, expected: bool) -> None:
    assert words.is_label(text) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Region", 1.0),
        ("Total Population (10000)", 1.0),
        ("start_price", 1.0),
        ("Donghu", 0.0),
        ("所属公司", 1.0),
        ("甘霖饮品有限公司", 0.0),
        ("社区", 1.0),
        ("和平社区", 0.5),
        ("县医院", 0.5),
        ("责任单位", 1.0),
        ("文号", 1.0),
        ("和平路12号", 0.0),
    ],
)
def test_names_in_english_and_names_of_firms(name: str, expected: float) -> None:
    assert words.name_likeness(name) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("名单（续）", "名单"),
        ("续表2", ""),
        ("（续表一）", ""),
        ("续表2-1", ""),
        ("续表2 文物名录", "表2 文物名录"),
        ("考场安排表（第2页）", "考场安排表"),
        ("成绩公示 (第二页 共三页)", "成绩公示"),
        ("成绩公示（第二组）", "成绩公示（第二组）"),
        ("续建项目", "续建项目"),
        ("手续费", "手续费"),
        ("继续", "继续"),
    ],
)
def test_a_title_that_goes_on(text: str, expected: str) -> None:
    assert words.without_continued(text) == expected


@pytest.mark.parametrize(
    ("text", "usual", "expected"), [("项目", 1.0, 1.0), ("公用经费", 1.0, 0.0), ("产值", 0.0, 1.0)]
)
def test_a_name_stands_out_among_texts_that_read_less_like_names(
    text: str, usual: float, expected: float
) -> None:
    assert words.stands_out(text, usual) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("一、税收收入", "一"), ("（二）非税收入", "（"), ("三月", ""), ("其他收入", "")],
)
def test_the_way_a_text_is_numbered(text: str, expected: str) -> None:
    assert words.numbering(text) == expected


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("不含林场。", "sentence"),
        ("Data in this table are preliminary.", "sentence"),
        ("总值班室：5561000", "stated"),
        ("（排名不分先后）", "aside"),
        ("河道治理（二期）", ""),
        ("8:00", ""),
        ("St. Mary", ""),
    ],
)
def test_how_a_text_says_something(text: str, manner: str) -> None:
    assert words.manner(text) == manner


def test_white_space_spreads_a_chinese_name_and_parts_an_english_one() -> None:
    assert words.as_spelled("序 号") == "序号"
    assert words.as_spelled("出生\n日期") == "出生日期"
    assert words.as_spelled("Total Population") == "Total Population"


def test_names_beside_what_they_are() -> None:
    assert words.are_pairs(["领用部门", "维修班", "领用日期", "2024-06-03"])
    assert not words.are_pairs(["序号", "材料名称", "单位", "数量"])
    assert not words.are_pairs(["领用部门", "维修班"])


@pytest.mark.parametrize(
    ("text", "other", "expected"),
    [
        ("三、捐款", "二、救助", True),
        ("（十一）捐款", "（十）救助", True),
        ("三、捐款", "一、收支", False),
        ("三、捐款", "（二）救助", False),
        ("一、收支", "收支公开", False),
    ],
)
def test_what_is_numbered_by_one_further(text: str, other: str, expected: bool) -> None:
    assert words.follows(text, other) is expected


@pytest.mark.parametrize(
    "text", ["√为接种时间", "（●：必修）", "（排名不分先后）", "按姓氏笔画为序"]
)
def test_what_explains_signs_and_order_is_a_note(text: str) -> None:
    assert words.starts_note(text)


@pytest.mark.parametrize(
    ("text", "note"),
    [("数据说明：总数=男+女", True), ("统计说明：不含林场", True), ("产品说明：已停产", False)],
)
def test_what_says_how_the_data_came_about_is_a_note(text: str, note: bool) -> None:
    assert words.starts_note(text) is note
