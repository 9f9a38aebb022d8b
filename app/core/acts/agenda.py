"""What waits for a person: the work that only they can do next, the most pressing first.

Nothing is kept of it: it is read off the releases, the routes, the queue and the inbox each time.
"""

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.core import working_days
from app.core.acts.carrying import awaiting
from app.core.acts.drift import drift_last_time
from app.core.acts.expiry import expiring
from app.core.acts.inbox import inbox_items
from app.core.acts.prepare import today
from app.core.acts.rechecking import outdated, to_withdraw
from app.core.acts.register import kept_back, pilot_standing
from app.core.acts.signing import awaited
from app.core.catalog.indicators import Standing
from app.core.delivery.enquiries import KINDS
from app.core.errors import GongkaiError
from app.core.model import Card, Entry, Kind
from app.core.pipeline import State
from app.core.text import Text
from app.core.workspace import delivery_queue
from app.core.workspace.delivery_queue import Queued
from app.core.workspace.store import Release, Workspace


class Duty(StrEnum):
    """What kind of work waits, the most pressing kind first."""

    WITHDRAW = "withdraw"
    MEND = "mend"
    UNSTICK = "unstick"
    SIGN = "sign"
    REPLY = "reply"
    RENEW = "renew"
    SUBMIT = "submit"
    SEAL = "seal"
    SEND = "send"
    RECEIPT = "receipt"
    RECHECK = "recheck"
    UPDATE = "update"
    REEVALUATE = "reevaluate"
    PREPARE = "prepare"


DUTY_NAMES: dict[Duty, Text] = {
    Duty.WITHDRAW: Text("应撤回", "withdraw"),
    Duty.MEND: Text("退回待改", "mend what was returned"),
    Duty.UNSTICK: Text("上传受阻", "upload is stuck"),
    Duty.SIGN: Text("待我签署", "sign"),
    Duty.REPLY: Text("来信待复", "reply"),
    Duty.RENEW: Text("证书到期", "certificate ends"),
    Duty.SUBMIT: Text("待送审", "submit"),
    Duty.SEAL: Text("待封装", "seal"),
    Duty.SEND: Text("待上传", "send"),
    Duty.RECEIPT: Text("待取回执", "fetch the receipt"),
    Duty.RECHECK: Text("规则已变，待复查", "recheck: rules changed"),
    Duty.UPDATE: Text("应更新", "update is due"),
    Duty.REEVALUATE: Text("不开放应重新评估", "judge anew what is not opened"),
    Duty.PREPARE: Text("继续办理", "go on"),
}

# What a state asks of the clerk; what is sealed is looked at more closely.
_CLERK: dict[State, tuple[Duty, str]] = {
    State.IMPORTED: (Duty.PREPARE, "review"),
    State.REVIEWED: (Duty.PREPARE, "desensitize"),
    State.DESENSITIZED: (Duty.PREPARE, "catalog"),
    State.CATALOGUED: (Duty.PREPARE, "quality"),
    State.CHECKED: (Duty.SUBMIT, "signoff"),
    State.RETURNED: (Duty.MEND, "signoff"),
    State.APPROVED: (Duty.SEAL, "deliver"),
}


@dataclass(frozen=True)
class Task:
    """One piece of work. ``release`` and ``step``: where it is done, "" where it is about no release.

    ``left``: days until it is due, negative once it is overdue; None without a term.
    """

    duty: Duty
    subject: str
    release: str = ""
    step: str = ""
    left: int | None = None
    remark: Text | None = None


@dataclass(frozen=True)
class Overview:
    """A workspace at a glance. ``queue``: deliveries that are not done."""

    tasks: tuple[Task, ...]
    states: dict[State, int]
    queue: tuple[Queued, ...]
    pilot: Standing


