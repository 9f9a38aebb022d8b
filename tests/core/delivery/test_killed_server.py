"""A platform killed in the middle of a chunk and started again: the upload goes on and is whole."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from app.core.delivery.bandwidth import Bandwidth
from app.core.delivery.chunk_sizes import ChunkSizes
from app.core.delivery.transport import Transport
from app.core.delivery.tus import TusClient, Uploaded
from app.core.jobs import Job
from app.core.model import Profile
from app.core.trust import canonical

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")


def start(folder: Path) -> tuple["subprocess.Popen[str]", Path]:
    """The platform in a process of its own; its folder keeps its port."""
    command = [sys.executable, "main.py", "sandbox", "serve", "--dir", str(folder), "--json"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    where = json.loads(process.stdout.readline())
    return process, Path(where["profile"])


def kill(process: "subprocess.Popen[str]") -> None:
    with process:
        process.kill()


def test_an_upload_outlives_its_platform(tmp_path: Path) -> None:
    file = tmp_path / "upload.bin"
    file.write_bytes(os.urandom(3_000_000))
    digest = canonical.digest_file(file)
    process, profile_file = start(tmp_path / "platform")
    reached = threading.Event()

    class Watched(Job):
        def show(self, done: int, total: int | None) -> None:
            if done > 1_000_000:
                reached.set()

    done: list[Uploaded] = []
    line = Transport(canonical.read_document(profile_file, Profile), profile_file.parent)
    client = TusClient(
        line, "files", bandwidth=Bandwidth(1_500_000), sizes=ChunkSizes(400_000, 400_000)
    )
    metadata = {"filename": file.name, "sha256": digest}

    def upload() -> None:
        done.append(client.upload(file, metadata, None, lambda location: None, Watched()))

    thread = threading.Thread(target=upload)
    thread.start()
    try:
        assert reached.wait(60)
        kill(process)
        process, _ = start(tmp_path / "platform")
        thread.join(120)
        assert [uploaded.resumed_from for uploaded in done] == [0]
        # No package, so it is refused; but only what arrived as it was announced gets an answer.
        deadline = time.monotonic() + 20
        while (status := line.call("GET", f"receipts/{digest}").status_code) == 202:
            assert time.monotonic() < deadline
            time.sleep(0.1)
        assert status == 422
    finally:
        kill(process)
        thread.join()
        line.close()
