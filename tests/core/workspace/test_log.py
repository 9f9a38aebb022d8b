"""The event log names what was done to it."""

import datetime
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database

from app.core.model import Card
from app.core.trust import canonical
from app.core.trust.identity import Identity
from app.core.workspace import ledger, log
from app.core.workspace.log_chain import chained
from app.core.workspace.log_rows import Row, in_blocks
from app.core.workspace.store import Workspace

ACTOR = {"card": "", "name": "张敏", "person": "001", "role": "clerk"}


@pytest.fixture
def db(ws: Workspace, submitted: str) -> Database:
    """The log of a release that was submitted, with its protection taken off."""
    ws.db.execute("DROP TRIGGER events_no_update")
    ws.db.execute("DROP TRIGGER events_no_delete")
    return ws.db


def codes(db: Database) -> set[str]:
    return {problem.code for problem in log.verify(db).problems}


def rewrite(db: Database, seq: int, change: Callable[[dict[str, object]], object]) -> None:
    """Change one event and rebuild all hashes after it, as an owner of the database could."""
    rows = list(db.query("SELECT * FROM events ORDER BY seq"))
    previous = log.START
    for row in rows:
        body = json.loads(row["body"])
        if row["seq"] == seq:
            change(body)
        text = canonical.encode(body)
        values = [text.decode(), previous, chained(previous, text), row["seq"]]
        db.execute("UPDATE events SET body = ?, previous = ?, hash = ? WHERE seq = ?", values)
        previous = values[2]


def test_an_honest_log_holds(db: Database) -> None:
    assert log.verify(db).valid


def test_an_altered_event_is_named(db: Database) -> None:
    db.execute("UPDATE events SET body = replace(body, '张敏', '王五') WHERE seq = 2")
    check = log.verify(db)
    assert [(p.field, p.code) for p in check.problems] == [("event 2", "altered")]


def test_a_missing_event_is_named(db: Database) -> None:
    db.execute("DELETE FROM events WHERE seq = 3")
    assert {"event-missing", "out-of-order"} <= codes(db)


def test_a_body_in_another_spelling_is_named_even_in_a_rebuilt_log(db: Database) -> None:
    """Two readers could take a key that stands twice for either of its values."""
    previous = log.START
    for row in list(db.query("SELECT * FROM events ORDER BY seq")):
        text = row["body"].replace('"seq":4', '"seq":3,"seq":4').encode()
        values = [text.decode(), previous, chained(previous, text), row["seq"]]
        db.execute("UPDATE events SET body = ?, previous = ?, hash = ? WHERE seq = ?", values)
        previous = values[2]
    problems = log.verify_history(log.history(db)).problems
    assert ("event 4", "not-canonical") in {(p.field, p.code) for p in problems}


