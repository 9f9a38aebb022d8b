"""Whoever takes the disk finds no citizen on it: every byte of a workspace is read and searched."""

import base64
import os
import signal
import subprocess
import sys
import tempfile
import textwrap
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core import acts
from app.core.jobs import Job
from app.core.model import Profile
from app.core.trust.identity import Identity
from app.core.workspace import retention
from app.core.workspace.store import Workspace
from app.sandbox.server import Sandbox
from tests import releases
from tests.conftest import ROWS

ROOT = Path(__file__).resolve().parents[3]

# What the file below says of people, and what it is called; places and counts are no secret.
PLANTED = [cell for row in ROWS[1:] for cell in row[1:3]] + ["低保对象王小伟", "备注：李芳改嫁"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A list with a title that names somebody, under a name that does."""
    path = tmp_path / "低保对象王小伟.csv"
    lines = ["备注：李芳改嫁,,,", *(",".join(row) for row in ROWS)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, empty, and this test's own."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


def forms(text: str) -> Iterator[bytes]:
    """How a text may lie in a file: three encodings, and Base64 of each at every offset."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"):
        plain = text.encode(encoding)
        yield plain
        for offset in range(3):
            coded = base64.b64encode(bytes(offset) + plain)
            # The first and the last group hold bits of what stands beside the text.
            whole = coded[4 * (offset > 0) : -4 if (len(plain) + offset) % 3 else None]
            if len(whole) >= 8:
                yield whole


def traces(*folders: Path) -> list[str]:
    """The files in which anything planted can be read, the text's place in the list beside each."""
    found = []
    for folder in folders:
        for path in folder.rglob("*"):
            content = path.read_bytes() if path.is_file() else b""
            content += str(path.relative_to(folder)).encode()
            for number, text in enumerate(PLANTED):
                if any(form in content for form in forms(text)):
                    found.append(f"{path.name}: {number}")
    return found


def test_the_search_finds_every_form(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-16-le", "gb18030"):
        for offset in range(3):
            plain = (" " * offset + PLANTED[1] + "  ").encode(encoding)
            for content in (plain, base64.b64encode(plain)):
                (tmp_path / "x").write_bytes(content)
                assert traces(tmp_path), (encoding, offset)


def test_nothing_is_left_of_a_release_at_any_step(
    ws: Workspace,
    clerk: Identity,
    reviewer: Identity,
    sandbox: Sandbox,
    profile: Profile,
    file: Path,
    temporary: Path,
    job: Job,
    tmp_path: Path,
) -> None:
    """From import to withdrawal and shredding; the database is looked at while it is open, too."""
    sandbox.platform.trust(clerk.card, reviewer.card)
    release = releases.submitted(ws, clerk, file, job)
    assert traces(ws.folder, temporary) == []
    acts.review(ws, reviewer, release, "公开", "条例第十九条", "")
    acts.seal(ws, clerk, release, profile, job)
    acts.deliver(ws, clerk, release, sandbox.profile, job)
    acts.recheck(ws, clerk, release, job)
    assert traces(ws.folder, temporary) == []
    acts.export_originals(ws, clerk, release, tmp_path / "exported", job)
    assert traces(tmp_path / "exported")  # what a clerk asked for lies where the clerk said
    acts.withdraw(ws, clerk, release, "到期", sandbox.profile)
    retention.shred(ws, clerk.card, release)
    assert traces(ws.folder, temporary) == []
    ws.close()
    assert traces(ws.folder, temporary) == []


@pytest.mark.apart
def test_nothing_is_left_by_the_process_that_reads_the_file(
    ws: Workspace, clerk: Identity, file: Path, temporary: Path, job: Job
) -> None:
    acts.take_in(ws, clerk, file, job)
    assert traces(ws.folder, temporary) == []


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_nothing_is_left_after_a_crash_and_the_next_opening(
    ws: Workspace, clerk: Identity, file: Path, temporary: Path, tmp_path: Path
) -> None:
    """Killed while an archive lies unpacked in the scratch folder."""
    archive = tmp_path / "月报.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.write(file, file.name)
        packed.write(file, f"2月/{file.name}")
    ws.close()
    code = f"""
        import os, signal
        from pathlib import Path
        from app.core import acts
        from app.core.acts import incoming
        from app.core.jobs import Job
        from app.core.workspace.store import Workspace
        from app.core.trust.identity import Identity
        def killed(*arguments, **options):
            os.kill(os.getpid(), signal.SIGKILL)
        incoming.import_members = killed
        ws = Workspace.open(Path({str(ws.folder)!r}), "pw")
        acts.take_in_many(ws, ws.unlock("张敏", "a"), [Path({str(archive)!r})], Job())
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    assert traces(ws.folder), "the archive was not unpacked: the test shows nothing"
    with Workspace.open(ws.folder, "pw") as again:
        assert traces(ws.folder, temporary) == []
        assert again.releases() == []
