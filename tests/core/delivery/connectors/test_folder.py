"""A watched folder: the platform answers while we wait, or the work is left to be resumed."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from app.core import acts
from app.core.delivery.deliver import Delivery
from app.core.delivery.failures import ReceiptAwaited
from app.core.delivery.letterbox import bring
from app.core.delivery.local_box import LocalBox
from app.core.errors import Cancelled, DocumentInvalid
from app.core.jobs import Job
from app.core.model import Profile
from app.core.pipeline import State
from app.core.trust import canonical
from app.core.trust.identity import Identity
from app.core.workspace import delivery_queue
from app.core.workspace.delivery_queue import Standing
from app.core.workspace.store import Workspace
from app.sandbox.letterbox import receive
from app.sandbox.server import Sandbox


@pytest.fixture
def share(tmp_path: Path) -> Path:
    folder = tmp_path / "share"
    folder.mkdir()
    return folder


@contextmanager
def watching(sandbox: Sandbox, folder: Path) -> Iterator[None]:
    """The front-end server's own program."""
    end = threading.Event()

    def watch() -> None:
        while not end.wait(0.02):
            receive(sandbox.platform, folder)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield
    finally:
        end.set()
        thread.join()


def write(profile: Profile, share: Path, wait: float) -> Path:
    file = share.parent / "folder.json"
    told = replace(profile, connector="folder", address="share", options={"wait": wait})
    file.write_bytes(canonical.encode(told))
    return file


def test_the_receipt_is_waited_for(
    ws: Workspace, clerk: Identity, sandbox: Sandbox, profile: Profile, package: Path, share: Path
) -> None:
    sandbox.platform.trust(*ws.identities().values())
    file = write(profile, share, 20)
    with watching(sandbox, share):
        delivery = acts.hand_over(ws, clerk, "R0001", file, Job())
        assert isinstance(delivery, Delivery)
        assert delivery.sent.bytes_sent == package.stat().st_size
        assert ws.release("R0001").state is State.DELIVERED
        acts.withdraw(ws, clerk, "R0001", "误发", file)
    assert ws.release("R0001").state is State.WITHDRAWN
    assert ws.verify_log().valid


def test_a_platform_that_does_not_answer_is_asked_again_later(
    ws: Workspace, clerk: Identity, sandbox: Sandbox, profile: Profile, package: Path, share: Path
) -> None:
    sandbox.platform.trust(*ws.identities().values())
    file = write(profile, share, 0.2)
    with pytest.raises(ReceiptAwaited) as caught:
        acts.hand_over(ws, clerk, "R0001", file, Job())
    assert caught.value.exit_status == 3
    assert ws.release("R0001").state is State.SEALED
    assert acts.awaiting(ws, "R0001") is not None
    receive(sandbox.platform, share)
    delivery = acts.hand_over(ws, clerk, "R0001", file, Job())
    assert isinstance(delivery, Delivery)
    assert delivery.sent.bytes_sent == 0
    assert len(sandbox.platform.catalog()) == 1


def test_the_queue_fetches_what_was_still_awaited(
    ws: Workspace, clerk: Identity, sandbox: Sandbox, profile: Profile, package: Path, share: Path
) -> None:
    sandbox.platform.trust(*ws.identities().values())
    queued = acts.enqueue(ws, clerk.card, "R0001", write(profile, share, 0))
    (waits,) = acts.run_queue(ws, clerk, Job(), wait=False)
    assert (waits.standing, waits.trouble and waits.trouble.code) == (
        Standing.FAILED,
        "receipt-awaited",
    )
    receive(sandbox.platform, share)
    delivery_queue.retry(ws, queued.id)
    (done,) = acts.run_queue(ws, clerk, Job(), wait=False)
    assert done.standing is Standing.DONE
    assert ws.release("R0001").state is State.DELIVERED


def test_a_receipt_that_is_still_being_written_is_waited_for(
    ws: Workspace, clerk: Identity, sandbox: Sandbox, profile: Profile, package: Path, share: Path
) -> None:
    sandbox.platform.trust(*ws.identities().values())
    with pytest.raises(ReceiptAwaited):
        acts.hand_over(ws, clerk, "R0001", write(profile, share, 0), Job())
    receive(sandbox.platform, share)
    (receipt,) = (share / "out").iterdir()
    whole = receipt.read_bytes()
    receipt.unlink()

    def half_then_whole() -> None:
        receipt.write_bytes(whole[:50])
        time.sleep(0.5)
        receipt.write_bytes(whole)

    threading.Timer(0.3, half_then_whole).start()
    delivery = acts.hand_over(ws, clerk, "R0001", write(profile, share, 20), Job())
    assert isinstance(delivery, Delivery)

    receipt.write_bytes(whole[:50])
    with pytest.raises(DocumentInvalid):
        bring(LocalBox(share), package, canonical.digest_file(package), Job(), wait=0)


def test_waiting_can_be_given_up(
    ws: Workspace, clerk: Identity, profile: Profile, package: Path, share: Path
) -> None:
    job = Job()
    threading.Timer(0.3, job.cancel).start()
    start = time.monotonic()
    with pytest.raises(Cancelled):
        acts.hand_over(ws, clerk, "R0001", write(profile, share, 30), job)
    assert time.monotonic() - start < 10
