"""Two offices by the command line: cards, a stick, a shared folder."""

from pathlib import Path

import pytest

from app.core.jobs import Job
from tests import releases
from tests.commands.conftest import Call
from tests.offices import Desk, desk

SHARED = "shared"


@pytest.fixture
def desks(tmp_path: Path, people_csv: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Desk, Desk]:
    """A clerk whose release is submitted, and a reviewer; both have closed their workspaces."""
    monkeypatch.setenv("GONGKAI_KEY_PASSPHRASE", "k")
    clerk = desk(tmp_path, "张敏", "001", "clerk")
    releases.submitted(clerk.ws, clerk.who, people_csv, Job())
    reviewer = desk(tmp_path, "李静", "002", "reviewer")
    for one in (clerk, reviewer):
        one.ws.close()
    return clerk, reviewer


def test_a_stick_goes_there_and_back(call: Call, desks: tuple[Desk, Desk], tmp_path: Path) -> None:
    clerk, reviewer = (("--as", d.who.card.name, "--workspace", d.ws.folder) for d in desks)
    for there, here, name in ((clerk, reviewer, "张敏"), (reviewer, clerk, "李静")):
        card = tmp_path / f"{name}.gkcard"
        status, shown = call("key", "address", "-o", card, *there)
        assert (status, shown["name"]) == (0, name)
        assert call("key", "import", card, *here)[1]["error"]["code"] == "code-missing"
        wrong = ("key", "import", card, "--code", "AAAA-AAAA-AAAA-AAAA", *here)
        assert call(*wrong)[1]["error"]["code"] == "code-wrong"
        assert call("key", "import", card, "--code", shown["code"].lower(), *here)[0] == 0
    _, known = call("key", "known", *clerk[2:])
    assert [each["name"] for each in known] == ["李静"]

    request, verdict = tmp_path / "a.gkrequest", tmp_path / "b.gkverdict"
    send = ("handover", "send", "R0001", "--to", "李静", "-o")
    assert call(*send, tmp_path / "a.zip", *clerk)[1]["error"]["code"] == "parameter-invalid"
    status, sent = call(*send, request, *clerk)
    assert (status, sent["kind"], [to["name"] for to in sent["to"]]) == (0, "request", ["李静"])
    assert call(*send, request, *clerk)[1]["error"]["code"] == "output-exists"
    _, told = call("status", *clerk[2:])
    assert [row["awaited"]["with"] for row in told["releases"]] == [["李静"]]

    status, taken = call("handover", "receive", request, *reviewer)
    assert (status, taken["fresh"], taken["on_word"]) == (0, True, ["source", "table"])
    here = taken["release"]
    back = ("handover", "send", here, "-o", verdict, *reviewer)
    assert call(*back)[1]["error"]["code"] == "act-refused"  # nobody has signed
    status, said = call(
        "review", "sign", here, "--basis", "条例第十三条", "--reason", "无", *reviewer
    )
    assert (status, said["state"]) == (0, "approved")
    assert call(*back)[1]["kind"] == "verdict"
    status, taken = call("handover", "receive", verdict, *clerk)
    assert (status, taken["state"], taken["conflicts"]) == (0, "approved", [])
    assert [each["opinion"] for each in taken["verdicts"]] == ["公开"]
    for one in (clerk, reviewer):
        assert call("log", "verify", *one[2:])[1]["valid"]


def test_a_shared_folder_brings_what_waits(
    call: Call, desks: tuple[Desk, Desk], tmp_path: Path
) -> None:
    clerk, reviewer = (("--as", d.who.card.name, "--workspace", d.ws.folder) for d in desks)
    for there, here in ((clerk, reviewer), (reviewer, clerk)):
        card = tmp_path / f"{there[1]}.gkcard"
        code = call("key", "address", "-o", card, *there)[1]["code"]
        call("key", "import", card, "--code", code, *here)
    folder = tmp_path / SHARED
    sync = ("handover", "sync", "--folder", folder)
    assert call(*sync, *clerk)[1]["error"]["code"] == "file-missing"
    folder.mkdir()
    assert call(*sync, *clerk) == (0, {"sent": [], "received": [], "refused": []})
    assert call("handover", "assign", "R0001", "--to", "李静", *clerk)[0] == 0
    assert [each["kind"] for each in call(*sync, *clerk)[1]["sent"]] == ["request"]
    assert call(*sync, *clerk)[1]["sent"] == []  # once
    (taken,) = call(*sync, *reviewer)[1]["received"]
    call("review", "sign", taken["release"], "--basis", "b", "--reason", "r", *reviewer)
    assert [each["kind"] for each in call(*sync, *reviewer)[1]["sent"]] == ["verdict"]
    (taken,) = call(*sync, *clerk)[1]["received"]
    assert (taken["release"], taken["state"]) == ("R0001", "approved")
    assert [path for path in folder.rglob("*") if path.is_file()] == []
    for one in (clerk, reviewer):
        assert call(*sync, *one) == (0, {"sent": [], "received": [], "refused": []})


def test_originals_stay_where_the_agency_says_so(
    call: Call, desks: tuple[Desk, Desk], tmp_path: Path
) -> None:
    clerk = ("--as", "张敏", "--workspace", desks[0].ws.folder)
    assert call("handover", "originals", *clerk[2:]) == (0, {"policy": "free"})
    refused = call("handover", "originals", "never", *clerk[2:])
    assert refused[1]["error"]["code"] == "parameter-invalid"
    assert call("handover", "originals", "never", *clerk) == (0, {"policy": "never"})
    to = ("--to", "李静", "-o", tmp_path / "a.gkrequest", "--original")
    status, told = call("handover", "send", "R0001", *to, *clerk)
    assert (status, told["error"]["code"]) == (1, "originals-stay")
