"""How long originals are kept once a release is out, and their shredding when the time is up.

What holds raw data goes: the files that came in, the rows of the table, and outputs that no longer
stand. Deleting a file's wrapped key makes its content unreadable for good; that and the event that
tells of it are one transaction. What later acts ask for stays: the output, its evidence, and of the
table its columns and layout plan.
"""

import datetime
from dataclasses import dataclass, replace

from app.core.errors import ParameterInvalid
from app.core.fleet.settings import Setting
from app.core.model import Card, Kind, Layout, Table
from app.core.pipeline import State
from app.core.text import Text
from app.core.workspace import table_codec
from app.core.workspace.errors import OriginalsNeeded
from app.core.workspace.ledger import now
from app.core.workspace.store import Workspace

FOREVER = "forever"


def _days(text: str) -> int | None:
    return None if text == FOREVER else int(text)


def _in_words(days: int | None) -> Text:
    if days is None:
        return Text("不限", "for ever")
    return Text("{n} 天", "{n} days").format(n=days)


RETENTION = Setting[int | None](
    "retention_days", Text("留存期限", "retention"), "retention-days", None, _days, say=_in_words
)

_RAW = """
    SELECT id, kind, made_by FROM artefacts
    WHERE release = ? AND shredded IS NULL
    AND (kind IN ('source', 'table') OR kind = 'output' AND voided_by IS NOT NULL)
    ORDER BY id
"""


@dataclass(frozen=True)
class Due:
    """A release whose time is up. ``delivered``: ISO 8601, UTC; ``files``: how many will go."""

    release: str
    name: str
    delivered: str
    files: int


def retention(ws: Workspace) -> int | None:
    """For how many days after delivery originals are kept; None: for as long as the workspace."""
    return RETENTION.of(ws).value


def set_retention(ws: Workspace, actor: Card, days: int | None) -> None:
    """Raises :class:`ParameterInvalid` for less than no day, SettingLocked."""
    if days is not None and days < 0:
        reason = Text("天数不能为负", "days cannot be negative")
        raise ParameterInvalid(name=RETENTION.title, reason=reason)
    if days != retention(ws):
        RETENTION.check_free(ws)
    with ws.recording("retention-set", actor, days=days) as db:
        value = FOREVER if days is None else str(days)
        db.table("settings").upsert({"key": RETENTION.key, "value": value}, pk="key")


def due(ws: Workspace, at: datetime.datetime) -> tuple[Due, ...]:
    """The releases whose originals were to be gone by then, the oldest first."""
    days = retention(ws)
    if days is None:
        return ()
    latest = at - datetime.timedelta(days=days)
    delivered = {
        event["release"]: event["at"] for event in ws.events() if event["act"] == "deliver"
    }
    found = []
    for release, when in delivered.items():
        files = ws.query(_RAW, [release])
        if files and datetime.datetime.fromisoformat(when) <= latest:
            found.append(Due(release, ws.release(release).name, when, len(files)))
    return tuple(found)


def shred(ws: Workspace, actor: Card, release: str) -> None:
    """Shred what a release holds of raw data, now. Raises ReleaseUnknown, :class:`OriginalsNeeded`."""
    if ws.release(release).state not in (State.DELIVERED, State.WITHDRAWN):
        raise OriginalsNeeded(release=release)
    front = ws.vault.write(table_codec.encode(bare(ws.load_front(release))))
    rows = ws.query(_RAW, [release])
    told = [[row["made_by"], row["kind"]] for row in rows]
    with ws.recording("shred", actor, release=release, artefacts=told) as db:
        for row in rows:
            kept = (front.name, front.wrapped_key) if row["kind"] == Kind.TABLE else (None, None)
            db.execute(
                "UPDATE artefacts SET blob = ?, wrapped_key = ?, shredded = ? WHERE id = ?",
                [*kept, now(), row["id"]],
            )
        db.execute("DELETE FROM drafts WHERE release = ?", [release])
    ws.write_through()
    ws.sweep()


def bare(front: Table) -> Table:
    """What the next period needs of a table: how it was read, and none of the texts around it."""
    return Table(front.name, front.data, front.source, _without_texts(front.layout))


def _without_texts(layout: Layout) -> Layout:
    members = tuple(map(_without_texts, layout.members))
    return replace(layout, dropped=(), drift=(), offer=None, members=members)
