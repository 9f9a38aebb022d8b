"""QQ 号."""

import pytest

from tests.core.review.columns import examine, spans

TYPE = "qq"


@pytest.mark.parametrize(
    "text", ["QQ：12345678", "我的qq号12345678，加我", "扣扣:12345678", "ＱＱ：１２３４５６７８"]
)
def test_cues(text: str) -> None:
    assert spans(examine(TYPE, [text]), [text]) == ["12345678"]


@pytest.mark.parametrize(
    "text", ["QQ群：12345678", "QQ 12345678@qq.com", "12345678", "QQ：1234", "QQ：123456789012"]
)
def test_not_found(text: str) -> None:
    assert examine(TYPE, [text]) is None


def test_codes_of_other_letters_are_beside_it() -> None:
    codes = ["KG53441", "LF20931", "QA88120", "465331", "QQ465331"]
    assert examine(TYPE, codes, "发动机号") is None
    assert spans(examine(TYPE, ["QQ465331", "无", "电话未接"]), ["QQ465331"]) == ["465331"]


def test_name_tells() -> None:
    values = ["12345678", " 987654321\u00a0"]
    assert examine(TYPE, values, "QQ号码") is not None
    for name in ("QQ群", "QQ用户数", "内容", "编号"):
        assert examine(TYPE, values, name) is None
