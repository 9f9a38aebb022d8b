"""A table with what a person does in one: find, leave out, order, ask what a column holds."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import Cancelled
from app.core.exploring import Condition, Holding, How, Outlook, Rows, holding, matches
from app.core.jobs import Job
from app.ui.dialogs.column_dialog import ColumnDialog
from app.ui.latest import Latest
from app.ui.session import Session
from app.ui.widgets.labels import caption
from app.ui.widgets.table_model import ArrowTableView

TYPING = 300  # milliseconds without a key, after which a text is sought


class Explorer(QWidget):
    """Everything that looks at more than the screen runs beside the window; Esc stops it."""

    def __init__(self, name: str, session: Session) -> None:
        super().__init__()
        self.table = ArrowTableView(name)
        self.table.remember(session.widths)
        self.outlook = Outlook()
        self._wanted = Outlook()  # what is shown once it has been worked out
        self._looking = Latest(session, self)
        self._asking = Latest(session, self)
        self._found: Rows | None = None  # cells that match what is sought
        self.sought = QLineEdit()
        self.sought.setPlaceholderText(self.tr("在表中查找（Ctrl+F）"))
        self.sought.setAccessibleName(self.tr("查找"))
        self.sought.setClearButtonEnabled(True)
        hint = self.sought.fontMetrics().horizontalAdvance(self.sought.placeholderText())
        self.sought.setFixedWidth(hint + 40)  # with the button that clears it
        self.before = _small(self.tr("上一处"), "Shift+F3")
        self.after = _small(self.tr("下一处"), "F3")
        self.said = caption("")
        self.all = _small(self.tr("显示全部行"))
        self._wait = QTimer(self, singleShot=True, interval=TYPING)
        self._lay_out()
        self.sought.textChanged.connect(self._typed)
        self.sought.returnPressed.connect(lambda: self.step(1))
        self._wait.timeout.connect(self._seek)
        self.before.clicked.connect(lambda: self.step(-1))
        self.after.clicked.connect(lambda: self.step(1))
        self.all.clicked.connect(lambda: self.look(Outlook()))
        for widget in (self.table, self.sought):
            widget.installEventFilter(self)
        self.table.copied.connect(self._tell_copied)
        self._add_shortcuts()
        self._offer_menus()
        self._update()

    def show_table(self, data: pa.Table) -> None:
        """Show another table, all of it."""
        self._stop()
        self.outlook, self._wanted, self._found = Outlook(), Outlook(), None
        self.table.show_table(data)
        self._update()
        if self.sought.text():
            self._seek()

    def find(self) -> None:
        """Let the person type what to find."""
        self.sought.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.sought.selectAll()

    def step(self, by: int) -> None:
        """Go to the next match (1), or the one before (-1), round the end."""
        found, columns = self._found, self.table.arrow.columnCount()
        if found is None:
            self._seek()
            return
        if not len(found):
            return
        here = self.table.currentIndex()
        cell = here.row() * columns + here.column() if here.isValid() else -1
        place = int(np.searchsorted(found, cell, "right" if by > 0 else "left"))
        place = (place if by > 0 else place - 1) % len(found)
        index = self.table.arrow.index(*divmod(int(found[place]), columns))
        self.table.setCurrentIndex(index)
        self.table.scrollTo(index)
        self.said.setText(
            self.tr("第 {n} 处，共 {all} 处").format(n=f"{place + 1:,}", all=f"{len(found):,}")
        )

    def look(self, outlook: Outlook) -> None:
        """Show other rows, or in another order."""
        data = self.table.arrow.table
        self._wanted, self._found = outlook, None
        self._asking.stop()

        def show(rows: Rows | None) -> None:
            self.outlook, self._found = outlook, None
            self.table.arrow.set_rows(rows)
            self._mark_order()
            self._update()
            if self.sought.text():
                self._seek()

        work = self._looking, self.tr("正在整理"), lambda job: outlook.rows(data, job)
        self._work(*work, show)

    def narrow(self, column: int, how: How, text: str = "") -> None:
        """Of the rows that are shown, keep those whose cell is like this."""
        condition = Condition(column, how, text)
        self.look(Outlook((*self._wanted.conditions, condition), self._wanted.order))

    def sort(self, column: int, *, descending: bool) -> None:
        """Put the rows that are shown in the order of a column."""
        self.look(Outlook(self._wanted.conditions, (column, descending)))

    def tell(self, column: int) -> None:
        """Show what a column holds in the rows that are shown."""
        data, rows = self.table.arrow.table, self.table.arrow.rows

        def show(told: Holding) -> None:
            self._update()
            ColumnDialog(data.schema.field(column).name, told, self).open()

        work = self._asking, self.tr("正在统计"), lambda job: holding(data, column, rows, job)
        self._work(*work, show)

    def menu(self, column: int, text: str | None, *, of_cell: bool) -> QMenu:
        """What can be done with a column and, if it ``of_cell``, with the text of one of its cells."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def offer(title: str, act: Callable[[], None]) -> None:
            menu.addAction(title).triggered.connect(act)

        if of_cell:
            copy = menu.addAction(self.tr("复制"))
            copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
            copy.triggered.connect(self.table.copy)
            menu.addSeparator()
        offer(self.tr("升序排列"), lambda: self.sort(column, descending=False))
        offer(self.tr("降序排列"), lambda: self.sort(column, descending=True))
        menu.addSeparator()
        if of_cell and text is not None:
            offer(self.tr("只看与此格相同的行"), lambda: self.narrow(column, "is", text))
        offer(self.tr("只看包含某文字的行…"), lambda: self._ask_contains(column))
        offer(self.tr("只看此列为空的行"), lambda: self.narrow(column, "blank"))
        offer(self.tr("只看此列不空的行"), lambda: self.narrow(column, "filled"))
        if self.outlook != Outlook():
            offer(self.all.text(), lambda: self.look(Outlook()))
        menu.addSeparator()
        offer(self.tr("此列的统计…"), lambda: self.tell(column))
        return menu

    # ── inside ───────────────────────────────────────────────────────────────────────────

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.sought, self.before, self.after):
            row.addWidget(widget)
        row.addWidget(self.said, 1)
        row.addWidget(self.all)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.table, 1)

    def _add_shortcuts(self) -> None:
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, act in (
            ("F3", lambda: self.step(1)),
            ("Shift+F3", lambda: self.step(-1)),
            ("Escape", self._give_up),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(within)
            shortcut.activated.connect(act)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Within the table Ctrl+F means the table; elsewhere the window searches everything.
        kinds = QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress
        asked = event.type() in kinds and isinstance(event, QKeyEvent)
        if not asked or not event.matches(QKeySequence.StandardKey.Find):
            return super().eventFilter(watched, event)
        if event.type() is QEvent.Type.KeyPress:
            self.find()
        event.accept()
        return True

    def _offer_menus(self) -> None:
        header = self.table.horizontalHeader()
        for widget in (self.table, header):
            widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._ask_cell)
        header.customContextMenuRequested.connect(self._ask_column)

    def _ask_cell(self, at: QPoint) -> None:
        index = self.table.indexAt(at)
        if not index.isValid():  # asked by key: the menu belongs to the current cell
            index = self.table.currentIndex()
        if index.isValid():
            text = self.table.arrow.text(index.row(), index.column())
            menu = self.menu(index.column(), text, of_cell=True)
            menu.popup(self.table.viewport().mapToGlobal(at))

    def _ask_column(self, at: QPoint) -> None:
        header = self.table.horizontalHeader()
        column = header.logicalIndexAt(at)
        if column >= 0:
            self.menu(column, None, of_cell=False).popup(header.viewport().mapToGlobal(at))

    def _ask_contains(self, column: int) -> None:
        asking = QInputDialog(self)
        asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asking.setWindowTitle(self.table.arrow.table.schema.field(column).name)
        asking.setLabelText(self.tr("只看包含此文字的行："))
        asking.textValueSelected.connect(lambda text: self.narrow(column, "contains", text))
        asking.open()

    def _typed(self) -> None:
        self._found = None
        self._asking.stop()
        self._update()
        self._wait.start()

    def _seek(self) -> None:
        self._wait.stop()
        text = self.sought.text()
        if not text or self._looking.busy:  # then it is sought among the rows to come
            return
        data, rows = self.table.arrow.table, self.table.arrow.rows

        def show(found: Rows) -> None:
            self._found = found
            self._update()
            if len(found):
                self.step(1)
            else:
                self.said.setText(self.tr("没有找到"))

        work = self._asking, self.tr("正在查找"), lambda job: matches(data, text, rows, job)
        self._work(*work, show)

    def _give_up(self) -> None:
        self._stop()
        self._wanted = self.outlook
        self._update()
        self.table.setFocus()

    def _stop(self) -> None:
        self._looking.stop()
        self._asking.stop()
        self._wait.stop()

    def _work(
        self, lane: Latest, title: str, work: Callable[[Job], Any], done: Callable[[Any], None]
    ) -> None:
        """Do it beside the window, in place of what was asked for before."""

        def progress(so_far: int, total: int | None) -> None:
            if lane.busy:
                share = f" {100 * so_far // total}%" if total else "…"
                self.said.setText(self.tr("{what}（Esc 停止）").format(what=title + share))

        lane.fetch(work, done, self._failed).signals.progress.connect(progress)
        progress(0, None)

    def _failed(self, error: Exception) -> None:
        self._update()
        if not isinstance(error, Cancelled):
            raise error

    def _tell_copied(self, cells: int, most: int) -> None:
        if cells <= most:
            self.said.setText(self.tr("已复制 {n} 格", "", cells).format(n=f"{cells:,}"))
        else:
            self.said.setText(
                self.tr("选中了 {n} 格，一次至多复制 {most} 格").format(
                    n=f"{cells:,}", most=f"{most:,}"
                )
            )

    def _mark_order(self) -> None:
        header = self.table.horizontalHeader()
        header.setSortIndicatorShown(self.outlook.order is not None)
        if self.outlook.order is not None:
            column, descending = self.outlook.order
            down, up = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
            header.setSortIndicator(column, down if descending else up)

    def _update(self) -> None:
        """Say what is shown, and offer what is possible."""
        shown, whole = self.table.arrow.rowCount(), self.table.arrow.table.num_rows
        said = self.tr("{n} 行", "", whole).format(n=f"{whole:,}")
        if self.outlook.conditions:
            said = self.tr("显示 {n} 行，共 {all} 行", "", whole).format(
                n=f"{shown:,}", all=f"{whole:,}"
            )
        self.said.setText(said)
        self.all.setVisible(self.outlook != Outlook())
        for button in (self.before, self.after):
            button.setEnabled(bool(self.sought.text()))


def _small(title: str, key: str = "") -> QPushButton:
    button = QPushButton(title)
    button.setAutoDefault(False)
    button.setToolTip(key)
    return button
