"""Read in blocks, a log tells of the same rows and the same damage as read row by row."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from app.core.model import Problem
from app.core.workspace import log, log_rows, log_tale
from app.core.workspace.log_chain import Chain
from app.core.workspace.store import Workspace

DAMAGES = {
    "altered": "UPDATE events SET body = replace(body, '0', '1') WHERE seq = {n}",
    "two in one": """UPDATE events SET body = body || x'0a' || body WHERE seq = {n}""",
    "none": """UPDATE events SET body = x'0a' WHERE seq = {n}""",
    "empty": "UPDATE events SET body = '' WHERE seq = {n}",
    "bytes": "UPDATE events SET body = x'00ff1f00' WHERE seq = {n}",
    "null hash": "UPDATE events SET hash = NULL WHERE seq = {n}",
    "two hashes": "UPDATE events SET hash = hash || ',' || hash WHERE seq = {n}",
    "no hash": "UPDATE events SET hash = '' WHERE seq = {n}",
    "other link": "UPDATE events SET previous = 5 WHERE seq = {n}",
    "moved": "UPDATE events SET release = 'R0007\"\n' WHERE seq = {n}",
    "missing": "DELETE FROM events WHERE seq = {n}",
    "truncated": "DELETE FROM events WHERE seq >= {n}",
    "renumbered": "UPDATE events SET seq = {n} - 1000 WHERE seq = {n}",
    "exchanged": """UPDATE events SET body = ifnull((SELECT body FROM events WHERE seq = {n} + 1), body)
        WHERE seq = {n}""",
    "back-dated": "UPDATE events SET body = json_set(body, '$.at', '2001-01-01') WHERE seq = {n} AND json_valid(body)",
}


@pytest.fixture
def db(ws: Workspace, package: object) -> Database:
    """The log of a sealed release, without triggers and constraints."""
    ws.db.execute("PRAGMA foreign_keys=OFF")
    ws.db.execute(
        "CREATE TABLE free (seq INTEGER PRIMARY KEY, release TEXT, body TEXT, previous TEXT, hash TEXT)"
    )
    ws.db.execute("INSERT INTO free SELECT * FROM events")
    ws.db.execute("DROP TABLE events")
    ws.db.execute("ALTER TABLE free RENAME TO events")
    return ws.db


def one_by_one(db: Database) -> list[log_rows.Row]:
    return list(
        db.execute(
            "SELECT seq, release, ifnull(CAST(body AS BLOB), x''), previous, hash FROM events ORDER BY seq"
        )
    )


@pytest.mark.parametrize("read", [1, 2, 3, 5, log_rows.READ])
def test_the_rows_are_those_of_the_database(
    db: Database, read: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_rows, "READ", read)
    for told in (list(log_rows.blocks(db)), list(log_rows.in_blocks(one_by_one(db)))):
        assert [row for each in told for row in each.rows()] == one_by_one(db)
        assert max(len(each.bodies) for each in told) <= read
        assert [body for each in told for body in each.bodies] == [row[2] for row in one_by_one(db)]
        chain = Chain([], set(), [])
        assert all(chain.join(each) for each in told)
    assert log.verify(db).valid


def test_the_statement_is_compiled_once_for_all_answers(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Compiled anew, it would ask the authorizer for every name, and wait for Python's lock each time."""
    monkeypatch.setattr(log_rows, "READ", 3)
    asked: list[int] = []

    def authorize(action: int, *_: object) -> int:
        asked.append(action)
        return 0

    db.conn.set_authorizer(authorize)
    told = log_rows.blocks(db)
    next(told)
    before = len(asked)
    assert before
    assert len(list(told)) > 2
    assert len(asked) == before


def test_an_empty_log_has_none(ws: Workspace) -> None:
    assert list(log_rows.blocks(ws.db)) == list(log_rows.in_blocks([])) == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from(sorted(DAMAGES)), st.integers(1, 12)), max_size=3),
    st.integers(1, 16),
    st.integers(1, 16),
)
def test_damage_is_named_alike_and_in_the_same_order_wherever_blocks_meet(
    db: Database, damages: list[tuple[str, int]], read: int, part: int
) -> None:
    def problems(alone: bool) -> tuple[Problem, ...]:
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(log_rows, "READ", read)
            patched.setattr(log_tale, "PART", part)
            if alone:  # event by event, as if something were wrong everywhere
                patched.setattr(Chain, "join", lambda *_: None)
            return log.verify_history(log.history(db)).problems

    db.execute("SAVEPOINT whole")
    try:
        for damage, place in damages:
            db.execute(DAMAGES[damage].format(n=place))
        assert problems(alone=False) == problems(alone=True)
    finally:
        db.execute("ROLLBACK TO whole")
        db.execute("RELEASE whole")


@pytest.mark.parametrize("column", ["release", "previous", "hash"])
def test_a_column_that_is_no_text_is_named_as_any_other_damage(db: Database, column: str) -> None:
    db.execute(f"UPDATE events SET {column} = CAST(x'fffe' AS TEXT) WHERE seq = 2")
    problems = log.verify_history(log.history(db)).problems
    assert {problem.field for problem in problems} <= {"event 2", "event 3"}
    assert problems


def test_hashes_that_another_row_holds_as_well_are_no_right_ones(db: Database) -> None:
    """Joined with commas they are the text of a whole log."""
    db.execute(
        "UPDATE events SET hash = hash || ',' || (SELECT hash FROM events WHERE seq = 3) WHERE seq = 2"
    )
    db.execute("UPDATE events SET hash = NULL WHERE seq = 3")
    assert not log.verify_history(log.history(db)).valid
