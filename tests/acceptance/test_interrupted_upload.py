"""An uploader that is killed in the middle: the next one goes on, and there is one receipt."""

import dataclasses
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.core import acts
from app.core.files import write_atomically
from app.core.jobs import Job
from app.core.model import Profile, Recipe
from app.core.trust import canonical
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from app.sandbox.server import Sandbox
from tests.relay import Relay

ROOT = Path(__file__).resolve().parents[2]
ROWS = 80_000  # about 10 MB


@pytest.fixture
def large_package(
    ws: Workspace,
    clerk: Identity,
    reviewer: Identity,
    sandbox: Sandbox,
    profile: Profile,
    tmp_path: Path,
) -> Path:
    """A real release of some megabytes, so that it can be interrupted."""
    table = tmp_path / "读数.csv"
    lines = (f"{n},{os.urandom(60).hex()}" for n in range(ROWS))
    table.write_text("\n".join(["序号,设备读数", *lines]), encoding="utf-8")
    job = Job()
    release = acts.take_in(ws, clerk, table, job)
    acts.desensitize(ws, clerk, release, Recipe(()), job)
    entry = acts.propose_entry(ws, release)
    fields = entry.fields | {"theme": "生态环境"}
    acts.catalogue(ws, clerk, release, dataclasses.replace(entry, fields=fields))
    acts.check_quality(ws, clerk, release, job)
    acts.submit(ws, clerk, release, job)
    acts.review(ws, reviewer, release, "公开", "", "")
    sandbox.platform.trust(*ws.identities().values())
    return acts.seal(ws, clerk, release, profile, job)


def upload(package: Path, profile: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "main.py", "upload", str(package), "--profile", str(profile), "--json"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )


def arrived(sandbox: Sandbox) -> int:
    return max((upload.offset for upload in sandbox.uploads.all()), default=0)


def slow_profile(sandbox: Sandbox, profile: Profile, link: Relay) -> Path:
    path = sandbox.profile.with_name("slow.json")
    slow = dataclasses.replace(profile, address=f"https://127.0.0.1:{link.port}")
    write_atomically(path, [canonical.encode(slow)])
    return path


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_a_killed_upload_goes_on_and_ends_with_one_receipt(
    sandbox: Sandbox, profile: Profile, large_package: Path
) -> None:
    link = Relay(int(profile.address.rpartition(":")[2]), pause=0.004)  # about 8 MB/s
    through = slow_profile(sandbox, profile, link)
    first = upload(large_package, through)
    deadline = time.monotonic() + 30
    while arrived(sandbox) == 0 and time.monotonic() < deadline:
        time.sleep(0.01)
    first.send_signal(signal.SIGKILL)
    first.communicate()
    kept = arrived(sandbox)
    size = large_package.stat().st_size
    assert 0 < kept < size

    out, _ = upload(large_package, through).communicate(timeout=60)
    link.close()
    answer = json.loads(out)
    assert answer["resumed_from"] >= kept
    assert answer["resumed_from"] + answer["bytes_sent"] == size
    assert answer["receipt"]["sha256"] == canonical.digest_file(large_package)
    assert len(list((sandbox.platform.folder / "receipts").iterdir())) == 1
    assert len(sandbox.platform.catalog()) == 1
