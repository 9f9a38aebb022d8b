"""Numbers as XML parts write them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.intake.display.stored_number import stored_number


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("0", "0"),
        ("-0.50", "-0.5"),
        (" 12.340 ", "12.34"),
        ("1.2E3", "1200"),
        ("4.4052418800101002E17", "440524188001010020"),
        ("440524188001010014", "440524188001010014"),
        ("1E-7", "0.0000001"),
    ],
)
def test_digits_are_the_ones_written(text: str, digits: str) -> None:
    assert stored_number(text) == (float(text), digits)


@pytest.mark.parametrize("text", ["", "x", "nan", "inf", "-Infinity", "1E999", "1,5", "0x1"])
def test_no_number(text: str) -> None:
    assert stored_number(text) is None


@pytest.mark.parametrize("text", ["1E-999999999", "1" + "0" * 400 + "E-400", "0E999999999"])
def test_far_exponents_cost_nothing(text: str) -> None:
    started = time.monotonic()
    number = stored_number(text)
    assert number is not None
    assert len(number[1]) < 400
    assert time.monotonic() - started < 1


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_double_comes_back(value: float) -> None:
    number = stored_number(repr(value))
    assert number is not None
    assert (number[0], float(number[1])) == (value, value)
