"""车牌号码."""

import pytest

from tests.core.review.columns import examine, spans

TYPE = "plate"


@pytest.mark.parametrize(
    "text",
    ["浙A12345", "浙a12345", "浙A·1B2C3", "浙A 12 34 5", "京AD12345", "京A12345D", "粤Z1234港",
     "粤Z1234澳", "京A1234警", "浙A1234学", "浙A1234挂", "苏ED1234A"[:7]],
)  # fmt: skip
def test_found_in_text(text: str) -> None:
    for cell in (text, f"驾驶{text}，经过路口"):
        assert spans(examine(TYPE, [cell]), [cell]) == [text]


@pytest.mark.parametrize(("text", "plate"), [("W浙A12345", "浙A12345"), ("WJ浙A12345", "浙A12345"),
    ("停WJ浙12345", "WJ浙12345"), ("浙WJ浙12345", "WJ浙12345"), ("AWJ浙12345", "")])  # fmt: skip
def test_beside_signs_of_others(text: str, plate: str) -> None:
    assert spans(examine(TYPE, [text]), [text]) == [plate] * bool(plate)


def test_full_width() -> None:
    assert examine(TYPE, ["浙Ａ１２３４５"]) is not None


def test_a_blank_behind_the_province() -> None:
    assert spans(examine(TYPE, ["浙 A12345"]), ["浙 A12345"]) == ["浙 A12345"]
    assert examine(TYPE, ["更新 A12345 型"]) is None


@pytest.mark.parametrize(
    "text",
    ["粤B2-20090059", "浙XK16-204-00123", "鲁F2023001号", "更新A12345", "KA12345", "京ICP备12345678号",
     "浙AI2345", "梯11浙A76842(17)", "浙江A12345", "浙A1234", "浙ABCDEF", "苏州"],
)  # fmt: skip
def test_not_found(text: str) -> None:
    assert examine(TYPE, [text]) is None


def test_army_and_armed_police_escalate() -> None:
    for values, name in ((["WJ浙12345"], "内容"), (["KA12345", "浙A12345"], "车牌号")):
        evidence = examine(TYPE, values, name)
        assert evidence is not None
        assert evidence.level == "secret"


def test_one_percent_in_free_text() -> None:
    values = [f"第{n}条意见" for n in range(200)] + ["车辆浙A12345违停", "浙AD00001被剐蹭"]
    assert spans(examine(TYPE, values), values) == ["浙A12345", "浙AD00001"]


def test_official_vehicles_are_public() -> None:
    evidence = examine(TYPE, ["浙A12345"], "公务用车车牌")
    assert evidence is not None
    assert evidence.level == "public"
