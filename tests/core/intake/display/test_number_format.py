"""Numbers as the clerk sees them."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.core.intake.display.builtin_formats import CHINESE_BUILTIN
from app.core.intake.display.format_code import sections
from app.core.intake.display.number_format import (
    _render,
    general_text,
    is_damaged,
    is_date_format,
    loses,
    number_text,
    shown_text,
    stored_text,
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
        (12345, "0.0,", "12.3"),
        (12345, "#,##0,", "12"),
        (123456789, "#,##0.0,,", "123.5"),
        (12345, "0!.0,", "1.2"),
        (12345, '0!.0000"万元"', "1.2345万元"),
        (0.25, "# ?/?", "1/4"),
        (1.75, "# ?/?", "1 3/4"),
        (-1.75, "# ?/?", "-1 3/4"),
        (0.33, "# ??/100", "33/100"),
        (2.0, "# ?/?", "2"),
        (0.0, "# ?/?", "0"),
        (0.999, "# ?/4", "1"),
        (12, "0.00E+00", "12"),
        (13800138000, "0.00E+00", "13800138000"),
        (0.000123, "0.00E+00", "1.23E-04"),
        (-1234.5, "0.0E+0", "-1.2E+3"),
        (1234.5, "##0.0E+0", "1.2E+3"),
        (9.9999, "0.00E+00", "1.00E+01"),
        (1.5, "0.00E-00", "1.50E00"),
        (120, "[>=100]0.0;[<0]0.00;0", "120.0"),
        (5, "[>=100]0.0;[<0]0.00;0", "5"),
        (-5, "[>=100]0.0;[<0]0.00;0", "-5.00"),
        (1, '[=1]"男";[=2]"女";"不详"', "男"),
        (2, '[=1]"男";[=2]"女";"不详"', "女"),
        (9, '[=1]"男";[=2]"女";"不详"', "不详"),
        (0, '"有";;"无"', "无"),
        (0, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        (0, "#", "0"),
        (0, "0;-0;;@", "0"),
        (-3, "0;", "-3"),
        (42, ";;;", "42"),
        (-5, "(0)", "-(5)"),
        (-5, '0"(万元)"', "-5(万元)"),
        (-5, "0;△0", "△5"),
        (4103, "00-00", "41-03"),
        (13800138000, "000 0000 0000", "138 0013 8000"),
        (1234567.5, "[$€-2] #,##0.00", "€ 1,234,567.50"),
        (7, '"编号"000', "编号007"),
        (7, '"约"General"元"', "约7元"),
        (-7, '"约"General', "-约7"),
        (0.5, "0.0%%", "5000.0%%"),
        (1234567, "0,000,000", "1,234,567"),
        (12, "0,000", "0,012"),
        (5, "[红色]0.0", "5.0"),
        (5, "[蓝色][>3]0.0;0", "5.0"),
        (123, "[DBNum1]General", "一百二十三"),
        (123, "[DBNum2]General", "壹佰贰拾叁"),
        (123, '[DBNum2][$-804]G/通用格式"元整"', "壹佰贰拾叁元整"),
        (100203, "[DBNum1][$-804]General", "一十万零二百零三"),
        (-10000, "[DBNum1]", "-一万"),
        (12.5, "[DBNum1]General", "一十二.五"),
        (2024, "[DBNum1]0", "二〇二四"),
        (45, "[DBNum2]0角0分", "肆角伍分"),
        (45, "[DBNum3]0", "４５"),
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
        (MARCH_5, 'e"年"m"月"', "2024年3月"),
        (MARCH_5, "yyyy.m.d", "2024.3.5"),
        (MARCH_5, "yyyymmdd", "20240305"),
        (MARCH_5, '[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二四年三月五日"),
        (MARCH_5 + 10, '[DBNum1]m"月"d"日"', "三月十五日"),
        (MARCH_5, "d-mmm-yy", "5-Mar-24"),
        (MARCH_5, "mmmm d, yyyy", "March 5, 2024"),
        (MARCH_5, "[$-804]mmmm", "三月"),
        (MARCH_5, "[$-409]dddd", "Tuesday"),
        (MARCH_5, "[$-804]dddd", "星期二"),
        (MARCH_5, "[$-804]ddd", "周二"),
        (MARCH_5, "aaa", "二"),
        (MARCH_5 + 0.75, '[$-804]上午/下午h"时"mm"分"', "下午6时00分"),
        (MARCH_5 + 1 / 3, "h:mm:ss.000", "8:00:00.000"),
        (1.5 / 86400, "s.0", "1.5"),
        (1.5 / 86400, "mm:ss.00", "00:01.50"),
        (100 / 86400 + 0.25 / 86400, "[s].00", "100.25"),
        (45356.9999999999, "yyyy-mm-dd hh:mm:ss", "2024-03-06 00:00:00"),
        (0.0, "yyyy-mm-dd", "1900-01-00"),
        (MARCH_5, "yyyy年mm月dd日 hh!时mm!分", "2024年03月05日 00时00分"),
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
    assert number_text(0.5, "yyyy-mm-dd hh:mm", epoch_1904=True) == "1904-01-01 12:00"
    assert number_text(0.5, "h:mm", epoch_1904=True) == "12:00"
    assert number_text(MARCH_5 - 1462, "yyyy-mm-dd", epoch_1904=True) == "2024-03-05"


@pytest.mark.parametrize(
    "number_format", ["General", "0.00", '0"年"', '#,##0.00"m"', "[Red]0", "@"]
)
def test_not_every_letter_makes_a_date(number_format: str) -> None:
    assert not is_date_format(number_format)


@pytest.mark.parametrize(
    ("text", "number_format", "shown"),
    [
        ("甲", "General", "甲"),
        ("甲", "@", "甲"),
        ("甲", '@"等"', "甲等"),
        ("甲", '0;-0;0;"第"@', "第甲"),
        ("甲", ";;;", "甲"),
        ("甲", '0;-0;0;"无"', "甲"),
    ],
)
def test_text_cells(text: str, number_format: str, shown: str) -> None:
    assert shown_text(text, number_format) == shown


@pytest.mark.parametrize(
    ("value", "number_format", "answer"),
    [
        (0.1 + 0.2, "General", False),
        (1234.5, "#,##0.00", False),
        (1234.567, "#,##0.00", True),
        (0.1234, "0.00%", False),
        (0.1234, "0%", True),
        (12345, "#,##0,", True),
        (12000, "#,##0,", False),
        (12345, "0!.0,", True),
        (13800138000, "0.00E+00", False),
        (0.000123, "0.00E+00", False),
        (0.00012345, "0.00E+00", True),
        (0.25, "# ?/?", False),
        (0.3333, "# ?/?", True),
        (1, '[=1]"男";[=2]"女"', True),
        (1234.567, ";;;", False),
        (123, "[DBNum2]General", False),
        (-5.5, "0;0", True),
        (MARCH_5, "yyyy-mm-dd", False),
        (MARCH_5 + 0.5, "yyyy-mm-dd", True),
        (MARCH_5 + 0.5, "yyyy-mm-dd hh:mm", False),
        (MARCH_5 + 0.5 + 1 / 86400, "yyyy-mm-dd hh:mm", True),
        (MARCH_5, "yyyy年m月", True),
        (MARCH_5 - 4, "yyyy年m月", False),
        (MARCH_5, "m月d日", True),
        (MARCH_5, "yy-mm-dd", True),
        (0.5, "h:mm", False),
        (1.5, "[h]:mm", False),
        (0.5 + 0.25 / 86400, "h:mm:ss", True),
        (0.5 + 0.25 / 86400, "h:mm:ss.00", False),
        (-5, "yyyy-mm-dd", False),
    ],
)
def test_loses(value: float, number_format: str, answer: bool) -> None:
    assert loses(value, number_format) is answer


def test_stored_text_has_all_digits() -> None:
    assert stored_text(0.1 + 0.2) == "0.30000000000000004"
    assert stored_text(42.0) == "42"
    assert stored_text(1e-7) == "0.0000001"
    assert stored_text(1.1010119900307e17) == "110101199003070000"


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


@given(
    st.floats(allow_nan=False), st.text('#0?,.%;@_*!\\"[]<=>ymdhsage $-年月日AP/ME+G1', max_size=12)
)
def test_no_format_breaks_it(value: float, number_format: str) -> None:
    assert number_text(value, number_format).strip()
    assert isinstance(loses(value, number_format), bool)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_stored_text_names_the_very_double(value: float) -> None:
    assert float(stored_text(value)) == value


@given(st.integers(0, 10**14), st.sampled_from(["#,##0", "0", "###0.00", "#,##0.0_ "]))
def test_a_format_that_shows_all_loses_nothing(value: int, number_format: str) -> None:
    assert not loses(value, number_format)


@given(
    st.floats(-1e12, 1e12),
    st.from_regex(r"(\\$|元|-)?(#,##|##|0|)0?(0|#)(\\.0{0,3}#{0,2})?,?%?(元|%)?", fullmatch=True),
)
def test_the_short_way_shows_what_the_long_one_does(value: float, number_format: str) -> None:
    section = replace(sections(number_format)[0])
    assume(section.block is not None)
    shown = number_text(value, number_format)
    section.__dict__["block"] = None
    assert (_render(value, section).text or general_text(value)) == shown


def test_a_giant_code_takes_no_time() -> None:
    code = "0.0_" * 100_000 + ";" * 100_000
    assert number_text(1.5, code)
