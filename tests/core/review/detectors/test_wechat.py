"""微信号."""

import pytest

from tests.core.review.columns import examine, spans

TYPE = "wechat"


@pytest.mark.parametrize(
    ("text", "found"),
    [("微信号：abc_defg，请加", "abc_defg"), ("加微信 14200000001", "14200000001"), ("微信13000000000", "13000000000"),
     ("vx:abcdefg1", "abcdefg1"), ("WeChat：abcdefg", "abcdefg"), ("本人wxid_abcd1234efgh", "wxid_abcd1234efgh"),
     ("微信号是abcdef", "abcdef"), ("微信：ａｂｃｄｅｆ", "abcdef")],
)  # fmt: skip
def test_cues(text: str, found: str) -> None:
    assert spans(examine(TYPE, [text]), [text]) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "微信公众号：abcdefgh",
        "微信支付",
        "微信Android客户端",
        "微信20231105版",
        "abcdefgh",
        "微信号：ab",
    ],
)
def test_not_found(text: str) -> None:
    assert examine(TYPE, [text]) is None


@pytest.mark.parametrize("name", ["微信公众号", "微信支付金额", "微信用户数", "内容"])
def test_name_of_something_else(name: str) -> None:
    assert examine(TYPE, ["abcdefgh", "qingxi_fabu"], name) is None


def test_name_and_form_tell() -> None:
    assert examine(TYPE, [" abcdefgh", "14200000001\u3000"], "微信号") is not None
    assert examine(TYPE, ["有", "无"], "微信号") is None
