"""The platform's own manners: tus rules, its catalog, its answers."""

import base64
import dataclasses
import hashlib
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from app.core import acts
from app.core.delivery.transport import Transport
from app.core.jobs import Job
from app.core.model import Profile, Withdrawal
from app.core.trust import canonical, dsse
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from app.sandbox.server import Sandbox
from app.sandbox.uploads import UploadStore

TUS = {"Tus-Resumable": "1.0.0"}
BODY = b"hello world"
DIGEST = hashlib.sha256(BODY).hexdigest()


@pytest.fixture
def transport(sandbox: Sandbox, profile: Profile) -> Iterator[Transport]:
    transport = Transport(profile, sandbox.profile.parent)
    yield transport
    transport.close()


def create(
    transport: Transport, length: int = len(BODY), sha256: str = DIGEST
) -> requests.Response:
    pairs = f"sha256 {base64.b64encode(sha256.encode()).decode()}"
    headers = TUS | {"Upload-Length": str(length), "Upload-Metadata": pairs}
    return transport.call("POST", "files", headers=headers)


def patch(
    transport: Transport, location: str, offset: int, data: bytes, checksum: bytes | None = None
) -> int:
    headers = TUS | {
        "Upload-Offset": str(offset),
        "Content-Type": "application/offset+octet-stream",
    }
    if checksum is not None:
        headers["Upload-Checksum"] = f"sha256 {base64.b64encode(checksum).decode()}"
    return transport.call("PATCH", location, headers=headers, data=data).status_code


def offset(transport: Transport, location: str) -> int:
    return int(transport.call("HEAD", location, headers=TUS).headers["Upload-Offset"])


def test_it_says_what_it_can(transport: Transport) -> None:
    headers = transport.call("OPTIONS", "files").headers
    assert headers["Tus-Version"] == "1.0.0"
    assert "checksum" in headers["Tus-Extension"]


def test_a_wrong_offset_changes_nothing(transport: Transport) -> None:
    location = create(transport).headers["Location"]
    assert patch(transport, location, 0, BODY[:5]) == 204
    assert patch(transport, location, 0, BODY[:5]) == 409
    assert patch(transport, location, 9, BODY[:1]) == 409
    assert offset(transport, location) == 5


def test_more_than_announced_is_refused(transport: Transport) -> None:
    location = create(transport, length=3).headers["Location"]
    assert patch(transport, location, 0, b"1234") == 409


def test_a_chunk_with_a_wrong_checksum_is_discarded(transport: Transport) -> None:
    location = create(transport).headers["Location"]
    assert patch(transport, location, 0, BODY[:5], hashlib.sha256(b"x").digest()) == 460
    assert offset(transport, location) == 0
    assert patch(transport, location, 0, BODY[:5], hashlib.sha256(BODY[:5]).digest()) == 204


@pytest.mark.parametrize(
    ("length", "sha256", "status"),
    [(-1, DIGEST, 400), (5, "short", 400), (11 << 30, DIGEST, 413)],
)
def test_a_bad_announcement_is_refused(
    transport: Transport, length: int, sha256: str, status: int
) -> None:
    assert create(transport, length, sha256).status_code == status


@pytest.mark.parametrize("path", ["files/" + "0" * 32, "files/../../etc/passwd", "files/x"])
def test_an_unknown_upload_is_not_found(transport: Transport, path: str) -> None:
    assert transport.call("HEAD", path, headers=TUS).status_code == 404


def test_an_upload_can_be_given_up(transport: Transport) -> None:
    location = create(transport).headers["Location"]
    assert transport.call("DELETE", location, headers=TUS).status_code == 204
    assert transport.call("HEAD", location, headers=TUS).status_code == 404


@pytest.mark.parametrize(
    "path", ["nothing", "receipts/x", "datasets/x/y", "datasets/../platform.key.json", "catalog/x"]
)
def test_what_is_not_published_is_not_found(transport: Transport, path: str) -> None:
    assert transport.call("GET", path).status_code == 404


def test_a_package_without_an_answer_is_still_awaited(transport: Transport) -> None:
    assert transport.call("GET", f"receipts/{DIGEST}").status_code == 202


def test_a_file_that_is_not_what_was_announced_spoils_nobodys_answer(
    sandbox: Sandbox, transport: Transport
) -> None:
    location = create(transport, length=3).headers["Location"]
    assert patch(transport, location, 0, b"abc") == 204
    while transport.call("HEAD", location, headers=TUS).status_code == 200:
        time.sleep(0.01)  # until it has been looked at
    assert sandbox.platform.answer(DIGEST) is None


def test_what_is_published_can_be_listed_and_downloaded(
    ws: Workspace, clerk: Identity, package: Path, sandbox: Sandbox, transport: Transport
) -> None:
    sandbox.platform.trust(*ws.identities().values())
    acts.deliver(ws, clerk, "R0001", sandbox.profile, Job())
    listed = json.loads(transport.call("GET", "catalog").content)
    assert [file["name"] for file in listed[0]["files"]] == ["data/data.csv"]
    data = transport.call("GET", f"datasets/{listed[0]['package']}/data/data.csv")
    assert hashlib.sha256(data.content).hexdigest() == listed[0]["files"][0]["sha256"]
    assert "王小伟".encode() not in data.content
    page = transport.call("GET", "").content.decode()
    assert "301/000001" in page


def test_uploads_that_were_whole_when_a_server_died_are_received_by_the_next(
    tmp_path: Path, ws: Workspace, package: Path, sandbox: Sandbox
) -> None:
    sandbox.stop()
    data = package.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    store = UploadStore(sandbox.platform.folder / "uploads")
    upload = store.create(len(data), {"sha256": digest}, "fp")
    with package.open("rb") as file:
        store.append(upload.id, 0, file, len(data), None)
    again = Sandbox(sandbox.platform.folder)
    again.platform.trust(*ws.identities().values())
    again.start()
    try:
        assert again.platform.answer(digest) is not None
        assert len(again.platform.catalog()) == 1
    finally:
        again.stop()


def test_a_known_folder_keeps_its_address(tmp_path: Path) -> None:
    first = Sandbox(tmp_path / "p")
    first.stop()
    second = Sandbox(tmp_path / "p")
    second.stop()
    assert second.address == first.address


def notice(clerk: Identity, **changes: str) -> bytes:
    said = Withdrawal("R0001", "p", DIGEST, "301/000001", "误发", clerk.card, "2026-01-01")
    return canonical.encode(dsse.sign(dataclasses.replace(said, **changes), clerk))


def test_only_known_clerks_withdraw_and_only_what_was_here(
    sandbox: Sandbox, transport: Transport, clerk: Identity, reviewer: Identity
) -> None:
    def asked(body: bytes, digest: str = DIGEST) -> int:
        return transport.call("PUT", f"withdrawals/{digest}", data=body).status_code

    assert asked(notice(clerk)) == 422  # nobody has vouched for the clerk
    sandbox.platform.trust(clerk.card, reviewer.card)
    assert asked(notice(clerk)) == 404
    assert asked(notice(clerk, sha256="0" * 64)) == 422  # a notice for another package
    assert asked(notice(reviewer)) == 422
    assert asked(b"{") == 400
    assert asked(notice(clerk), "etc/passwd") == 400
