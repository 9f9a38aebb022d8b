"""From when until when, as an office's calendar has it."""

import datetime


def start(text: str) -> str:
    """When a day begins here, or a moment as it is given; ISO 8601 in UTC. Raises ValueError."""
    return _moment(text).isoformat()


def end(text: str) -> str:
    """When a day is over here, or a moment as it is given; ISO 8601 in UTC. Raises ValueError."""
    whole_day = datetime.timedelta(days=1 if len(text) == len("2026-01-01") else 0)
    return (_moment(text) + whole_day).isoformat()


def first_day(since: str) -> datetime.date:
    """The day, here, on which what holds ``since`` a moment (ISO 8601) begins to. Raises ValueError."""
    return datetime.datetime.fromisoformat(since).astimezone().date()


def last_day(ends: str) -> datetime.date:
    """The last day, here, of what is over at a moment (ISO 8601): the day that :func:`end` was given.

    Raises ValueError.
    """
    last = datetime.datetime.fromisoformat(ends) - datetime.datetime.resolution
    return last.astimezone().date()


def _moment(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).astimezone(datetime.UTC)