def overview(ws: Workspace, actor: Card) -> Overview:
    """How a workspace stands, and what of it waits for ``actor``."""
    releases = ws.releases()
    counts = Counter(release.state for release in releases)
    queue = tuple(q for q in delivery_queue.queue(ws) if q.standing is not _DONE)
    pilot = pilot_standing(ws)
    found = _clerks(ws, releases, queue, pilot) if actor.role == "clerk" else _signers(ws, actor)
    order = list(Duty)
    tasks = sorted(found, key=lambda t: (order.index(t.duty), _FAR if t.left is None else t.left))
    states = {state: counts[state] for state in State if counts[state]}
    return Overview(tuple(tasks), states, queue, pilot)


def _clerks(
    ws: Workspace, releases: list[Release], queue: tuple[Queued, ...], pilot: Standing
) -> Iterator[Task]:
    yield from _of_releases(ws, releases, queue)
    for each in to_withdraw(ws):
        places = Text("、".join(p.zh for p in each.places), ", ".join(p.en for p in each.places))
        yield Task(Duty.WITHDRAW, each.release.name, each.release.id, "deliver", remark=places)
    for release in outdated(ws):
        yield Task(Duty.RECHECK, release.name, release.id, "review")
    latest = _latest(ws, releases)
    left = {name: -late for name, late in pilot.overdue.items()} | pilot.due
    for name, days in left.items():
        last = latest.get(name, "")
        step, differed = ("import", drift_last_time(ws, last)) if last else ("", None)
        yield Task(Duty.UPDATE, name, last, step, days, differed)
    for kept in kept_back(ws):
        if kept.is_near:
            yield Task(Duty.REEVALUATE, kept.name, left=kept.left, remark=Text.plain(kept.basis))
    for item in inbox_items(ws):
        if item.letter.state == "open":
            kind = KINDS[item.enquiry.kind]
            yield Task(Duty.REPLY, item.letter.id, left=item.left, remark=kind)
    for profile, held in expiring(ws, datetime.datetime.now(datetime.UTC)):
        yield Task(Duty.RENEW, profile.name, left=held.days, remark=held.told())


def _of_releases(
    ws: Workspace, releases: list[Release], queue: tuple[Queued, ...]
) -> Iterator[Task]:
    queued = {each.release: each for each in queue}
    for release in releases:
        if release.state in _CLERK:
            duty, step = _CLERK[release.state]
            yield Task(duty, release.name, release.id, step)
        elif release.state is State.SEALED:
            task = _of_sealed(ws, release, queued.get(release.id))
            if task is not None:
                yield task


def _of_sealed(ws: Workspace, release: Release, queued: Queued | None) -> Task | None:
    """What is to be done with a package; nothing where the queue will send it by itself."""
    if queued is not None:
        if queued.standing is not delivery_queue.Standing.STUCK:
            return None
        trouble = queued.trouble.message if queued.trouble else None
        return Task(Duty.UNSTICK, release.name, release.id, "deliver", remark=trouble)
    duty = Duty.SEND if awaiting(ws, release.id) is None else Duty.RECEIPT
    return Task(duty, release.name, release.id, "deliver")


def _signers(ws: Workspace, actor: Card) -> Iterator[Task]:
    for release in ws.releases():
        if release.state is not State.SUBMITTED:
            continue
        try:
            ws.admit("refuse", release.id, actor)  # as whoever may sign at all may
        except GongkaiError:
            continue  # another's turn
        waiting = awaited(ws, release.id)
        left = None
        if waiting is not None:
            left = working_days.between(today(), waiting.due) - waiting.overdue
        yield Task(Duty.SIGN, release.name, release.id, "signoff", left)


def _latest(ws: Workspace, releases: list[Release]) -> dict[str, str]:
    """The latest release of each dataset that was catalogued, by the dataset's name."""
    found: dict[str, str] = {}
    for release in releases:
        if Kind.ENTRY in ws.standing(release.id):
            name = ws.load(release.id, Kind.ENTRY, Entry).fields.get("name", "")
            found.setdefault(name, release.id)
    return found


_DONE = delivery_queue.Standing.DONE
_FAR = 1 << 31  # what has no term comes after what has one
