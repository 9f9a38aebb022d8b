"""The workspace's key is changed: what it held is there, the old key opens nothing, and a kill loses nothing."""

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core import acts
from app.core.delivery.package import public_text
from app.core.errors import Cancelled, OutputUnwritable, PassphraseWrong, WorkspaceDamaged
from app.core.jobs import Job
from app.core.model import Kind
from app.core.trust.identity import Identity
from app.core.workspace import conversion, database, keys, log, recovery_key, rekeying, rotation
from app.core.workspace.errors import SlotClosed
from app.core.workspace.store import Workspace, verify_log
from app.core.workspace.vault import Vault, database_key
from tests import releases
from tests.dying import dying_after, dying_before, forked, needs_fork


@pytest.fixture
def before(ws: Workspace, submitted: str) -> tuple[bytes, dict[Kind, bytes]]:
    """The key of a workspace with a release, and what is filed."""
    ws.seal_setting("quality-rules", "规则")
    return ws.vault.key, content(ws, submitted)


def content(ws: Workspace, release: str) -> dict[Kind, bytes]:
    return {kind: b"".join(ws.content(release, kind)) for kind in ws.standing(release)}


def check(ws: Workspace, release: str, before: tuple[bytes, dict[Kind, bytes]]) -> None:
    """All is there under another key, and nothing else."""
    key, filed = before
    assert ws.vault.key != key
    assert content(ws, release) == filed
    assert ws.release(release).name == "people"
    assert ws.sealed_setting("quality-rules") == "规则"
    assert ws.verify_log().valid
    assert [event["act"] for event in ws.events()].count("key-rotated") == 1
    assert ws.vault.names() == {row["blob"] for row in ws.query("SELECT blob FROM artefacts")}
    assert not database.opens(ws.folder / "workspace.db", database_key(key))
    assert not rotation.is_unfinished(ws)
    left = {path.name for path in ws.folder.iterdir()}
    assert not left & {rekeying.NEXT, rekeying.STAGED, "keys.done"}


def test_everything_is_under_another_key(
    ws: Workspace, clerk: Identity, submitted: str, before: tuple[bytes, dict[Kind, bytes]]
) -> None:
    old = ws.vault.names()
    address, own = ws.vault.derive("letters"), public_text(ws.vault.sealing_key())
    done = rotation.rotate(ws, clerk.card, "pw", Job())
    assert done.files == len(old) and not old & ws.vault.names()
    assert [slot.kind for slot in done.slots] == [keys.PASSPHRASE] and not done.closed
    check(ws, submitted, before)
    ws.close()
    with Workspace.open(ws.folder, "pw") as again:
        check(again, submitted, before)
        assert again.vault.derive("letters") == address
        assert public_text(again.vault.sealing_key()) == own
        reviewer = again.new_identity("李静", "9", "reviewer", "清溪县民政局", "b")
        acts.review(again, reviewer, submitted, "公开", "条例第十九条", "")
    assert verify_log(ws.folder, "pw")[0].valid


class _Filing(Job):
    """Files another release while the files are being encrypted."""

    def __init__(self, file: Callable[[], str]) -> None:
        super().__init__()
        self.file, self.filed = file, ""

    def report(self, done: int, total: int | None = None) -> None:
        if not self.filed:
            self.filed = self.file()


def test_what_is_filed_meanwhile_comes_along(
    ws: Workspace, clerk: Identity, submitted: str, people_csv: Path
) -> None:
    filed = content(ws, submitted)
    job = _Filing(lambda: releases.submitted(ws, clerk, people_csv, Job()))
    done = rotation.rotate(ws, clerk.card, "pw", job)
    assert done.files == len(ws.vault.names())
    ws.close()
    with Workspace.open(ws.folder, "pw") as again:
        assert content(again, submitted) == filed
        assert all(content(again, job.filed).values())
        assert again.verify_log().valid


def test_it_is_changed_once_more(
    ws: Workspace, clerk: Identity, submitted: str, before: tuple[bytes, dict[Kind, bytes]]
) -> None:
    root = ws.vault.derive("letters")
    for _ in range(2):
        rotation.rotate(ws, clerk.card, "pw", Job())
    ws.close()
    with Workspace.open(ws.folder, "pw") as again:
        assert content(again, submitted) == before[1]
        assert again.vault.derive("letters") == root


