"""Check digits, against the examples of the standards and against every single-digit slip."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.checksums import (
    id_check_digit,
    id_checks,
    luhn_checks,
    uscc_check_digit,
    uscc_checks,
)

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@pytest.mark.parametrize(
    "number",
    [
        "11010519491231002X",  # the standard's own example
        "440524188001010014",
        "330113202201010010",  # counties that python-stdnum does not know
        "320583196001010017",
        "810000199001010019",
        "820000199001010010",
        "830000199001010012",
        "911398199012310021",
    ],
)
def test_identity_numbers(number: str) -> None:
    assert id_checks(number)
    assert id_checks(number.lower())


@pytest.mark.parametrize(
    "number", ["110105194912310021", "440524188001010000", "911398199012310022"]
)
def test_wrong_identity_numbers(number: str) -> None:
    assert not id_checks(number)


@given(st.from_regex(r"[0-9]{17}", fullmatch=True), st.integers(0, 16), st.sampled_from("0123456789"))  # fmt: skip
def test_one_wrong_digit_never_passes(first17: str, place: int, digit: str) -> None:
    wrong = first17[:place] + digit + first17[place + 1 :]
    assert id_checks(wrong + id_check_digit(first17)) == (wrong == first17)


@pytest.mark.parametrize(
    "code",
    ["91350100M000100Y43", "91110000600037341L", "11330000002482090Q", "N2330106MF1234567L", "521000005000000004"],
)  # fmt: skip
def test_credit_codes(code: str) -> None:
    assert uscc_checks(code)


def test_wrong_credit_code() -> None:
    assert not uscc_checks("91350100M000100Y44")


@given(st.text(ALPHABET, min_size=17, max_size=17), st.integers(0, 16), st.sampled_from(ALPHABET))
def test_one_wrong_character_never_passes(first17: str, place: int, character: str) -> None:
    wrong = first17[:place] + character + first17[place + 1 :]
    assert uscc_checks(wrong + uscc_check_digit(first17)) == (wrong == first17)


@pytest.mark.parametrize(
    ("digits", "right"),
    [("6222021234567890128", True), ("6222021234567890127", False), ("490154203237518", True), ("0", True)],
)  # fmt: skip
def test_luhn(digits: str, right: bool) -> None:
    assert luhn_checks(digits) is right
