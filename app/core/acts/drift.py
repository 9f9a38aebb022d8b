"""This period's table against the last one's: columns, values, rows, and new kinds of sensitive data."""

from collections.abc import Iterator, Sequence

from app.core.acts.incoming import examine
from app.core.jobs import Job
from app.core.model import Findings, Table
from app.core.quality.drift.columns import column_changes
from app.core.quality.drift.rows import row_changes
from app.core.quality.drift.values import Change, Drift
from app.core.review.own_rules import OwnRules
from app.core.review.scan import WITHOUT_OWN
from app.core.text import Text


def compare_periods(
    before: Table, after: Table, key: Sequence[str], job: Job, own: OwnRules = WITHOUT_OWN
) -> Drift:
    """All that differs. ``key``: the columns that tell rows apart, or none. Raises ColumnUnknown."""
    changes = list(column_changes(before, after))
    names = {change.column: change.before for change in changes if change.kind == "column-renamed"}
    was, now = examine(before, job, own), examine(after, job, own)
    changes += _sensitive(was, now, names)
    return Drift(tuple(changes), row_changes(before, after, key, job) if key else None)


def _sensitive(was: Findings, now: Findings, renamed: dict[str, str]) -> Iterator[Change]:
    known = {(finding.column, finding.type) for finding in was.columns}
    for finding in now.columns:
        column = renamed.get(finding.column, finding.column)
        if finding.level != "public" and (column, finding.type) not in known:
            text = Text(
                "出现上期没有的敏感内容：{type}",
                "sensitive content that the last period had not: {type}",
            )
            yield Change("sensitive", finding.column, text.format(type=finding.type), asks=True)
