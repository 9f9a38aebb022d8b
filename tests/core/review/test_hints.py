"""Numbers that are masked already, or cut to their end."""

import random

import pytest

from app.core import resources
from tests.core.review.columns import bank_card, examine, mobile, resident_id, spans


@pytest.mark.parametrize(
    ("type_id", "name", "value"),
    [
        ("mobile", "内容", "142****0001"),
        ("mobile", "内容", "+86 142 **** 0001"),
        ("mobile", "内容", "1420*****01"),
        ("mobile", "手机尾号", "0001"),
        ("mobile", "手机号后四位", "0001"),
        ("mobile", "手机", "0001"),
        ("resident-id", "内容", "110***********002X"),
        ("resident-id", "内容", "3301**********0021"),
        ("resident-id", "身份证号", "1****************X"),
        ("resident-id", "身份证后六位", "31002X"),
        ("resident-id", "证件尾号", "0021"),
        ("bank-card", "银行卡号", "6200****0021"),
        ("bank-card", "收款账号", "6200 **** **** 0021"),
        ("bank-card", "银行卡尾号", "0021"),
    ],
)
def test_what_is_left_is_named_and_public(type_id: str, name: str, value: str) -> None:
    evidence = examine(type_id, [value] * 5, name)
    assert spans(evidence, [value] * 5) == [value] * 5
    assert evidence is not None
    assert evidence.level == "public"
    assert evidence.confidence < 0.5


@pytest.mark.parametrize(
    ("type_id", "name", "value"),
    [
        ("mobile", "尾号限行", "0001"),
        ("mobile", "型号", "142**0001"),
        ("mobile", "手机", "12"),
        ("resident-id", "内容", "31002X"),
        ("resident-id", "内容", "33****0021"),
        ("resident-id", "身份证号", "3301**************"),
        ("resident-id", "身份证后六位", "已核对"),
        ("bank-card", "内容", "6200****0021"),
        ("bank-card", "卡号", "****"),
    ],
)
def test_no_hint(type_id: str, name: str, value: str) -> None:
    assert examine(type_id, [value] * 5, name) is None


@pytest.mark.parametrize(
    ("type_id", "name", "whole", "hint"),
    [
        ("mobile", "手机", mobile(random.Random(1)), "0001"),
        ("resident-id", "身份证号", resident_id(random.Random(1)), "3301**********0021"),
        ("bank-card", "银行卡号", bank_card(random.Random(1)), "6200****0021"),
    ],
)
def test_a_whole_number_is_no_hint(type_id: str, name: str, whole: str, hint: str) -> None:
    evidence = examine(type_id, [*[hint] * 9, whole], name)
    assert spans(evidence, [*[hint] * 9, whole]) == [whole]
    assert evidence is not None
    assert evidence.level != "public"


def test_hints_say_what_they_need() -> None:
    for pack in resources.finding_types().values():
        for rule in pack.data.get("hints", ()):
            assert "named" in rule or "needs" in rule
