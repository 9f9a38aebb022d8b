"""Lines that stay open and carry nothing, and platforms that take in next to nothing."""

import os
import ssl
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.delivery import file_chunk as chunks
from app.core.delivery import transport as transports
from app.core.delivery.bandwidth import Bandwidth
from app.core.delivery.chunk_sizes import ChunkSizes
from app.core.delivery.connectors.gateway import GatewayConnector
from app.core.delivery.file_chunk import Chunk
from app.core.delivery.transport import Transport, patience
from app.core.delivery.tus import TusClient, Uploaded
from app.core.errors import FileUnreadable
from app.core.jobs import Job
from app.core.model import Profile
from app.core.trust import canonical
from app.core.workspace.store import Workspace
from app.sandbox.answering import Answering
from app.sandbox.server import Sandbox
from tests.relay import Relay


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "upload.bin"
    path.write_bytes(os.urandom(200_000))
    return path


def send(profile: Profile, folder: Path, file: Path, known: str | None = None) -> Uploaded:
    line = Transport(profile, folder)
    client = TusClient(line, "files", sizes=ChunkSizes(50_000, 50_000), sleep=lambda _: None)
    try:
        metadata = {"filename": file.name, "sha256": canonical.digest_file(file)}
        return client.upload(file, metadata, known, lambda location: None, Job())
    finally:
        line.close()


@pytest.mark.parametrize(("there", "back"), [((30_000,), ()), ((), (4_000,))])
def test_a_silent_line_is_left(
    sandbox: Sandbox,
    profile: Profile,
    file: Path,
    there: tuple[int, ...],
    back: tuple[int, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Sandbox, "completed", lambda self, upload: None)
    monkeypatch.setattr(Answering, "timeout", 1.0)  # the server, too, leaves a silent line
    for name in ("CONNECT", "ANSWER"):
        monkeypatch.setattr(transports, name, 1.5)
    relay = Relay(int(profile.address.rpartition(":")[2]), there, cuts_back=back, silent=True)
    through = replace(profile, address=f"https://127.0.0.1:{relay.port}")
    before = time.monotonic()
    location = send(through, sandbox.profile.parent, file).location
    relay.close()
    assert relay.cut >= 1
    assert time.monotonic() - before > 1.0  # it was the silence that ended
    stored = sandbox.uploads.file(location.rpartition("/")[2])
    assert stored.read_bytes() == file.read_bytes()


def test_a_chunk_that_hardly_moves_is_given_up(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "patience", lambda size: -1.0)
    with file.open("rb", buffering=0) as source:
        blocks = iter(Chunk(source, 0, 1000, 1000, Bandwidth(), Job()))
        with pytest.raises(TimeoutError):
            next(blocks)


def test_a_large_chunk_is_given_more_time() -> None:
    assert patience(32 << 20) > 10 * patience(0)


def test_a_file_that_becomes_shorter_is_named(file: Path) -> None:
    with file.open("rb", buffering=0) as source:
        os.truncate(file, 100_000)
        with pytest.raises(FileUnreadable):
            list(Chunk(source, 0, 200_000, 200_000, Bandwidth(), Job()))


def test_two_uploaders_of_one_upload_make_one_file(
    sandbox: Sandbox, profile: Profile, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both write to one location; each is told where the other stands."""
    monkeypatch.setattr(Sandbox, "completed", lambda self, upload: None)
    upload = sandbox.uploads.create(200_000, {"sha256": "0" * 64}, _uploader(sandbox, profile))
    done: list[Uploaded] = []
    threads = [
        threading.Thread(
            target=lambda: done.append(
                send(profile, sandbox.profile.parent, file, f"files/{upload.id}")
            )
        )
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 2
    assert sandbox.uploads.file(upload.id).read_bytes() == file.read_bytes()


def test_two_deliveries_of_one_package_get_one_receipt(
    ws: Workspace, sandbox: Sandbox, profile: Profile, package: Path, tmp_path: Path
) -> None:
    sandbox.platform.trust(*ws.identities().values())
    receipts = []

    def deliver(folder: Path) -> None:
        folder.mkdir()
        copy = folder / package.name
        copy.write_bytes(package.read_bytes())
        sent = GatewayConnector().send(
            copy, canonical.digest_file(copy), profile, sandbox.profile.parent, Job()
        )
        receipts.append(sent.receipt)

    threads = [threading.Thread(target=deliver, args=(tmp_path / name,)) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert receipts[0] == receipts[1]
    assert len(sandbox.platform.catalog()) == 1


def _uploader(sandbox: Sandbox, profile: Profile) -> str:
    """How the platform calls the client: by the digest of its certificate."""
    pem = (sandbox.profile.parent / profile.client_certificate).read_text(encoding="ascii")
    return canonical.digest_bytes([ssl.PEM_cert_to_DER_cert(pem)])
