"""Delivery on a medium from the command line: out, taken in by a platform, and back."""

import shutil
from pathlib import Path

from app.core.delivery.connector import connectors
from app.core.delivery.publisher import publishers
from app.core.delivery.signing import auths
from app.core.model import Profile
from app.core.trust import canonical
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from app.sandbox.server import Sandbox
from tests.authorities import agency
from tests.commands.conftest import Call


def test_a_release_goes_out_on_a_medium_and_comes_back_as_a_receipt(
    call: Call, ws: Workspace, clerk: Identity, sandbox: Sandbox, package: Path, tmp_path: Path
) -> None:
    stick, office = tmp_path / "stick", ws.folder
    stick.mkdir()
    cards = [("--trust", tmp_path / f"{card.person}.json") for card in ws.identities().values()]
    for (_, file), card in zip(cards, ws.identities().values(), strict=True):
        file.write_bytes(canonical.encode(card))
    ws.close()
    here = ("--workspace", office)

    status, ticket = call("export", "R0001", "--media", stick, "--as", "张敏", *here)
    assert (status, ticket["state"]) == (0, "awaiting-receipt")
    _, told = call("status", *here)
    assert [(row["state"], row["awaiting"]) for row in told["releases"]] == [
        ("sealed", ticket["code"])
    ]
    status, taken = call(
        "sandbox", "receive", stick, "--dir", tmp_path / "platform",
        *(word for pair in cards for word in pair),
    )  # fmt: skip
    assert (status, taken["taken"][0]["code"]) == (0, ticket["code"])
    receipt = next((stick / "out").glob("*.receipt.json"))
    back = ("receipt", "import", receipt, "--profile", sandbox.profile, "--as", "张敏", *here)
    status, said = call(*back)
    assert (status, said["release"], said["receipt"]["sha256"]) == (0, "R0001", ticket["sha256"])
    _, told = call("status", *here)
    assert [(row["state"], row["awaiting"]) for row in told["releases"]] == [("delivered", None)]
    assert call("log", "verify", *here)[1]["valid"]
    assert call(*back)[0] == 1  # it is delivered already


def test_a_medium_is_read_by_an_agencys_roles_document(
    call: Call, ws: Workspace, clerk: Identity, reviewer: Identity, sandbox: Sandbox, package: Path,
    tmp_path: Path,
) -> None:  # fmt: skip
    stick = tmp_path / "stick"
    stick.mkdir()
    shutil.copytree(tmp_path / "platform", tmp_path / "another")  # with the same keys
    ws.close()
    assert (
        call("export", "R0001", "--media", stick, "--as", "张敏", "--workspace", ws.folder)[0] == 0
    )
    span = ("2026-01-01T00:00:00+00:00", "2099-01-01T00:00:00+00:00")
    strangers, office = agency(None, None, *span), agency(clerk, reviewer, *span)
    for document, folder in ((strangers.document, "another"), (office.document, "platform")):
        roles, copy = tmp_path / "roles.json", tmp_path / f"stick for {folder}"
        roles.write_bytes(canonical.encode(document))
        shutil.copytree(stick, copy)
        call("sandbox", "receive", copy, "--dir", tmp_path / folder, "--roles", roles)
        (answer,) = (copy / "out").iterdir()
        refused = "受信" in answer.read_text(encoding="utf-8")
        assert refused is (folder == "another")


def test_what_is_not_there_is_an_error_that_names_it(
    call: Call, ws: Workspace, clerk: Identity, package: Path, tmp_path: Path
) -> None:
    ws.close()
    here = ("--as", "张敏", "--workspace", ws.folder)
    status, said = call("export", "R0001", "--media", tmp_path / "unplugged", *here)
    assert (status, said["error"]["code"]) == (2, "file-missing")
    status, said = call("sandbox", "receive", tmp_path / "unplugged", "--dir", tmp_path / "p")
    assert (status, said["error"]["code"]) == (2, "file-missing")


def test_an_upload_that_awaits_its_receipt_can_be_resumed(
    call: Call, ws: Workspace, clerk: Identity, profile: Profile, package: Path, tmp_path: Path
) -> None:
    ws.close()
    (tmp_path / "share").mkdir()
    file = tmp_path / "folder.json"
    told = canonical.as_json(profile) | {
        "connector": "folder", "address": "share", "options": {"wait": 0}
    }  # fmt: skip
    file.write_bytes(canonical.encode(told))
    status, said = call("upload", "R0001", "--profile", file, "--workspace", ws.folder)
    assert (status, said["error"]["code"]) == (3, "receipt-awaited")


def test_self_check_lists_the_ways_of_delivery(call: Call) -> None:
    _, said = call("self-check")
    for family in (connectors, publishers, auths):
        assert [each["id"] for each in said[family.family]] == sorted(family.all())
