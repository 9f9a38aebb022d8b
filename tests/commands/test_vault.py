"""Custody by the command line: key slots, recovery, retention."""

from pathlib import Path
from typing import Any

import pytest

from app.core.workspace import recovery_key
from app.core.workspace.store import Workspace
from tests.commands.conftest import Call


@pytest.fixture
def mine(call: Call, tmp_path: Path) -> tuple[object, ...]:
    where = ("--workspace", tmp_path / "own")
    new = ("key", "new", "--name", "张敏", "--person", "001", "--role", "clerk")
    assert call(*new, "--organisation", "清溪县", *where)[0] == 0
    return ("--as", "张敏", *where)


def code(answer: tuple[int, Any]) -> tuple[int, str]:
    return answer[0], answer[1]["error"]["code"]


def test_slots_are_added_changed_and_removed(
    call: Call, mine: tuple[object, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_NEW_PASSPHRASE", "second")
    status, slot = call("vault", "add", "passphrase", "--label", "李静", *mine)
    assert (status, slot["kind"], slot["label"]) == (0, "passphrase", "李静")
    _, told = call("vault", "slots", *mine[2:])
    assert [each["label"] for each in told["slots"]] == ["", "李静"]

    monkeypatch.setenv("GONGKAI_NEW_PASSPHRASE", "third")
    assert call("vault", "change", slot["slot"], *mine)[0] == 0
    monkeypatch.setenv("GONGKAI_PASSPHRASE", "second")
    assert code(call("status", *mine[2:])) == (2, "passphrase-wrong")
    monkeypatch.setenv("GONGKAI_PASSPHRASE", "third")
    assert call("vault", "remove", told["slots"][0]["slot"], *mine)[0] == 0
    assert code(call("vault", "remove", slot["slot"], *mine)) == (1, "last-slot")
    assert code(call("vault", "remove", "nobody", *mine)) == (2, "slot-unknown")
    acts = [event["act"] for event in call("log", *mine[2:])[1]["events"]]
    assert acts == ["identity", "slot-added", "slot-changed", "slot-removed"]


def test_the_key_behind_the_slots_is_changed(
    call: Call, mine: tuple[object, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_NEW_PASSPHRASE", "second")
    _, other = call("vault", "add", "passphrase", "--label", "李静", *mine)
    status, told = call("vault", "rotate", *mine)
    assert (status, [slot["label"] for slot in told["slots"]]) == (0, [""])
    assert [slot["slot"] for slot in told["closed"]] == [other["slot"]]
    assert call("log", "verify", *mine[2:])[0] == 0
    monkeypatch.setenv("GONGKAI_PASSPHRASE", "second")
    assert code(call("status", *mine[2:])) == (2, "passphrase-wrong")


def test_the_safes_key_opens_what_everybody_forgot(
    call: Call, mine: tuple[object, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_RECOVERY_PASSPHRASE", "safe")
    safe = tmp_path / "safe"
    assert call("vault", "recovery-key", "-o", safe)[0] == 0
    assert code(call("vault", "recovery-key", "-o", safe)) == (2, "output-exists")
    assert code(call("vault", "add", "recovery", *mine)) == (2, "parameter-invalid")
    public, private = safe / recovery_key.PUBLIC, safe / recovery_key.PRIVATE
    assert code(call("vault", "recover", "--key", private, *mine[2:])) == (2, "passphrase-missing")
    monkeypatch.setenv("GONGKAI_NEW_PASSPHRASE", "again")
    assert code(call("vault", "recover", "--key", private, *mine[2:])) == (2, "slot-missing")
    assert call("vault", "add", "recovery", "--recovery-key", public, *mine)[0] == 0

    monkeypatch.delenv("GONGKAI_PASSPHRASE")
    assert call("vault", "recover", "--key", private, *mine[2:])[0] == 0
    assert code(call("status", *mine[2:])) == (2, "passphrase-missing")
    monkeypatch.setenv("GONGKAI_PASSPHRASE", "again")
    assert call("status", *mine[2:])[0] == 0


def test_a_damaged_slot_is_listed_and_the_answer_is_no(
    call: Call, mine: tuple[object, ...]
) -> None:
    folder = Path(str(mine[3])) / "keys"
    (folder / "broken.slot").write_bytes(b"\0")
    status, told = call("vault", "slots", *mine[2:])
    assert (status, told["damaged"], len(told["slots"])) == (1, ["broken.slot"], 1)
    assert call("vault", "remove", "broken", *mine)[0] == 0
    assert call("vault", "slots", *mine[2:])[0] == 0


def test_retention_is_set_by_somebody_and_nothing_is_shredded_before_its_time(
    call: Call, mine: tuple[object, ...]
) -> None:
    assert call("vault", "retention", *mine[2:]) == (0, {"days": None})
    assert code(call("vault", "retention", "--days", 30, *mine[2:])) == (2, "parameter-invalid")
    assert call("vault", "retention", "--days", 30, *mine) == (0, {"days": 30})
    assert call("vault", "shred", *mine) == (0, {"shredded": True, "releases": []})
    assert call("vault", "retention", "--received", "--days", 7, *mine) == (0, {"days": 7})
    assert call("vault", "retention", "--forever", *mine) == (0, {"days": None})
    assert call("vault", "retention", "--received", *mine[2:]) == (0, {"days": 7})


def test_what_is_due_is_listed_then_shredded(
    call: Call, ws: Workspace, delivered: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ws.close()
    mine = ("--as", "张敏", "--workspace", ws.folder)
    assert call("vault", "retention", "--days", 0, *mine)[0] == 0
    for option, shredded in (["--dry-run"], False), ([], True):
        status, told = call("vault", "shred", *option, *mine)
        assert (status, told["shredded"]) == (0, shredded)
        assert [each["release"] for each in told["releases"]] == [delivered]
    assert call("vault", "shred", *mine)[1]["releases"] == []
    out = ws.folder.with_name("out")
    assert code(call("review", "originals", delivered, "-o", out, *mine)) == (1, "content-shredded")
    assert call("verify", ws.folder)[0] == 0
