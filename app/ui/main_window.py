"""The window: releases at the left, the chosen one at the right, work in progress at the bottom."""

from pathlib import Path

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QMainWindow,
    QMessageBox,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app import __version__
from app.core import acts
from app.core.errors import ReleaseUnknown
from app.core.intake.sheet import NO_WISH, Wish
from app.core.model import ROLES, Check
from app.ui import menus, theme, wording
from app.ui.dialogs.agency import AgencyDialog
from app.ui.dialogs.log_dialog import LogDialog
from app.ui.dialogs.login import LoginDialog
from app.ui.dialogs.new_identity import NewIdentityDialog
from app.ui.dialogs.palette import Choice, Palette, of_actions, of_buttons
from app.ui.dialogs.recheck_dialog import RecheckDialog
from app.ui.dialogs.register_dialog import RegisterDialog
from app.ui.dialogs.shortcuts_dialog import ShortcutsDialog
from app.ui.dialogs.support_dialog import SupportDialog
from app.ui.errors import show_error
from app.ui.importing import Importing
from app.ui.pages.deliver_page import SETTING
from app.ui.pages.home_page import HomePage
from app.ui.recent_files import RecentFiles
from app.ui.release_page import ReleasePage
from app.ui.session import Session
from app.ui.widgets.job_strip import JobStrip
from app.ui.widgets.labels import heading
from app.ui.widgets.release_list import ReleaseList

GEOMETRY, SPLIT, USED, LOOK = (
    "geometry",
    "split",
    "palette",
    "look",
)  # in the settings of this computer
PLACE = "window-place"  # in the workspace: where the person was
REMEMBERED = 8  # actions that the palette shows first


