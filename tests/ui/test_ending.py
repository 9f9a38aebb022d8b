"""The system tells the program to end: it goes, and nothing of a training stays."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from app.core.jobs import Job
from app.core.workspace.store import Workspace
from app.ui import training

TRAINING = """
import sys
from pathlib import Path
from PySide6.QtCore import QSettings, QTimer
from app.core.jobs import Job
from app.ui import application, training
from app.ui.ending import Ending
app = application.make_application(["gongkai"])
desk = application.Desk(app, QSettings("settings.ini", QSettings.Format.IniFormat))
Ending(desk).asked.connect(desk.end)
made = training.prepare(Job())
desk.show_training(made)
QTimer.singleShot(0, lambda: print(made.folder, flush=True))
app.exec()
print("ended", flush=True)
"""

BEGINNING = """
from pathlib import Path
from PySide6.QtCore import QSettings, QTimer
from app.ui import application
from app.ui.ending import Ending
app = application.make_application(["gongkai"])
desk = application.Desk(app, QSettings("settings.ini", QSettings.Format.IniFormat))
Ending(desk).asked.connect(desk.end)
QTimer.singleShot(0, lambda: print(type(app.activeModalWidget()).__name__, flush=True))
status = desk.run(Path("workspace"))
print("ended", status, flush=True)
"""

POSIX = pytest.mark.skipif(
    os.name == "nt", reason="Windows ends its programs through their windows"
)


@POSIX
@pytest.mark.parametrize("dialog", ["WelcomeDialog", "UnlockDialog"])
def test_a_first_dialog_is_left(dialog: str, tmp_path: Path) -> None:
    if dialog == "UnlockDialog":
        Workspace.create(tmp_path / "workspace", "pw").close()
    process = _started(BEGINNING, tmp_path)
    assert process.stdout is not None
    assert process.stdout.readline() == f"{dialog}\n"
    process.send_signal(signal.SIGTERM)
    assert process.communicate(timeout=60)[0] == "ended 0\n"


@POSIX
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_training_that_is_told_to_end_leaves_nothing(number: int, tmp_path: Path) -> None:
    process = _training(tmp_path)
    assert process.stdout is not None
    folder = Path(process.stdout.readline().strip())
    assert folder.is_dir()
    process.send_signal(number)
    assert process.communicate(timeout=60)[0] == "ended\n"
    assert process.returncode == 0
    assert not folder.exists()


def test_what_a_killed_training_left_goes_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    process = _training(tmp_path)
    assert process.stdout is not None
    killed = Path(process.stdout.readline().strip())
    training.clear_away()
    assert killed.is_dir()  # it is open
    process.kill()
    process.communicate(timeout=60)
    foreign = tmp_path / "foreign" / "workspace"
    foreign.mkdir(parents=True)
    (foreign / "lock").touch()
    (tmp_path / f"{training.PREFIX}link").symlink_to(foreign.parent)
    open_here = training.prepare(Job())
    training.clear_away()
    assert not killed.exists()
    assert open_here.folder.is_dir()
    assert [path.name for path in foreign.iterdir()] == ["lock"]
    open_here.sandbox.stop()
    open_here.ws.close()
    open_here.end()


def _training(folder: Path) -> "subprocess.Popen[str]":
    """A window of its own in a training; it tells where that lies."""
    return _started(TRAINING, folder)


def _started(code: str, folder: Path) -> "subprocess.Popen[str]":
    environment = {**os.environ, "TMPDIR": str(folder), "QT_QPA_PLATFORM": "offscreen"}
    environment |= {"PYTHONPATH": str(Path(__file__).parents[2]), "XDG_STATE_HOME": str(folder)}
    return subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
