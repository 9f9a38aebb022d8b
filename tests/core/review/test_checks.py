"""Days, provinces and forms by columns, as they are one by one."""

import datetime

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.core import checksums
from app.core.review import checks
from app.core.review.runs import Matrix


def matrix(*numbers: str) -> Matrix:
    return np.array([list(number.encode()) for number in numbers], np.uint8)


@given(st.dates(datetime.date(1800, 1, 1), datetime.date(2200, 12, 31)), st.integers(0, 99))
def test_dates(day: datetime.date, other: int) -> None:
    def told(year: int, month: int, date: int) -> bool:
        arrays = (np.array([part]) for part in (year, month, date))
        return bool(checks.dates(*arrays)[0])

    assert told(day.year, day.month, day.day)
    assert told(day.year, day.month, other) == checksums.is_date(day.year, day.month, other)
    assert told(day.year, other, day.day) == checksums.is_date(day.year, other, day.day)


def test_provinces_births_and_what_excel_leaves() -> None:
    assert checks.provinces(matrix("11", "99", "71")).tolist() == [True, False, True]
    assert checks.births(matrix("19491231", "19490231", "20991231")).tolist() == [
        True,
        False,
        False,
    ]
    cut = checks.cut_by_excel(matrix("110105194912310000", "110105194912310021"))
    assert cut.tolist() == [True, False]
    shaped = checks.seventeen_digits(matrix("11010519491231002X", "1101051949123100XX"))
    assert shaped.tolist() == [True, False]
