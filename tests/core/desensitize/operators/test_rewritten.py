"""Operators that change how a value is written, and nothing of what it says."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import ValueUntreatable
from tests.core.desensitize.operators.treating import refused, treat

DAYS = st.dates(datetime.date(1800, 1, 1), datetime.date(2099, 12, 31))
FORMS = ["{0.year}年{0.month}月{0.day}日", "{0.year}/{0.month}/{0.day}", "{0:%Y.%m.%d}", "{0:%Y%m%d}",
         " {0:%Y-%m-%d} ", "{0.year}-{0.month}-{0.day}"]  # fmt: skip


@given(DAYS, st.sampled_from(FORMS))
def test_a_day_is_the_same_day_in_one_form(day: datetime.date, form: str) -> None:
    assert treat("iso-date", {}, [form.format(day).replace("%Y", f"{day.year:04d}")]) == [
        day.isoformat()
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2024/3/1 8:00", "2024-03-01 8:00"),
        ("2024年3月1日 8时", "2024-03-01 8时"),
        ("2024-03-01T08:00:00", "2024-03-01T08:00:00"),
        *((text, text) for text in ("2023-02-30", "01/02/2024", "24/3/1", "2024年3月", "2024", "待定",
                                    "2024年3月1日至5日", "20241301")),
        (None, None),
    ],
)  # fmt: skip
def test_a_time_stays_and_what_is_no_certain_day_too(before: str | None, after: str | None) -> None:
    assert treat("iso-date", {}, [before]) == [after]


def test_numbers_come_into_one_unit_exactly() -> None:
    cells = ["12万元", "3,500.50元", "0.3亿元", "-2千元", "7", "暂无", "5公里", None]
    assert treat("in-unit", {"unit": "元", "bare": True}, cells) == [
        "120000", "3500.50", "30000000", "-2000", "7", "暂无", "5公里", None,
    ]  # fmt: skip
    assert treat("in-unit", {"unit": "万元"}, ["12万元", "1元"]) == ["12", "0.0001"]


def test_a_number_without_a_unit_is_not_guessed() -> None:
    with pytest.raises(ValueUntreatable, match="12"):
        treat("in-unit", {"unit": "元"}, ["3元", "12"])
    refused("in-unit", {"unit": "斗"})
