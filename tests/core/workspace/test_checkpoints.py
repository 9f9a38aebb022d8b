"""Attacks on the log by someone who holds the database's key but nobody's signing key."""

import json
from collections.abc import Callable

import pytest
from sqlite_utils import Database

from app.core.model import Envelope
from app.core.trust import canonical, dsse
from app.core.trust.checkpoint import Checkpoint
from app.core.trust.identity import Identity
from app.core.workspace import checkpoints, log
from app.core.workspace.store import Workspace


@pytest.fixture
def db(ws: Workspace, approved: str) -> Database:
    """The log of a release that was approved, with its protection taken off."""
    for table in ("events", "checkpoints"):
        for verb in ("update", "delete"):
            ws.db.execute(f"DROP TRIGGER {table}_no_{verb}")
    return ws.db


def told(db: Database, witnesses: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """What is wrong, in the order in which it is told."""
    return [(p.field, p.code) for p in log.verify_history(log.history(db, witnesses)).problems]


def rebuild(db: Database, change: Callable[[list[dict[str, object]]], None]) -> None:
    """Tell the whole log anew, hashes and numbers and all."""
    bodies = [json.loads(row["body"]) for row in db.query("SELECT body FROM events ORDER BY seq")]
    change(bodies)
    db.execute("DELETE FROM events")
    for body in bodies:
        log.append(db, {key: value for key, value in body.items() if key != "seq"})


def test_every_sign_off_is_signed_for(db: Database, clerk: Identity, reviewer: Identity) -> None:
    kept = [dsse.verify(each, Checkpoint, "checkpoint") for each in checkpoints.kept(db)]
    seqs = [e["seq"] for e in log.events(db) if e["act"] in ("submit", "approve")]
    assert [one.size for one in kept] == seqs
    assert [one.signer for one in kept] == [clerk.card, reviewer.card]
    assert {one.origin for one in kept} == {log.origin(db)}
    assert told(db) == []


def test_an_altered_event_in_a_rebuilt_log_is_a_fork(db: Database) -> None:
    rebuild(db, lambda bodies: bodies[3].update(at=bodies[2]["at"]))
    assert [code for _, code in told(db)] == ["forked", "forked"]


def test_an_event_left_out_of_a_rebuilt_log_is_missed(db: Database) -> None:
    """That the reviewer's key was made is no act of the transition table, which would not miss it."""
    rebuild(db, lambda bodies: bodies.pop(1))
    assert {code for _, code in told(db)} == {"forked", "truncated"}


def test_two_events_that_change_places_are_named(db: Database) -> None:
    db.execute("UPDATE events SET seq = -seq WHERE seq IN (3, 4)")
    db.execute("UPDATE events SET seq = seq + 7 WHERE seq < 0")
    assert told(db)[0] == ("event 3", "out-of-order")


def test_a_log_that_was_cut_off_is_named(db: Database) -> None:
    last, _ = log.head(db)
    db.execute("DELETE FROM events WHERE seq >= ?", [last - 1])
    assert (f"event {last - 1}", "truncated") in told(db)


def test_a_checkpoint_that_was_taken_away_is_missed(db: Database) -> None:
    db.execute("DELETE FROM checkpoints WHERE id = (SELECT max(id) FROM checkpoints)")
    assert told(db) == [(f"event {log.head(db)[0]}", "checkpoint-missing")]


def test_a_checkpoint_needs_the_key_of_someone_who_works_here(
    db: Database, clerk: Identity
) -> None:
    forger = Identity.new(clerk.card.name, clerk.card.person, "clerk", clerk.card.organisation)
    envelope = canonical.decode(
        next(db.query("SELECT envelope FROM checkpoints"))["envelope"].encode(), Envelope, ""
    )
    said = dsse.verify(envelope, Checkpoint, "checkpoint")
    forged = dsse.sign(
        Checkpoint(said.origin, said.size, said.head, (), forger.card, said.at), forger
    )
    db.execute("UPDATE checkpoints SET envelope = ?", [canonical.encode(forged).decode()])
    assert ("checkpoint 1", "checkpoint-invalid") in told(db)


def test_whoever_takes_all_checkpoints_away_meets_those_outside(db: Database) -> None:
    """Nothing inside can tell then; the head that a platform has returned can."""
    _, seen = log.head(db)
    rebuild(db, lambda bodies: bodies[3].update(at=bodies[2]["at"]))
    db.execute("DELETE FROM checkpoints")
    assert told(db) == []
    assert [code for _, code in told(db, (seen,))] == ["truncated"]
