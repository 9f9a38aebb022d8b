"""Killed at every named point of a delivery, a process finds its way: one upload, one receipt."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.core import acts
from app.core.acts import publish
from app.core.delivery import deliver
from app.core.delivery.connectors import gateway
from app.core.delivery.file_chunk import Chunk
from app.core.delivery.tus import TusClient
from app.core.jobs import Job
from app.core.model import Kind
from app.core.trust import canonical
from app.core.trust.identity import Identity, Stretching
from app.core.workspace import delivery_queue as queue
from app.core.workspace.delivery_queue import Standing
from app.core.workspace.store import Workspace
from app.sandbox.server import Sandbox

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")

# Where the process dies: an attribute of the product, before it is called or after it has returned.
POINTS: dict[str, tuple[Any, str, bool]] = {
    "before the upload is created": (TusClient, "_create", False),
    "created, not remembered": (TusClient, "_create", True),
    "remembered, nothing sent": (gateway, "_remember", True),
    "in the first chunk": (Chunk, "__iter__", False),
    "sent, the answer not heard": (TusClient, "_send", True),
    "before the receipt is asked for": (gateway, "_wait_for_receipt", False),
    "the receipt is here, not filed": (gateway, "_wait_for_receipt", True),
    "before the receipt is verified": (deliver, "check_receipt", False),
    "the receipt lies beside the package": (publish, "send", True),
    "before the act is committed": (Workspace, "_commit", False),
    "committed, the queue does not know": (queue, "stand", False),
}


def die(point: str) -> None:
    owner, name, after = POINTS[point]
    real: Callable[..., Any] = getattr(owner, name)

    def killed(*arguments: Any, **options: Any) -> Any:
        if after:
            real(*arguments, **options)
        elif name == "stand" and arguments[2] is not Standing.DONE:
            return real(*arguments, **options)
        os.kill(os.getpid(), signal.SIGKILL)
        return None

    setattr(owner, name, killed)


def run_and_die(folder: str, point: str) -> None:
    """In a process of its own."""
    Stretching.MEMORY, Stretching.ITERATIONS = 64, 1
    die(point)
    with Workspace.open(Path(folder), "pw") as ws:
        acts.run_queue(ws, ws.unlock("张敏", "a"), Job())


@pytest.mark.parametrize("point", POINTS)
def test_one_receipt_whatever_happens(
    ws: Workspace, clerk: Identity, package: Path, sandbox: Sandbox, point: str
) -> None:
    sandbox.platform.trust(*ws.identities().values())
    acts.enqueue(ws, clerk.card, "R0001", sandbox.profile)
    digest = canonical.digest_file(package)
    ws.close()

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    process = context.Process(target=run_and_die, args=(str(ws.folder), point))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL

    with Workspace.open(ws.folder, "pw") as again:
        (queued,) = acts.run_queue(again, clerk, Job())
        assert queued.standing is Standing.DONE
        assert Kind.RECEIPT in again.standing("R0001")
        assert [event["act"] for event in again.events("R0001")].count("deliver") == 1
        assert again.verify_log().valid
    (item,) = sandbox.platform.catalog()
    assert item.sha256 == digest
    receipts = list((sandbox.platform.folder / "receipts").glob("*.receipt.json"))
    assert [file.name.partition(".")[0] for file in receipts] == [digest]
