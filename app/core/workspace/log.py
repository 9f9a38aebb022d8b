"""The event log: append-only, each event carrying the hash of the one before.

An event's hash is SHA-256(0x00 ‖ previous ‖ body), body in canonical JSON. Triggers stop accidents;
what stops a rewrite is that every package carries the log's head and every receipt returns it.
"""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from app.core.model import Check, Problem
from app.core.pipeline import ACTS, State
from app.core.text import Text
from app.core.trust import canonical

START = "0" * 64


def append(db: Database, body: dict[str, Any]) -> int:
    """Add one event within the caller's transaction; returns its number, from 1."""
    position, previous = head(db)
    seq = position + 1
    text = canonical.encode({"seq": seq, **body})
    row = {
        "seq": seq,
        "release": body.get("release"),
        "body": text.decode(),
        "previous": previous,
        "hash": _hash(previous, text),
    }
    db.table("events").insert(row)
    return seq


def head(db: Database) -> tuple[int, str]:
    """The number and hash of the last event; (0, zeros) for an empty log."""
    row = next(db.query("SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1"), None)
    return (row["seq"], row["hash"]) if row else (0, START)


def events(db: Database, release: str | None = None) -> list[dict[str, Any]]:
    """The bodies of all events, or of one release's, oldest first."""
    if release is None:
        rows = db.query("SELECT body FROM events ORDER BY seq")
    else:
        rows = db.query("SELECT body FROM events WHERE release = ? ORDER BY seq", [release])
    return [json.loads(row["body"]) for row in rows]


def verify(db: Database, witnesses: Iterable[str] = ()) -> Check:
    """Replay the log: numbering, hashes, times, and whether every act was allowed.

    ``witnesses``: heads that platforms have returned in receipts; each must lie on the chain.
    """
    problems: list[Problem] = []
    previous, last_time = START, ""
    heads: set[str] = set()
    states: dict[str, State] = {}
    expected = 1
    for row in db.query("SELECT seq, body, previous, hash FROM events ORDER BY seq"):
        seq, text = row["seq"], row["body"].encode()
        body = json.loads(text)
        if seq != expected:
            problems.append(_problem(expected, "event-missing", "事件缺失", "an event is missing"))
        if row["previous"] != previous or body.get("seq") != seq:
            problems.append(_problem(seq, "out-of-order", "与前一事件不相接", "it does not follow"))
        if row["hash"] != _hash(row["previous"], text):
            problems.append(_problem(seq, "altered", "内容被改动", "it was altered"))
        if body["at"] < last_time:
            problems.append(_problem(seq, "back-dated", "时间倒退", "its time goes back"))
        if not _follows(body, states):
            problems.append(_problem(seq, "not-allowed", "当时不允许该操作", "it was not allowed"))
        previous, last_time, expected = row["hash"], body["at"], seq + 1
        heads.add(row["hash"])
    problems += [
        _problem(
            expected, "truncated", "回执所见的事件已不在", "an event that a receipt saw is gone"
        )
        for witness in witnesses
        if witness not in heads
    ]
    problems += _differences(db, states)
    return Check(not problems, tuple(problems), ("order", "hashes", "times", "acts", "receipts"))


def _hash(previous: str, body: bytes) -> str:
    return hashlib.sha256(b"\0" + bytes.fromhex(previous) + body).hexdigest()


def _follows(body: dict[str, Any], states: dict[str, State]) -> bool:
    """Whether the transition table admits this event after those before; keeps ``states``."""
    act = ACTS.get(body["act"])
    if act is None:  # an event of the workspace itself, such as a new identity
        return True
    release = body["release"]
    allowed = states.get(release, State.NEW) in act.sources and body["actor"]["role"] == act.role
    states[release] = act.target
    return allowed and body["state"] == act.target


def _differences(db: Database, states: dict[str, State]) -> list[Problem]:
    """Releases that stand elsewhere than the log says."""
    return [
        Problem(
            row["id"], "state-differs", Text("状态与日志不符", "its state is not what the log says")
        )
        for row in db.query("SELECT id, state FROM releases")
        if states.get(row["id"], State.NEW) != row["state"]
    ]


def _problem(seq: int, code: str, zh: str, en: str) -> Problem:
    return Problem(f"event {seq}", code, Text(zh, en))
