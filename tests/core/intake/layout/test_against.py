"""A text names those below it, or is one of them."""

import pytest

from app.core.intake.layout.against import against, stands_apart


@pytest.mark.parametrize(
    ("text", "below", "expected"),
    [
        ("简称", ["人社局", "卫健局", "发改局"], True),
        ("税务局", ["人社局", "卫健局", "发改局"], False),
        ("结论", ["合格", "合格", "不合格", "合格"], True),
        ("合格", ["合格", "合格", "不合格", "合格"], False),
        ("罗一", ["谭二", "柏三", "尹四"], False),
        ("简称", ["人社局", "卫健局"], False),
        ("2024", ["人社局", "卫健局", "发改局"], False),
    ],
)
def test_words_stand_apart_from_those_that_are_alike(
    text: str, below: list[str], expected: bool
) -> None:
    assert stands_apart(text, below) is expected


@pytest.mark.parametrize(
    ("text", "below", "alike"),
    [
        ("和平社区", ["光明社区", "新华社区"], True),
        ("开放日", ["周二至周日", "周二至周日"], False),
        ("开放", ["光明社区", "新华社区"], False),
    ],
)
def test_a_text_is_like_those_that_end_as_it_does(text: str, below: list[str], alike: bool) -> None:
    assert against(text, below, frozenset()) == (False, False, alike)


def test_results_below_the_limit_of_detection_are_values_too() -> None:
    assert against("出厂水", ["未检出", "<0.001", "5", "<4×10-5"], frozenset())[0]
    assert not against("出厂水", ["未检出", "合格", "合格"], frozenset())[0]
