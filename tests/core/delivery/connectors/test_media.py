"""Removable media: whole or not at all, in parts where it must be, and no receipt but the right one."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.core import acts
from app.core.delivery import local_box
from app.core.delivery.connectors.media import MediaConnector
from app.core.delivery.failures import MediumFailed, ProfileUnusable, ReceiptAwaited
from app.core.delivery.local_box import LocalBox
from app.core.delivery.parts import Slice
from app.core.errors import FileMissing, PlatformRefused, ReceiptInvalid
from app.core.jobs import Job
from app.core.model import Kind, Profile
from app.core.pipeline import State
from app.core.trust import canonical
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from app.sandbox.letterbox import receive
from app.sandbox.server import Sandbox


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def trusted(sandbox: Sandbox, ws: Workspace, package: Path) -> Sandbox:
    sandbox.platform.trust(*ws.identities().values())
    return sandbox


def receipt_of(stick: Path) -> Path:
    return next((stick / "out").glob("*.receipt.json"))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("part_size", [1 << 32, 1000])
def test_a_package_goes_out_and_its_receipt_comes_back(
    ws: Workspace, clerk: Identity, trusted: Sandbox, profile: Profile, package: Path, stick: Path,
    part_size: int, job: Job,
) -> None:  # fmt: skip
    digest = canonical.digest_file(package)
    ticket = acts.export(ws, clerk, "R0001", stick, job, part_size)
    assert ws.release("R0001").state is State.SEALED
    assert acts.awaiting(ws, "R0001") == ticket
    assert all(digest in name for name in names(stick)) and "救助" not in str(names(stick))
    assert len(ticket.code) == 19 and ticket.code in ticket.text.zh

    assert [taken.digest for taken in receive(trusted.platform, stick)] == [digest]
    assert names(stick / "in") == []
    release, receipt = acts.import_receipt(ws, clerk, receipt_of(stick), profile, job)
    assert (release, receipt.sha256) == ("R0001", digest)
    assert ws.release("R0001").state is State.DELIVERED
    assert acts.awaiting(ws, "R0001") is None
    assert ws.verify_log().valid
    assert ws.events()[-2]["act"] == "export"


def test_exporting_again_changes_nothing(
    ws: Workspace, clerk: Identity, trusted: Sandbox, stick: Path, job: Job
) -> None:
    first = acts.export(ws, clerk, "R0001", stick, job)
    assert acts.export(ws, clerk, "R0001", stick, job) == first
    assert [event["act"] for event in ws.events()].count("export") == 1


def test_a_receipt_of_another_platform_or_package_is_refused(
    ws: Workspace, clerk: Identity, trusted: Sandbox, profile: Profile, stick: Path, job: Job
) -> None:
    acts.export(ws, clerk, "R0001", stick, job)
    receive(trusted.platform, stick)
    other = replace(profile, platform=Identity.new("x", "x", "platform", "").card)
    with pytest.raises(ReceiptInvalid):
        acts.import_receipt(ws, clerk, receipt_of(stick), other, job)
    acts.seal(ws, clerk, "R0001", profile, job)  # sealed anew: another package
    assert acts.awaiting(ws, "R0001") is None
    with pytest.raises(ReceiptInvalid, match="no package here"):
        acts.import_receipt(ws, clerk, receipt_of(stick), profile, job)
    assert ws.release("R0001").state is State.SEALED
    assert not list((ws.folder / "outbox").glob("*.receipt.json"))


def test_a_refusal_comes_back_too(
    sandbox: Sandbox, profile: Profile, package: Path, stick: Path, ws: Workspace
) -> None:
    media = replace(profile, connector="media", address=str(stick))
    with pytest.raises(ReceiptAwaited):
        MediaConnector().send(package, canonical.digest_file(package), media, stick, Job())
    receive(sandbox.platform, stick)  # which trusts nobody
    sandbox.platform.trust(*ws.identities().values())
    with pytest.raises(PlatformRefused, match="trusted"):
        MediaConnector().send(package, canonical.digest_file(package), media, stick, Job())


@pytest.mark.parametrize("fault", ["missing", "changed", "index"])
def test_parts_that_do_not_make_the_whole_are_refused(
    ws: Workspace, clerk: Identity, trusted: Sandbox, stick: Path, job: Job, fault: str
) -> None:
    acts.export(ws, clerk, "R0001", stick, job, 1000)
    part = next((stick / "in").glob("*.002"))
    if fault == "missing":
        part.unlink()
    elif fault == "changed":
        part.write_bytes(b"x" + part.read_bytes()[1:])
    else:
        index = next((stick / "in").glob("*.parts.json"))
        index.write_bytes(index.read_bytes().replace(part.name.encode(), b"../../etc/passwd"))
    (taken,) = receive(trusted.platform, stick)
    assert taken.answer == "refusal.json"
    assert trusted.platform.catalog() == []


def test_a_half_written_package_is_not_taken(trusted: Sandbox, package: Path, stick: Path) -> None:
    (stick / "in").mkdir()
    shutil.copy(package, stick / "in" / f"{canonical.digest_file(package)}.gkp.part")
    assert receive(trusted.platform, stick) == []


def test_a_package_under_a_wrong_name_is_refused(
    trusted: Sandbox, package: Path, stick: Path
) -> None:
    (stick / "in").mkdir()
    shutil.copy(package, stick / "in" / f"{'0' * 64}.gkp")
    assert [taken.answer for taken in receive(trusted.platform, stick)] == ["refusal.json"]


# ── the medium fails ─────────────────────────────────────────────────────────────────────────


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A medium of 4 KiB."""
    folder = tmp_path / "small"
    folder.mkdir()
    made = subprocess.run(
        ["/bin/mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip(f"NOT TESTED: no small medium can be mounted here ({made.stderr!r})")
    yield folder
    subprocess.run(["/bin/umount", str(folder)], check=True)


def test_a_full_medium_is_told_beforehand_and_nothing_is_left(
    ws: Workspace, clerk: Identity, trusted: Sandbox, small: Path, job: Job
) -> None:
    with pytest.raises(MediumFailed, match="lacking"):
        acts.export(ws, clerk, "R0001", small, job)
    assert names(small) == []
    assert acts.awaiting(ws, "R0001") is None


def test_a_medium_that_fills_up_meanwhile_keeps_nothing(
    ws: Workspace, clerk: Identity, trusted: Sandbox, small: Path, job: Job,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    room = shutil._ntuple_diskusage(1 << 40, 0, 1 << 40)
    monkeypatch.setattr(local_box.shutil, "disk_usage", lambda _: room)
    with pytest.raises(MediumFailed, match="no space"):
        acts.export(ws, clerk, "R0001", small, job)
    assert names(small) == []


def test_a_file_larger_than_the_medium_takes_is_an_error_that_names_it(
    tmp_path: Path, stick: Path
) -> None:
    """What FAT32 does beyond 4 GiB, by the limit on a process's files."""
    resource = pytest.importorskip("resource")
    source = tmp_path / "source"
    source.write_bytes(bytes(100_000))
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, most))
    try:
        with pytest.raises(MediumFailed, match="larger than"):
            LocalBox(stick).put("in/x", Slice(source, 0, 100_000), Job())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    assert names(stick) == []


COPY_UNTIL = """
import os, sys
from pathlib import Path
from app.core.delivery.local_box import LocalBox
from app.core.delivery.parts import Slice
from app.core.jobs import Job

class Killing(Job):
    left = int(sys.argv[1])

    def show(self, done, total):
        self.left -= 1
        if self.left < 0:
            os._exit(9)

source = Path(sys.argv[2])
LocalBox(Path(sys.argv[3])).put("in/x", Slice(source, 0, source.stat().st_size), Killing())
"""


def test_a_process_killed_anywhere_leaves_the_whole_file_or_none(
    tmp_path: Path, stick: Path
) -> None:
    source = tmp_path / "source"
    source.write_bytes(os.urandom(5 << 20))
    codes = []
    for at in (0, 4, 7, 99):  # before it, within the writing, within the reading back, never
        call = [sys.executable, "-c", COPY_UNTIL, str(at), str(source), str(stick)]
        codes.append(subprocess.run(call, check=False).returncode)
        whole = stick / "in" / "x"
        assert not whole.exists() or whole.read_bytes() == source.read_bytes()
    assert codes == [9, 9, 9, 0]
    assert names(stick / "in") == ["x"]


class Pulling(Job):
    """Pulls the stick when the copy is half done."""

    def __init__(self, stick: Path) -> None:
        super().__init__()
        self._stick = stick

    def show(self, done: int, total: int | None) -> None:
        if done and self._stick.exists():
            shutil.rmtree(self._stick)


def test_a_stick_that_is_pulled_meanwhile_is_no_export(tmp_path: Path, stick: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(os.urandom(3 << 20))
    with pytest.raises(MediumFailed):
        LocalBox(stick).put("in/x", Slice(source, 0, 3 << 20), Pulling(stick))
    assert not stick.exists()


def test_a_stick_that_is_not_there_is_missing(
    ws: Workspace, clerk: Identity, trusted: Sandbox, tmp_path: Path, job: Job
) -> None:
    with pytest.raises(FileMissing):
        acts.export(ws, clerk, "R0001", tmp_path / "nothing", job)


def test_what_does_not_read_back_does_not_stay(
    tmp_path: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worn stick that takes everything and keeps something else."""
    source = tmp_path / "source"
    source.write_bytes(b"approved")
    flush = local_box.flush_folder

    def worn(folder: Path) -> None:
        (folder / "x").write_bytes(b"approveD")
        flush(folder)

    monkeypatch.setattr(local_box, "flush_folder", worn)
    with pytest.raises(MediumFailed, match="read back"):
        LocalBox(stick).put("in/x", Slice(source, 0, 8), Job())
    assert names(stick) == []


@pytest.mark.parametrize(
    ("options", "key"), [({"part": 1}, "options.part"), ({"part_size": "a"}, "part_size")]
)
def test_options_that_mean_nothing_are_named(
    profile: Profile, package: Path, stick: Path, options: dict[str, Any], key: str
) -> None:
    media = replace(profile, connector="media", address=str(stick), options=options)
    with pytest.raises(ProfileUnusable, match=key):
        MediaConnector().send(package, canonical.digest_file(package), media, stick, Job())


def test_a_withdrawal_goes_out_and_its_answer_comes_back(
    ws: Workspace, clerk: Identity, trusted: Sandbox, profile: Profile, stick: Path, job: Job
) -> None:
    acts.export(ws, clerk, "R0001", stick, job)
    receive(trusted.platform, stick)
    acts.import_receipt(ws, clerk, receipt_of(stick), profile, job)
    file = ws.folder.parent / "media.json"
    file.write_bytes(canonical.encode(replace(profile, connector="media", address=str(stick))))
    with pytest.raises(ReceiptAwaited):
        acts.withdraw(ws, clerk, "R0001", "误发", file)
    assert ws.release("R0001").state is State.DELIVERED
    kept = b"".join(path.read_bytes() for path in ws.folder.rglob("*") if path.is_file())
    assert "误发".encode() not in kept  # a reason may say what must not be public
    receive(trusted.platform, stick)
    acts.withdraw(ws, clerk, "R0001", "误发", file)
    assert ws.release("R0001").state is State.WITHDRAWN
    assert trusted.platform.catalog() == []
    assert Kind.WITHDRAWAL in ws.standing("R0001")
