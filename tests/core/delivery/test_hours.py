"""The hours in which sending is allowed."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.delivery.hours import Hours, OutsideHours, check_hours
from app.core.errors import ParameterInvalid

DAY = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)


def at(clock: str, day: int = 1) -> datetime.datetime:
    return datetime.datetime.fromisoformat(f"2026-03-0{day}T{clock}:00+00:00")


@pytest.mark.parametrize(
    ("hours", "now", "opens"),
    [
        ("08:00-17:30", at("12:00"), at("12:00")),
        ("08:00-17:30", at("08:00"), at("08:00")),
        ("08:00-17:30", at("07:59"), at("08:00")),
        ("08:00-17:30", at("17:30"), at("08:00", 2)),
        ("20:00-06:00", at("23:00"), at("23:00")),
        ("20:00-06:00", at("05:59"), at("05:59")),
        ("20:00-06:00", at("06:00"), at("20:00")),
        ("20:00-06:00", at("19:59"), at("20:00")),
    ],
)
def test_when_it_opens(hours: str, now: datetime.datetime, opens: datetime.datetime) -> None:
    parsed = Hours.parse(hours)
    assert parsed is not None
    assert parsed.opens(now) == opens


@given(st.times(), st.times(), st.integers(0, 24 * 60 - 1))
def test_the_opening_is_the_first_open_minute(
    start: datetime.time, end: datetime.time, minute: int
) -> None:
    hours = Hours(start.replace(second=0, microsecond=0), end.replace(second=0, microsecond=0))
    now = DAY + minute * MINUTE
    opens = hours.opens(now)
    if hours.start == hours.end:
        return  # never open; not to be written
    assert hours.opens(opens) == opens
    assert opens == now or hours.opens(opens - MINUTE) != opens - MINUTE


def test_no_hours_are_always() -> None:
    assert Hours.parse("") is None
    check_hours(None, DAY)


def test_outside_it_is_said_when_it_opens() -> None:
    with pytest.raises(OutsideHours, match=r"20:00-06:00") as caught:
        check_hours(Hours.parse("20:00-06:00"), at("12:00"))
    assert caught.value.opens == at("20:00")
    assert "2026-03-01 20:00" in caught.value.advice("en")
    assert caught.value.exit_status == 3


@pytest.mark.parametrize("text", ["8-17", "25:00-06:00", "20:00", "20:00-20:00"])
def test_what_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(ParameterInvalid):
        Hours.parse(text)
