"""The program is started again while a window is open: the files come to that window."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui import doorbell
from app.ui.application import Desk
from app.ui.doorbell import Doorbell, ring
from app.ui.main_window import MainWindow
from app.ui.session import Session

ROOT = Path(__file__).parents[2]
AGAIN = """
import sys
from pathlib import Path
from app.ui.doorbell import ring
sys.exit(0 if ring(Path(sys.argv[1]), [Path(each) for each in sys.argv[2:]]) else 7)
"""


@pytest.fixture(autouse=True)
def own_state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(doorbell.platformdirs, "user_state_path", lambda *_, **__: tmp_path / "s")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return tmp_path / "w"


def start_again(workspace: Path, *files: str) -> "subprocess.Popen[bytes]":
    """Another process, in the same state folder."""
    state = str(workspace.parent / "s")
    patch = f"import platformdirs; platformdirs.user_state_path = lambda *a, **k: {state!r}\n"
    command = [sys.executable, "-c", patch + AGAIN, str(workspace), *files]
    known = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, cwd=workspace.parent, env=known)


def test_the_open_window_gets_the_files(workspace: Path, qtbot: QtBot) -> None:
    bell = Doorbell()
    assert bell.listen(workspace)
    with qtbot.waitSignal(bell.rung, timeout=10_000) as heard:
        started = start_again(workspace, "a b.gkp", "/x/送审.gkrequest")
    assert heard.args == [[workspace.parent / "a b.gkp", Path("/x/送审.gkrequest")]]
    assert started.wait(10) == 0


def test_where_nobody_is_nothing_is_left_behind(workspace: Path, tmp_path: Path) -> None:
    assert not ring(workspace, [Path("a.gkp")])
    assert not list((tmp_path / "s").rglob("*.note"))


def test_each_workspace_has_its_own_door(workspace: Path, tmp_path: Path, qtbot: QtBot) -> None:
    bell = Doorbell()
    bell.listen(workspace)
    bell.listen(tmp_path / "another")
    assert not ring(workspace, [])  # the window has gone on to another
    with qtbot.waitSignal(bell.rung, timeout=10_000) as heard:
        started = start_again(tmp_path / "another")
    assert heard.args == [[]]
    assert started.wait(10) == 0


def test_a_window_that_never_looks_is_not_waited_for(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bell = Doorbell()
    bell.listen(workspace)
    started = time.monotonic()
    monkeypatch.setattr(doorbell, "PATIENCE", 0.2)
    assert not ring(workspace, [Path("a.gkp")])  # no event loop runs
    assert time.monotonic() - started < 5
    assert not list((tmp_path / "s").rglob("*.note"))


@pytest.mark.parametrize("note", [b"\xff", b"{}", b"[1]", b'"a.gkp"'])
def test_what_is_no_list_of_paths_is_thrown_away(
    workspace: Path, qtbot: QtBot, note: bytes
) -> None:
    bell = Doorbell()
    bell.listen(workspace)
    slot = next(path.parent for path in workspace.parent.rglob("open.lock"))
    with qtbot.assertNotEmitted(bell.rung):
        (slot / "x.note").write_bytes(note)
        qtbot.waitUntil(lambda: not (slot / "x.note").exists(), timeout=10_000)


def test_files_wait_for_the_window(
    qapp: QApplication,
    settings: QSettings,
    session: Session,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(MainWindow, "open_files", lambda _, files: opened.extend(files))
    desk = Desk(qapp, settings)
    desk._answer([tmp_path / "a.gkp"])  # nobody has unlocked it yet
    assert opened == []
    window = desk.show_window(session)
    window.hide()  # as in a training
    desk._answer([tmp_path / "b.gkp"])
    assert opened == []
    window.show()
    desk._answer([])
    assert opened == [tmp_path / "a.gkp", tmp_path / "b.gkp"]
    window.close()
