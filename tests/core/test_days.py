"""Days by columns, as the standard library knows them one by one."""

import datetime

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.core.days import exist


def is_day(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


@given(st.integers(1, 9999), st.integers(0, 99), st.integers(0, 99))
def test_any_numbers(year: int, month: int, day: int) -> None:
    arrays = (np.array([part]) for part in (year, month, day))
    assert exist(*arrays).tolist() == [is_day(year, month, day)]


@given(st.dates(datetime.date(1800, 1, 1), datetime.date(2200, 12, 31)), st.integers(0, 99))
def test_near_days_that_are(day: datetime.date, other: int) -> None:
    years, months = np.full(3, day.year), np.array([day.month, day.month, other])
    days = np.array([day.day, other, day.day])
    wanted = [is_day(day.year, *pair) for pair in zip(months.tolist(), days.tolist(), strict=True)]
    assert exist(years, months, days).tolist() == wanted
