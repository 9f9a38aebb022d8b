"""The event log: append-only, each event carrying the hash of the one before.

An event's hash is SHA-256(0x00 ‖ previous ‖ body), body in canonical JSON. Triggers stop accidents.
Whoever holds the database's key can still tell the whole log anew; what shows that is outside: signed
checkpoints, which every package carries, and the receipts, which return the head of one.
"""

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import msgspec
from sqlite_utils import Database

from app.core.approval.round import SIGNERS, Round, Signature
from app.core.approval.values import Route
from app.core.errors import Refusal
from app.core.model import Card, Check, Envelope, Kind, Problem
from app.core.pipeline import ACTS, Act, State, verdict_act
from app.core.text import Text
from app.core.trust import canonical
from app.core.workspace import checkpoints

START = "0" * 64

Row: TypeAlias = tuple[Any, Any, Any, Any, Any]
"""Number, release, body, hash of the event before, hash. A forged one may hold anything."""


@dataclass(frozen=True)
class History:
    """A log as it lies before a verifier, in the order of its numbers, with what vouches for it.

    ``cards``: who may sign checkpoints. ``witnesses``: heads that outsiders have seen.
    """

    rows: Iterable[Row]
    checkpoints: Sequence[Envelope]
    cards: Collection[Card]
    witnesses: Sequence[str] = ()


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
    rows = db.execute("SELECT seq, release, body, previous, hash FROM events ORDER BY seq")
    cards = [
        canonical.decode(row["card"].encode(), Card, "card") for row in db.table("identities").rows
    ]
    return History(rows, checkpoints.kept(db), cards, tuple(witnesses))


def verify(db: Database, witnesses: Iterable[str] = ()) -> Check:
    """Replay the log, and compare with it how releases and artefacts stand.

    ``witnesses``: heads that platforms have returned in receipts; each must lie on the chain.
    """
    told, checked, replay = _verified(history(db, witnesses))
    problems = told + replay.differences(db)
    return Check(not problems, tuple(problems), (*checked, "artefacts"))


def verify_history(past: History) -> Check:
    """Replay a log: numbering, hashes, times, whether every act was allowed, checkpoints, witnesses."""
    problems, checked, _ = _verified(past)
    return Check(not problems, tuple(problems), checked)


def _verified(past: History) -> "tuple[list[Problem], tuple[str, ...], _Replay]":
    vouched, problems = checkpoints.opened(past.checkpoints, past.cards)
    wanted = {1, *(one.size for one in vouched)}
    wanted |= {each.size for one in vouched for each in one.earlier}
    gone = set(past.witnesses)
    heads: dict[int, str] = {}
    acts: dict[int, str] = {}
    replay = _Replay()
    previous, last_time, expected = START, "", 1
    last = hashlib.sha256()
    for seq, release, body, before, digest in past.rows:
        text = _text(body)
        if seq != expected:
            problems.append(_problem(expected, "event-missing", "事件缺失", "an event is missing"))
        if before != previous:
            problems.append(_problem(seq, "out-of-order", "与前一事件不相接", "it does not follow"))
        link = last.digest() if before == last.hexdigest() else _bytes(str(before))
        last = hashlib.sha256(b"\0" + link + text)
        if digest != last.hexdigest():
            problems.append(_problem(seq, "altered", "内容被改动", "it was altered"))
        previous, expected = digest, seq + 1
        gone.discard(digest)
        if seq in wanted:
            heads[seq] = digest
        try:
            event = _DECODE(text)
            if event["seq"] != seq or event["release"] != release:
                problems.append(_problem(seq, "altered", "内容被改动", "it was altered"))
            if event["at"] < last_time:
                problems.append(_problem(seq, "back-dated", "时间倒退", "its time goes back"))
            last_time = event["at"]
            if event["act"] in checkpoints.WITNESSED:
                acts[seq] = event["act"]
            if not replay.admits(event):
                problems.append(
                    _problem(seq, "not-allowed", "当时不允许该操作", "it was not allowed")
                )
        except (msgspec.DecodeError, ValueError, KeyError, TypeError):
            problems.append(_problem(seq, "unreadable", "内容无法解读", "it cannot be read"))
    problems += checkpoints.compare(vouched, heads, expected - 1)
    problems += checkpoints.missing(acts, vouched)
    problems += [
        _problem(expected, "truncated", "见证过的事件已不在", "an event that was witnessed is gone")
        for _ in gone
    ]
    checked = ["order", "hashes", "times", "acts"]
    checked += ["checkpoints"] if vouched else []
    checked += ["witnesses"] if past.witnesses else []
    return problems, tuple(checked), replay


