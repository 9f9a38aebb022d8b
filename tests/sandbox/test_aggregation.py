"""Two agencies deliver at once; and a platform that is killed opens again, whole."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from app.core import acts
from app.core.jobs import Job
from app.core.model import Profile
from app.core.trust import canonical
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from app.sandbox.clients import enrol
from app.sandbox.open_platform import Platform
from app.sandbox.portal.series import public
from app.sandbox.server import Sandbox
from tests import releases
from tests.conftest import USCC
from tests.sandbox.shelves import publish

ROOT = Path(__file__).resolve().parents[2]
AGENCIES = ("清溪县民政局", "清溪县交通局")


class Office(threading.Thread):
    """An agency with a workspace of its own: it prepares when it may, and delivers when all are ready."""

    def __init__(
        self,
        folder: Path,
        agency: str,
        sandbox: Sandbox,
        file: Path,
        turn: threading.Lock,
        ready: threading.Barrier,
    ) -> None:
        super().__init__()
        self.folder, self.agency, self.sandbox, self.file = folder / agency, agency, sandbox, file
        self.turn, self.ready = turn, ready
        self.sha256 = ""

    def run(self) -> None:
        with contextlib.ExitStack() as open_:
            with self.turn:  # keys are stretched one after the other
                ws = open_.enter_context(Workspace.create(self.folder, "pw"))
                clerk = ws.new_identity("张敏", "001", "clerk", self.agency, "a")
                profile_file, release = self.prepare(ws, clerk)
            self.ready.wait(60)
            self.sha256 = acts.deliver(ws, clerk, release, profile_file, Job()).receipt.sha256

    def prepare(self, ws: Workspace, clerk: Identity) -> tuple[Path, str]:
        """A sealed release, and the profile to send it with."""
        ws.set_setting("provider", self.agency)
        ws.set_setting("provider_code", USCC)
        reviewer = ws.new_identity("李静", "002", "reviewer", self.agency, "b")
        self.sandbox.platform.trust(clerk.card, reviewer.card)
        profile_file = enrol(self.sandbox.platform.folder, self.agency)
        release = releases.submitted(ws, clerk, self.file, Job())
        acts.review(ws, reviewer, release, "公开", "条例第十九条", "")
        acts.seal(ws, clerk, release, canonical.read_document(profile_file, Profile), Job())
        return profile_file, release


def test_two_agencies_deliver_at_once(sandbox: Sandbox, people_csv: Path, tmp_path: Path) -> None:
    """Both call their dataset by the same code; each keeps its own."""
    turn, ready = threading.Lock(), threading.Barrier(2)
    offices = [Office(tmp_path, agency, sandbox, people_csv, turn, ready) for agency in AGENCIES]
    for office in offices:
        office.start()
    for office in offices:
        office.join()
    assert {item.sha256 for item in sandbox.platform.catalog()} == {
        office.sha256 for office in offices
    }
    catalog = public(sandbox.platform)
    assert {series.organisation for series in catalog} == set(AGENCIES)
    assert len({series.key for series in catalog}) == 2
    assert len({series.dataset for series in catalog}) == 1
    files = (sandbox.platform.folder / "deliveries").glob("*.json")
    assert len({file.name.split(".")[1] for file in files}) == 2  # each with its own certificate


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_a_platform_killed_while_it_takes_datasets_down_opens_whole(tmp_path: Path) -> None:
    """Whatever the moment: what is listed has its file, and what is gone is remembered."""
    folder = tmp_path / "platform"
    platform = Platform(folder)
    items = [publish(platform, f"数据{n}", f"301/{n}") for n in range(40)]
    script = """
        import sys
        from pathlib import Path
        from app.sandbox.open_platform import Platform
        platform = Platform(Path(sys.argv[1]))
        print("begun", flush=True)
        for item in platform.catalog():
            platform._end(item.sha256, "withdrawn", "误发")
    """
    for pause in (0.0, 0.02):
        command = [sys.executable, "-c", textwrap.dedent(script), str(folder)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(pause)
            process.kill()
        again = Platform(folder)
        for item in again.catalog():
            file = again.file(item.package, "data/data.csv")
            assert file is not None
            assert file.stat().st_size == item.files[0].size
        standing = {item.sha256 for item in again.catalog()}
        ended = {past.sha256 for past in again.past.all()}
        assert standing | ended == {item.sha256 for item in items}


def test_what_a_killed_platform_left_half_done_is_removed(tmp_path: Path) -> None:
    Platform(tmp_path)
    old, new = tmp_path / "staging" / "old", tmp_path / "staging" / "new"
    for folder in (old, new):
        folder.mkdir()
        (folder / "data.csv").write_bytes(b"x")
    os.utime(old, (0, 0))
    Platform(tmp_path)
    assert [folder.name for folder in (tmp_path / "staging").iterdir()] == ["new"]


def test_a_dataset_that_goes_while_the_catalog_is_read_is_passed_over(tmp_path: Path) -> None:
    platform = Platform(tmp_path)
    publish(platform)
    other = publish(platform, code="301/2")
    stop = threading.Event()

    def come_and_go() -> None:
        kept = tmp_path / "published" / other.package
        while not stop.is_set():
            kept.rename(tmp_path / "staging" / "away")
            (tmp_path / "staging" / "away").rename(kept)

    thread = threading.Thread(target=come_and_go)
    thread.start()
    try:
        counts = {len(platform.catalog()) for _ in range(300)}
    finally:
        stop.set()
        thread.join()
    assert counts <= {1, 2}
    shutil.rmtree(tmp_path / "published" / other.package)
    assert len(platform.catalog()) == 1
