"""Who is awaited, since when, and whether it is overdue."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from app.core import working_days
from app.core.approval.round import Round
from app.core.approval.values import Level, Request, Verdict


@dataclass(frozen=True)
class Waiting:
    """What a request waits for: ``missing`` signatures at a level. ``since``: ISO 8601, UTC.

    ``overdue``: working days after ``due``, or 0. ``organisation``: whose signature it is.
    """

    level: Level
    organisation: str
    missing: int
    since: str
    due: datetime.date
    overdue: int


def waiting(
    request: Request, verdicts: Sequence[Verdict], round: Round, today: datetime.date
) -> Waiting | None:
    """What ``round``, which these have come to, waits for; None if it is over."""
    level, position = round.awaited, round.position
    if level is None:
        return None
    earlier = [verdict.at for verdict in verdicts if verdict.level < position.level]
    since = max(earlier, default=request.at)
    begun = datetime.datetime.fromisoformat(since).astimezone().date()
    due = working_days.after(begun, level.days)
    overdue = working_days.between(due, today)
    organisation = level.organisation or request.signer.organisation
    return Waiting(level, organisation, position.missing, since, due, overdue)
