"""What the log tells of letters: where a release is at home, with whom it is, what was sent already."""

import json
from dataclasses import dataclass
from typing import Any

from app.core import agency
from app.core.acts.convergence import published
from app.core.approval.values import Route
from app.core.model import Card, Kind
from app.core.pipeline import ACTS, State
from app.core.review.linkage.converge import Known
from app.core.trust import canonical
from app.core.trust.identity import fingerprint
from app.core.workspace.answers import verdicts
from app.core.workspace.store import Workspace

SENT, ASSIGNED, CONFLICT = "handed-over", "assigned", "verdict-conflict"
VERDICT_ACTS = frozenset(act.id for act in ACTS.values() if act.opinions)


@dataclass(frozen=True)
class Home:
    """Where a received release comes from. ``origin``: that workspace's log; ``release``: its id there.

    ``request``: of the last request that came; ``sender``: the fingerprint of who sent it; ``size``: how
    long the log there was.
    """

    origin: str
    release: str
    request: str
    sender: str
    size: int


def home_of(ws: Workspace, release: str) -> Home | None:
    """None for a release that is at home here."""
    told = [event for event in ws.events(release) if event["act"] == "receive"]
    return _home(told[-1]) if told else None


@dataclass(frozen=True)
class Asked:
    """What an approval must keep to: a report that knows all that is ``public``, at least this ``route``."""

    public: tuple[Known, ...]
    route: Route | None


def asked_of(ws: Workspace, release: str) -> Asked:
    """This is the office's where a release is at home, which asks it again when the verdict comes back."""
    if home_of(ws, release) is not None:
        return Asked((), None)
    return Asked(published(ws), agency.route(ws))


def received_as(ws: Workspace, origin: str, release: str) -> tuple[str, Home] | None:
    """Our own id of a release of another workspace, and what was last received of it."""
    for event in reversed(_events(ws, "receive")):
        home = _home(event)
        if (home.origin, home.release) == (origin, release):
            return event["release"], home
    return None


def known_heads(ws: Workspace, origin: str) -> dict[int, str]:
    """Where another workspace's log is known to have stood: hashes by size."""
    rows = ws.query("SELECT size, head FROM witnessed WHERE origin = ?", [origin])
    return {row["size"]: row["head"] for row in rows}


def keep_heads(ws: Workspace, origin: str, heads: dict[int, str]) -> None:
    """Remember them, against a log that is told anew afterwards."""
    rows = [{"origin": origin, "size": size, "head": head} for size, head in heads.items()]
    with ws.changing() as db:
        db.table("witnessed").insert_all(rows, ignore=True)


def log_origin(ws: Workspace) -> str:
    """What our own log is called outside."""
    return str(ws.query("SELECT hash FROM events WHERE seq = 1")[0]["hash"])


def stand(ws: Workspace, release: str) -> dict[str, str]:
    """Which request and verdicts stand, by their digests: what a letter about them would tell."""
    request = ws.standing(release).get(Kind.REQUEST, "")
    return {"request": request, "verdicts": canonical.digest(verdicts(ws, release))}


def already_sent(ws: Workspace, release: str, to: str) -> bool:
    """Whether somebody has been sent what stands now; ``to``: a card's fingerprint."""
    now = stand(ws, release)
    return any(
        to in event["to"] and now == {key: event[key] for key in now}
        for event in ws.events(release)
        if event["act"] == SENT
    )


def assigned(ws: Workspace, release: str) -> dict[str, bool]:
    """The fingerprints of those who are to get a release through the shared folder; True: with the
    original.
    """
    told = [event for event in ws.events(release) if event["act"] == ASSIGNED]
    return {card: event["original"] for event in told for card in event["to"]}


def signed_here(ws: Workspace, release: str) -> bool:
    """Whether somebody has signed on this computer since the release was received."""
    here = False
    for event in ws.events(release):
        if event["act"] == "receive":
            here = False
        elif event["act"] in VERDICT_ACTS and "letter" not in event:
            here = True
    return here


def with_whom(ws: Workspace, release: str) -> tuple[Card, ...]:
    """Who has the release for review on another computer, and has not answered yet."""
    if ws.release(release).state is not State.SUBMITTED or home_of(ws, release):
        return ()
    request = ws.standing(release)[Kind.REQUEST]
    out: dict[str, None] = {}
    for event in ws.events(release):
        if event["act"] == SENT and event["request"] == request:
            out |= dict.fromkeys(event["to"])
        elif event["act"] in VERDICT_ACTS:
            out.pop(event["actor"]["card"], None)
    return tuple(card for card in ws.trusted() if fingerprint(card) in out)


def conflicts(ws: Workspace, release: str) -> tuple[dict[str, Any], ...]:
    """The verdicts on the standing request that could not be taken, as the log tells of them."""
    request = ws.standing(release).get(Kind.REQUEST)
    told = [event for event in ws.events(release) if event["act"] == CONFLICT]
    return tuple(event for event in told if event["standing"] == request)


def _events(ws: Workspace, act: str) -> list[dict[str, Any]]:
    rows = ws.query(
        "SELECT body FROM events WHERE json_extract(body, '$.act') = ? ORDER BY seq", [act]
    )
    return [json.loads(row["body"]) for row in rows]


def _home(event: dict[str, Any]) -> Home:
    asked = event["asked"]
    return Home(
        event["log"]["origin"],
        asked["release"],
        event["produced"][Kind.REQUEST],
        asked["sender"],
        event["log"]["size"],
    )
