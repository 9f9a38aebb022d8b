"""逐格填写: the register as one grid, for new entries too; what is wrong is marked, all is saved or nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.core import acts
from app.core.acts.bulk import entry_problems, reregister
from app.core.model import Entry, Problem
from app.ui import wording
from app.ui.dialogs.discard_box import DiscardBox
from app.ui.latest import Latest
from app.ui.session import Session
from app.ui.widgets.entry_grid import EntryGrid
from app.ui.widgets.entry_model import EntryModel
from app.ui.widgets.labels import Notice, body, tell
from app.ui.widgets.undo_keys import REDO, UNDO

PAUSE = 200  # ms of stillness after which the entries are judged anew


class EntriesDialog(QDialog):
    """``saved`` tells how many entries differ now."""

    saved = Signal(int)

    def __init__(self, session: Session, entries: Sequence[Entry], parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self._wrong: int | None = None  # None: not judged yet
        self._latest = Latest(session, self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("逐格填写已登记目录"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, True)
        self.resize(1180, 620)
        self.model = EntryModel(session.language, acts.platform(session.ws))
        self.grid = EntryGrid(self.model)
        self.notice = Notice()
        self.reason = body("", "stop")
        self.next = QPushButton(self.tr("下一处（F8）"))
        self.save = QPushButton(self.tr("保存全部"))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._judge)
        self._lay_out()
        self._connect()
        self.model.show_entries(entries)
        self.grid.fit()
        if entries:
            self.grid.setCurrentIndex(self.model.index(0, 1))
        else:
            self.model.lengthen(1)  # to write in
            self.grid.setCurrentIndex(self.model.index(0, 0))
        self._judge()

    def reject(self) -> None:
        """Ask before changes are lost."""
        if self.model.undo.isClean():
            super().reject()
        else:
            DiscardBox(super().reject, self).open()

    def _judge(self) -> None:
        ws, entries = self.session.ws, self.model.entries()
        self._latest.fetch(
            lambda job: entry_problems(ws, entries), self._judged, self.session.failed.emit
        )

    def _judged(self, problems: Sequence[Sequence[Problem]]) -> None:
        self._wrong = self.model.show_problems(problems)
        if self._wrong:
            rows = sum(map(bool, problems))
            text = self.tr("{rows} 条目录中有 {n} 处须改正（⚠），改正后才能保存。", "", self._wrong)
            self.notice.say(text.format(rows=rows, n=self._wrong), "warn")
        else:
            self.notice.say(self.tr("没有须改正的地方。"), "ok")
        self._update()

    def _edited(self) -> None:
        self._wrong = None
        self._pause.start()
        self._update()

    def _update(self, _busy: bool = False) -> None:
        changed = not self.model.undo.isClean()
        self.save.setEnabled(changed and self._wrong == 0 and not self.session.working)
        self.next.setEnabled(bool(self._wrong))
        tell(self.reason, self.model.reason(self.grid.currentIndex()))

    def _go_on(self) -> None:
        place = self.model.next_problem(self.grid.currentIndex())
        if place.isValid():
            self.grid.setCurrentIndex(place)
            self.grid.setFocus()

    def _save(self) -> None:
        ws, actor, entries = self.session.ws, self.session.actor, self.model.entries()
        self.session.act(
            self.tr("保存已登记目录"),
            lambda job: reregister(ws, actor, entries),
            self._saved,
            owner=self,
        )

    def _saved(self, changed: int) -> None:
        self.model.undo.setClean()
        self.notice.say(self.tr("已保存，{n} 条目录有改动。", "", changed).format(n=changed), "ok")
        self.saved.emit(changed)
        self._update()

    def _connect(self) -> None:
        self.model.edited.connect(self._edited)
        self.model.undo.cleanChanged.connect(self._update)  # let go with this dialog
        self.grid.selectionModel().currentChanged.connect(lambda *_: self._update())
        self.session.busy.connect(self._update)  # likewise
        self.session.closing.connect(self._pause.stop)
        self.next.clicked.connect(self._go_on)
        self.save.clicked.connect(self._save)
        following = QAction(self)
        following.setShortcut(QKeySequence("F8"))
        following.triggered.connect(self._go_on)
        self.addAction(following)

    def _button(self, action: QAction, title: str, *keys: str) -> QPushButton:
        """A button for an action that has keys, of which it tells the first."""
        action.setShortcuts([QKeySequence(key) for key in keys])
        self.addAction(action)
        button = QPushButton(title)
        shown = QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(wording.aside(title, shown))
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        button.setEnabled(action.isEnabled())
        return button

    def _lay_out(self) -> None:
        undo, redo = self.model.undo.createUndoAction(self), self.model.undo.createRedoAction(self)
        fill = QAction(self)
        fill.triggered.connect(self.grid.fill_down)
        add = QAction(self)
        add.triggered.connect(self.grid.add_row)
        row = QHBoxLayout()
        for button in (
            self._button(undo, self.tr("撤销"), *UNDO),
            self._button(redo, self.tr("重做"), *REDO),
            self._button(add, self.tr("新增一行"), "Ctrl+N"),
            self._button(fill, self.tr("向下填充"), "Ctrl+D"),
            self.next,
        ):
            button.setAutoDefault(False)  # Enter belongs to the cells
            row.addWidget(button)
        self.save.setAutoDefault(False)
        hint = self.tr(
            "双击或按 F2 修改；Ctrl+C、Ctrl+V 与表格软件互相复制，粘贴的行多了就新增；Delete 清空。"
        )
        row.addWidget(body(hint, "muted"), 1)
        self.save.setProperty("primary", True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.save, QDialogButtonBox.ButtonRole.ApplyRole)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.notice)
        layout.addLayout(row)
        layout.addWidget(self.grid, 1)
        layout.addWidget(self.reason)
        layout.addWidget(buttons)
