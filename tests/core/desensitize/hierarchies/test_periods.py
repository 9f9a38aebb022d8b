"""Dates in every form that a table shows, by the period that they fall in."""

from datetime import date
from itertools import pairwise

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.desensitize.hierarchies.periods import PERIODS, Period, dates_of, period_of

FORMS = (
    "{y:04}-{m:02}-{d:02}", "{y}/{m}/{d}", "{y}.{m}.{d}", "{y}年{m}月{d}日", "{y:04}{m:02}{d:02}",
    "{y}-{m:02}-{d:02} 08:30:00", "{y}-{m:02}-{d:02}T08:30", "{y}年{m}月{d}日 8时30分", " {y}/{m}/{d} ",
)  # fmt: skip


@given(st.dates(date(1800, 1, 1), date(2099, 12, 31)), st.sampled_from(FORMS))
def test_a_day_is_read_in_every_form(day: date, form: str) -> None:
    text = form.format(y=day.year, m=day.month, d=day.day)
    assert period_of(pa.array([text]), "day").to_pylist() == [day.isoformat()]


@pytest.mark.parametrize(
    ("period", "label"),
    [
        ("day", "2024-05-09"),
        ("month", "2024-05"),
        ("quarter", "2024Q2"),
        ("half", "2024H1"),
        ("year", "2024"),
        ("5 years", "2020-2024"),
        ("10 years", "2020-2029"),
    ],
)
def test_periods(period: Period, label: str) -> None:
    assert period_of(pa.array(["2024年5月9日"]), period).to_pylist() == [label]


@pytest.mark.parametrize("text", ["2024年3月", "2024-03", "202403", "２０２４年３月", "2024.3"])
def test_what_names_no_day_stays_a_month(text: str) -> None:
    assert period_of(pa.array([text]), "day").to_pylist() == ["2024-03"]
    assert period_of(pa.array([text]), "quarter").to_pylist() == ["2024Q1"]


@pytest.mark.parametrize("text", ["2024", "2024年"])
def test_a_year_stays_a_year(text: str) -> None:
    assert period_of(pa.array([text]), "half").to_pylist() == ["2024"]


@pytest.mark.parametrize(
    "text",
    [
        None, "", "x", "2024-02-30", "2023-02-29", "1900-02-29", "2024-13", "2024-00-00", "20240300",
        "20240030", "2024年0月", "1799", "2100", "24-03-01", "330106", "123",
    ],
)  # fmt: skip
def test_what_is_no_date(text: str | None) -> None:
    assert period_of(pa.array([text], pa.string()), "year").to_pylist() == [None]


def test_leap_days_are_dates() -> None:
    assert dates_of(pa.array(["2024-02-29", "2000-02-29"])).known.all()


@settings(max_examples=40)
@given(st.lists(st.dates(date(1800, 1, 1), date(2099, 12, 31)), min_size=1))
def test_each_period_lies_whole_in_the_next(days: list[date]) -> None:
    texts = pa.array([day.isoformat() for day in days])
    labels = [period_of(texts, period).to_pylist() for period in PERIODS]
    for finer, coarser in pairwise(labels):
        assert len(set(zip(finer, coarser, strict=True))) == len(set(finer))