class MainWindow(QMainWindow):
    """``language_chosen``: the whole window is to be built anew in another language."""

    language_chosen = Signal(str)

    def __init__(self, session: Session, settings: QSettings) -> None:
        super().__init__()
        self.session = session
        self.settings = settings
        self._closing = False
        self._files: dict[str, Path] = {}  # where releases came from, for this sitting only
        self.recent = RecentFiles(session.ws, self)
        self.importing = Importing(session, settings, self)
        self.importing.taken_in.connect(self._taken_in)
        self.setAcceptDrops(True)
        self.list = ReleaseList(session)
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
        self._restore_layout()
        self.refresh()
        self._restore_place()
        self._look_for_upkeep()

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
        self.setWindowTitle(f"{self.tr('公开')} — {provider} · {wording.aside(card.name, role)}")
        self.commands.update()

    def go_home(self) -> None:
        """Show what waits, and no release."""
        self.list.choose_none()
        self.right.setCurrentWidget(self.home)
        self.home_button.setChecked(True)
        self.home.refresh()
        self.commands.update()

    def go_to(self, release: str, step: str = "") -> None:
        """Show a release, at a step or where it waits."""
        self.list.choose(release)
        self.page.show_release(self.session.ws.release(release), step=step or None)

    def no_release(self) -> str:
        """Why nothing can be done with the chosen release; "" where one is chosen."""
        return "" if self.list.chosen() else self.tr("请先在清单中选择一个发布")

    def no_step(self, id: str) -> str:
        """Why a step cannot be looked at; "" where it can."""
        return self.no_release() or self.page.closed(id)

    def at_work(self) -> str:
        """Why something has to wait; "" where nothing runs."""
        return self.tr("正在处理，请稍候。") if self.session.working else ""

    def look_at(self, path: Path, sheet: str | None = None, wish: Wish = NO_WISH) -> None:
        """Show what a file holds and what becomes of it; from there it is imported."""
        self.importing.look_at(path, sheet, wish)

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
        setting = self.session.ws.setting(SETTING)
        dialog = RecheckDialog(self.session, Path(setting) if setting else None, self)
        dialog.picked.connect(self.list.choose)
        dialog.finished.connect(lambda _: self._look_for_upkeep())
        dialog.open()
        return dialog

    def open_agency(self) -> AgencyDialog:
        """Choose the province and the agency's own rules."""
        dialog = AgencyDialog(self.session, self)
        dialog.open()
        return dialog

    def open_register(self) -> RegisterDialog:
        """Show the department's catalog as a whole."""
        dialog = RegisterDialog(self.session, self)
        dialog.open()
        return dialog

    def open_search(self) -> None:
        """Put the cursor in the search field of the home page."""
        self.go_home()
        self.home.search_for()

    def open_palette(self) -> Palette:
        """Show every action by name."""
        choices = [*of_actions(self.commands), *self._buttons()]
        palette = Palette(choices, self._used(), self._remember_use, self)
        palette.open()
        return palette

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

    def verify_log(self) -> None:
        """Check the log's chain and show the answer."""
        self.session.read(self, lambda job: self.session.ws.verify_log(), self._log_verified)

    def choose_look(self, look: str) -> None:
        """Light, dark or as the desktop; on this computer, from now on."""
        self.settings.setValue(LOOK, look)
        theme.choose(look)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        self.importing.look_at_all([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.session.working:
            event.ignore()
            self._ask_to_cancel()
            return
        self._remember_layout()
        super().closeEvent(event)

    # ── inside ───────────────────────────────────────────────────────────────────────────

    def _look_for_upkeep(self) -> None:
        """Say it where the list is if rules have improved; to find out takes a while."""
        ws = self.session.ws
        self.session.read(
            self, lambda job: len(acts.outdated(ws)) + len(acts.to_withdraw(ws)), self._tell_upkeep
        )

    def _tell_upkeep(self, count: int) -> None:
        self.upkeep.setText(self.tr("规则已更新：{n} 个发布待处理…").format(n=count))
        self.upkeep.setVisible(count > 0)

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
        self.home_button.setChecked(False)
        self.page.show_release(self.session.ws.release(id))
        self.commands.update()

    def _show_error(self, error: BaseException) -> None:
        show_error(self, error, self.session.language)

    def _ask_to_cancel(self) -> None:
        box = QMessageBox(self)
        box.setWindowTitle(self.tr("公开"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("还有工作在进行。要停止它并退出吗？"))
        box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No)
        box.setDefaultButton(QMessageBox.StandardButton.No)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.accepted.connect(self._cancel_and_close)
        box.open()

    def _cancel_and_close(self) -> None:
        self._closing = True
        self.session.jobs.cancel()
        self._close_if_asked()

    def _close_if_asked(self) -> None:
        if self._closing and not self.session.working:
            self.close()

    def _log_verified(self, check: Check) -> None:
        position, head = self.session.ws.log_head()
        say = self.session.say
        if check.valid:
            text = self.tr("日志完整：{n} 条记录首尾相接。").format(n=position)
        else:
            text = self.tr("日志有 {n} 处问题：").format(n=len(check.problems))
            text += "\n" + "\n".join(
                wording.said_of(p.field, say(p.message)) for p in check.problems[:8]
            )
        self._tell(text, self.tr("最新记录的摘要：{head}").format(head=head))

    def about(self) -> None:
        self._tell(
            self.tr("公开 {version}").format(version=__version__),
            self.tr(
                "政府数据公开工作站：导入、检测、脱敏、编目、质检、审查、送达。Apache-2.0 许可。"
            ),
        )

    def _tell(self, text: str, more: str) -> None:
        box = QMessageBox(self)
        box.setWindowTitle(self.tr("公开"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        box.setInformativeText(more)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def new_identity(self) -> None:
        NewIdentityDialog(self.session, "reviewer", self).open()

    def switch_actor(self) -> None:
        dialog = LoginDialog(self.session, None, self)
        dialog.unlocked.connect(self.session.change_actor)
        dialog.open()

    def _buttons(self) -> list[Choice]:
        """What the shown page offers."""
        if self.right.currentWidget() is self.home:
            return list(of_buttons(self.home, self.tr("首页")))
        step = self.page.current()
        return list(of_buttons(self.page.pages[step], self.page.title_of(step)))

    def _used(self) -> list[str]:
        return str(self.settings.value(USED, "")).split("\n")

    def _remember_use(self, id: str) -> None:
        ids = [id, *(one for one in self._used() if one != id)]
        self.settings.setValue(USED, "\n".join(ids[:REMEMBERED]))

    def _connect(self) -> None:
        session = self.session
        self.list.picked.connect(self._show_release)
        self.page.sheet_wanted.connect(self._take_sheet)
        self.page.stepped.connect(self.commands.update)
        self.empty.asked.connect(self.importing.ask_for_file)
        self.home.wanted.connect(self.go_to)
        self.home.register_wanted.connect(self.open_register)
        self.recent.wanted.connect(self.look_at)
        session.changed.connect(self.refresh)
        session.failed.connect(self._show_error)
        session.busy.connect(lambda _: self.commands.update())
        session.jobs.ended.connect(self._close_if_asked)

    def _restore_layout(self) -> None:
        self.resize(1280, 740)
        geometry, split = self.settings.value(GEOMETRY), self.settings.value(SPLIT)
        if geometry is not None:
            self.restoreGeometry(geometry)
        if split is not None:
            self.split.restoreState(split)

    def _restore_place(self) -> None:
        """Where the person was when the window was closed, if it is there still."""
        release, _, step = self.session.ws.setting(PLACE).partition(" ")
        if not release:
            return
        try:
            self.go_to(release, step)
        except ReleaseUnknown:
            self.go_home()

    def _remember_layout(self) -> None:
        self.settings.setValue(GEOMETRY, self.saveGeometry())
        self.settings.setValue(SPLIT, self.split.saveState())
        release = self.list.chosen()
        place = f"{release} {self.page.current()}" if release else ""
        self.session.ws.set_setting(PLACE, place)

    def _lay_out(self) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(10, 10, 4, 10)
        self.home_button = QPushButton(self.tr("首页"))
        self.home_button.setCheckable(True)
        self.home_button.setProperty("home", True)
        self.home_button.clicked.connect(self.go_home)
        column.addWidget(self.home_button)
        column.addWidget(heading(self.tr("发布清单")))
        column.addWidget(self.list, 1)
        self.upkeep = QPushButton()
        self.upkeep.setProperty("mark", True)
        self.upkeep.clicked.connect(self.open_recheck)
        self.upkeep.hide()
        self.import_button = QPushButton(self.tr("导入文件…"))
        self.import_button.clicked.connect(self.importing.ask_for_file)
        column.addWidget(self.upkeep)
        column.addWidget(self.import_button)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(side)
        self.split.addWidget(self.right)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([230, 1050])
        self.split.setChildrenCollapsible(False)
        central = QWidget()
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.split, 1)
        layout.addWidget(self.strip)
        self.setCentralWidget(central)
