"""Data that is not opened is looked at again once a year: may the public have it by now?

Source: 《政府信息公开条例》(2019) 第十八条, periodic re-evaluation of what is not public; once a year is the
practice of the platforms' own rules.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from app.core.catalog import schema
from app.core.errors import ParameterInvalid
from app.core.model import Entry
from app.core.text import Text

SOON = 30  # days before a re-evaluation is due from which on it is told
_BASIS = Text("不予开放依据", "basis for not opening")


@dataclass(frozen=True)
class Reevaluation:
    """A resource that is not opened: by which ``basis`` ("" where none is named), ``judged`` when, and
    ``due`` when again. ``left``: days until then, negative once it is overdue.
    """

    name: str
    basis: str
    judged: datetime.date
    due: datetime.date
    left: int

    @property
    def is_near(self) -> bool:
        """Whether it is to be told: overdue, or due soon."""
        return self.left <= SOON


def reevaluations(
    closed: Iterable[tuple[Entry, datetime.date]], today: datetime.date
) -> tuple[Reevaluation, ...]:
    """Of entries that are not opened, each with the day it was last judged; the longest overdue first."""
    found = [
        Reevaluation(
            entry.fields.get("name", ""),
            entry.fields.get("not_open_basis", ""),
            judged,
            due := a_year_after(judged),
            (due - today).days,
        )
        for entry, judged in closed
    ]
    return tuple(sorted(found, key=lambda one: (one.due, one.name)))


def a_year_after(day: datetime.date) -> datetime.date:
    """The same day of the next year; 28 February after a leap day."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def known_basis(basis: str) -> str:
    """Raises ParameterInvalid for what is no legal basis of the ``catalog`` pack."""
    known = schema.codes("not_open_basis")
    if basis not in known:
        reason = Text(f"应为：{'、'.join(known)}", f"is one of: {', '.join(known)}")
        raise ParameterInvalid(name=_BASIS, reason=reason)
    return basis
