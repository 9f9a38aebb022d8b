"""账号和密码."""

import pytest

from tests.core.review.columns import examine, spans

TYPE = "account"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("初始密码：Abc123，请改", "Abc123"),
        ("用户名:li_lei", "li_lei"),
        ("支付宝账号：a@example.com", "a@example.com"),
    ],
)
def test_cues(text: str, found: str) -> None:
    assert spans(examine(TYPE, [text]), [text]) == [found]


@pytest.mark.parametrize("text", ["密码强度：高", "请设置密码", "支付宝支付", "li_lei"])
def test_not_found(text: str) -> None:
    assert examine(TYPE, [text]) is None


@pytest.mark.parametrize(
    "name",
    [
        "用户名",
        "登录账号",
        "password",
        "账号",
        "公积金账号",
        "公积金个人账号",
        "JKRGJJZH",
        "支付宝",
    ],
)
def test_name_tells(name: str) -> None:
    evidence = examine(TYPE, ["li_lei88", "330100001234"], name)
    assert evidence is not None
    assert evidence.level is None


@pytest.mark.parametrize(
    "name",
    [
        "用户名称",
        "对公账号",
        "dwgjjzh",
        "create_username",
        "账号数量",
        "支付宝交易金额",
        "密码政策",
        "户号",
    ],
)
def test_name_of_something_else(name: str) -> None:
    assert examine(TYPE, ["li_lei88", "330100001234"], name) is None


def test_what_is_paid_into_a_fund_is_no_account() -> None:
    assert examine(TYPE, ["570", "412.5"], "公积金", ("姓名", "基本工资")) is None
    assert examine(TYPE, ["340112345678", "340112345679"], "公积金", ("姓名", "单位")) is not None


def test_words_of_chinese_are_no_accounts() -> None:
    assert examine(TYPE, ["青石镇", "白沙乡"], "账号") is None


@pytest.mark.parametrize(
    "name", ["发放账号", "存折帐号", "领取账户", "农业银行卡号", "grzh", "SFRZHHM"]
)
def test_numbers_to_pay_persons_by(name: str) -> None:
    values = ["27836631201516457", "27836631201516458"]
    assert examine(TYPE, values, name, ("姓名", "身份证号")) is not None
    assert examine(TYPE, values, name, ("企业名称", "法定代表人")) is None


@pytest.mark.parametrize("name", ["patient_pwd", "user_psw", "LOGIN_PASSWD"])
def test_short_words_for_passwords(name: str) -> None:
    assert examine(TYPE, ["a1b2c3", "123456"], name) is not None