@pytest.mark.parametrize(("back", "told"), [(0.001, False), (9 * 60, False), (11 * 60, True)])
def test_a_clock_that_is_set_back_makes_time_stand_still_and_is_told(
    ws: Workspace, clerk: Identity, back: float, told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = datetime.datetime.now(datetime.UTC) - datetime.timedelta(seconds=back)
    ws.note("looked", clerk.card)
    with monkeypatch.context() as patched:
        clock = earlier.isoformat(timespec="microseconds")
        patched.setattr(ledger, "now", lambda: clock)
        ws.note("looked", clerk.card)
    ws.note("looked", clerk.card)
    check = log.verify(ws.db)
    assert (check.valid, "clock-set-back" in check.unchecked) == (True, told)
    before, behind, after = ws.events()[-3:]
    assert behind["at"] == before["at"] < after["at"]
    assert behind.get("clock") == (clock if told else None)
    assert "clock" not in after


def test_a_truncated_log_disagrees_with_its_checkpoint_and_the_releases(db: Database) -> None:
    db.execute("DELETE FROM events WHERE seq = (SELECT max(seq) FROM events)")
    assert codes(db) == {"truncated", "state-differs", "artefacts-differ"}


def test_a_receipt_remembers_what_was_cut_off(db: Database) -> None:
    check = log.verify(db, witnesses=["f" * 64])
    assert [problem.code for problem in check.problems] == ["truncated"]


def test_a_back_dated_event_is_named_even_in_a_rebuilt_log(db: Database) -> None:
    rewrite(db, 4, lambda body: body.update(at="2001-01-01T00:00:00.000000+00:00"))
    assert "back-dated" in codes(db)


def test_an_act_that_was_not_allowed_is_named_even_in_a_rebuilt_log(db: Database) -> None:
    def forge(body: dict[str, object]) -> None:
        body.update(act="approve", state="approved")

    rewrite(db, 4, forge)
    assert "not-allowed" in codes(db)


def test_a_state_that_the_log_does_not_know_is_named(db: Database, submitted: str) -> None:
    db.table("releases").update(submitted, {"state": "approved"})
    assert codes(db) == {"state-differs"}


def test_events_are_numbered_from_one(ws: Workspace, clerk: object) -> None:
    card = next(iter(ws.identities().values()))
    assert isinstance(card, Card)
    ws.note("turned-away", card, source="0" * 64)
    assert [event["seq"] for event in ws.events()] == [1, 2]


def test_the_person_who_submits_cannot_approve_even_in_a_rebuilt_log(db: Database) -> None:
    def forge(body: dict[str, object]) -> None:
        body.update(act="approve", state="approved", actor=ACTOR | {"role": "reviewer"})

    last = log.head(db)[0]
    rewrite(db, last, forge)
    assert "not-allowed" in codes(db)


def test_whoever_approved_cannot_seal_even_in_a_rebuilt_log(
    ws: Workspace, db: Database, package: Path
) -> None:
    assert log.verify(db).valid
    seal = next(event for event in ws.events() if event["act"] == "seal")

    def forge(body: dict[str, object]) -> None:
        body["actor"] = seal["actor"] | {"person": "002"}

    rewrite(db, seal["seq"], forge)
    problems = {(p.field, p.code) for p in log.verify_history(log.history(db)).problems}
    assert (f"event {seal['seq']}", "not-allowed") in problems


def test_an_exchanged_artefact_is_named(db: Database) -> None:
    db.execute("UPDATE artefacts SET digest = ? WHERE kind = 'output'", ["0" * 64])
    assert codes(db) == {"artefacts-differ"}


def test_an_event_moved_to_another_release_is_named(db: Database) -> None:
    db.execute("UPDATE events SET release = 'R0002' WHERE seq = 4")
    assert "altered" in codes(db)


@pytest.mark.parametrize("column", ["body", "previous", "hash"])
def test_garbage_is_a_problem_and_no_crash(db: Database, column: str) -> None:
    db.execute(f"UPDATE events SET {column} = 'zz' WHERE seq = 3")
    assert codes(db)


def altered(rows: list[Row], n: int) -> list[Row]:
    seq, release, body, before, digest = rows[n]
    return [
        *rows[:n],
        (seq, release, body.replace(b"0", b"1"), before, digest),
        *rows[n + 1 :],
    ]


def moved(rows: list[Row], n: int) -> list[Row]:
    return [*rows[:n], rows[n + 1], rows[n], *rows[n + 2 :]]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (altered, "altered"),
        (lambda rows, n: rows[:n] + rows[n + 1 :], "event-missing"),
        (lambda rows, n: [*rows[:n], rows[n], *rows[n:]], "out-of-order"),
        (moved, "event-missing"),
        (lambda rows, n: rows[:n], "truncated"),
    ],
    ids=["altered", "missing", "twice", "reordered", "truncated"],
)
def test_wherever_the_log_is_broken_the_first_broken_event_is_named(
    db: Database, change: Callable[[list[Row], int], list[Row]], told: str
) -> None:
    past = log.history(db)
    rows = [row for block in past.blocks for row in block.rows()]
    for n in range(len(rows) - 1):
        problems = log.verify_history(replace(past, blocks=in_blocks(change(rows, n)))).problems
        first = min(int(each.field.removeprefix("event ")) for each in problems)
        assert first in (n + 1, n + 2), n  # what follows a gap is where the gap shows
        assert told in {each.code for each in problems}, n
