"""The event log: append-only, each event carrying the hash of the one before.

Triggers stop accidents. Whoever holds the database's key can still tell the whole log anew; what shows that
is outside: signed checkpoints, which every package carries, and the receipts, which return the head of one.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlite_utils import Database

from app.core.model import Card, Check, Envelope, Problem
from app.core.text import Text
from app.core.trust import canonical
from app.core.trust.roster import SKEW, moment
from app.core.workspace import checkpoints, log_rows
from app.core.workspace.log_chain import START, Chain, chained, problem
from app.core.workspace.log_rows import Block
from app.core.workspace.log_tale import Tale
from app.core.workspace.replay import Replay
from app.core.workspace.standing import Standing


@dataclass(frozen=True)
class History:
    """A log as it lies before a verifier, in the order of its numbers, with what vouches for it.

    ``cards``: who may sign checkpoints. ``witnesses``: heads that outsiders have seen.
    """

    blocks: Iterable[Block]
    checkpoints: Sequence[Envelope]
    cards: Collection[Card]
    witnesses: Sequence[str] = ()


def append(db: Database, body: dict[str, Any]) -> int:
    """Add one event within the caller's transaction; returns its number, from 1.

    ``at`` never goes back: while the computer's clock is behind the last event, time stands still. Where
    it is behind by more than two clocks may be apart, the event also says what it showed, as ``clock``.
    """
    position, previous = head(db)
    seq = position + 1
    text = canonical.encode({"seq": seq, **body, **_dated(_last_time(db), body["at"])})
    row = {
        "seq": seq,
        "release": body.get("release"),
        "body": text.decode(),
        "previous": previous,
        "hash": chained(previous, text),
    }
    db.table("events").insert(row)
    return seq


def _last_time(db: Database) -> str:
    """When the last event was; "" for an empty log."""
    rows = db.query("SELECT json_extract(body, '$.at') AS at FROM events ORDER BY seq DESC LIMIT 1")
    return next((row["at"] for row in rows), "")


def _dated(last: str, clock: str) -> dict[str, str]:
    if clock >= last:
        return {"at": clock}
    if moment(last) - moment(clock) <= SKEW:
        return {"at": last}
    return {"at": last, "clock": clock}


def head(db: Database) -> tuple[int, str]:
    """The number and hash of the last event; (0, zeros) for an empty log."""
    row = next(db.query("SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1"), None)
    return (row["seq"], row["hash"]) if row else (0, START)


def origin(db: Database) -> str:
    """What the log is called outside: the hash of its first event; zeros for an empty log."""
    row = next(db.query("SELECT hash FROM events WHERE seq = 1"), None)
    return row["hash"] if row else START


def events(db: Database, release: str | None = None) -> list[dict[str, Any]]:
    """The bodies of all events, or of one release's, oldest first."""
    if release is None:
        rows = db.query("SELECT body FROM events ORDER BY seq")
    else:
        rows = db.query("SELECT body FROM events WHERE release = ? ORDER BY seq", [release])
    return [json.loads(row["body"]) for row in rows]


def history(db: Database, witnesses: Iterable[str] = ()) -> History:
    """The workspace's own log, its checkpoints, and the cards of its people."""
    cards = [
        canonical.decode(row["card"].encode(), Card, "card") for row in db.table("identities").rows
    ]
    return History(log_rows.blocks(db), checkpoints.kept(db), cards, tuple(witnesses))


def verify(db: Database, witnesses: Iterable[str] = ()) -> Check:
    """Replay the log, and compare with it how releases and artefacts stand.

    ``witnesses``: heads that platforms have returned in receipts; each must lie on the chain.
    """
    standing = Standing()
    told, replay = _verified(history(db, witnesses), standing)
    states = [
        Problem(row["id"], "state-differs", Text("与日志不符", "it is not what the log says"))
        for row in db.query("SELECT id, state FROM releases")
        if replay.state(row["id"]) != row["state"]
    ]
    problems = (*told.problems, *states, *standing.differences(db))
    return replace(
        told, valid=not problems, problems=problems, checked=(*told.checked, "artefacts")
    )


def verify_history(past: History) -> Check:
    """Replay a log: numbering, hashes, times, whether every act was allowed, checkpoints, witnesses.

    ``unchecked`` says where a clock had been set back (``clock-set-back``): such events have their order
    from the log, and their time from nobody.
    """
    return _verified(past)[0]


def _verified(past: History, standing: Standing | None = None) -> tuple[Check, Replay]:
    vouched, aside, problems = checkpoints.opened(past.checkpoints, past.cards)
    wanted = {1, *(one.size for one in vouched)}
    wanted |= {each.size for one in vouched for each in one.earlier}
    chain, tale = Chain(problems, wanted, past.witnesses), Tale(problems, standing)
    for block in past.blocks:
        if seqs := chain.join(block):
            tale.hear(seqs, block)
        else:  # something is wrong here: event by event, to say what and where
            for row in block.rows():
                chain.follow(row)
                tale.read(*row[:3])
    problems += checkpoints.compare(vouched, chain.heads, chain.size)
    problems += checkpoints.missing(tale.signed, [*vouched, *aside])
    problems += [
        problem(
            chain.size + 1, "truncated", "见证过的事件已不在", "an event that was witnessed is gone"
        )
        for _ in chain.unseen
    ]
    checked = ["order", "hashes", "form", "times", "acts"]
    checked += ["checkpoints"] if vouched else []
    checked += ["witnesses"] if past.witnesses else []
    unchecked = ("clock-set-back",) if tale.set_back else ()
    return Check(not problems, tuple(problems), tuple(checked), unchecked), tale.replay