def test_slots_go_on_or_are_closed(ws: Workspace, clerk: Identity, tmp_path: Path) -> None:
    public = recovery_key.make(tmp_path / "safe", "s")
    keys.add(ws.folder, ws.vault.key, "recovery", public.recovery_key, "保险柜")
    keys.add(ws.folder, ws.vault.key, keys.PASSPHRASE, "somebody else's", "离职人员")
    with pytest.raises(PassphraseWrong):
        rotation.rotate(ws, clerk.card, "nobody's", Job())
    done = rotation.rotate(ws, clerk.card, "pw", Job())
    assert [slot.label for slot in done.closed] == ["离职人员"]
    assert {slot.label for slot in done.slots} == {"", "保险柜"}
    private = recovery_key.read_private(tmp_path / "safe" / recovery_key.PRIVATE, "s")
    assert rekeying.unlock(ws.folder, private, "recovery") == ws.vault.key
    with pytest.raises(PassphraseWrong):
        rekeying.unlock(ws.folder, "somebody else's")


def test_a_copied_slot_no_longer_opens_it(
    ws: Workspace, clerk: Identity, submitted: str, tmp_path: Path
) -> None:
    shutil.copytree(ws.folder / "keys", tmp_path / "copied")
    rotation.rotate(ws, clerk.card, "pw", Job())
    ws.close()
    shutil.rmtree(ws.folder / "keys")
    shutil.copytree(tmp_path / "copied", ws.folder / "keys")
    with pytest.raises(WorkspaceDamaged):
        Workspace.open(ws.folder, "pw")


class _CancelledAt(Job):
    def __init__(self, call: int) -> None:
        super().__init__()
        self.left = call

    def show(self, done: int, total: int | None) -> None:
        self.left -= 1
        if self.left == 0:
            self.cancel()


def test_what_was_cancelled_goes_on_after_other_work(
    ws: Workspace,
    clerk: Identity,
    submitted: str,
    before: tuple[bytes, dict[Kind, bytes]],
    people_csv: Path,
    job: Job,
) -> None:
    with pytest.raises(Cancelled):
        rotation.rotate(ws, clerk.card, "pw", _CancelledAt(4))
    assert rotation.is_unfinished(ws)
    done = {row["fresh"] for row in ws.query("SELECT fresh FROM rotated")}
    assert len(done) == 4
    other = acts.take_in(ws, clerk, people_csv, job)
    ws.close()
    with Workspace.open(ws.folder, "pw") as again:
        assert again.vault.key == before[0]
        rotation.rotate(again, clerk.card, "pw", job)
        assert done <= again.vault.names()  # was not done twice
        check(again, submitted, before)
        assert again.load_table(other, Kind.TABLE).data.num_rows == 3


def test_what_was_shredded_meanwhile_stays_so(
    ws: Workspace, clerk: Identity, submitted: str, job: Job
) -> None:
    with pytest.raises(Cancelled):
        rotation.rotate(ws, clerk.card, "pw", _CancelledAt(6))
    with ws.changing() as db:  # as retention.shred does
        gone = next(db.query("SELECT blob FROM rotated LIMIT 1"))["blob"]
        db.execute("UPDATE artefacts SET blob = NULL, wrapped_key = NULL WHERE blob = ?", [gone])
    ws.sweep()
    assert gone not in {row["blob"] for row in ws.query("SELECT blob FROM rotated")}
    rotation.rotate(ws, clerk.card, "pw", job)
    filed = ws.query("SELECT blob FROM artefacts WHERE blob IS NOT NULL")
    assert ws.vault.names() == {row["blob"] for row in filed}


