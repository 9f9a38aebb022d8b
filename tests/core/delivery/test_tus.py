"""Resumable upload against the real server on loopback, with the network cut in between."""

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Timer

import pytest

from app.core.delivery.chunk_sizes import ChunkSizes
from app.core.delivery.transport import Transport
from app.core.delivery.tus import TusClient
from app.core.errors import Cancelled, PlatformFailed, PlatformUnreachable, PlatformUntrusted
from app.core.jobs import Job
from app.core.model import Profile
from app.core.trust import canonical
from app.sandbox.server import Sandbox
from app.sandbox.uploads import ChecksumWrong, UploadStore
from tests.relay import Relay

SMALL = 64 * 1024


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "upload.bin"
    path.write_bytes(os.urandom(900_000))
    return path


@pytest.fixture
def transport(sandbox: Sandbox, profile: Profile) -> Iterator[Transport]:
    transport = Transport(profile, sandbox.profile.parent)
    yield transport
    transport.close()


def client(transport: Transport) -> TusClient:
    return TusClient(transport, "files", sizes=ChunkSizes(SMALL), sleep=lambda seconds: None)


def metadata(path: Path) -> dict[str, str]:
    return {"filename": path.name, "sha256": canonical.digest_file(path)}


def stored(sandbox: Sandbox) -> list[bytes]:
    folder = sandbox.platform.folder / "uploads"
    return [file.read_bytes() for file in folder.glob("*.bin")]


def test_a_file_arrives_whole(
    sandbox: Sandbox, transport: Transport, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Sandbox, "completed", lambda self, upload: None)
    locations: list[str] = []
    uploaded = client(transport).upload(file, metadata(file), None, locations.append, Job())
    assert (uploaded.resumed_from, uploaded.bytes_sent) == (0, 900_000)
    assert locations == [uploaded.location]
    assert stored(sandbox) == [file.read_bytes()]


@pytest.mark.parametrize("cuts", [(30_000,), (200_000, 150_000), (5_000, 5_000, 400_000)])
def test_cut_connections_are_taken_up_again(
    sandbox: Sandbox,
    profile: Profile,
    file: Path,
    cuts: tuple[int, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Sandbox, "completed", lambda self, upload: None)
    relay = Relay(int(profile.address.rpartition(":")[2]), cuts)
    through = Transport(
        replace(profile, address=f"https://127.0.0.1:{relay.port}"), sandbox.profile.parent
    )
    try:
        location: list[str] = []
        for _ in range(8):  # the first calls of an upload do not retry by themselves
            try:
                known = location[-1] if location else None
                client(through).upload(file, metadata(file), known, location.append, Job())
                break
            except PlatformUnreachable:
                continue
    finally:
        through.close()
        relay.close()
    assert relay.cut == len(cuts)
    assert file.read_bytes() in stored(sandbox)


def test_a_cancelled_upload_goes_on_where_the_server_stands(
    sandbox: Sandbox, transport: Transport, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Sandbox, "completed", lambda self, upload: None)

    class Impatient(Job):
        def show(self, done: int, total: int | None) -> None:
            if done > 100_000:
                self.cancel()

    locations: list[str] = []
    with pytest.raises(Cancelled):
        client(transport).upload(file, metadata(file), None, locations.append, Impatient())
    uploaded = client(transport).upload(file, metadata(file), locations[0], locations.append, Job())
    assert uploaded.resumed_from > 100_000
    assert uploaded.resumed_from + uploaded.bytes_sent == 900_000
    assert stored(sandbox) == [file.read_bytes()]


def slow_line(sandbox: Sandbox, profile: Profile, pause: float) -> tuple[Relay, Transport]:
    """The platform behind a relay that waits ``pause`` seconds before each block."""
    relay = Relay(int(profile.address.rpartition(":")[2]), pause=pause)
    address = f"https://127.0.0.1:{relay.port}"
    return relay, Transport(replace(profile, address=address), sandbox.profile.parent)


def test_no_more_is_told_than_the_server_has(
    sandbox: Sandbox, profile: Profile, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Most of a chunk lies in the system's buffers while the line takes it in."""
    monkeypatch.setattr(Sandbox, "completed", lambda self, upload: None)
    relay, through = slow_line(sandbox, profile, pause=0.05)
    told: list[tuple[int, int]] = []

    class Watched(Job):
        def show(self, done: int, total: int | None) -> None:
            told.append((done, sum(map(len, stored(sandbox)))))

    try:
        whole = TusClient(through, "files", sizes=ChunkSizes(300_000, 300_000))
        whole.upload(file, metadata(file), None, lambda location: None, Watched())
    finally:
        relay.close()
        through.close()
    assert all(done <= there for done, there in told)
    assert {done for done, _ in told} == {0, 300_000, 600_000, 900_000}


def test_whoever_cancels_does_not_wait_for_a_slow_line(
    sandbox: Sandbox, profile: Profile, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole chunk lies in the system's buffers, and the answer is minutes away."""
    monkeypatch.setattr(Sandbox, "completed", lambda self, upload: None)
    relay, through = slow_line(sandbox, profile, pause=0.3)
    cancelled: list[float] = []

    class Impatient(Job):
        def show(self, done: int, total: int | None) -> None:
            if relay.passed[0] > 200_000 and timer.ident is None:
                timer.start()

        def cancel(self) -> None:
            cancelled.append(time.monotonic())
            super().cancel()

    job = Impatient()
    timer = Timer(0.3, job.cancel)

    locations: list[str] = []
    try:
        whole = TusClient(through, "files", sizes=ChunkSizes(1 << 20))
        with pytest.raises(Cancelled):
            whole.upload(file, metadata(file), None, locations.append, job)
        assert time.monotonic() - cancelled[0] < 1  # all of it takes eight seconds
    finally:
        relay.close()
        through.close()


def test_an_upload_that_the_server_forgot_begins_anew(transport: Transport, file: Path) -> None:
    locations: list[str] = []
    gone = transport.within("files/" + "0" * 32)
    uploaded = client(transport).upload(file, metadata(file), gone, locations.append, Job())
    assert uploaded.resumed_from == 0
    assert len(locations) == 1


def test_a_server_that_is_not_there_is_a_resumable_error(
    sandbox: Sandbox, profile: Profile
) -> None:
    dead = Transport(replace(profile, address="https://127.0.0.1:1"), sandbox.profile.parent)
    with pytest.raises(PlatformUnreachable) as caught:
        dead.call("GET", "catalog")
    assert caught.value.exit_status == 3
    dead.close()


def test_a_location_on_another_host_is_not_followed(transport: Transport) -> None:
    for elsewhere in ("https://example.org/files/1", "http://127.0.0.1/files/1", "//x/files/1"):
        with pytest.raises(PlatformUntrusted):
            transport.within(elsewhere)


def test_a_refused_chunk_is_not_tried_forever(
    transport: Transport, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def discard(*arguments: object) -> None:
        raise ChecksumWrong

    monkeypatch.setattr(UploadStore, "append", discard)  # a disk that spoils every chunk
    with pytest.raises(PlatformFailed):
        client(transport).upload(file, metadata(file), None, lambda location: None, Job())
