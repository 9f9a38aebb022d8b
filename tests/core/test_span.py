"""A day is given, kept as moments, and shown as the same day: wherever the office is."""

import time
from collections.abc import Iterator
from datetime import date, datetime

import pytest

from app.core import span


@pytest.fixture(params=["Asia/Shanghai", "UTC", "America/New_York"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def test_the_day_that_was_given_is_the_day_that_is_shown(zone: str) -> None:
    for day in (date(2027, 12, 31), date(2028, 2, 28), date(2028, 7, 1)):
        assert span.first_day(span.start(day.isoformat())) == day
        assert span.last_day(span.end(day.isoformat())) == day


def test_what_ends_in_the_middle_of_a_day_holds_on_that_day(zone: str) -> None:
    ends = datetime(2027, 12, 31, 17, 30).astimezone()
    assert span.end("2027-12-31T17:30:00") == span.start("2027-12-31T17:30:00")
    assert span.last_day(ends.isoformat()) == date(2027, 12, 31)
