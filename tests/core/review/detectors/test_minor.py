"""未成年人."""

import pytest

from tests.core.review.columns import examine, spans

PERSONS = ("姓名", "身份证号")
PUPILS = ("学生姓名", "监护人联系电话")


@pytest.mark.parametrize("name", ["儿童类别", "未成年人类别", "etlb", "child_category"])
def test_kinds_of_children(name: str) -> None:
    values = ["孤儿", "事实无人抚养儿童", "农村留守儿童", "无"]
    assert spans(examine("minor", values, name), values) == values[:3]


def test_ages_of_rolls_of_children() -> None:
    values = ["5", "13岁", "17周岁", "18", "无"]
    assert spans(examine("minor", values, "年龄", PERSONS), values) == values[:3]
    for adults in (["18", "45岁"], ["7", "45", "61", "70岁"]):
        assert examine("minor", adults, "年龄", PERSONS) is None


@pytest.mark.parametrize("name", ["平均年龄", "年龄段人数", "树龄", "工龄", "楼龄", "数量"])
def test_other_numbers(name: str) -> None:
    assert examine("minor", ["5", "13", "17"], name, PERSONS) is None


def test_ages_of_nobody() -> None:
    assert examine("minor", ["5", "13"], "年龄", ("品种", "产地")) is None


def test_grades_of_named_pupils() -> None:
    values = ["三年级（2）班", "一年级", "大班", "初二", "九年级3班"]
    found = examine("minor", values, "年级", PUPILS)
    assert len(spans(found, values)) == 5
    assert found is not None
    assert found.level == "public"  # it says whose names these are, and names nobody
    assert examine("minor", values, "年级", ("学校", "班额")) is None
    assert examine("minor", ["大一", "大二", "研究生一年级"], "年级", PUPILS) is None


def test_programmes_and_counts_are_no_children() -> None:
    assert examine("minor", ["儿童福利设施", "孤儿"], "救助项目", ("金额",)) is None
    assert examine("minor", ["孤儿", "留守儿童"], "儿童类别人数") is None
    assert examine("minor", ["孤儿", "特困", "低保", "临时救助"], "救助类型", PERSONS) is None
    assert examine("minor", ["孤儿", "留守儿童"], "备注", ("人数", "金额")) is None


def test_a_roll_of_children_under_any_name() -> None:
    assert examine("minor", ["孤儿", "农村留守儿童"], "字段3", PERSONS) is not None
