"""Starting the window: surroundings, language, unlocking, and what happens to a bug.

The first window asks for a passphrase and needs Qt alone. What stands behind it, some seconds of
imports on a slow disk, is loaded while the person types.
"""

import gc
import logging
import logging.handlers
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import platformdirs
from PySide6.QtCore import QObject, QSettings, Qt, QThread
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from app.core.errors import Cancelled, GongkaiError, WorkspaceMissing
from app.core.fleet.settings import LANGUAGE, spoken
from app.core.fleet.standing import keep, standing
from app.core.jobs import Job
from app.core.text import Language
from app.core.traces import trace
from app.core.workspace.slot_files import is_keyed
from app.ui import folders, fonts, theme
from app.ui.dialogs.unlock import UnlockDialog
from app.ui.dialogs.welcome import WelcomeDialog
from app.ui.doorbell import Doorbell, ring
from app.ui.ending import Ending
from app.ui.errors import show_error
from app.ui.garbage import Collector
from app.ui.help.asking import answer_help_key, close_help
from app.ui.jobs import JobRunner
from app.ui.languages import Languages
from app.ui.stoppable import stoppable_imports

if TYPE_CHECKING:
    from app.core.trust.identity import Identity
    from app.core.workspace.store import Workspace
    from app.ui.main_window import MainWindow
    from app.ui.session import Session
    from app.ui.training import Training

SWITCH = 0.0005  # seconds

log = logging.getLogger("gongkai")


def run(workspace: Path, files: Sequence[Path] = ()) -> int:
    """Open the window on a workspace, and ``files`` in it; returns the exit status.

    Where a window has that workspace open already, it is the one that opens them.
    """
    app = make_application(sys.argv)
    if ring(workspace, files):
        return 0
    desk = Desk(app, QSettings())
    sys.excepthook = desk.unexpected
    Ending(desk).asked.connect(desk.end)
    return desk.run(workspace, files)


def load(job: Job) -> None:
    """Load what stands behind the first window; raises :class:`Cancelled` where the person has closed it.

    Raises the first of what this installation lacks, and what keeps a policy from holding that should.
    """
    with stoppable_imports(job):
        from app.core import families
        from app.core.acts import Proposal
        from app.core.model import Entry, Findings, Recipe, Report
        from app.core.trust import canonical
        from app.ui import main_window, training  # noqa: F401 — main_window for whoever asks for it next

        canonical.learn((Findings, Recipe, Proposal, Entry, Report))
        lacking = families.check()  # loads what registers itself
    if lacking:
        raise lacking[0]
    _ = standing().pack
    keep()
    training.clear_away()
    # What is loaded now stays to the end. Looked through with the rest at every full collection, it held
    # the window up for 110 ms each time, in whatever thread that fell.
    gc.freeze()


def make_application(arguments: list[str]) -> QApplication:
    """The QApplication, dressed and named."""
    choose_input_method()
    # A job in pure Python yields to the window every half millisecond instead of every five:
    # importing 300,000 rows, the longest standstill fell from 1.4 s to 0.2 s.
    sys.setswitchinterval(SWITCH)
    QApplication.setApplicationName("gongkai")
    QApplication.setOrganizationName("gongkai")
    app = QApplication(arguments)
    Collector(app)
    fonts.prefer_simplified(app)
    theme.dress(app)
    answer_help_key(app)
    write_log()
    return app


def choose_input_method() -> None:
    """Let Chinese be typed: Qt's wheels carry no fcitx plug-in, but fcitx answers as IBus."""
    if sys.platform == "linux" and os.environ.get("QT_IM_MODULE") in ("fcitx", "fcitx5"):
        os.environ["QT_IM_MODULE"] = "ibus"
        os.environ["IBUS_USE_PORTAL"] = "1"


class Wordless(logging.Formatter):
    """Writes down where a bug happened, and nothing that it said."""

    def formatException(self, ei: Any) -> str:
        return trace(ei[1]).rstrip()


