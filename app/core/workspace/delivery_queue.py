"""Deliveries that wait for their turn, one a release, kept in the workspace's database.

What a killed process was sending is waiting again at the next look: only one process works in a
workspace.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from app.core.errors import GongkaiError, InputError
from app.core.text import Text
from app.core.trust import canonical
from app.core.workspace.store import Workspace

_PAUSED = "queue-paused"


class Standing(StrEnum):
    """Where a delivery stands. ``FAILED``: it is tried again by itself; ``STUCK``: by a person;
    ``HELD``: not before a person lets it go on.
    """

    WAITING = "waiting"
    SENDING = "sending"
    HELD = "paused"
    FAILED = "failed-retryable"
    STUCK = "failed-terminal"
    DONE = "done"


STANDINGS = {
    Standing.WAITING: Text("等待上传", "waiting"),
    Standing.SENDING: Text("正在上传", "sending"),
    Standing.HELD: Text("已暂停", "paused"),
    Standing.FAILED: Text("失败，稍后自动重试", "failed, will be tried again"),
    Standing.STUCK: Text("失败，需要处理", "failed, needs attention"),
    Standing.DONE: Text("已送达", "delivered"),
}
OPEN = (Standing.WAITING, Standing.FAILED)


@dataclass(frozen=True)
class Trouble:
    """An error as it is kept: what happened, and what to do next."""

    code: str
    message: Text
    hint: Text

    @classmethod
    def of(cls, error: GongkaiError) -> "Trouble":
        return cls(
            error.code,
            Text(error.told("zh"), error.told("en")),
            Text(error.advice("zh"), error.advice("en")),
        )


@dataclass(frozen=True)
class Queued:
    """A delivery in the queue; ``due``: when it is tried next. Times are UTC."""

    id: int
    release: str
    profile: Path
    standing: Standing
    attempts: int
    due: datetime.datetime
    trouble: Trouble | None
    added: datetime.datetime


class QueuedUnknown(InputError):
    code = "queued-unknown"
    message = Text("上传队列中没有 {id}", "There is no {id} in the queue")
    hint = Text(
        "请在“送达”页查看队列（命令行用 queue list）。",
        "See the queue on the page “Deliver” (queue list on the command line).",
    )


class QueuedBusy(InputError):
    code = "queued-busy"
    message = Text("{release} 正在上传", "{release} is being sent")
    hint = Text("请先暂停队列。", "Pause the queue first.")


def add(ws: Workspace, release: str, profile: Path) -> Queued:
    """Put a release at the end of the queue; one that is there already starts afresh.

    Raises :class:`QueuedBusy`.
    """
    earlier = next((q for q in queue(ws) if q.release == release), None)
    if earlier is not None and earlier.standing is Standing.SENDING:
        raise QueuedBusy(release=release)
    row = {
        "release": release,
        "profile": str(profile.resolve()),
        "state": Standing.WAITING.value,
        "attempts": 0,
        "due": _now(),
        "error": "",
        "added": _now(),
    }
    with ws.changing() as db:
        db.execute("DELETE FROM deliveries WHERE release = ?", [release])
        db.table("deliveries").insert(row)
    return queue(ws)[-1]


def queue(ws: Workspace) -> list[Queued]:
    """Every delivery, in the order in which they were put there."""
    return [_queued(row) for row in ws.query("SELECT * FROM deliveries ORDER BY id")]


def find(ws: Workspace, id: int) -> Queued:
    """Raises :class:`QueuedUnknown`."""
    found = next((queued for queued in queue(ws) if queued.id == id), None)
    if found is None:
        raise QueuedUnknown(id=id)
    return found


def next_due(ws: Workspace, now: datetime.datetime) -> Queued | None:
    """The first delivery whose time has come."""
    return next((q for q in queue(ws) if q.standing in OPEN and q.due <= now), None)


def take_back(ws: Workspace) -> None:
    """What was being sent when a process died waits again."""
    with ws.changing() as db:
        db.execute(
            "UPDATE deliveries SET state = ? WHERE state = ?",
            [Standing.WAITING.value, Standing.SENDING.value],
        )


def stand(
    ws: Workspace,
    queued: Queued,
    standing: Standing,
    *,
    attempts: int | None = None,
    due: datetime.datetime | None = None,
    trouble: Trouble | None = None,
) -> None:
    """Write down where a delivery stands now."""
    with ws.changing() as db:
        db.table("deliveries").update(
            queued.id,
            {
                "state": standing.value,
                "attempts": queued.attempts if attempts is None else attempts,
                "due": (due or queued.due).astimezone(datetime.UTC).isoformat(),
                "error": canonical.encode(trouble).decode() if trouble else "",
            },
        )


def retry(ws: Workspace, id: int) -> None:
    """Try a delivery at the next turn, however it failed. Raises QueuedUnknown, QueuedBusy."""
    queued = _at_rest(ws, id)
    if queued.standing is not Standing.DONE:
        stand(ws, queued, Standing.WAITING, attempts=0, due=now())


def hold(ws: Workspace, id: int) -> None:
    """Pause one delivery; the others go on. What of it is under way stops at its next report.

    Raises QueuedUnknown.
    """
    queued = find(ws, id)
    if queued.standing is not Standing.DONE:
        stand(ws, queued, Standing.HELD, trouble=queued.trouble)


def go_on(ws: Workspace, id: int) -> None:
    """Let a paused delivery wait for its turn again; others are left as they are. Raises QueuedUnknown."""
    queued = find(ws, id)
    if queued.standing is Standing.HELD:
        stand(ws, queued, Standing.WAITING, trouble=queued.trouble)


def is_held(ws: Workspace, id: int) -> bool:
    """Whether a delivery that is there is paused."""
    return any(queued.id == id and queued.standing is Standing.HELD for queued in queue(ws))


def remove(ws: Workspace, id: int) -> None:
    """Take a delivery off the queue; the release stays sealed. Raises QueuedUnknown, QueuedBusy."""
    queued = _at_rest(ws, id)
    with ws.changing() as db:
        db.table("deliveries").delete(queued.id)


def pause(ws: Workspace, *, paused: bool) -> None:
    """Hold the whole queue, or let it go on."""
    ws.set_setting(_PAUSED, "yes" if paused else "")


def is_paused(ws: Workspace) -> bool:
    return bool(ws.setting(_PAUSED))


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def _now() -> str:
    return now().isoformat()


def _at_rest(ws: Workspace, id: int) -> Queued:
    queued = find(ws, id)
    if queued.standing is Standing.SENDING:
        raise QueuedBusy(release=queued.release)
    return queued


def _queued(row: dict[str, Any]) -> Queued:
    error = row["error"]
    return Queued(
        id=row["id"],
        release=row["release"],
        profile=Path(row["profile"]),
        standing=Standing(row["state"]),
        attempts=row["attempts"],
        due=datetime.datetime.fromisoformat(row["due"]),
        trouble=canonical.decode(error.encode(), Trouble, "error") if error else None,
        added=datetime.datetime.fromisoformat(row["added"]),
    )
