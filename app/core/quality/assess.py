"""The report: every dimension over the table that is to be published."""

import datetime

from app.core.jobs import Job
from app.core.model import Entry, Problem, Report, Table
from app.core.quality.dimension import Subject, dimensions


def assess(table: Table, entry: Entry, today: datetime.date, job: Job) -> Report:
    """Score and evidence by dimension; the score is their mean."""
    subject = Subject(table.data.to_pandas().astype("str"), entry, today)
    family = dimensions.all()
    scores: dict[str, float] = {}
    problems: list[Problem] = []
    for number, (id, dimension) in enumerate(family.items()):
        job.report(number, len(family))
        score, found = dimension.assess(subject)
        scores[id] = round(score, 4)
        problems += found
    mean = round(sum(scores.values()) / len(scores), 4)
    return Report(mean, scores, tuple(problems), _machine_readable(table))


def _machine_readable(table: Table) -> bool:
    """One header row, every column named, no name twice: what a program needs to read it."""
    return len(set(table.columns)) == len(table.columns) and not any(
        name.startswith("列") and name[1:].isdigit() for name in table.columns
    )
