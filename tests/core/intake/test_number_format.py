"""Numbers as the clerk sees them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.intake.number_format import (
    CHINESE_BUILTIN,
    general_text,
    is_damaged,
    is_date_format,
    number_text,
)

MARCH_5 = 45356  # 2024-03-05


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (42.0, "General", "42"),
        (0.1 + 0.2, "General", "0.3"),
        (1234.0999999999999, "General", "1234.1"),
        (1e-7, "General", "0.0000001"),
        (-3, "General", "-3"),
        (28310, "000000", "028310"),
        (571, "0000", "0571"),
        (0.1234, "0.00%", "12.34%"),
        (0.5, "0%", "50%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (1234567, "#,##0", "1,234,567"),
        (1234.5, '"¥"#,##0.00', "¥1,234.50"),
        (1234.5, "[$¥-804]#,##0.00", "¥1,234.50"),
        (-1234.5, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-1,234.50"),
        (-12, "0;[Red](0)", "(12)"),
        (-12, "0;[Red]0", "-12"),
        (1.5, "0.##", "1.5"),
        (2.0, "0.##", "2"),
        (1.005, "0.00", "1.01"),
        (7, '0"人"', "7人"),
        (7, "G/通用格式", "7"),
        (12345, "0.0,", "12345"),
        (12345, "#,##0,", "12345"),
        (0.25, "# ?/?", "0.25"),
        (12, "0.00E+00", "12"),
        (1e14 + 0.5, "0.000000000000000", "100000000000000.000000000000000"),
    ],
)
def test_numbers(value: float, number_format: str, shown: str) -> None:
    assert number_text(value, number_format) == shown


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (MARCH_5, "yyyy-mm-dd", "2024-03-05"),
        (MARCH_5, "yyyy/m/d;@", "2024/3/5"),
        (MARCH_5, "yyyy\\-mm\\-dd", "2024-03-05"),
        (MARCH_5, '[$-804]yyyy"年"m"月"d"日";@', "2024年3月5日"),
        (MARCH_5, "yyyy年m月d日", "2024年3月5日"),
        (MARCH_5, "[$-F800]dddd\\, mmmm dd\\, yyyy", "2024年3月5日"),
        (MARCH_5, "[$-804]aaaa;@", "星期二"),
        (MARCH_5 + 0.5, "yyyy-mm-dd hh:mm", "2024-03-05 12:00"),
        (MARCH_5 + 0.75, "h:mm AM/PM", "6:00 PM"),
        (MARCH_5 + 0.25, "h时mm分", "6时00分"),
        (1.5, "[h]:mm:ss", "36:00:00"),
        (0.5, "[mm]:ss", "720:00"),
        (0.5, "h:mm", "12:00"),
        (59, "yyyy-mm-dd", "1900-02-28"),
        (60, "yyyy-mm-dd", "1900-02-29"),
        (60, CHINESE_BUILTIN[31], "1900年2月29日"),
        (61, "yyyy-mm-dd", "1900-03-01"),
        (1, "yyyy-mm-dd", "1900-01-01"),
        (-5, "yyyy-mm-dd", "-5"),
        (2958465, "yyyy-mm-dd", "9999-12-31"),
        (2958466, "yyyy-mm-dd", "2958466"),
    ],
)
def test_dates(value: float, number_format: str, shown: str) -> None:
    assert number_text(value, number_format) == shown


def test_chinese_builtins_and_the_system_date() -> None:
    shown = {key: number_text(MARCH_5 + 0.75, style) for key, style in CHINESE_BUILTIN.items()}
    assert shown[14] == "2024/3/5"
    assert shown[22] == "2024/3/5 18:00"
    assert shown[31] == "2024年3月5日"
    assert shown[57] == "2024年3月"
    assert shown[58] == "3月5日"
    assert shown[33] == "18时00分00秒"
    assert shown[55] == "下午6时00分"


def test_1904_epoch() -> None:
    assert number_text(MARCH_5 - 1462, "yyyy-mm-dd", epoch_1904=True) == "2024-03-05"


@pytest.mark.parametrize(
    "number_format", ["General", "0.00", '0"年"', '#,##0.00"m"', "[Red]0", "@"]
)
def test_not_every_letter_makes_a_date(number_format: str) -> None:
    assert not is_date_format(number_format)


def test_damage_begins_at_sixteen_digits() -> None:
    assert is_damaged(4.4052418800101e17)
    assert is_damaged(10**15)
    assert not is_damaged(999_999_999_999_999)
    assert not is_damaged(0.1234567890123456)
    assert not is_damaged(float("inf"))


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_exact_integers_keep_every_digit(number: int) -> None:
    assert general_text(number) == str(number)
    assert general_text(float(number)) == str(number)


@given(
    st.floats(-1e14, 1e14), st.sampled_from(["General", "0", "0.00", "#,##0.00", "0%", "000000"])
)
def test_text_names_the_number_it_shows(value: float, number_format: str) -> None:
    text = number_text(value, number_format)
    number = float(text.replace(",", "").rstrip("%")) / (100 if "%" in text else 1)
    unit = {"General": 0.0, "0.00": 0.01, "#,##0.00": 0.01, "0%": 0.01}.get(number_format, 1.0)
    assert abs(number - value) <= unit / 2 + abs(value) * 1e-14
    assert "e" not in text.lower()


@given(st.dates(datetime.date(1900, 3, 1), datetime.date(9999, 12, 31)))
def test_days_match_the_calendar(day: datetime.date) -> None:
    serial = (day - datetime.date(1899, 12, 30)).days
    assert number_text(serial, "yyyy-mm-dd") == day.isoformat()
    assert number_text(serial, "aaaa") == "星期" + "一二三四五六日"[day.weekday()]


@given(st.floats(allow_nan=False), st.text('#0?,.%;@_*\\"[]ymdhsa $-年月日AP/ME+G', max_size=12))
def test_no_format_breaks_it(value: float, number_format: str) -> None:
    assert isinstance(number_text(value, number_format), str)
