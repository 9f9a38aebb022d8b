"""Marks of secrecy, of internal use, and of trade secrets."""

import pytest

from app.core.review.scan import severity
from tests.core.review.columns import examine


@pytest.mark.parametrize(
    "text",
    [
        "机密★10年",
        "绝密★长期",
        "秘密★6个月",
        "秘密★会议开始前",
        "机密★",
        "机密☆10年",
        "秘密 ★ 1年",
        "机 密★10年",
        "机密*10年",
        "机密＊10年",
        "绝密级★长期",
        "文件编号 机密★10年 第3号",
        "机密",
        " 秘密 ",
        "机密级",
        "绝密文件",
        "秘 密",
        "【秘密】关于某事的通知",
        "（机密）",
        "密级：机密",
        "密级:秘密",
        "机密★10年，另含商业秘密",
    ],
)
def test_secret(text: str) -> None:
    assert examine("secret-mark", [text]) is not None


@pytest.mark.parametrize(
    "text",
    [
        "商业秘密",
        "商业秘密★",
        "保密期限",
        "非涉密",
        "机密性",
        "秘密投票",
        "个人秘密",
        "保密",
        "保守国家秘密法",
        "密级：无",
        "加密机密钥",
        "不涉及国家秘密",
        "公开",
        "秘密花园",
        "机密计算",
        "无密级",
    ],
)
def test_not_secret(text: str) -> None:
    assert examine("secret-mark", [text]) is None


@pytest.mark.parametrize("name", ["密级", "涉密属性", "是否涉密", "基本信息_密级"])
def test_classification_column(name: str) -> None:
    innocent = ["否", "无", "非涉密", "公开", "不涉密", "-"]
    assert examine("secret-mark", innocent, name) is None
    assert examine("secret-mark", [*innocent, "是"], name) is not None
    assert examine("secret-mark", ["涉密"], name) is not None


def test_counts_of_people_are_no_classification() -> None:
    assert examine("secret-mark", ["3", "5"], "涉密人员数") is None


@pytest.mark.parametrize(
    ("text", "gate"),
    [
        ("工作秘密", "hold"),
        ("内部资料，注意保存", "hold"),
        ("征求意见稿", "hold"),
        ("不得外传", "hold"),
        ("维稳", "warn"),
        ("举报人", "warn"),
    ],
)
def test_internal(text: str, gate: str) -> None:
    assert examine("internal-mark", [text]) is not None
    assert severity("internal-mark", text) == gate


def test_trade_secret() -> None:
    assert examine("trade-secret", ["含商业秘密，不予公开"]) is not None
    assert examine("trade-secret", ["不涉及商业秘密"]) is None
    assert examine("trade-secret", ["本项不涉及商业秘密", "另一项含商业秘密"]) is not None
    assert severity("trade-secret", "商业秘密") == "hold"
