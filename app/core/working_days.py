"""Working days by the official calendar: Monday to Friday, but for holidays and the days moved for them.

Source: the State Council's yearly notice on holidays, in the pack ``working-days``; a year that it does not
name has weekends only. 民法典 art. 201: the day on which a period begins is not counted.
"""

import datetime
from functools import cache

from app.core import resources

_DAY = datetime.timedelta(days=1)


def is_working(day: datetime.date) -> bool:
    """Whether offices work on this day."""
    off, on = _moved()
    return day in on or (day.weekday() < 5 and day not in off)


def after(begin: datetime.date, days: int) -> datetime.date:
    """The last day of a period of so many working days; ``begin`` itself is not one of them."""
    day = begin
    while days > 0:
        day += _DAY
        days -= is_working(day)
    return day


def between(begin: datetime.date, end: datetime.date) -> int:
    """How many working days lie after ``begin``, up to and with ``end``."""
    return sum(is_working(begin + n * _DAY) for n in range(1, (end - begin).days + 1))


@cache
def _moved() -> tuple[frozenset[datetime.date], frozenset[datetime.date]]:
    """The weekdays that are free, and the weekend days that are not."""
    data = resources.pack("working-days").data
    off: set[datetime.date] = set()
    for holiday in data["holidays"]:
        first, last = (datetime.date.fromisoformat(holiday[end]) for end in ("first", "last"))
        off |= {first + n * _DAY for n in range((last - first).days + 1)}
    return frozenset(off), frozenset(map(datetime.date.fromisoformat, data["worked"]))