def write_log() -> None:
    """A small rotating file on this computer; it holds traces of bugs and nothing else."""
    folder = Path(platformdirs.user_log_dir("gongkai", appauthor=False, ensure_exists=True))
    handler = logging.handlers.RotatingFileHandler(
        folder / "gongkai.log", maxBytes=1 << 20, backupCount=3, encoding="utf-8"
    )
    handler.setFormatter(Wordless("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.propagate = False


class Desk(QObject):
    """Keeps the one window, and builds it anew when the language changes."""

    def __init__(self, app: QApplication, settings: QSettings) -> None:
        super().__init__(app)
        self._app = app
        self.settings = settings
        self.window: MainWindow | None = None
        self.fault: Exception | None = None  # why this installation must not be worked with
        self.language = spoken(str(settings.value(LANGUAGE.key, "")))
        theme.choose(str(settings.value("look", "")))
        self._languages = Languages(app)
        self._languages.use(self.language)
        self._trained: tuple[MainWindow, Training] | None = None
        self._ends = False  # the system wants the program gone
        self._waiting: list[Path] = []  # files for a window that is not there yet
        self._bell = Doorbell(self)
        self._bell.rung.connect(self._answer)

    def run(self, workspace: Path, files: Sequence[Path] = ()) -> int:
        """Unlock, show the window with ``files``, and stay until it is closed; returns the exit status."""
        self._bell.listen(workspace)
        if not fonts.can_write_chinese():
            fonts.tell_lack().exec()
        session = self.open_session(workspace)
        if self.fault is not None:  # without its detectors the window would call anything safe
            show_error(None, self.fault, self.language)
            self._app.exec()  # until the message is closed
            return 2
        if session is None:
            return 0
        try:
            self._waiting += files
            self.show_window(session)
            session.stand_by()
            self._open_waiting()
            return self._app.exec()
        finally:
            if self.window is not None:
                session = self.window.session  # it may be another workspace by now
            session.close()

    def open_session(self, folder: Path) -> "Session | None":
        """Ask for a new workspace or for the passphrases of one; None if the person gives up, and where
        this installation is not whole, which ``fault`` then tells.
        """
        runner = JobRunner()
        # Whatever the dialogs want done waits behind it.
        runner.start("", load, failed=self._keep_fault)
        try:
            if not is_keyed(folder):
                welcome = self._welcome(folder, runner)
                if welcome is None:
                    return None
                if welcome.workspace is not None and welcome.identity is not None:
                    return self._session(welcome.workspace, welcome.identity)
                folder = welcome.chosen
            unlock = UnlockDialog(folder, runner, self.language)
            unlock.exec()
            if unlock.workspace is None or unlock.identity is None:
                return None
            return self._session(unlock.workspace, unlock.identity)
        finally:
            runner.close()

    def _welcome(self, folder: Path, runner: JobRunner) -> WelcomeDialog | None:
        """Ask for a new workspace, as often as the person comes back from a training or chooses another
        language; None if they give up.
        """
        while True:
            welcome = WelcomeDialog(folder, runner, self.language)
            if welcome.exec() == QDialog.DialogCode.Accepted:
                return welcome
            if welcome.wanted is not None:
                folder = welcome.chosen
                self._speak(welcome.wanted)
                continue
            if welcome.training is None:
                return None
            self.show_training(welcome.training)
            self._app.exec()  # until it is left
            if self._ends:
                return None

    def show_window(self, session: "Session") -> "MainWindow":
        """Show the window, in place of an earlier one."""
        from app.ui.main_window import MainWindow

        earlier, self.window = self.window, MainWindow(session, self.settings)
        self.window.language_chosen.connect(self._change_language)
        self.window.training_wanted.connect(self._prepare_training)
        self.window.workspace_wanted.connect(self._ask_for_workspace)
        self.window.show()
        if earlier is not None:
            earlier.close()
            earlier.deleteLater()
        else:
            folders.begin_in_documents()
        return self.window

    def show_training(self, made: "Training") -> "MainWindow":
        """Show the window of a training, in place of the real one until it is left."""
        from app.ui.main_window import MainWindow
        from app.ui.session import Session

        session = Session(made.ws, made.clerk, self.language)
        session.sandbox = made.sandbox
        window = MainWindow(session, self.settings, training=True)
        self._trained = window, made
        window.left.connect(self._leave_training)
        window.show()
        if self.window is not None:
            self.window.hide()
        return window

    def change_workspace(self, folder: Path) -> None:
        """Work in another folder from now on, if the person can open it. Raises WorkspaceMissing."""
        if not is_keyed(folder):
            raise WorkspaceMissing(path=folder)
        earlier = self.window.session if self.window is not None else None
        session = self.open_session(folder)
        if session is None:
            return
        self.show_window(session)
        session.stand_by()
        self._bell.listen(folder)
        if earlier is not None:
            earlier.close()

    def end(self) -> None:
        """Leave at once: work is stopped as when a person stops it, and nothing stays of a training."""
        self._ends = True
        self._end_training()
        self._app.quit()
        if self.window is None:  # quit() does not leave the loops of the dialogs before it
            self._app.exit()

    def unexpected(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """A bug: the trace goes to the log, the person gets words."""
        show_error(self.window, error.with_traceback(trace), self.language)
        if not QThread.currentThread().loopLevel():
            self._app.exec()  # until the message is closed; else the program would end before it is seen

    def _answer(self, files: list[Path]) -> None:
        """Somebody has started the program once more: come forward, with what they want opened."""
        self._waiting += files
        shown = self._app.activeModalWidget() or self._app.activeWindow() or self.window
        if shown is not None:
            shown.setWindowState(shown.windowState() & ~Qt.WindowState.WindowMinimized)
            shown.raise_()
            shown.activateWindow()
        self._open_waiting()

    def _open_waiting(self) -> None:
        """Files are for the real window: they wait until it is there, and through a training."""
        if self.window is not None and self.window.isVisible():
            files, self._waiting = self._waiting, []
            self.window.open_files(files)

    def _session(self, workspace: "Workspace", identity: "Identity") -> "Session | None":
        """None, and the workspace given back, where this installation is not whole: what it lacks may be
        a part of the session.
        """
        if self.fault is not None:
            workspace.close()
            return None
        from app.ui.session import Session

        return Session(workspace, identity, self.language)

    def _keep_fault(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):  # the person closed the dialog first: nothing is amiss
            self.fault = error

    def _prepare_training(self) -> None:
        from app.ui import training

        if self.window is not None:
            session = self.window.session
            title = self.tr("正在准备演练")
            session.work_out(self.window, title, training.prepare, self.show_training)

    def _leave_training(self) -> None:
        if self.window is not None:
            self.window.show()  # before the other goes: Qt ends with the last window
        self._end_training()
        self._open_waiting()

    def _end_training(self) -> None:
        if self._trained is None:
            return
        (window, made), self._trained = self._trained, None
        window.session.close()
        made.end()
        window.deleteLater()

    def _ask_for_workspace(self) -> None:
        name = QFileDialog.getExistingDirectory(self.window, self.tr("选择工作区文件夹"))
        if not name:
            return
        try:
            self.change_workspace(Path(name))
        except GongkaiError as error:
            show_error(self.window, error, self.language)

    def _change_language(self, language: Language) -> None:
        if self.window is None or language == self.language:
            return
        self._speak(language)
        self.window.session.language = language
        self.show_window(self.window.session)

    def _speak(self, language: Language) -> None:
        """Every window from now on, and the next time."""
        self.language = language
        self.settings.setValue(LANGUAGE.key, language)
        close_help()
        self._languages.use(language)
