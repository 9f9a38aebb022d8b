"""Originals go when their time is up, and with them nothing that is still needed."""

import datetime
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core import acts
from app.core.errors import ParameterInvalid
from app.core.jobs import Job
from app.core.model import Kind, Recipe
from app.core.trust.identity import Identity
from app.core.workspace import retention
from app.core.workspace.errors import ContentShredded, OriginalsNeeded
from app.core.workspace.slot import unwrap
from app.core.workspace.store import Workspace
from app.core.workspace.vault import database_key
from app.sandbox.server import Sandbox
from tests import releases
from tests.core.workspace.pages import decrypted

DAY = datetime.timedelta(days=1)


def days(count: float) -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC) + count * DAY


def test_without_a_policy_nothing_is_ever_due(ws: Workspace, delivered: str) -> None:
    assert retention.retention(ws) is None
    assert retention.due(ws, days(10_000)) == ()


def test_a_release_is_due_when_its_days_are_over(
    ws: Workspace, clerk: Identity, delivered: str
) -> None:
    retention.set_retention(ws, clerk.card, 30)
    assert retention.due(ws, days(29.9)) == ()
    (due,) = retention.due(ws, days(30.1))
    assert (due.release, due.files) == (delivered, 3)
    retention.set_retention(ws, clerk.card, None)
    assert retention.due(ws, days(30.1)) == ()
    with pytest.raises(ParameterInvalid):
        retention.set_retention(ws, clerk.card, -1)


def test_what_is_not_delivered_is_never_due(ws: Workspace, clerk: Identity, approved: str) -> None:
    retention.set_retention(ws, clerk.card, 0)
    assert retention.due(ws, days(10_000)) == ()


@pytest.fixture
def in_china(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone is set by the environment")
def test_the_day_that_is_told_is_that_of_the_office(
    ws: Workspace, clerk: Identity, delivered: str, in_china: None
) -> None:
    retention.shred(ws, clerk.card, delivered)
    evening = "2026-01-31T20:00:00+00:00"
    with ws.db.atomic():
        ws.db.execute("UPDATE artefacts SET shredded = ? WHERE shredded IS NOT NULL", [evening])
    with pytest.raises(ContentShredded) as told:
        ws.load_table(delivered, Kind.TABLE)
    assert "2026-02-01" in told.value.told("zh")


def test_what_is_shredded_says_so_and_the_rest_still_works(
    ws: Workspace,
    clerk: Identity,
    sandbox: Sandbox,
    delivered: str,
    people_csv: Path,
    job: Job,
    tmp_path: Path,
) -> None:
    columns, plan = ws.load_front(delivered).columns, acts.plan_of(ws, delivered)
    chain = ws.standing(delivered)
    retention.shred(ws, clerk.card, delivered)

    for kind in (Kind.SOURCE, Kind.TABLE):
        assert kind in ws.standing(delivered)
    with pytest.raises(ContentShredded):
        ws.load_table(delivered, Kind.TABLE)
    with pytest.raises(ContentShredded):
        acts.export_originals(ws, clerk, delivered, tmp_path / "out", job)
    assert not (tmp_path / "out").exists()
    with pytest.raises(ContentShredded):
        acts.take_in_next(ws, clerk, delivered, people_csv, job)

    assert (ws.load_front(delivered).columns, acts.plan_of(ws, delivered)) == (columns, plan)
    assert ws.standing(delivered) == chain
    assert ws.load_table(delivered, Kind.OUTPUT).rows == 3
    acts.recheck(ws, clerk, delivered, job)
    following = acts.take_in(ws, clerk, people_csv, job)
    assert acts.propose_recipe(ws, following).origin == delivered
    acts.withdraw(ws, clerk, delivered, "到期", sandbox.profile)
    assert ws.verify_log().valid


def test_it_is_due_no_more(ws: Workspace, clerk: Identity, delivered: str) -> None:
    retention.set_retention(ws, clerk.card, 0)
    retention.shred(ws, clerk.card, delivered)
    assert retention.due(ws, days(1)) == ()


def test_what_is_not_delivered_is_not_shredded(
    ws: Workspace, clerk: Identity, approved: str
) -> None:
    with pytest.raises(OriginalsNeeded):
        retention.shred(ws, clerk.card, approved)
    assert ws.load_table(approved, Kind.TABLE).rows == 3


@pytest.fixture
def submitted(ws: Workspace, clerk: Identity, people_csv: Path, job: Job) -> str:
    """A release that was desensitized twice before it was submitted."""
    release = releases.checked(ws, clerk, people_csv, job)
    acts.desensitize(ws, clerk, release, ws.load(release, Kind.RECIPE, Recipe), job)
    acts.catalogue(ws, clerk, release, acts.propose_entry(ws, release))
    acts.check_quality(ws, clerk, release, job)
    acts.submit(ws, clerk, release, job)
    return release


def test_outputs_that_no_longer_stand_go_too(
    ws: Workspace, clerk: Identity, delivered: str
) -> None:
    retention.shred(ws, clerk.card, delivered)
    rows = ws.query("SELECT voided_by, shredded FROM artefacts WHERE kind = 'output' ORDER BY id")
    assert [(bool(row["voided_by"]), bool(row["shredded"])) for row in rows] == [
        (True, True),
        (False, False),
    ]
    assert ws.load_table(delivered, Kind.OUTPUT).rows == 3
    assert ws.verify_log().valid


def test_the_keys_are_nowhere_afterwards(ws: Workspace, clerk: Identity, delivered: str) -> None:
    """Not in a page, a free one or the write-ahead log, wrapped or not; the files are gone too."""
    key = database_key(ws.vault.key)
    rows = ws.query("SELECT blob, wrapped_key FROM artefacts WHERE kind IN ('source', 'table')")
    raw = [unwrap(ws.vault.key, row["wrapped_key"], row["blob"].encode()) for row in rows]
    before = decrypted(ws.folder, key)
    assert all(row["wrapped_key"] in before for row in rows)

    retention.shred(ws, clerk.card, delivered)

    for _ in ("at work", "closed"):
        after = decrypted(ws.folder, key)
        assert not [row for row in rows if row["wrapped_key"] in after]
        assert not [each for each in raw if each in after]
        assert not ws.vault.names() & {row["blob"] for row in rows}
        ws.close()


def test_a_process_that_dies_before_the_files_are_gone_finishes_at_the_next_opening(
    ws: Workspace, clerk: Identity, delivered: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = ws.vault.names()
    with monkeypatch.context() as patch:
        patch.setattr(Workspace, "sweep", lambda self: None)
        retention.shred(ws, clerk.card, delivered)
        ws.close()
    assert before <= ws.vault.names()
    with Workspace.open(ws.folder, "pw") as again:
        assert len(before - again.vault.names()) == 3
        assert again.verify_log().valid


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE artefacts SET wrapped_key = NULL, shredded = '2026' WHERE kind = 'output'",
        "UPDATE artefacts SET shredded = NULL WHERE kind = 'table'",
    ],
)
def test_the_log_and_what_is_gone_must_agree(
    ws: Workspace, clerk: Identity, delivered: str, forgery: str
) -> None:
    retention.shred(ws, clerk.card, delivered)
    assert ws.verify_log().valid
    ws.db.execute(forgery)
    assert {problem.code for problem in ws.verify_log().problems} == {"shredding-differs"}
