"""What of a table could be rewritten for programs to read: units in cells, dates in several writings.

Only what is safe is proposed: no value is guessed and none is rounded. Whoever runs the recipe shows what would
become of the cells before anybody agrees.
"""

import datetime
from collections.abc import Collection

from app.core.jobs import Job
from app.core.mapped_file import let_go
from app.core.model import Entry, Table
from app.core.quality.check import Repair, checks
from app.core.quality.subject import Subject


def repairs(
    table: Table, entry: Entry, today: datetime.date, job: Job, but: Collection[str] = ()
) -> tuple[Repair, ...]:
    """The repairs, at most one a check and column. ``but``: columns that are left alone."""
    subject = Subject(table, entry, today)
    found = []
    for number, name in enumerate(subject.names):
        job.report(number, len(subject.names))
        if name in but:
            continue
        column = subject.column(name)
        proposed = (check.repair(column, subject) for check in checks.all().values())
        found += [one for one in proposed if one is not None]
        let_go()
    return tuple(found)
