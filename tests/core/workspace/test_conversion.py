"""Workspaces of earlier builds: a plain database, and one passphrase in workspace.key."""

import base64
import signal
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import pytest
from sqlite_utils import Database

from app.core.trust import canonical
from app.core.trust.identity import Stretching
from app.core.workspace import database, keys
from app.core.workspace.schema import migrations
from app.core.workspace.slot import SLOT, wrap
from app.core.workspace.store import Workspace, is_workspace
from app.core.workspace.vault import Vault

ROOT = Path(__file__).resolve().parents[3]
KEY = bytes(range(32))
SECRET = "清溪县民政局的设置"


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """A workspace as an earlier build left it, killed before its log was checkpointed."""
    folder = tmp_path / "ws"
    folder.mkdir()
    stretching = Stretching.new()
    wrapped = base64.b64encode(wrap(stretching.stretch("pw"), KEY, SLOT)).decode()
    document = {"stretching": asdict(stretching), "wrapped": wrapped}
    (folder / "workspace.key").write_bytes(canonical.encode(document))
    sealed = Vault(folder, KEY).seal_text("低保名单", "R0001")
    with closing(sqlite3.connect(folder / "plain.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        db = Database(connection)
        migrations.apply(db)
        db.table("settings").insert({"key": "provider", "value": SECRET})
        row = {"id": "R0001", "name": sealed, "state": "new", "created": "", "updated": ""}
        db.table("releases").insert(row)
        for suffix in ("", "-wal"):  # as a killed process leaves them
            content = (folder / f"plain.db{suffix}").read_bytes()
            (folder / f"workspace.db{suffix}").write_bytes(content)
    (folder / "plain.db").unlink()
    return folder


def check(folder: Path) -> None:
    """It opens with what it held, and nothing is in the clear."""
    with Workspace.open(folder, "pw") as ws:
        assert ws.setting("provider") == SECRET
        assert [release.name for release in ws.releases()] == ["低保名单"]
        with pytest.raises(database.cipher().IntegrityError, match="append-only"):
            ws.db.execute("INSERT OR IGNORE INTO events VALUES (1, '', '', '', '')")
            ws.db.execute("DELETE FROM events")
    for file in folder.rglob("*"):
        assert file.is_dir() or SECRET.encode() not in file.read_bytes(), file.name
    assert not (folder / "workspace.key").exists()
    assert not list(folder.glob("*plain*")) and not list(folder.glob("*.part"))


def test_it_opens_encrypted_from_then_on(earlier: Path) -> None:
    assert is_workspace(earlier)
    assert database.is_plain(earlier / "workspace.db")
    check(earlier)
    check(earlier)


def test_the_plain_bytes_are_overwritten_before_the_file_goes(
    earlier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bytes] = []
    unlink = Path.unlink

    def looking(self: Path, missing_ok: bool = False) -> None:
        if self.name == "workspace.plain.db":
            seen.append(self.read_bytes())
        unlink(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", looking)
    Workspace.open(earlier, "pw").close()
    assert seen and not any(any(content) for content in seen)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
@pytest.mark.parametrize("call", range(6))
def test_killed_at_any_step_it_still_opens(earlier: Path, call: int) -> None:
    """Killed before the n-th of the calls that change what lies in the folder."""
    code = f"""
        import os, signal
        from pathlib import Path
        from app.core.workspace import conversion
        from app.core.workspace.store import Workspace
        left = [{call}]
        def deadly(work):
            def call(*arguments, **options):
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                left[0] -= 1
                return work(*arguments, **options)
            return call
        Path.rename = deadly(Path.rename)
        Path.unlink = deadly(Path.unlink)
        conversion.export = deadly(conversion.export)
        conversion._overwrite = deadly(conversion._overwrite)
        Workspace.open(Path({str(earlier)!r}), "pw")
    """
    killed = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    check(earlier)


def test_the_earlier_passphrase_is_a_slot_like_any_other(earlier: Path) -> None:
    assert keys.unlock(earlier, "pw") == KEY
    (slot,), damaged = keys.slots(earlier)
    assert (slot.kind, damaged) == ("passphrase", ())
