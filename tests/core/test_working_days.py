"""The official calendar of 2026, day by day where it differs from the week."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.core import working_days

DAYS = st.dates(date(2025, 12, 1), date(2027, 1, 31))


def test_holidays_are_free_and_moved_days_are_worked() -> None:
    assert not working_days.is_working(date(2026, 10, 5))  # a Monday of the National Day
    assert working_days.is_working(date(2026, 10, 10))  # the Saturday that is worked for it
    assert working_days.is_working(date(2026, 11, 30))
    assert not working_days.is_working(date(2026, 11, 29))


def test_a_period_begins_on_the_day_after() -> None:
    assert working_days.after(date(2026, 9, 30), 1) == date(2026, 10, 8)
    assert working_days.after(date(2026, 9, 30), 3) == date(2026, 10, 10)
    assert working_days.after(date(2026, 11, 27), 0) == date(2026, 11, 27)


@given(DAYS, st.integers(1, 30))
def test_a_period_holds_as_many_working_days_as_it_says(begin: date, days: int) -> None:
    end = working_days.after(begin, days)
    assert working_days.between(begin, end) == days
    assert working_days.is_working(end)


@given(DAYS, DAYS)
def test_nothing_lies_between_a_day_and_an_earlier_one(one: date, other: date) -> None:
    if other <= one:
        assert working_days.between(one, other) == 0
