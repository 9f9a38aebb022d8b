"""This period's table against the last one's: columns, values, rows, and new kinds of sensitive data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.core.acts.incoming import examine
from app.core.acts.recipes import origin_of
from app.core.intake.layout.plan import drifts
from app.core.jobs import Job
from app.core.model import Findings, Kind, Table
from app.core.quality.drift.columns import column_changes
from app.core.quality.drift.rows import row_changes
from app.core.quality.drift.values import Change, Drift
from app.core.review.own_rules import OwnRules
from app.core.review.scan import WITHOUT_OWN
from app.core.text import Text, listed
from app.core.workspace.store import Release, Workspace

_UNIQUE = 0.98  # share of rows with a value of their own, from which on a column may be a key


def compare_periods(
    before: Table, after: Table, key: Sequence[str], job: Job, own: OwnRules = WITHOUT_OWN
) -> Drift:
    """All that differs. ``key``: the columns that tell rows apart, or none. Raises ColumnUnknown."""
    was, now = examine(before, job, own), examine(after, job, own)
    return compared(before, after, was, now, key, job)


@dataclass(frozen=True)
class SinceLast:
    """What differs from the period before. ``keys``: columns that may tell rows apart; ``key``: the one
    that rows were compared by, "" for none.
    """

    before: Release
    drift: Drift
    keys: tuple[str, ...]
    key: str


def drift_since_last(
    ws: Workspace, release: str, job: Job, key: str | None = None
) -> SinceLast | None:
    """A release's table against that of the period before, as they came in; None where there is none.

    ``key``: the column that tells rows apart, "" to compare no rows; by default the first that both tables
    have with hardly a value twice. Raises ColumnUnknown.
    """
    origin = origin_of(ws, release, _earlier(ws, release))
    if not origin:
        return None
    before, after = (ws.load_table(one, Kind.TABLE) for one in (origin, release))
    was, now = (ws.load(one, Kind.FINDINGS, Findings) for one in (origin, release))
    keys = tuple(
        name for name in after.columns if _tells_apart(before, name) and _tells_apart(after, name)
    )
    chosen = next(iter(keys), "") if key is None else key
    drift = compared(before, after, was, now, [chosen] if chosen else [], job)
    return SinceLast(ws.release(origin), drift, keys, chosen)


def drift_last_time(ws: Workspace, release: str) -> Text | None:
    """In one phrase, how the header of a release and what was found in it differed from the period before;
    None where nothing did, or nothing came before. Cheap: no table is read.
    """
    origin = origin_of(ws, release, _earlier(ws, release))
    if not origin:
        return None
    before, after = (ws.load_front(one).columns for one in (origin, release))
    was, now = (ws.load(one, Kind.FINDINGS, Findings) for one in (origin, release))
    header = drifts(before, after)
    names = {one.now: one.column for one in header if one.kind == "renamed"}
    said = [_HEADER[one.kind].format(column=one.column, now=one.now) for one in header]
    said += [
        _FOUND.format(column=change.column, message=change.message)
        for change in _sensitive(was, now, names)
    ]
    return LAST_TIME.format(changes=listed(said)) if said else None


LAST_TIME = Text("上次的文件有变化：{changes}", "the last file differed: {changes}")
_FOUND = Text("“{column}”{message}", "“{column}”: {message}")
_HEADER = {
    "added": Text("多出“{column}”", "“{column}” was new"),
    "removed": Text("缺少“{column}”", "“{column}” was gone"),
    "renamed": Text("“{column}”改名为“{now}”", "“{column}” was called “{now}”"),
    "moved": Text("“{column}”换了位置", "“{column}” had moved"),
}


def _earlier(ws: Workspace, release: str) -> list[str]:
    """The releases that came in before one and were examined, the latest first."""
    came = ws.release(release)
    before = [one for one in ws.releases() if (one.created, one.id) < (came.created, came.id)]
    before.sort(key=lambda one: (one.created, one.id), reverse=True)
    return [one.id for one in before if {Kind.TABLE, Kind.FINDINGS} <= ws.standing(one.id).keys()]


def _tells_apart(table: Table, name: str) -> bool:
    profile = next((one for one in table.profile if one.name == name), None)
    return profile is not None and profile.distinct > 0 and profile.distinct >= _UNIQUE * table.rows


def compared(
    before: Table, after: Table, was: Findings, now: Findings, key: Sequence[str], job: Job
) -> Drift:
    """What differs between two tables and what was found in each. Raises ColumnUnknown."""
    changes = list(column_changes(before, after))
    names = {change.column: change.before for change in changes if change.kind == "column-renamed"}
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
