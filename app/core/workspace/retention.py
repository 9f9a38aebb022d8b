"""How long originals are kept once a release is public, and their shredding when the time is up.

On a reviewer's computer it is those that were received, once the answer has gone back.

What holds raw data goes: the files that came in, the rows of the table, and outputs that no longer
stand. Deleting a file's wrapped key makes its content unreadable for good; that and the event that
tells of it are one transaction. What later acts ask for stays: the output, its evidence, and of the
table its columns and layout plan.
"""

import datetime
from dataclasses import dataclass, replace
from typing import Literal

from app.core.errors import ParameterInvalid
from app.core.fleet.settings import Setting
from app.core.model import Card, Kind, Layout, Table
from app.core.pipeline import PUBLIC, TRANSITIONS, State
from app.core.text import Text
from app.core.workspace import table_codec
from app.core.workspace.errors import OriginalsNeeded
from app.core.workspace.ledger import now
from app.core.workspace.store import Workspace

Whose = Literal["own", "received"]

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
RECEIVED = Setting[int | None](
    "received_retention_days",
    Text("收到的原始数据的留存期限", "retention of received originals"),
    "received-retention-days",
    None,
    _days,
    say=_in_words,
)
SETTINGS: dict[Whose, Setting[int | None]] = {"own": RETENTION, "received": RECEIVED}

_PUBLISHES = frozenset(act.id for act in TRANSITIONS if act.target in PUBLIC)

_RAW = """
    SELECT id, kind, made_by FROM artefacts
    WHERE release = ? AND shredded IS NULL AND NOT ifnull(withheld, 0)
    AND (kind IN ('source', 'table') OR kind = 'output' AND voided_by IS NOT NULL)
    ORDER BY id
"""


@dataclass(frozen=True)
class Due:
    """A release whose time is up. ``since``: when it became public, or its answer was sent back (ISO
    8601, UTC); ``files``: how many will go.
    """

    release: str
    name: str
    since: str
    files: int


def retention(ws: Workspace, whose: Whose = "own") -> int | None:
    """For how many days originals are kept, once they are public, or once received ones are answered.

    None: for as long as the workspace.
    """
    return SETTINGS[whose].of(ws).value


def set_retention(ws: Workspace, actor: Card, days: int | None, whose: Whose = "own") -> None:
    """Raises :class:`ParameterInvalid` for less than no day, SettingLocked."""
    setting = SETTINGS[whose]
    if days is not None and days < 0:
        reason = Text("天数不能为负", "days cannot be negative")
        raise ParameterInvalid(name=setting.title, reason=reason)
    if days != retention(ws, whose):
        setting.check_free(ws)
    with ws.recording("retention-set", actor, days=days, whose=whose) as db:
        value = FOREVER if days is None else str(days)
        db.table("settings").upsert({"key": setting.key, "value": value}, pk="key")


def due(ws: Workspace, at: datetime.datetime) -> tuple[Due, ...]:
    """The releases whose originals were to be gone by then, the oldest first."""
    found = []
    for whose, ended in _ended(ws).items():
        days = retention(ws, whose)
        for release, when in ended.items() if days is not None else ():
            files = ws.query(_RAW, [release])
            over = datetime.datetime.fromisoformat(when) + datetime.timedelta(days=days or 0) <= at
            if files and over:
                found.append(Due(release, ws.release(release).name, when, len(files)))
    return tuple(sorted(found, key=lambda each: each.since))


def _ended(ws: Workspace) -> dict[Whose, dict[str, str]]:
    """When our work on each release ended: once it was public, or with the answer to who sent it."""
    own: dict[str, str] = {}
    received: dict[str, str] = {}
    for event in ws.events():
        release, act = event["release"], event["act"]
        if act in _PUBLISHES:
            own[release] = event["at"]
        elif act == "receive":  # perhaps once more, and open again
            received[release] = ""
        elif act == "handed-over" and release in received:
            received[release] = event["at"]
    answered = {release: at for release, at in received.items() if at}
    return {"own": own, "received": answered}


def shred(ws: Workspace, actor: Card, release: str) -> None:
    """Shred what a release holds of raw data, now. Raises ReleaseUnknown, :class:`OriginalsNeeded`."""
    out = ws.release(release).state in (*PUBLIC, State.WITHDRAWN)
    if not out and release not in _ended(ws)["received"]:
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
