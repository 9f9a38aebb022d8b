"""Made-up values: consistent, nobody's, and right where the original was right."""

import datetime
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import resources
from app.core.checksums import (
    id_check_digit,
    id_checks,
    luhn_checks,
    uscc_check_digit,
    uscc_checks,
)
from app.core.desensitize.operation import Context
from tests.core.desensitize.operators.treating import treat

FIRST17 = st.from_regex(
    r"\A[1-6][1-5][0-9]{4}(19[4-9][0-9]|200[0-9])(0[1-9]|1[0-2])[01][1-9][0-9]{3}\Z"
)
KEEPING = {"kind": "ssn", "keep_sex": True, "keep_birth_year": True}


def made(params: dict[str, Any], text: str) -> str:
    (value,) = treat("replace", params, [text])
    assert value is not None
    return value


@given(FIRST17, st.booleans())
def test_identity_number_checks_if_the_original_did(first17: str, right: bool) -> None:
    digit = id_check_digit(first17)
    wrong = "0" if digit != "0" else "1"
    value = made(KEEPING, first17 + (digit if right else wrong))
    assert id_checks(value) is right
    assert value[2:4] == "99"
    assert value[6:10] == first17[6:10]
    assert int(value[16]) % 2 == int(first17[16]) % 2
    assert datetime.date(int(value[6:10]), int(value[10:12]), int(value[12:14]))


def test_identity_number_of_fifteen_digits() -> None:
    value = made(KEEPING, "330199491231003")
    assert re.fullmatch(r"[1-6][0-9]99[0-9]{2}49[0-9]{6}[13579]", value)


def test_identity_number_keeps_nothing_unless_asked() -> None:
    ids: list[str | None] = [f"33019919491231{n:03d}0" for n in range(0, 1000, 2)]
    values = treat("replace", {"kind": "ssn"}, ids)
    years = {value[6:10] for value in values if value}
    odd = sum(int(value[16]) % 2 for value in values if value)
    assert len(years) > 50
    assert 180 < odd < 320


def test_no_region_of_the_country_has_the_digits_of_the_invented() -> None:
    """GB/T 2260: the third and fourth digits are 01 to 70, or 90; the mobile range is unallocated."""
    allocated = str(resources.pack("numbers").data)
    assert not re.search(r"['\"]142", allocated)


@given(st.from_regex(r"\A91[0-9]{6}[0-9A-HJ-NPQRTUWXY]{9}\Z"), st.booleans())
def test_credit_code_checks_if_the_original_did(first17: str, right: bool) -> None:
    digit = uscc_check_digit(first17)
    wrong = "0" if digit != "0" else "1"
    value = made({"kind": "uscc"}, first17 + (digit if right else wrong))
    assert uscc_checks(value) is right
    assert re.fullmatch(r"91[1-6][0-9]99[0-9]{2}[0-9A-Z]{10}", value)


@given(st.from_regex(r"\A[3-6][0-9]{11,17}\Z"), st.booleans())
def test_bank_card_checks_if_the_original_did(most: str, right: bool) -> None:
    digit = next(d for d in "0123456789" if luhn_checks(most + d))
    wrong = "0" if digit != "0" else "1"
    value = made({"kind": "bank_card"}, most + (digit if right else wrong))
    assert len(value) == len(most) + 1
    assert value.startswith("9999")
    assert luhn_checks(value) is right


def test_cards_of_several_lengths_at_once() -> None:
    cards: list[str | None] = ["6200002914177763174", None, "6200002914177763", "无"]
    values = treat("replace", {"kind": "bank_card"}, cards)
    assert values == [treat("replace", {"kind": "bank_card"}, [card])[0] for card in cards]
    assert [value and len(value) for value in values] == [19, None, 16, 19]


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        ("name", r"\w{2,4}"),
        ("company", r"\w+示例\w+有限公司"),
        ("address", r"\w+示例市\w+区\w+路[0-9]+号[0-9]+室"),
        ("phone_number", r"142[0-9]{8}"),
        ("email", r"user[0-9]{8}@example\.(com|net|org)"),
    ],
)
def test_words_carry_their_mark(kind: str, form: str) -> None:
    values = treat("replace", {"kind": kind}, [f"王{n}" for n in range(300)])
    assert all(value and re.fullmatch(form, value) for value in values)
    assert len(set(values)) > 100


def test_surnames_are_as_frequent_as_among_persons() -> None:
    values = treat("replace", {}, [str(n) for n in range(5000)])
    assert 0.05 < sum(value[0] == "王" for value in values if value) / 5000 < 0.1


def test_original_is_never_repeated() -> None:
    """Whatever the key makes of a name, that name itself becomes another one."""
    for start in range(50):
        context = Context(bytes([start]) * 32)
        (value,) = treat("replace", {}, ["王伟"], context)
        (other,) = treat("replace", {}, [value], context)
        assert value != "王伟"
        assert other != value