def test_a_full_disk_leaves_the_old_key_in_use(
    ws: Workspace,
    clerk: Identity,
    submitted: str,
    before: tuple[bytes, dict[Kind, bytes]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object) -> None:
        raise OutputUnwritable(name="workspace.db", reason="full")

    with monkeypatch.context() as patch:
        patch.setattr(conversion, "export", full)
        with pytest.raises(OutputUnwritable):
            rotation.rotate(ws, clerk.card, "pw", Job())
    assert ws.vault.key == before[0] and content(ws, submitted) == before[1]
    rotation.rotate(ws, clerk.card, "pw", Job())
    check(ws, submitted, before)


# ── killed ───────────────────────────────────────────────────────────────────────────────────

POINTS: dict[str, Callable[[], None]] = {
    "before the key is kept": lambda: dying_before(Workspace, "set_setting"),
    "before the first file": lambda: dying_before(Vault, "write"),
    "between files": lambda: dying_before(Vault, "write", 2),
    "before a file is remembered": lambda: dying_after(Vault, "write"),
    "after the last file": lambda: dying_before(rotation, "told"),
    "before the database is closed": lambda: dying_before(database, "put_in_one_file"),
    "while slots of before are taken back": lambda: dying_after(rekeying, "unstage"),
    "before the copy": lambda: dying_before(conversion, "export"),
    "after the copy": lambda: dying_after(conversion, "export"),
    "before the event": lambda: dying_before(log, "append"),
    "before the copy is whole": lambda: dying_before(database, "put_in_one_file", 1),
    "before the slots": lambda: dying_before(keys, "add"),
    "between slots": lambda: dying_before(keys, "add", 1),
    "after the slots": lambda: dying_before(os, "replace"),
    "after the renaming": lambda: dying_after(os, "replace"),
    "before it is opened": lambda: dying_before(database, "connect", 1),
    "before the slots are used": lambda: dying_before(rekeying, "settle"),
    "between slots in use": lambda: dying_before(keys, "take_over", 1),
    "before old slots go": lambda: dying_before(keys, "remove"),
    "between old slots": lambda: dying_before(keys, "remove", 1),
    "before staging ends": lambda: dying_before(Path, "rename"),
    "after staging": lambda: dying_after(Path, "rename"),
    "before old files go": lambda: dying_before(Vault, "remove"),
    "between old files": lambda: dying_before(Vault, "remove", 2),
}


@needs_fork
@pytest.mark.parametrize("point", POINTS)
def test_killed_at_any_point_it_opens_and_goes_on(
    ws: Workspace,
    clerk: Identity,
    submitted: str,
    before: tuple[bytes, dict[Kind, bytes]],
    tmp_path: Path,
    point: str,
) -> None:
    public = recovery_key.make(tmp_path / "safe", "s")
    keys.add(ws.folder, ws.vault.key, "recovery", public.recovery_key, "保险柜")
    ws.close()

    def work() -> None:
        opened = Workspace.open(ws.folder, "pw")
        POINTS[point]()
        rotation.rotate(opened, clerk.card, "pw", Job())

    assert os.waitpid(forked(work), 0)[1] == signal.SIGKILL
    private = recovery_key.read_private(tmp_path / "safe" / recovery_key.PRIVATE, "s")
    with Workspace.open(ws.folder, private, "recovery") as again:
        assert content(again, submitted) == before[1]
        assert again.verify_log().valid
        if again.vault.key == before[0]:
            rotation.rotate(again, clerk.card, "pw", Job())
    with Workspace.open(ws.folder, "pw") as last:
        check(last, submitted, before)
        assert len(keys.slots(last.folder)[0]) == 2


@needs_fork
def test_a_way_that_was_closed_says_so_before_the_change_is_settled(
    ws: Workspace, clerk: Identity, submitted: str
) -> None:
    keys.add(ws.folder, ws.vault.key, keys.PASSPHRASE, "somebody else's", "离职人员")
    ws.close()

    def work() -> None:
        opened = Workspace.open(ws.folder, "pw")
        dying_before(rekeying, "settle")
        rotation.rotate(opened, clerk.card, "pw", Job())

    assert os.waitpid(forked(work), 0)[1] == signal.SIGKILL
    with pytest.raises(SlotClosed):
        Workspace.open(ws.folder, "somebody else's")
    with pytest.raises(SlotClosed):
        verify_log(ws.folder, "somebody else's")
    with Workspace.open(ws.folder, "pw") as again:
        assert [slot.label for slot in keys.slots(again.folder)[0]] == [""]
    with pytest.raises(PassphraseWrong):
        Workspace.open(ws.folder, "somebody else's")


@needs_fork
def test_a_damaged_database_is_not_taken_for_a_closed_way(
    ws: Workspace, clerk: Identity, submitted: str
) -> None:
    ws.close()

    def work() -> None:
        opened = Workspace.open(ws.folder, "pw")
        dying_before(rekeying, "settle")
        rotation.rotate(opened, clerk.card, "pw", Job())

    assert os.waitpid(forked(work), 0)[1] == signal.SIGKILL
    with (ws.folder / "workspace.db").open("rb+") as file:
        file.write(bytes(4096))
    with pytest.raises(WorkspaceDamaged):
        Workspace.open(ws.folder, "pw")
