"""The window: what it shows when, and where what happens in its parts leads."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QSettings, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QMenu,
)

from app.core import pipeline
from app.core.errors import ReleaseUnknown
from app.core.intake.sheet import NO_WISH, Wish
from app.core.model import ROLES
from app.ui import menus, theme, wording
from app.ui.dropped import files
from app.ui.errors import show_error
from app.ui.help.asking import show_help, topic_of
from app.ui.importing import Importing
from app.ui.leaving import Leaving
from app.ui.letters import Letters
from app.ui.main_dialogs import MainDialogs
from app.ui.packages import Packages
from app.ui.pasting import Pasting
from app.ui.session import Session
from app.ui.tour import Tour
from app.ui.training import example

LOOK = "look"  # light or dark, in the settings of this computer


class MainWindow(MainDialogs):
    """``language_chosen``: the whole window is to be built anew in another language.

    ``training_wanted``: to try it out with invented data; ``workspace_wanted``: to work in another
    folder; ``left``: it is about to close. ``training``: nothing that is done here is real.
    """

    language_chosen = Signal(str)
    training_wanted = Signal()
    workspace_wanted = Signal()
    left = Signal()

    def __init__(self, session: Session, settings: QSettings, *, training: bool = False) -> None:
        super().__init__(session, settings, training=training)
        self.leaving = Leaving(session, self)
        self._files: dict[str, Path] = {}  # where releases came from, for this sitting only
        self.importing = Importing(session, settings, self)
        self.importing.taken_in.connect(self._taken_in)
        self.pasting = Pasting(session, self.importing)
        self.letters = Letters(session, self)
        self.letters.arrived.connect(lambda release: self.go_to(release, "signoff"))
        self.packages = Packages(session, self)
        self.packages.known.connect(lambda release: self.go_to(release, "deliver"))
        self.setAcceptDrops(True)
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
        program = self.tr("公开")  # lupdate sees nothing within an f-string
        title = f"{program} — {provider} · {wording.aside(card.name, role)}"
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

    def open_search(self) -> None:
        """Put the cursor in the search field of the home page."""
        self.go_home()
        self.home.search_for()

    @property
    def topic(self) -> str:
        """What F1 is asked about."""
        return "home" if self.right.currentWidget() is self.home else self.page.current()

    def open_help(self) -> None:
        """Show the guide's page for what is on the screen."""
        show_help(topic_of(self.focusWidget() or self))

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

    def _reclassified(self) -> None:
        """What is shown of an entry was judged by the classes of before."""
        self.page.pages["catalog"].forget()
        self.refresh()

    def _show_error(self, error: BaseException) -> None:
        show_error(self, error, self.session.language)

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
