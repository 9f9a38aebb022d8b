"""The workspace: transactions, locks, crashes, privacy."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.core import acts
from app.core.errors import (
    ActRefused,
    ArtefactMissing,
    FileUnreadable,
    IdentityExists,
    IdentityUnknown,
    OutputUnwritable,
    PassphraseWrong,
    ReleaseUnknown,
    SamePerson,
    WorkspaceDamaged,
    WorkspaceLocked,
    WorkspaceMissing,
)
from app.core.jobs import Job
from app.core.model import Findings, Kind
from app.core.pipeline import State
from app.core.trust.identity import Identity
from app.core.workspace import database
from app.core.workspace.store import Workspace, verify_log

ROOT = Path(__file__).resolve().parents[3]


def test_a_folder_that_is_no_workspace_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceMissing):
        Workspace.open(tmp_path, "pw")


@contextlib.contextmanager
def another_user() -> Iterator[None]:
    """Root may read and write everything, so where root tests somebody else asks."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(was)


@pytest.mark.skipif(os.name == "nt", reason="rights of another kind")
def test_a_workspace_that_one_may_not_use_is_refused() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "ws"
        Workspace.create(folder, "pw").close()
        for path in (folder, folder.parent):
            path.chmod(0o555)
        (folder / "lock").chmod(0o444)
        with another_user(), pytest.raises(OutputUnwritable):
            Workspace.open(folder, "pw")
        with another_user(), pytest.raises(OutputUnwritable):
            Workspace.create(folder.with_name("new"), "pw")
        folder.parent.chmod(0)
        with another_user(), pytest.raises(WorkspaceMissing):
            Workspace.open(folder, "pw")
        for path in (folder.parent, folder):
            path.chmod(0o755)


def test_a_wrong_passphrase_leaves_the_lock_free(ws: Workspace) -> None:
    ws.close()
    with pytest.raises(PassphraseWrong):
        Workspace.open(ws.folder, "no")
    Workspace.open(ws.folder, "pw").close()


def test_a_second_program_is_told_who_holds_the_workspace(ws: Workspace) -> None:
    code = f"""
        from pathlib import Path
        from app.core.workspace.store import Workspace
        from app.core.errors import WorkspaceLocked
        try:
            Workspace.open(Path({str(ws.folder)!r}), "pw")
        except WorkspaceLocked as error:
            print(error.params["holder"])
    """
    told = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"PID {os.getpid()}" in told.stdout


def test_opening_twice_in_one_program_is_refused_too(ws: Workspace) -> None:
    with pytest.raises(WorkspaceLocked):
        Workspace.open(ws.folder, "pw")


def test_identities_are_kept_under_their_own_passphrase(ws: Workspace, clerk: Identity) -> None:
    assert ws.unlock("张敏", "a").card == clerk.card
    with pytest.raises(PassphraseWrong):
        ws.unlock("张敏", "pw")
    with pytest.raises(IdentityUnknown):
        ws.unlock("王五", "a")
    with pytest.raises(IdentityExists):
        ws.new_identity("张敏", "9", "reviewer", "", "a")


def test_a_name_may_hold_what_a_file_name_may_not(ws: Workspace) -> None:
    ws.new_identity("../张/敏:*", "7", "clerk", "", "a")
    assert ws.unlock("../张/敏:*", "a").card.person == "7"


def test_an_act_leaves_its_artefacts_state_and_event(
    ws: Workspace, clerk: Identity, people_csv: Path, job: Job
) -> None:
    release = acts.take_in(ws, clerk, people_csv, job)
    assert ws.release(release).state is State.REVIEWED
    assert set(ws.standing(release)) == {Kind.SOURCE, Kind.TABLE, Kind.FINDINGS}
    assert [event["act"] for event in ws.events(release)] == ["import", "scan"]
    assert ws.load_table(release, Kind.TABLE).rows == 3
    assert ws.verify_log().valid


