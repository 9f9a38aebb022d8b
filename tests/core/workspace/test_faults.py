"""Kill, full disk, rotten bits, two programs: nothing filed is lost, nothing half-done is shown."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core import acts
from app.core.errors import WorkspaceDamaged, WorkspaceLocked
from app.core.jobs import Job
from app.core.model import Findings, Kind
from app.core.pipeline import State
from app.core.trust import stream
from app.core.trust.identity import Identity
from app.core.workspace import log
from app.core.workspace.store import Workspace
from app.core.workspace.vault import Blob, Vault
from tests.dying import die, dying_after, dying_before, forked, needs_fork

ROOT = Path(__file__).resolve().parents[3]

# ── killed ───────────────────────────────────────────────────────────────────────────────────


POINTS: dict[str, tuple[Callable[[Workspace], None], State]] = {
    "before the first file": (lambda ws: dying_before(Vault, "write"), State.REVIEWED),
    "inside a file": (lambda ws: dying_before(stream, "_nonce"), State.REVIEWED),
    "before a file has its name": (lambda ws: dying_before(Path, "replace"), State.REVIEWED),
    "between files": (lambda ws: dying_before(Vault, "write", 2), State.REVIEWED),
    "before the transaction": (lambda ws: dying_before(ws.db, "atomic"), State.REVIEWED),
    "before the event": (lambda ws: dying_before(log, "append"), State.REVIEWED),
    "after the event": (lambda ws: dying_after(log, "append"), State.REVIEWED),
    "before the commit": (lambda ws: dying_after(ws, "_commit"), State.REVIEWED),
    "after the commit": (lambda ws: None, State.DESENSITIZED),
}


@needs_fork
@pytest.mark.parametrize("point", POINTS)
def test_killed_at_any_point_an_act_is_done_or_was_never_begun(
    ws: Workspace, clerk: Identity, people_csv: Path, job: Job, point: str
) -> None:
    prepare, lands = POINTS[point]
    release = acts.take_in(ws, clerk, people_csv, job)
    ws.close()

    def work() -> None:
        opened = Workspace.open(ws.folder, "pw")
        prepare(opened)
        with opened.act("desensitize", release, clerk.card) as record:
            for kind in (Kind.RECIPE, Kind.OUTPUT, Kind.RESIDUAL):
                record.put(kind, {"some": kind.value})
        die()

    assert os.waitpid(forked(work), 0)[1] == signal.SIGKILL
    with Workspace.open(ws.folder, "pw") as again:
        assert again.release(release).state is lands
        assert again.load(release, Kind.FINDINGS, Findings).rows == 3
        assert again.verify_log().valid
        filed = {row["blob"] for row in again.query("SELECT blob FROM artefacts")}
        assert again.vault.names() == filed
        acts.rescan(again, clerk, release, job)  # and work goes on


# ── full ─────────────────────────────────────────────────────────────────────────────────────


def fill(folder: Path, what: str, limit: str, *before: str) -> None:
    """Run ``filling.py`` in a process of its own, ``before`` it a command that starts it."""
    done = subprocess.run(
        [*before, sys.executable, str(Path(__file__).with_name("filling.py")), folder, what, limit],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits on a process's files")
@pytest.mark.parametrize("what", ["files", "events"])
def test_a_file_that_may_not_grow_is_told_and_nothing_is_half_done(
    tmp_path: Path, what: str
) -> None:
    fill(tmp_path, what, "file")


@pytest.mark.parametrize("what", ["files", "events"])
def test_a_full_disk_is_told_and_nothing_is_half_done(tmp_path: Path, what: str) -> None:
    """A disk of 6 MB, seen by this one process only."""
    mount = f'mount -t tmpfs -o size=6m none {tmp_path} && exec "$@"'
    alone = ["unshare", "--map-root-user", "--mount", "sh", "-c", mount, "sh"]
    if not shutil.which("unshare") or subprocess.run([*alone, "true"], check=False).returncode:
        pytest.skip("NOT TESTED: no small disk can be mounted here")
    fill(tmp_path, what, "disk", *alone)


# ── rotten ───────────────────────────────────────────────────────────────────────────────────

CONTENT = os.urandom(3 * stream.CHUNK + 1000)
SEALED = len(CONTENT) + 4 * stream.TAG
EDGES = [n * (stream.CHUNK + stream.TAG) for n in range(1, 4)]


@pytest.fixture
def stored(tmp_path: Path) -> tuple[Vault, Blob, Path]:
    """A file of four chunks in a vault."""
    vault = Vault(tmp_path, bytes(range(32)))
    blob = vault.write([CONTENT])
    return vault, blob, tmp_path / "blobs" / blob.name


def check_refused(vault: Vault, blob: Blob) -> None:
    """Reading ends in an error, and what came before it is what was written."""
    read = b""
    with pytest.raises(WorkspaceDamaged):
        for chunk in vault.read(blob):
            read += chunk
    assert CONTENT.startswith(read)
    with pytest.raises(WorkspaceDamaged):
        vault.read_whole(blob)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    place=st.integers(0, SEALED - 1)
    | st.sampled_from([edge + near for edge in EDGES for near in range(-17, 2)]),
    bit=st.integers(0, 7),
)
def test_every_flipped_bit_of_a_file_is_refused(
    stored: tuple[Vault, Blob, Path], place: int, bit: int
) -> None:
    vault, blob, file = stored
    whole = file.read_bytes()
    altered = bytearray(whole)
    altered[place] ^= 1 << bit
    file.write_bytes(altered)
    check_refused(vault, blob)
    file.write_bytes(whole)


def test_what_is_cut_extended_or_reordered_is_refused(stored: tuple[Vault, Blob, Path]) -> None:
    vault, blob, file = stored
    whole = file.read_bytes()
    first, second = whole[: EDGES[0]], whole[EDGES[0] : EDGES[1]]
    cuts = [whole[: edge + near] for edge in (*EDGES, SEALED - 1) for near in (-1, 0, 1)]
    cuts.remove(whole)
    for altered in (b"", *cuts, whole + b"\0", whole + whole, second + first + whole[EDGES[1] :]):
        file.write_bytes(altered)
        check_refused(vault, blob)


def test_every_flipped_bit_of_a_wrapped_key_is_refused(stored: tuple[Vault, Blob, Path]) -> None:
    vault, blob, _ = stored
    for place in range(len(blob.wrapped_key)):
        altered = bytearray(blob.wrapped_key)
        altered[place] ^= 1 << place % 8
        check_refused(vault, Blob(blob.name, bytes(altered)))
    for length in (0, 11, 12, 13, len(blob.wrapped_key) - 1):
        check_refused(vault, Blob(blob.name, blob.wrapped_key[:length]))


# ── two ──────────────────────────────────────────────────────────────────────────────────────


@needs_fork
def test_of_many_programs_that_make_the_same_workspace_one_gets_it(tmp_path: Path) -> None:
    ready, done = tmp_path / "ready", tmp_path / "done"

    def work() -> None:
        while not ready.exists():
            pass
        try:
            with Workspace.create(tmp_path / "ws", "pw") as ws:
                with (tmp_path / f"got {os.getpid()}").open("xb"):
                    pass
                ws.note("here", ws.new_identity(str(os.getpid()), "1", "clerk", "", "a").card)
                while not done.exists():
                    pass
        except WorkspaceLocked:
            os._exit(7)

    children = [forked(work) for _ in range(4)]
    ready.touch()
    ended = []
    while len(ended) < 3:
        pid, status = os.wait()
        children.remove(pid)
        ended.append(os.waitstatus_to_exitcode(status))
    done.touch()
    ended.append(os.waitstatus_to_exitcode(os.waitpid(children[0], 0)[1]))
    assert sorted(ended) == [0, 7, 7, 7]
    with Workspace.open(tmp_path / "ws", "pw") as ws:
        assert len(ws.events()) == 2
        assert ws.verify_log().valid
