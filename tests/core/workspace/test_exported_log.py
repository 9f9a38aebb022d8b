"""A third person verifies the log with nothing but a file and the cards that they trust."""

import datetime
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core import acts
from app.core.errors import DocumentInvalid, OutputExists
from app.core.model import Check
from app.core.trust.identity import Identity
from app.core.trust.roles import draft
from app.core.trust.roles.history import open_document
from app.core.trust.roster import Roster, moment
from app.core.workspace import exported_log
from app.core.workspace.ledger import now
from app.core.workspace.store import Workspace
from tests.authorities import Agency, agency, signed
from tests.conftest import ROWS

DAY = datetime.timedelta(days=1)
Lines = list[dict[str, object]]


@pytest.fixture
def exported(ws: Workspace, approved: str, reviewer: Identity, tmp_path: Path) -> Path:
    path = tmp_path / "log.jsonl"
    ws.export_log(reviewer, path)
    return path


def codes(check: Check) -> set[str]:
    return {problem.code for problem in check.problems}


def edit(path: Path, change: Callable[[Lines], Lines]) -> None:
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    told = [json.dumps(line, ensure_ascii=False, separators=(",", ":")) for line in change(lines)]
    path.write_text("\n".join(told) + "\n", encoding="utf-8")


def test_it_holds_by_itself_and_by_trusted_cards(
    exported: Path, ws: Workspace, clerk: Identity, reviewer: Identity
) -> None:
    alone = exported_log.verify(exported)
    assert (alone.valid, alone.unchecked) == (True, ("signers",))
    known = exported_log.verify(exported, (clerk.card, reviewer.card))
    assert (known.valid, known.unchecked) == (True, ())
    assert {"order", "hashes", "times", "acts", "checkpoints"} <= set(known.checked)
    assert exported_log.is_exported_log(exported)


def test_strangers_signatures_do_not_count(exported: Path, clerk: Identity) -> None:
    assert "checkpoint-invalid" in codes(exported_log.verify(exported, (clerk.card,)))


def test_it_tells_nothing_of_what_the_tables_hold(exported: Path) -> None:
    told = exported.read_text(encoding="utf-8")
    assert not [value for row in ROWS[1:] for value in row[1:] if value in told]
    assert "people" not in told  # a file may be named after a person


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda lines: [line for line in lines if line.get("event", [0])[0] != 3], "event-missing"),
        (lambda lines: lines[:-1], "truncated"),
        (lambda lines: [*lines[:-2], lines[-1], lines[-2]], "event-missing"),
        (lambda lines: [*lines[:-1], {"event": [*lines[-1]["event"][:4], "0" * 64]}], "altered"),
    ],
)
def test_what_was_done_to_it_is_named(
    exported: Path, change: Callable[[Lines], Lines], code: str
) -> None:
    edit(exported, change)
    assert code in codes(exported_log.verify(exported))


def test_events_that_nobody_has_signed_for_are_told(exported: Path) -> None:
    edit(exported, lambda lines: [line for line in lines if "checkpoint" not in line])
    assert "unsigned-events" in exported_log.verify(exported).unchecked


@pytest.mark.parametrize("damage", [b"{", b'{"log":{"version":9}}', b'{"log":null}', b"\xff"])
def test_what_is_no_log_is_an_error(exported: Path, damage: bytes) -> None:
    exported.write_bytes(damage)
    with pytest.raises(DocumentInvalid):
        exported_log.verify(exported)


def test_a_file_that_stands_is_not_overwritten(
    exported: Path, ws: Workspace, clerk: Identity
) -> None:
    with pytest.raises(OutputExists):
        ws.export_log(clerk, exported)


# ── by a roles document ──────────────────────────────────────────────────────────────────────


@pytest.fixture
def office(ws: Workspace, clerk: Identity, reviewer: Identity, submitted: str) -> Agency:
    """The clerk has submitted, and nobody else has signed for the log yet."""
    before = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=30)
    return agency(clerk, reviewer, before.isoformat(), (before + 300 * DAY).isoformat())


def by_roles(ws: Workspace, office: Agency, path: Path, since: str) -> Check:
    """The log by the word of administrators who have revoked the clerk's card."""
    gone = draft.revoke(office.clerk.card, since, "失窃")
    document = signed(draft.revise(office.document, now(), gone), *office.admins[1:])
    return exported_log.verify(path, Roster((open_document(document),), moment(now())))


def test_what_a_revoked_card_signed_counts_where_another_has_seen_it(
    ws: Workspace, office: Agency, submitted: str, tmp_path: Path
) -> None:
    acts.review(ws, office.reviewer, submitted, "公开", "条例第十九条", "")
    ws.export_log(office.reviewer, tmp_path / "log.jsonl")
    check = by_roles(ws, office, tmp_path / "log.jsonl", now())
    assert (check.valid, check.unchecked) == (True, ())


def test_what_nobody_saw_before_the_revocation_counts_for_nothing_but_is_no_fault(
    ws: Workspace, office: Agency, submitted: str, tmp_path: Path
) -> None:
    since = now()
    ws.export_log(office.reviewer, tmp_path / "log.jsonl")
    check = by_roles(ws, office, tmp_path / "log.jsonl", since)
    assert (check.valid, check.unchecked) == (True, ("revoked-checkpoints",))


def test_a_log_that_only_a_revoked_card_vouches_for_does_not_hold(
    ws: Workspace, office: Agency, submitted: str, tmp_path: Path
) -> None:
    ws.export_log(office.clerk, tmp_path / "log.jsonl")
    assert codes(by_roles(ws, office, tmp_path / "log.jsonl", now())) == {"checkpoint-revoked"}


def test_what_was_signed_after_the_revocation_is_invalid(
    ws: Workspace, office: Agency, submitted: str, tmp_path: Path
) -> None:
    since = now()
    ws.checkpoint(office.clerk)
    ws.export_log(office.reviewer, tmp_path / "log.jsonl")
    assert codes(by_roles(ws, office, tmp_path / "log.jsonl", since)) == {"checkpoint-invalid"}