def test_an_act_that_fails_leaves_nothing(
    ws: Workspace, clerk: Identity, people_csv: Path, job: Job
) -> None:
    release = acts.take_in(ws, clerk, people_csv, job)
    blobs, events = ws.vault.names(), ws.log_head()
    with pytest.raises(ZeroDivisionError), ws.act("scan", release, clerk.card) as record:
        record.put(Kind.FINDINGS, {"x": 1})
        raise ZeroDivisionError
    assert (ws.vault.names(), ws.log_head()) == (blobs, events)


def test_an_act_that_forgets_an_artefact_is_a_bug(
    ws: Workspace, clerk: Identity, people_csv: Path, job: Job
) -> None:
    release = acts.take_in(ws, clerk, people_csv, job)
    with pytest.raises(ValueError, match="must produce"), ws.act("scan", release, clerk.card):
        pass
    assert ws.release(release).state is State.REVIEWED


def test_what_is_not_there_is_a_clear_error(ws: Workspace, submitted: str) -> None:
    with pytest.raises(ReleaseUnknown):
        ws.release("R9999")
    with pytest.raises(ArtefactMissing):
        ws.load(submitted, Kind.VERDICT, dict)


def test_changing_anything_after_sign_off_voids_it(
    ws: Workspace, clerk: Identity, reviewer: Identity, approved: str, job: Job
) -> None:
    assert Kind.VERDICT in ws.standing(approved)
    acts.rescan(ws, clerk, approved, job)
    assert ws.release(approved).state is State.REVIEWED
    assert set(ws.standing(approved)) == {Kind.SOURCE, Kind.TABLE, Kind.FINDINGS}
    with pytest.raises(ActRefused):
        acts.review(ws, reviewer, approved, "公开", "", "")
    assert ws.verify_log().valid


def test_a_handler_cannot_review_even_with_a_reviewers_key(ws: Workspace, submitted: str) -> None:
    second = ws.new_identity("张敏（审查）", "001", "reviewer", "清溪县民政局", "c")
    with pytest.raises(SamePerson):
        acts.review(ws, second, submitted, "公开", "", "")


def test_no_personal_value_lies_in_the_clear(
    ws: Workspace, clerk: Identity, people_csv: Path, job: Job
) -> None:
    acts.take_in(ws, clerk, people_csv, job)
    secrets = [b"330199194912310020", "王小伟".encode(), "王小伟".encode("gb18030")]
    for path in ws.folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not [s for s in secrets if s in content], path.name


def test_the_log_refuses_to_be_changed(ws: Workspace, clerk: Identity) -> None:
    for statement in ("UPDATE events SET body = ''", "DELETE FROM events"):
        with pytest.raises(database.cipher().IntegrityError, match="append-only"):
            ws.db.execute(statement)


def test_the_log_can_be_verified_while_somebody_works(ws: Workspace, submitted: str) -> None:
    check, events = verify_log(ws.folder, "pw")
    assert check.valid
    assert events[-1]["act"] == "submit"


def test_opening_applies_each_migration_once(ws: Workspace) -> None:
    before = list(ws.db.table("_sqlite_migrations").rows)
    ws.close()
    with Workspace.open(ws.folder, "pw") as again:
        after = list(again.db.table("_sqlite_migrations").rows)
    assert after == before  # times of application included
    assert len(before) > 0


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_a_killed_process_leaves_a_workspace_that_opens(
    ws: Workspace, clerk: Identity, people_csv: Path, job: Job
) -> None:
    """Killed between writing the files of an act and committing it."""
    release = acts.take_in(ws, clerk, people_csv, job)
    ws.close()
    code = f"""
        import os, signal
        from pathlib import Path
        from app.core.model import Kind
        from app.core.workspace.store import Workspace
        ws = Workspace.open(Path({str(ws.folder)!r}), "pw")
        with ws.act("scan", {release!r}, ws.identity("张敏")) as record:
            record.put(Kind.FINDINGS, {{"half": "done"}})
            os.kill(os.getpid(), signal.SIGKILL)
    """
    killed = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    before = len(list((ws.folder / "blobs").iterdir()))
    with Workspace.open(ws.folder, "pw") as again:
        assert len(again.vault.names()) == before - 1  # the orphan is gone
        assert again.load(release, Kind.FINDINGS, Findings).rows == 3
        assert again.verify_log().valid


