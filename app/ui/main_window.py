"""The window: releases at the left, the chosen one at the right, work in progress at the bottom."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QMainWindow,
    QMenu,
    QMessageBox,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app import __version__
from app.core import acts
from app.core.intake.sheet import NO_WISH, Wish
from app.core.model import ROLES, Check
from app.core.text import Language
from app.ui import wording
from app.ui.dialogs.agency import AgencyDialog
from app.ui.dialogs.login import LoginDialog
from app.ui.dialogs.new_identity import NewIdentityDialog
from app.ui.dialogs.recheck_dialog import RecheckDialog
from app.ui.dialogs.register_dialog import RegisterDialog
from app.ui.errors import show_error
from app.ui.importing import Importing
from app.ui.pages.deliver_page import SETTING
from app.ui.release_page import ReleasePage
from app.ui.session import Session
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.job_strip import JobStrip
from app.ui.widgets.labels import heading
from app.ui.widgets.release_list import ReleaseList

LANGUAGES: dict[Language, str] = {"zh": "中文", "en": "English"}


class MainWindow(QMainWindow):
    """``language_chosen``: the whole window is to be built anew in another language."""

    language_chosen = Signal(str)

    def __init__(self, session: Session, settings: QSettings) -> None:
        super().__init__()
        self.session = session
        self.settings = settings
        self._closing = False
        self._files: dict[str, Path] = {}  # where releases came from, for this sitting only
        self.importing = Importing(session, settings, self)
        self.importing.taken_in.connect(self._taken_in)
        self.setAcceptDrops(True)
        self.list = ReleaseList(session)
        self.page = ReleasePage(session)
        self.empty = EmptyState(session.language)
        self.right = QStackedWidget()
        self.right.addWidget(self.empty)
        self.right.addWidget(self.page)
        self.strip = JobStrip(session.jobs)
        self._lay_out()
        self._build_menus()
        self.list.picked.connect(self._show_release)
        self.page.sheet_wanted.connect(self._take_sheet)
        self.empty.asked.connect(self.importing.ask_for_file)
        session.changed.connect(self.refresh)
        session.failed.connect(self._show_error)
        session.jobs.ended.connect(self._close_if_asked)
        self._restore_geometry()
        self.refresh()
        self._look_for_upkeep()

    def refresh(self) -> None:
        """Read everything anew."""
        releases = self.session.ws.releases()
        self.list.show_releases(releases)
        self.next_period.setEnabled(bool(releases))
        if releases and self.list.chosen() is None:
            self.list.choose(releases[0].id)
        if not releases:
            self.right.setCurrentWidget(self.empty)
        elif (chosen := self.list.chosen()) is not None:
            self._show_release(chosen)
        card = self.session.actor.card
        role = self.session.say(ROLES[card.role])
        provider = self.session.ws.setting("provider")
        self.setWindowTitle(f"{self.tr('公开')} — {provider} · {wording.aside(card.name, role)}")

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

    def verify_log(self) -> None:
        """Check the log's chain and show the answer."""
        self.session.read(self, lambda job: self.session.ws.verify_log(), self._log_verified)

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
        self.settings.setValue("geometry", self.saveGeometry())
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
        self.list.choose(release)
        self.page.show_release(self.session.ws.release(release), step="review")

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
        self.page.show_release(self.session.ws.release(id))

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

    def _about(self) -> None:
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

    def _new_identity(self) -> None:
        NewIdentityDialog(self.session, "reviewer", self).open()

    def _switch_actor(self) -> None:
        dialog = LoginDialog(self.session, None, self)
        dialog.unlocked.connect(self.session.change_actor)
        dialog.open()

    def _lay_out(self) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(10, 10, 4, 10)
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
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(side)
        split.addWidget(self.right)
        split.setStretchFactor(1, 1)
        split.setSizes([230, 1050])
        split.setChildrenCollapsible(False)
        central = QWidget()
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(split, 1)
        layout.addWidget(self.strip)
        self.setCentralWidget(central)

    def _build_menus(self) -> None:
        file = self.menuBar().addMenu(self.tr("文件(&F)"))
        self._add(
            file, self.tr("导入文件(&O)…"), self.importing.ask_for_file, QKeySequence("Ctrl+O")
        )
        self._add(file, self.tr("导入文件夹(&D)…"), self.importing.ask_for_folder)
        self.next_period = self._add(file, self.tr("为当前发布追加新一期(&N)…"), self.ask_for_next)
        file.addSeparator()
        self._add(file, self.tr("退出(&X)"), self.close, QKeySequence("Ctrl+Q"))
        view = self.menuBar().addMenu(self.tr("查看(&V)"))
        self._add(view, self.tr("刷新(&R)"), self.refresh, QKeySequence("F5"))
        self._add_languages(view.addMenu(self.tr("语言 / &Language")))
        place = self.menuBar().addMenu(self.tr("工作区(&W)"))
        self._add(place, self.tr("新建身份(&I)…"), self._new_identity)
        self._add(place, self.tr("切换身份(&S)…"), self._switch_actor)
        place.addSeparator()
        self._add(place, self.tr("目录登记与试点指标(&C)…"), self.open_register)
        self._add(place, self.tr("动态复查(&R)…"), self.open_recheck)
        self._add(place, self.tr("分级和本单位规则(&G)…"), self.open_agency)
        self._add(place, self.tr("核验日志(&V)"), self.verify_log)
        help = self.menuBar().addMenu(self.tr("帮助(&H)"))
        self._add(help, self.tr("关于(&A)"), self._about)

    def _add(
        self,
        menu: QMenu,
        title: str,
        act: Callable[[], object],
        shortcut: QKeySequence | None = None,
    ) -> QAction:
        action = QAction(title, self)
        action.triggered.connect(act)
        if shortcut is not None:
            action.setShortcut(shortcut)
        menu.addAction(action)
        return action

    def _add_languages(self, menu: QMenu) -> None:
        group = QActionGroup(self)
        for code, name in LANGUAGES.items():
            action = QAction(name, self)
            action.setCheckable(True)
            action.setChecked(code == self.session.language)
            action.triggered.connect(lambda _=False, code=code: self.language_chosen.emit(code))
            group.addAction(action)
            menu.addAction(action)
        # The pages of a running act must not be taken away under it.
        self.session.busy.connect(menu.setDisabled)

    def _restore_geometry(self) -> None:
        self.resize(1280, 740)
        geometry = self.settings.value("geometry")
        if geometry is not None:
            self.restoreGeometry(geometry)
