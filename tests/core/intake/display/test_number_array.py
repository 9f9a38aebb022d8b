"""Many numbers at once say what each of them says alone."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.intake.display.number_array import general_texts, number_texts
from app.core.intake.display.number_format import (
    general_text,
    is_damaged,
    loses,
    number_text,
    stored_text,
)
from app.core.intake.ooxml.number_texts import NoNumber, NumberTexts

DATES = (
    "yyyy-mm-dd",
    "yyyy/m/d h:mm",
    'yyyy"年"m"月"d"日"',
    "m-d-yy",
    'h"时"mm"分"ss"秒"',
    "mm:ss",
    "[h]:mm",
    "[$-804]aaaa",
    "[DBNum1]yyyy年m月d日",
    "d-mmm-yy",
    "dddd",
    "h:mm AM/PM",
    "上午/下午h时",
    "[$-411]ggge",
    "yyyy-mm-dd hh:mm:ss.00",
    "e",
    "[$-804]mmmm",
    "yyyymmdd",
    "@ yyyy",
)
CODES = (
    "General", "0", "0.00", "#,##0", "#,##0.00", "0.00%", "0%", "¥#,##0.00", '0.00"元"', "000000",
    "#,##0.0,", "0.0_ ", "0.##", "#,##0.00_);(#,##0.00)", "[>100]0.0;0.00", "-0", "0.00;0.0",
    '0.00;-0.00;"-"', ";;;", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "0;[Red]-0;0.0",
    'yyyy-mm-dd;"负"0', *DATES,
)  # fmt: skip

halves = st.integers(-(10**7), 10**7).map(lambda n: n / 200)
values = st.one_of(
    st.floats(-1e17, 1e17, allow_nan=False),
    st.floats(-10, 10),
    halves,
    st.integers(-9, 9).map(float),
)


serials = st.one_of(
    st.integers(0, 50_000).map(float),
    st.floats(0, 50_000),
    st.integers(0, 10**9).map(lambda second: second / 86_400),
    st.sampled_from([0.0, 0.5, 1.0, 59.0, 60.0, 60.5, 61.0, 2958465.0, 2958465.9999999, 2958466.0]),
)


@settings(max_examples=60, deadline=None)
@given(
    code=st.sampled_from(CODES),
    numbers=st.lists(st.one_of(values, serials), min_size=32, max_size=60, unique=True),
    epoch_1904=st.booleans(),
)
def test_at_once_as_alone(code: str, numbers: list[float], epoch_1904: bool) -> None:
    written = pa.array([repr(number) for number in numbers])
    shown = NumberTexts((code,), epoch_1904=epoch_1904)
    texts, raws, damaged, exact = shown.shown(written, 0, is_date=False)
    assert raws.to_pylist() == [stored_text(number) for number in numbers]
    assert damaged.tolist() == [is_damaged(number) for number in numbers]
    assert texts.to_pylist() == [
        stored_text(number)
        if is_damaged(number)
        else number_text(number, code, epoch_1904=epoch_1904)
        for number in numbers
    ]
    if exact:
        assert not any(loses(number, code, epoch_1904=epoch_1904) for number in numbers)


@settings(max_examples=60, deadline=None)
@given(
    code=st.sampled_from(CODES),
    numbers=st.lists(st.one_of(values, serials), min_size=1, max_size=60),
    epoch_1904=st.booleans(),
)
def test_what_is_exact_loses_nothing(code: str, numbers: list[float], epoch_1904: bool) -> None:
    found = number_texts(np.array(numbers), code, epoch_1904=epoch_1904)
    for number, exact in zip(numbers, found.exact if found else (), strict=False):
        assert not (exact and loses(number, code, epoch_1904=epoch_1904))


@pytest.mark.parametrize("code", ["0.00%", "#,##0.0;-#,##0.0", "yyyy-mm-dd", 'yyyy"年"m"月"'])
def test_numbers_with_no_more_digits_than_the_format_are_exact(code: str) -> None:
    found = number_texts(np.array([45292.0, 2.0]), code)  # 2024-01-01
    assert found is not None
    assert found.exact[0]


@pytest.mark.parametrize("code", ["0.##", "[>1]0", "#", "[DBNum1]0", ";;;"])
def test_formats_that_are_done_one_by_one(code: str) -> None:
    assert number_texts(np.array([1.5]), code) is None


@pytest.mark.parametrize("count", [1, 50])
def test_no_number(count: int) -> None:
    written = pa.array([*map(str, range(count)), "NaN"])
    with pytest.raises(NoNumber) as error:
        NumberTexts((), epoch_1904=False).shown(written, 0, is_date=False)
    assert error.value.place == count


def test_all_digits_of_a_long_integer_stay() -> None:
    shown = NumberTexts((), epoch_1904=False).shown(
        pa.array(["440524188001010014"]), 0, is_date=False
    )
    assert (shown.texts.to_pylist(), shown.damaged.tolist()) == (["440524188001010014"], [True])


def test_days_that_come_later_and_earlier() -> None:
    """The texts of days are kept from one stretch of rows to the next."""
    dates = NumberTexts(("yyyy-mm-dd",), epoch_1904=False)
    for first in (45292, 45350, 45200, 45300, 2):
        days = range(first, first + 60)
        shown = dates.shown(pa.array(list(map(str, days))), 0, is_date=False)
        assert shown.texts.to_pylist() == [number_text(day, "yyyy-mm-dd") for day in days]
        assert shown.exact


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.floats(allow_nan=False, allow_infinity=False),
            st.floats(-1, 1),
            st.integers(1, 10**16).map(lambda n: n / 10**7),
            # in the middle of two texts, and next to it
            st.integers(10**14, 10**15).map(lambda n: (n + 0.5) / 2**10),
        ),
        min_size=1,
    )
)
def test_general_rounds_as_decimals_do(numbers: list[float]) -> None:
    texts, sure = general_texts(np.array(numbers))
    for number, text, is_sure in zip(numbers, texts.to_pylist(), sure, strict=True):
        assert not is_sure or text == general_text(number), number


def test_general_is_sure_of_nearly_all_numbers() -> None:
    numbers = np.random.default_rng(7).normal(size=100_000) * 1000
    _, sure = general_texts(numbers)
    assert sure.mean() > 0.999