def test_one_thread_may_open_and_another_close(tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as pool:
        opened = pool.submit(Workspace.create, tmp_path / "w", "pw").result()
    opened.close()
    Workspace.open(tmp_path / "w", "pw").close()


def test_an_identity_edited_in_its_file_is_not_accepted(ws: Workspace, clerk: Identity) -> None:
    (file,) = (ws.folder / "identities").iterdir()
    file.write_bytes(file.read_bytes().replace(b'"person":"001"', b'"person":"777"'))
    with pytest.raises(WorkspaceDamaged):
        ws.unlock("张敏", "a")


def test_exchanged_evidence_is_not_shown(
    ws: Workspace, clerk: Identity, people_csv: Path, job: Job, tmp_path: Path
) -> None:
    """A clean release's findings cannot be put in the place of another's."""
    release = acts.take_in(ws, clerk, people_csv, job)
    clean = tmp_path / "clean.csv"
    clean.write_text("名称,面积\n图书馆,300\n", encoding="utf-8")
    other = acts.take_in(ws, clerk, clean, job)
    for kind in (Kind.FINDINGS, Kind.TABLE):
        row = next(
            ws.db.query(
                "SELECT blob, wrapped_key FROM artefacts WHERE release = ? AND kind = ?",
                [other, kind.value],
            )
        )
        ws.db.execute(
            "UPDATE artefacts SET blob = ?, wrapped_key = ? WHERE release = ? AND kind = ?",
            [row["blob"], row["wrapped_key"], release, kind.value],
        )
    with pytest.raises(WorkspaceDamaged):
        ws.load(release, Kind.FINDINGS, Findings)
    with pytest.raises(WorkspaceDamaged):
        ws.load_table(release, Kind.TABLE)


def test_an_interrupt_after_the_commit_keeps_what_was_filed(
    ws: Workspace, clerk: Identity, people_csv: Path, job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = acts.take_in(ws, clerk, people_csv, job)
    commit = Workspace._commit

    def interrupted(self: Workspace, *arguments: object) -> None:
        commit(self, *arguments)  # type: ignore[arg-type]
        self.db.execute("COMMIT")
        raise KeyboardInterrupt

    monkeypatch.setattr(Workspace, "_commit", interrupted)
    with pytest.raises(KeyboardInterrupt):
        acts.rescan(ws, clerk, release, job)
    assert ws.load(release, Kind.FINDINGS, Findings).rows == 3


def test_a_file_that_changes_while_it_is_stored_is_refused(
    ws: Workspace, clerk: Identity, people_csv: Path, job: Job
) -> None:
    with pytest.raises(FileUnreadable), ws.act("import", None, clerk.card, "x") as record:
        record.put_bytes(Kind.SOURCE, [b"other"], "0" * 64)
    assert ws.vault.names() == set()


def test_spellings_that_look_alike_are_one_name(ws: Workspace, clerk: Identity) -> None:
    with pytest.raises(IdentityExists):
        ws.new_identity(" 张敏 ", "9", "reviewer", "", "a")


@pytest.mark.parametrize("left", [None, b""])
def test_a_lost_database_does_not_take_the_files_with_it(
    ws: Workspace, clerk: Identity, people_csv: Path, job: Job, left: bytes | None
) -> None:
    acts.take_in(ws, clerk, people_csv, job)
    ws.close()
    file, files = ws.folder / "workspace.db", ws.vault.names()
    file.unlink()
    if left is not None:
        file.write_bytes(left)
    with pytest.raises(WorkspaceDamaged):
        Workspace.open(ws.folder, "pw")
    assert ws.vault.names() == files
