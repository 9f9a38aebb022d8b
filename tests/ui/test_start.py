"""The start: what is seen first needs Qt alone, and an installation that is not whole is not opened."""

import gc
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit

from app.core import families
from app.core.errors import RegistryIncomplete
from app.core.jobs import Job
from app.core.text import Text
from app.core.workspace.store import Workspace
from app.ui.application import Desk, Wordless, load
from app.ui.dialogs.unlock import UnlockDialog
from app.ui.errors import ErrorDialog
from app.ui.jobs import JobRunner

ROOT = Path(__file__).parents[2]
HEAVY = (
    "cryptography", "docx", "faker", "keyring", "lxml", "msgspec", "numpy", "openpyxl", "pandas",
    "paramiko", "pyarrow", "rdflib", "requests", "sqlcipher3", "sqlite_utils", "typst",
)  # fmt: skip
FIRST = """
import sys
from collections.abc import Iterator
from pathlib import Path
from app.ui import application
app = application.make_application(["gongkai"])
from app.ui.dialogs.unlock import UnlockDialog
from app.ui.dialogs.welcome import WelcomeDialog
from app.ui.jobs import JobRunner
for kind in (UnlockDialog, WelcomeDialog):
    dialog = kind(Path("."), JobRunner(), "zh")
    dialog.show()
    app.processEvents()
print(*(name for name in sys.argv[1:] if name in sys.modules))
"""


def test_nothing_heavy_is_loaded_before_the_first_window_is_painted(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FIRST, *HEAVY],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_STATE_HOME": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    assert done.stdout.split() == []


GIVEN_UP = """
import sys
from app.core.errors import Cancelled
from app.core.jobs import Job
from app.ui.application import load
job = Job()
job.cancel()
try:
    load(job)
except Cancelled:
    print("cancelled", *(name for name in sys.argv[1:] if name in sys.modules))
"""


def test_whoever_closes_the_first_window_waits_for_no_library() -> None:
    """Or the process stays in the task manager for as long as a slow disk takes."""
    done = subprocess.run(
        [sys.executable, "-c", GIVEN_UP, *HEAVY],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["cancelled"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Workspace.create(tmp_path / "w", "workspace") as ws:
        ws.new_identity("张", "1", "clerk", "某局", "signing")
    return tmp_path / "w"


@pytest.fixture
def answered(qapp: QApplication) -> Iterator[None]:
    """Type both passphrases into the dialog as soon as each is asked for."""

    def dialog() -> UnlockDialog | None:
        shown = (w for w in qapp.topLevelWidgets() if isinstance(w, UnlockDialog) and w.isVisible())
        return next(shown, None)

    def type_in(name: str, text: str) -> None:
        asking = dialog()
        if asking is None or not asking.fields.isEnabled():
            return
        line: QLineEdit = getattr(asking, name)
        if line.isVisible() and line.isEnabled() and not line.text():
            line.setText(text)
            asking.submit()

    timer = QTimer(qapp, interval=20)
    timer.timeout.connect(lambda: type_in("passphrase", "workspace"))
    timer.timeout.connect(lambda: type_in("signing", "signing"))
    timer.start()
    yield
    timer.stop()


def messages(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The details of the messages that a person reads and closes when the program waits for them."""
    said = []

    def leave() -> int:
        shown = [w for w in qapp.topLevelWidgets() if isinstance(w, ErrorDialog)]
        said.extend(dialog.details for dialog in shown)
        for dialog in shown:
            dialog.accept()
        return 0

    monkeypatch.setattr(qapp, "exec", leave, raising=False)
    return said


def test_two_passphrases_open_the_window(
    answered: None, folder: Path, settings: QSettings, qapp: QApplication
) -> None:
    desk = Desk(qapp, settings)
    session = desk.open_session(folder)
    assert session is not None
    assert desk.fault is None
    assert session.actor.card.name == "张"
    session.close()


def test_without_a_part_of_the_window_the_person_is_told(
    answered: None,
    folder: Path,
    settings: QSettings,
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As in an installation from which one of Qt's libraries was left out."""
    monkeypatch.delattr("app.ui.main_window")
    monkeypatch.setitem(sys.modules, "app.ui.main_window", None)
    monkeypatch.setitem(sys.modules, "app.ui.session", None)
    said = messages(qapp, monkeypatch)
    assert Desk(qapp, settings).run(folder) == 2
    assert "ModuleNotFoundError" in said[0]
    with Workspace.open(folder, "workspace"):  # it was given back
        pass


def test_giving_up_is_no_fault_of_the_installation(settings: QSettings, qapp: QApplication) -> None:
    desk = Desk(qapp, settings)
    runner = JobRunner()
    runner.start("", load, failed=desk._keep_fault)
    runner.cancel()
    runner.close()
    qapp.processEvents()
    assert desk.fault is None


def test_a_bug_before_the_window_is_there_stays_to_be_read(
    settings: QSettings, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = messages(qapp, monkeypatch)
    Desk(qapp, settings).unexpected(ValueError, ValueError("110101196101010012"), None)
    assert len(said) == 1 and "110101" not in said[0]


def test_the_log_says_where_a_bug_was_and_no_value() -> None:
    number = "110101196101010012 x"
    try:
        int(number)
    except ValueError as error:
        record = logging.LogRecord("gongkai", logging.ERROR, "", 0, "unexpected", (), None)
        record.exc_info = (type(error), error, error.__traceback__)
    told = Wordless("%(message)s").format(record)
    assert "test_start.py" in told and "ValueError" in told
    assert "110101" not in told


def test_without_its_detectors_nothing_is_opened(
    answered: None,
    folder: Path,
    settings: QSettings,
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lacking = RegistryIncomplete(kind=Text("检测器", "detectors"), missing="resident-id")
    monkeypatch.setattr(families, "check", lambda: [lacking])
    said = messages(qapp, monkeypatch)
    desk = Desk(qapp, settings)
    assert desk.run(folder) == 2
    assert "resident-id" in said[0]
    assert desk.window is None
    with Workspace.open(folder, "workspace"):  # it was given back
        pass


def test_what_is_loaded_is_spared_from_garbage_collection() -> None:
    gc.unfreeze()
    try:
        load(Job())
        assert gc.get_freeze_count() > len(gc.get_objects())
    finally:
        gc.unfreeze()  # other tests may look for what is left over