class _Replay:
    """The releases as the log tells them: state, standing artefacts, who has worked on them, and who
    has signed.
    """

    def __init__(self) -> None:
        self._states: dict[str, State] = {}
        self._standing: dict[str, dict[str, str]] = {}
        self._handlers: dict[str, set[str]] = {}
        self._rounds: dict[str, Round] = {}
        self._shredded: set[tuple[int, str]] = set()  # (event that made it, kind)

    def admits(self, body: dict[str, Any]) -> bool:
        """Whether the transition table admits this event after those before; then it counts."""
        if body["act"] == "shred":
            self._shredded |= {(made_by, kind) for made_by, kind in body["artefacts"]}
        act = ACTS.get(body["act"])
        if act is None:  # an event of the workspace itself, such as a new identity
            return True
        release, person, role = body["release"], body["actor"]["person"], body["actor"]["role"]
        handlers = self._handlers.setdefault(release, set())
        state = self._states.get(release, State.NEW)
        if role == "clerk":
            handlers.add(person)
        if "continues" in body:  # the rows of an earlier release stand in this one
            handlers |= self._handlers.get(body["continues"], set())
        allowed = (
            state in act.sources
            and body["state"] == act.lands(state)
            and (self._signs(act, body) if act.role is None else role == act.role)
        )
        self._follow(act, body)
        kept = {k: d for k, d in self._standing.get(release, {}).items() if k not in act.replaces}
        self._standing[release] = kept | body["produced"]
        self._states[release] = act.lands(state)
        return allowed

    def _signs(self, act: Act, body: dict[str, Any]) -> bool:
        """Whether the route awaited this person, and has then come to what the act says."""
        if Kind.REQUEST in act.produces:
            return body["actor"]["role"] in SIGNERS
        round = self._rounds.get(body["release"])
        if round is None:
            return False
        try:
            signed = round.sign(_signature(body))
        except Refusal:
            return False
        return not act.opinions or verdict_act(signed) is act

    def _follow(self, act: Act, body: dict[str, Any]) -> None:
        """A request opens a round; a verdict is a signature more; any other change voids them."""
        release, round = body["release"], self._rounds.get(body["release"])
        if Kind.REQUEST in act.produces:
            route = msgspec.convert(body["route"], Route)
            asked = body.get("asked", {"handlers": self._handlers[release]})
            self._rounds[release] = Round(route, frozenset(asked["handlers"]))
        elif round is not None and act.opinions:
            signatures = (*round.signatures, _signature(body))
            self._rounds[release] = replace(round, signatures=signatures)
        elif round is not None and Kind.VERDICT in act.replaces:
            self._rounds[release] = replace(round, signatures=())

    def differences(self, db: Database) -> list[Problem]:
        """Releases and artefacts that stand otherwise than the log says."""
        told = Text("与日志不符", "it is not what the log says")
        problems = [
            Problem(row["id"], "state-differs", told)
            for row in db.query("SELECT id, state FROM releases")
            if self._states.get(row["id"], State.NEW) != row["state"]
        ]
        standing: dict[str, dict[str, str]] = {}
        for row in db.query("SELECT release, kind, digest FROM artefacts WHERE voided_by IS NULL"):
            standing.setdefault(row["release"], {})[row["kind"]] = row["digest"]
        problems += [
            Problem(release, "artefacts-differ", told)
            for release in sorted({*standing, *self._standing})
            if standing.get(release) != self._standing.get(release)
        ]
        gone = db.query("SELECT made_by, kind FROM artefacts WHERE shredded IS NOT NULL")
        shredded = {(row["made_by"], row["kind"]) for row in gone}
        return problems + [
            _problem(made_by, "shredding-differs", "与销毁记录不符", f"{kind}: not as shredded")
            for made_by, kind in sorted(shredded ^ self._shredded)
        ]


def _signature(body: dict[str, Any]) -> Signature:
    actor, opinion = body["actor"], body.get("opinion", "公开")  # who compares has none yet
    return Signature(actor["name"], actor["person"], actor["role"], actor["organisation"], opinion)


def _hash(previous: str, body: bytes) -> str:
    """In hex; ``previous`` is 64 hex digits, and anything else gives a hash that fits nothing."""
    return hashlib.sha256(b"\0" + _bytes(previous) + body).hexdigest()


def _text(body: object) -> bytes:
    """An event's body as it was hashed; a forged row may hold anything."""
    return body.encode() if isinstance(body, str) else bytes(str(body), "utf-8")


def _bytes(digits: str) -> bytes:
    return bytes.fromhex(digits) if _HASH.fullmatch(digits) else b""


def _problem(seq: int, code: str, zh: str, en: str) -> Problem:
    return Problem(f"event {seq}", code, Text(zh, en))


_DECODE = msgspec.json.Decoder().decode
_HASH = re.compile("[0-9a-f]{64}")
