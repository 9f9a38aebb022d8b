"""upload and queue, as a caller sees them."""

from pathlib import Path

import pytest

from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from app.sandbox.server import Sandbox
from tests.commands.conftest import Call


@pytest.fixture
def closed(ws: Workspace, clerk: Identity, package: Path, sandbox: Sandbox) -> list[str]:
    """The workspace is given back, so that a command can open it."""
    sandbox.platform.trust(*ws.identities().values())
    ws.close()
    return ["--workspace", str(ws.folder)]


def test_a_release_goes_through_the_queue(call: Call, closed: list[str], sandbox: Sandbox) -> None:
    status, data = call("upload", "R0001", "--profile", sandbox.profile, "--queue", *closed)
    assert status == 0
    assert [(d["release"], d["state"]) for d in data["deliveries"]] == [("R0001", "waiting")]

    assert call("queue", "pause", *closed)[1]["paused"] is True
    assert call("queue", "run", *closed)[1]["deliveries"][0]["state"] == "waiting"
    assert call("queue", "resume", *closed)[1]["paused"] is False
    only = call("queue", "list", *closed)[1]["deliveries"][0]["id"]
    assert call("queue", "pause", only, *closed)[1]["deliveries"][0]["state"] == "paused"
    assert call("queue", "run", *closed)[1]["deliveries"][0]["state"] == "paused"
    assert call("queue", "resume", only, *closed)[1]["deliveries"][0]["state"] == "waiting"
    status, data = call("queue", "run", "--bandwidth", "1M", *closed)
    assert (status, data["deliveries"][0]["state"]) == (0, "done")
    assert [item.release for item in sandbox.platform.catalog()] == ["R0001"]

    number = data["deliveries"][0]["id"]
    assert call("queue", "remove", number, *closed)[1]["deliveries"] == []
    assert call("queue", "retry", number, *closed)[1]["error"]["code"] == "queued-unknown"


def test_what_needs_a_person_is_a_no(call: Call, closed: list[str], sandbox: Sandbox) -> None:
    for card in (sandbox.platform.folder / "trusted").iterdir():
        card.unlink()
    call("upload", "R0001", "--profile", sandbox.profile, "--queue", *closed)
    status, data = call("queue", "run", *closed)
    assert status == 1
    (row,) = data["deliveries"]
    assert (row["state"], row["error"]["code"]) == ("failed-terminal", "platform-refused")
    assert row["error"]["hint"]


def test_outside_the_hours_it_is_said_when(call: Call, closed: list[str], sandbox: Sandbox) -> None:
    """Two spans of a minute that do not overlap cannot both be open."""
    told = [
        call("upload", "R0001", "--profile", sandbox.profile, "--hours", hours, *closed)
        for hours in ("03:00-03:01", "15:00-15:01")
    ]
    assert (3, "outside-hours") in [(s, d.get("error", {}).get("code")) for s, d in told]


def test_limits_are_kept_and_checked(call: Call, closed: list[str]) -> None:
    status, data = call("queue", "limits", "--bandwidth", "500k", "--hours", "20:00-06:00", *closed)
    assert (status, data) == (0, {"bytes_per_second": 512_000, "hours": "20:00-06:00"})
    assert call("queue", "limits", *closed)[1] == data
    assert call("queue", "limits", "--bandwidth", "fast", *closed)[0] == 2
    assert call("queue", "limits", "--hours", "8-9", *closed)[0] == 2
    data = call("queue", "limits", "--none", *closed)[1]
    assert data == {"bytes_per_second": None, "hours": None}


def test_a_package_by_itself_cannot_wait(call: Call, package: Path, sandbox: Sandbox) -> None:
    assert call("upload", package, "--profile", sandbox.profile, "--queue")[0] == 2
