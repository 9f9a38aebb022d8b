"""Chinese numerals: with units, digit by digit, and in their financial writing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.intake.display.chinese_numerals import digit_by_digit, numeral, short_numeral

DIGITS = dict(zip("〇零一二三四五六七八九", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
UNITS = {"十": 10, "百": 100, "千": 1000}


def value(text: str) -> int:
    """Read plain numerals back, by the rule that 万 and 亿 multiply all before them."""
    for mark, unit in (("亿", 10**8), ("万", 10**4)):
        if mark in text:
            before, _, after = text.rpartition(mark)
            return value(before) * unit + value(after)
    total = digit = 0
    for character in text:
        if character in UNITS:
            total += digit * UNITS[character]
            digit = 0
        else:
            digit = DIGITS[character]
    return total + digit


@pytest.mark.parametrize(
    ("text", "style", "shown"),
    [
        ("0", 1, "〇"),
        ("0", 2, "零"),
        ("10", 1, "一十"),
        ("123", 1, "一百二十三"),
        ("123", 2, "壹佰贰拾叁"),
        ("1001", 1, "一千零一"),
        ("10010", 1, "一万零一十"),
        ("100000000", 1, "一亿"),
        ("100010000", 1, "一亿零一万"),
        ("1000000000000", 1, "一万亿"),
        ("12000000000000", 2, "壹拾贰万亿"),
        ("-20.50", 1, "-二十.五〇"),
        ("1e5", 1, "一e五"),
        ("12345678901234567", 1, "一二三四五六七八九〇一二三四五六七"),
    ],
)
def test_numeral(text: str, style: int, shown: str) -> None:
    assert numeral(text, style) == shown


@given(st.integers(0, 10**12 - 1))
def test_numerals_read_back(number: int) -> None:
    assert value(numeral(str(number), 1)) == number


def test_short_numerals_of_days_and_hours() -> None:
    assert [short_numeral(n, 1) for n in (3, 10, 12, 20, 31)] == [
        "三",
        "十",
        "十二",
        "二十",
        "三十一",
    ]
    assert short_numeral(12, 2) == "壹拾贰"


def test_digit_by_digit() -> None:
    assert digit_by_digit("2024.5", 1) == "二〇二四.五"
    assert digit_by_digit("2024", 4) == "2024"
