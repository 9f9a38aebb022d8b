"""The window: releases at the left, the chosen one at the right, work in progress at the bottom."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QSettings, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QMainWindow,
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.core import acts, pipeline
from app.core.errors import ReleaseUnknown
from app.core.intake.sheet import NO_WISH, Wish
from app.core.model import ROLES
from app.ui import menus, theme, wording
from app.ui.dialogs.agency import AgencyDialog
from app.ui.dialogs.inbox_dialog import InboxDialog
from app.ui.dialogs.log_dialog import LogDialog
from app.ui.dialogs.palette import Choice, Palette, of_actions, of_buttons
from app.ui.dialogs.recheck_dialog import RecheckDialog
from app.ui.dialogs.register_dialog import RegisterDialog
from app.ui.dialogs.shortcuts_dialog import ShortcutsDialog
from app.ui.dialogs.support_dialog import SupportDialog
from app.ui.dropped import files
from app.ui.errors import show_error
from app.ui.help.asking import show_help, topic_of
from app.ui.help.topics import of_guide
from app.ui.importing import Importing
from app.ui.leaving import Leaving
from app.ui.letters import Letters
from app.ui.memory import Memory
from app.ui.packages import Packages
from app.ui.pages.home_page import HomePage
from app.ui.pasting import Pasting
from app.ui.recent_files import RecentFiles
from app.ui.release_page import ReleasePage
from app.ui.session import Session
from app.ui.tour import Tour
from app.ui.training import example
from app.ui.widgets.job_strip import JobStrip
from app.ui.widgets.record_table import RecordTable
from app.ui.widgets.rehearsal_band import RehearsalBand
from app.ui.widgets.side import Side
from app.ui.widgets.tour_bar import TourBar

LOOK = "look"  # light or dark, in the settings of this computer


class MainWindow(QMainWindow):
    """``language_chosen``: the whole window is to be built anew in another language.

    ``training_wanted``: to try it out with invented data; ``workspace_wanted``: to work in another
    folder; ``left``: it is about to close. ``training``: nothing that is done here is real.
    """

    language_chosen = Signal(str)
    training_wanted = Signal()
    workspace_wanted = Signal()
    left = Signal()

    def __init__(self, session: Session, settings: QSettings, *, training: bool = False) -> None:
        super().__init__()
        self.training = training
        self.session = session
        self.settings = settings
        self.leaving = Leaving(session, self)
        self._files: dict[str, Path] = {}  # where releases came from, for this sitting only
        self.memory = Memory(settings, session.ws)
        RecordTable.widths = self.memory.widths  # before any is made
        self.recent = RecentFiles(session.ws, self)
        self.importing = Importing(session, settings, self)
        self.importing.taken_in.connect(self._taken_in)
        self.pasting = Pasting(session, self.importing)
        self.letters = Letters(session, self)
        self.letters.arrived.connect(lambda release: self.go_to(release, "signoff"))
        self.packages = Packages(session, self)
        self.packages.known.connect(lambda release: self.go_to(release, "deliver"))
        self.setAcceptDrops(True)
        self.side = Side(session)
        self.list = self.side.list
        self.page = ReleasePage(session)
        self.home = HomePage(session, self.recent)
        self.empty = self.home.empty
        self.right = QStackedWidget()
        self.right.addWidget(self.home)
        self.right.addWidget(self.page)
        self.strip = JobStrip(session.jobs)
        self._lay_out()
        self.commands = menus.fill(self)
        self._connect()
        self.memory.restore_looks(self, self.split)
        self.refresh()
        self._restore_place()
        self.side.upkeep.look()
        self.tour = Tour(self, self.tour_bar) if training else None
        if self.tour is not None:
            self.tour_bar.example.clicked.connect(lambda: self.look_at(example()))
            self.tour.left.connect(self.close)

    def refresh(self) -> None:
        """Read everything anew."""
        self.list.show_releases(self.session.ws.releases())
        chosen = self.list.chosen()
        if chosen is None:
            self.go_home()
        else:
            self._show_release(chosen)
        card = self.session.actor.card
        role = self.session.say(ROLES[card.role])
        provider = self.session.ws.setting("provider")
        title = f"{self.tr('公开')} — {provider} · {wording.aside(card.name, role)}"
        self.setWindowTitle(
            self.tr("【演练】{title}").format(title=title) if self.training else title
        )
        self.band.look(self.session, self.training)
        self.side.policy.look()
        self.commands.update()

    def go_home(self) -> None:
        """Show what waits, and no release."""
        self.list.choose_none()
        self.right.setCurrentWidget(self.home)
        self.side.home.setChecked(True)
        self.home.refresh()
        self.commands.update()

    def go_to(self, release: str, step: str = "") -> None:
        """Show a release, at a step or where it waits."""
        # The step first: whoever is chosen in the list opens at the step that waits, which costs a page.
        self.page.show_release(self.session.ws.release(release), step=step or None)
        self.list.choose(release)

    def no_release(self) -> str:
        """Why nothing can be done with the chosen release; "" where one is chosen."""
        return "" if self.list.chosen() else self.tr("请先在清单中选择一个发布")

    def no_step(self, id: str) -> str:
        """Why a step cannot be looked at; "" where it can."""
        return self.no_release() or self.page.closed(id)

    def in_training(self) -> str:
        """Why something is not done in a training; "" outside of one."""
        return self.tr("请先离开演练") if self.training else ""

    def cannot_leave(self) -> str:
        """Why the window cannot make room for another."""
        return self.in_training() or self.at_work()

    def at_work(self) -> str:
        """Why something has to wait; "" where nothing runs."""
        return self.tr("正在处理，请稍候。") if self.session.working else ""

    def look_at(self, path: Path, sheet: str | None = None, wish: Wish = NO_WISH) -> None:
        """Show what a file holds and what becomes of it; from there it is imported."""
        self.importing.look_at(path, sheet, wish)

    def open_files(self, paths: Sequence[Path]) -> None:
        """Show each file where it belongs: packages, letters and cards, and data to import."""
        self.importing.look_at_all(self.packages.take(self.letters.take(paths)))

    def paste(self) -> None:
        """Import what was copied in a spreadsheet, or the files that were copied."""
        self.open_files(self.pasting.paste())

    def take_in(self, path: Path) -> None:
        """Import a file as it is understood; the new release is then shown."""
        self.importing.take_in(path)

    def ask_for_next(self) -> None:
        """Let the person pick the new period of the release that is shown."""
        release = self.list.chosen()
        if release is not None:
            self.importing.ask_for_next(release)

    def open_recheck(self) -> RecheckDialog:
        """Show the releases that the rules of today have not seen yet, or hold back."""
        dialog = RecheckDialog(self.session, acts.upload_profile(self.session.ws), self)
        dialog.picked.connect(self.list.choose)
        dialog.finished.connect(lambda _: self.side.upkeep.look())
        dialog.open()
        return dialog

    def open_agency(self) -> AgencyDialog:
        """Choose the province and the agency's own rules."""
        dialog = AgencyDialog(self.session, self)
        dialog.open()
        return dialog

    def open_inbox(self) -> InboxDialog:
        """Show what the public has written."""
        dialog = InboxDialog(self.session, self)
        dialog.open()
        return dialog

    def open_register(self) -> RegisterDialog:
        """Show the department's catalog as a whole."""
        dialog = RegisterDialog(self.session, self)
        dialog.open()
        return dialog

    def _reclassified(self) -> None:
        """What is shown of an entry was judged by the classes of before."""
        self.page.pages["catalog"].forget()
        self.refresh()

    def open_search(self) -> None:
        """Put the cursor in the search field of the home page."""
        self.go_home()
        self.home.search_for()

    def open_palette(self) -> Palette:
        """Show every action by name."""
        choices = [
            *of_actions(self.commands),
            *self._buttons(),
            *of_guide(self.session.language, show_help),
        ]
        palette = Palette(choices, self.memory.used, self.memory.use, self)
        palette.open()
        return palette

    @property
    def topic(self) -> str:
        """What F1 is asked about."""
        return "home" if self.right.currentWidget() is self.home else self.page.current()

    def open_help(self) -> None:
        """Show the guide's page for what is on the screen."""
        show_help(topic_of(self.focusWidget() or self))

    def open_shortcuts(self) -> ShortcutsDialog:
        """Show what each key does."""
        dialog = ShortcutsDialog(self.commands, self)
        dialog.open()
        return dialog

    def open_log(self) -> LogDialog:
        """Show who did what."""
        dialog = LogDialog(self.session, parent=self)
        dialog.open()
        return dialog

    def open_support(self) -> SupportDialog:
        """Show what a maintainer would be told."""
        dialog = SupportDialog(self.session, self)
        dialog.open()
        return dialog

    def choose_look(self, look: str) -> None:
        """Light, dark or as the desktop; on this computer, from now on."""
        self.settings.setValue(LOOK, look)
        theme.choose(look)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.open_files(files(event.mimeData()))

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.leaving.may():
            event.ignore()
            return
        self.memory.keep_looks(self, self.split)
        self.memory.keep_place(self.list.chosen() or "", self.page.current())
        self.left.emit()
        super().closeEvent(event)

    # ── inside ───────────────────────────────────────────────────────────────────────────

    def _taken_in(self, release: str, path: Path | None) -> None:
        if path is not None:
            self._files[release] = path
            self.recent.remember(path)
        self.go_to(release, "review")

    def _take_sheet(self, sheet: str) -> None:
        """Another sheet of the file that the shown release came from."""
        path = self._files.get(self.list.chosen() or "")
        if path is None:  # imported on another day: only the person knows where it lies
            name, _ = QFileDialog.getOpenFileName(
                self, self.tr("请指出源文件的位置"), self.importing.folder()
            )
            path = Path(name) if name else None
        if path is not None:
            self.look_at(path, sheet)

    def _show_release(self, id: str) -> None:
        self.right.setCurrentWidget(self.page)
        self.side.home.setChecked(False)
        self.page.show_release(self.session.ws.release(id))
        self.commands.update()

    def _show_list_menu(self, place: QPoint) -> None:
        """What can be done with the release under the mouse, as the menus have it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.commands.update()
        menu.addActions([self.commands[f"step-{step.id}"] for step in pipeline.STEPS])
        menu.addSeparator()
        menu.addActions([self.commands[id] for id in ("next-period", "copy-release")])
        menu.popup(place)

    def _show_error(self, error: BaseException) -> None:
        show_error(self, error, self.session.language)

    def _buttons(self) -> list[Choice]:
        """What the shown page offers."""
        if self.right.currentWidget() is self.home:
            return list(of_buttons(self.home, self.tr("首页")))
        step = self.page.current()
        return list(of_buttons(self.page.pages[step], self.page.title_of(step)))

    def _connect(self) -> None:
        session = self.session
        self.side.home.clicked.connect(self.go_home)
        self.side.bring.clicked.connect(self.importing.ask_for_file)
        self.side.upkeep.clicked.connect(self.open_recheck)
        self.list.picked.connect(self._show_release)
        self.list.menu_wanted.connect(self._show_list_menu)
        self.page.sheet_wanted.connect(self._take_sheet)
        self.page.answering.connect(self.letters.answer)
        self.page.stepped.connect(self.commands.update)
        self.empty.asked.connect(self.importing.ask_for_file)
        self.empty.tour_wanted.connect(self.training_wanted)
        self.empty.join_wanted.connect(self.workspace_wanted)
        self.empty.help_wanted.connect(lambda: show_help("first-day"))
        self.empty.receive_wanted.connect(self.letters.ask)
        self.empty.card_wanted.connect(self.letters.save_card)
        self.empty.offer_others(not self.training)
        self.home.wanted.connect(self.go_to)
        self.home.register_wanted.connect(self.open_register)
        self.home.letters_wanted.connect(self.open_inbox)
        self.recent.wanted.connect(self.look_at)
        self.side.policy.clicked.connect(self.commands["policy"].trigger)
        session.changed.connect(self.refresh)
        session.reclassified.connect(self._reclassified)
        session.failed.connect(self._show_error)
        session.busy.connect(self.commands.update)

    def _restore_place(self) -> None:
        """Where the person was when the window was closed, if it is there still."""
        release, step = self.memory.place
        try:
            if release:
                self.go_to(release, step)
        except ReleaseUnknown:
            self.go_home()

    def _lay_out(self) -> None:
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.side)
        self.split.addWidget(self.right)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([230, 1050])
        self.split.setChildrenCollapsible(False)
        central = QWidget()
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.band = RehearsalBand()
        self.tour_bar = TourBar()
        self.tour_bar.setVisible(self.training)
        layout.addWidget(self.band)
        layout.addWidget(self.tour_bar)
        layout.addWidget(self.split, 1)
        layout.addWidget(self.strip)
        self.setCentralWidget(central)
