"""首页: what waits for the person who is logged in, how the workspace stands, and the search over it."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.core import acts
from app.core.acts.agenda import DUTY_NAMES, Duty, Overview, Task, overview
from app.core.acts.searching import Line, index, search
from app.core.model import ROLES
from app.core.workspace.delivery_queue import STANDINGS
from app.ui import wording
from app.ui.recent_files import RecentFiles
from app.ui.session import Session
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.flow import Flow
from app.ui.widgets.labels import body, heading
from app.ui.widgets.link_table import LinkTable
from app.ui.widgets.scrolling import Scrolling
from app.ui.widgets.search_results import SearchResults
from app.ui.widgets.shortfalls import Shortfalls

PAUSE = 150  # milliseconds after the last key before it is searched
ASIDE = 300  # pixels of the right column
NAME, TERM, REMARK = 1, 2, 3
URGENT = (Duty.WITHDRAW, Duty.MEND, Duty.UNSTICK)


class HomePage(QWidget):
    """``wanted`` carries release and step; ``register_wanted``, ``letters_wanted``: what has no release."""

    wanted = Signal(str, str)
    register_wanted = Signal()
    letters_wanted = Signal()

    def __init__(self, session: Session, recent: RecentFiles) -> None:
        super().__init__()
        self.session, self.recent = session, recent
        self._overview: Overview | None = None
        self._lines: tuple[Line, ...] | None = None  # None: out of date
        self._paths: list[Path] = []
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("搜索数据集、字段、检测发现和日志（Ctrl+F）"))
        self.field.setAccessibleName(self.tr("搜索"))
        self.field.setClearButtonEnabled(True)
        self.field.installEventFilter(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._search)
        self.field.textChanged.connect(lambda _: self._pause.start(PAUSE))
        self.greeting = heading()
        self.tasks = LinkTable(
            self.tr("等我办理"),
            [self.tr("事项"), self.tr("名称"), self.tr("期限"), self.tr("说明")],
            self.tr("没有等您办理的事"),
        )
        self.tasks.followed.connect(self._follow)
        self.states = QWidget()
        self._states = Flow(self.states)
        self.pilot = Shortfalls(session)
        self.queue = LinkTable(
            self.tr("上传队列"), [self.tr("发布"), self.tr("状态")], self.tr("队列是空的")
        )
        self.queue.followed.connect(self._follow_queued)
        self.files = LinkTable(
            self.tr("最近的文件"), [self.tr("文件")], self.tr("还没有导入过文件")
        )
        self.files.followed.connect(lambda row: recent.wanted.emit(self._paths[row]))
        recent.changed.connect(self._show_files)
        self.results = SearchResults(session)
        self.results.followed.connect(self._go)
        self.empty = EmptyState(session.language)
        self._stack = QStackedWidget()
        self._glance = self._lay_out()
        for part in (self._glance, self.results, self.empty):
            self._stack.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.addWidget(self.field)
        layout.addWidget(self._stack, 1)
        self._show_files()

    def refresh(self) -> None:
        """Read everything anew, beside the window."""
        session = self.session
        self._lines = None
        is_empty = not session.ws.releases() and not acts.has_registered(session.ws)
        self.field.setVisible(not is_empty)
        if is_empty:
            self.empty.suit(session.actor.card.role)
            self._stack.setCurrentWidget(self.empty)
            return
        if self._stack.currentWidget() is self.empty:
            self._stack.setCurrentWidget(self._glance)
        card = session.actor.card
        session.read(self, lambda job: overview(session.ws, card), self._show)
        self._search()

    def search_for(self, words: str = "") -> None:
        """Put the cursor in the search field, with these words in it."""
        if words:
            self.field.setText(words)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the field, down leads to what was found, Enter to its first line, Esc back."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            key = event.key()
            if key == Qt.Key.Key_Escape:
                self.field.clear()
                return True
            if self._stack.currentWidget() is self.results:
                if key == Qt.Key.Key_Down:
                    self.results.setFocus(Qt.FocusReason.TabFocusReason)
                    return True
                if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                    self.results.follow_current()
                    return True
        return super().eventFilter(watched, event)

    # ── inside ───────────────────────────────────────────────────────────────────────────

    def _search(self) -> None:
        session, words = self.session, self.field.text().strip()
        if not words:
            self._stack.setCurrentWidget(self._glance)
            return
        if self._lines is None:
            session.read(self, lambda job: index(session.ws, job), self._found)
            return
        self._stack.setCurrentWidget(self.results)
        self.results.show_answers(search(self._lines, words))

    def _found(self, lines: tuple[Line, ...]) -> None:
        self._lines = lines
        self._search()

    def _show(self, found: Overview) -> None:
        self._overview = found
        card, say = self.session.actor.card, self.session.say
        who = wording.aside(card.name, say(ROLES[card.role]))
        count = len(found.tasks)
        self.greeting.setText(
            self.tr("{who}，有 {n} 件事等您办理").format(who=who, n=count)
            if count
            else self.tr("{who}，没有等您办理的事").format(who=who)
        )
        rows = [self._row(task) for task in found.tasks]
        for column in (TERM, REMARK):  # before the others share the room
            self.tasks.setColumnHidden(column, not any(row[column] for row in rows))
        self.tasks.fill(rows)
        for row, task in enumerate(found.tasks[: self.tasks.rowCount()]):
            if task.release or task.duty in (Duty.REPLY, Duty.UPDATE, Duty.REEVALUATE):
                self.tasks.link(row, NAME)
            if task.duty in URGENT:
                self.tasks.tint(row, 0, "stop")
            if task.left is not None and task.left <= 3:
                self.tasks.tint(row, TERM, "stop" if task.left < 0 else "warn")
        self._show_states(found)
        self.pilot.show_standing(found.pilot)
        self.queue.fill([(q.release, say(STANDINGS[q.standing])) for q in found.queue])
        self.queue.setVisible(bool(found.queue))

    def _row(self, task: Task) -> tuple[str, str, str, str]:
        say = self.session.say
        where = wording.aside(task.subject, task.release) if task.release else task.subject
        remark = say(task.remark) if task.remark else ""
        term = "" if task.left is None else wording.term(task.left)
        return wording.label(say(DUTY_NAMES[task.duty])), where, term, remark

    def _show_states(self, found: Overview) -> None:
        while self._states.count():
            item = self._states.takeAt(0)
            if item is not None and item.widget() is not None:
                item.widget().deleteLater()
        before: QWidget = self.tasks
        for state, count in found.states.items():
            name = wording.state(state, self.session.language)
            button = QPushButton(f"{wording.label(name)}  {count}")
            button.setToolTip(self.tr("列出这些发布"))
            button.clicked.connect(lambda _=False, name=name: self.search_for(name))
            self._states.addWidget(button)
            self.setTabOrder(before, button)  # else Tab comes to what is new last
            before = button

    def _show_files(self) -> None:
        self._paths = self.recent.paths()
        self.files.fill([(path.name,) for path in self._paths])
        for row, path in enumerate(self._paths):
            self.files.link(row)
            self.files.item(row, 0).setToolTip(str(path))

    def _follow(self, row: int) -> None:
        if self._overview is None:
            return
        task = self._overview.tasks[row]
        if task.release:
            self.wanted.emit(task.release, task.step)
        elif task.duty is Duty.REPLY:
            self.letters_wanted.emit()
        elif task.duty in (Duty.UPDATE, Duty.REEVALUATE):
            self.register_wanted.emit()

    def _follow_queued(self, row: int) -> None:
        if self._overview is not None:
            self.wanted.emit(self._overview.queue[row].release, "deliver")

    def _go(self, release: str, step: str) -> None:
        if release:
            self.wanted.emit(release, step)

    def _lay_out(self) -> QWidget:
        left = QVBoxLayout()
        left.addWidget(self.greeting)
        left.addWidget(self.tasks, 1)
        left.addWidget(body(self.tr("各状态的发布"), "muted"))
        left.addWidget(self.states)
        aside = QWidget()
        right = QVBoxLayout(aside)
        right.setContentsMargins(0, 0, 6, 0)
        right.addWidget(heading(self.tr("试点指标")))
        right.addWidget(self.pilot)
        more = QPushButton(self.tr("目录登记与试点指标…"))
        more.clicked.connect(self.register_wanted)
        right.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(self.queue)
        right.addWidget(heading(self.tr("最近的文件")))
        right.addWidget(self.files, 1)
        for table in (self.queue, self.files):
            table.horizontalHeader().hide()
            table.setMinimumHeight(96)
        self.queue.setMaximumHeight(96)
        glance = QWidget()
        row = QHBoxLayout(glance)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(left, 1)
        row.addWidget(Scrolling(aside, ASIDE))
        return glance
