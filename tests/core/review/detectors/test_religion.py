"""宗教信仰."""

import pytest

from tests.core.review.columns import examine, spans

PERSONS = ("姓名", "民族")
BELIEFS = ["佛教", "伊斯兰教", "基督教", "道教", "天主教"]


@pytest.mark.parametrize("name", ["宗教信仰", "信教情况", "zjxy", "religion", "信什么教", "信仰"])
def test_named(name: str) -> None:
    values = [*BELIEFS, "无", "无宗教信仰", "不信教"]
    assert spans(examine("religion", values, name), values) == BELIEFS
    assert examine("religion", ["无", "无宗教信仰"], name) is None


def test_clergy_believe_what_their_house_is_of() -> None:
    assert examine("religion", BELIEFS, "教别", ("姓名", "教职身份")) is not None


def test_english() -> None:
    assert examine("religion", ["Buddhism", "Islam", "none"], "religion") is not None


def test_under_any_name_among_persons() -> None:
    assert examine("religion", BELIEFS, "字段2", PERSONS) is not None
    assert examine("religion", BELIEFS, "字段2") is None
    assert examine("religion", BELIEFS, "宗教类别", ("场所名称", "主要负责人姓名")) is None
    texts = ["信仰佛教", "困难户"]
    assert spans(examine("religion", texts, "备注", PERSONS), texts) == ["信仰佛教"]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("教别", BELIEFS),
        ("宗教场所教别", BELIEFS),
        ("宗教活动场所", ["佛教协会"]),
        ("信教人数", ["1200"]),
        ("宗教信仰", ["是", "否"]),
        ("名称", ["道教宫观", "佛教协会"]),
        ("信仰", ["马克思主义"]),
    ],
)
def test_innocent(name: str, values: list[str]) -> None:
    assert examine("religion", values, name, ("姓名",)) is None
