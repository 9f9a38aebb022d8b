"""What a reviewer need not read again: a release against the last one of its line that was approved."""

from dataclasses import dataclass

from app.core.acts.drift import compared
from app.core.acts.recipes import origin_of
from app.core.catalog import schema
from app.core.desensitize import differences
from app.core.jobs import Job
from app.core.model import Entry, Findings, Kind, Recipe
from app.core.pipeline import State
from app.core.quality.drift.values import Change
from app.core.text import Text
from app.core.workspace.store import Release, Workspace

_APPROVED = (State.APPROVED, State.SEALED, State.DELIVERED, State.PLACED)


@dataclass(frozen=True)
class FieldChange:
    """A field of the catalog entry that differs; "" where there was nothing."""

    field: Text
    before: str
    after: str


@dataclass(frozen=True)
class SinceApproved:
    """``data``: how the table that is to be published differs from the one that was approved."""

    before: Release
    recipe: tuple[differences.Change, ...]
    entry: tuple[FieldChange, ...]
    data: tuple[Change, ...]


def since_approved(ws: Workspace, release: str, job: Job) -> SinceApproved | None:
    """All that differs of what is signed for; None where nothing like it was approved before.

    The outputs are compared, not the tables that came in: those may be shredded by now. Raises
    ArtefactMissing before the entry is filed.
    """
    came = ws.release(release).created
    earlier = [one.id for one in ws.releases() if one.created < came and one.state in _APPROVED]
    origin = origin_of(ws, release, earlier)
    if not origin:
        return None
    old, new = (ws.load(one, Kind.RECIPE, Recipe) for one in (origin, release))
    was, now = (ws.load(one, Kind.ENTRY, Entry) for one in (origin, release))
    before, after = (ws.load_table(one, Kind.OUTPUT) for one in (origin, release))
    left, found = (ws.load(one, Kind.RESIDUAL, Findings) for one in (origin, release))
    return SinceApproved(
        ws.release(origin),
        differences.differences(old, new),
        _fields(was, now),
        compared(before, after, left, found, (), job).changes,
    )


def _fields(was: Entry, now: Entry) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(field.title, was.fields.get(field.id, ""), now.fields.get(field.id, ""))
        for field in schema.fields()
        if was.fields.get(field.id, "") != now.fields.get(field.id, "")
    )
