"""Comments at cells: the reviewer points at what is wrong, the clerk is led to it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.core import acts
from app.core.approval.values import Comment
from app.core.model import KIND_NAMES, Kind, Table
from app.core.workspace.store import Release
from app.ui import wording
from app.ui.session import Session
from app.ui.widgets.labels import caption
from app.ui.widgets.record_table import RecordTable
from app.ui.widgets.table_model import ArrowTableView


class CommentsDialog(QDialog):
    """``drafts``: what the person who signs next has to say, which this dialog adds to; None to read only."""

    topic = "reviewer"

    def __init__(
        self,
        session: Session,
        release: Release,
        drafts: list[Comment] | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.release = release
        self._drafts = drafts
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("逐格批注"))
        self.resize(820, 560)
        self.which = QComboBox()
        standing = session.ws.standing(release.id)
        for kind in (Kind.OUTPUT, Kind.TABLE):
            if kind in standing:
                self.which.addItem(session.say(KIND_NAMES[kind]), kind.value)
        self.cells = ArrowTableView(self.tr("数据"))
        titles = [self.tr("位置"), self.tr("批注人"), self.tr("批注")]
        self.list = RecordTable(self.tr("批注"), titles, self.tr("还没有批注"))
        self.text = QLineEdit()
        self.text.setPlaceholderText(self.tr("选中一格，写明哪里不妥；请勿抄录单元格内容"))
        self.add = QPushButton(self.tr("加批注"))
        self.add.clicked.connect(self._add)
        self.whole = QPushButton(self.tr("批注整列"))
        self.whole.clicked.connect(lambda: self._add(whole=True))
        self.list.itemSelectionChanged.connect(self._jump)
        self.cells.selectionModel().currentChanged.connect(lambda *_: self._update())
        self.text.textChanged.connect(lambda _: self._update())
        self.which.currentIndexChanged.connect(lambda _: self._fetch())
        self._shown: tuple[Comment, ...] = ()
        self._wanted: Comment | None = None
        self._lay_out()
        self._fill()
        self._fetch()

    def _fetch(self) -> None:
        """Read the chosen table; where a comment was clicked, lead to its cell."""
        ws, kind = self.session.ws, self.which.currentData()
        if kind is None:
            return
        self.session.read(
            self, lambda job: ws.load_table(self.release.id, Kind(kind)), self._show_table
        )

    def _show_table(self, table: Table) -> None:
        self.cells.show_table(table.data)
        if self._wanted is not None:
            self._go(self._wanted)
        self._update()

    def _jump(self) -> None:
        rows = self.list.selectionModel().selectedRows()
        if not rows:
            return
        comment = self._shown[rows[0].row()]
        place = self.which.findData(comment.table)
        if place == self.which.currentIndex():
            self._go(comment)
        elif place >= 0:
            self._wanted = comment
            self.which.setCurrentIndex(place)

    def _go(self, comment: Comment) -> None:
        self._wanted = None
        names = self.cells.arrow.table.column_names
        row = max(comment.row - 1, 0)
        if comment.column in names and row < self.cells.arrow.rowCount():
            index = self.cells.arrow.index(row, names.index(comment.column))
            self.cells.setCurrentIndex(index)
            self.cells.scrollTo(index)

    def _add(self, *, whole: bool = False) -> None:
        index, text = self.cells.currentIndex(), self.text.text().strip()
        if self._drafts is None or not index.isValid() or not text:
            return
        column = self.cells.arrow.table.column_names[index.column()]
        row = 0 if whole else index.row() + 1
        self._drafts.append(Comment(self.which.currentData(), column, row, text))
        self.text.clear()
        self._fill()

    def _fill(self) -> None:
        given = acts.remarks(self.session.ws, self.release.id)
        drafts = self._drafts or []
        self._shown = (*(remark.comment for remark in given), *drafts)
        by = [wording.aside(r.by, wording.when(r.at)) for r in given]
        by += [self.tr("未签署")] * len(drafts)
        self.list.fill(
            [[self._place(c), who, c.text] for c, who in zip(self._shown, by, strict=True)]
        )

    def _place(self, comment: Comment) -> str:
        table = self.session.say(KIND_NAMES[Kind(comment.table)])
        if not comment.row:
            return self.tr("{table} {column} 整列").format(table=table, column=comment.column)
        told = self.tr("{table} {column} 第 {row} 行")
        return told.format(table=table, column=comment.column, row=comment.row)

    def _update(self) -> None:
        ready = bool(self.text.text().strip()) and self.cells.currentIndex().isValid()
        for button in (self.add, self.whole):
            button.setEnabled(ready and self._drafts is not None)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(caption(self.tr("数据"), self.which))
        top.addWidget(self.which)
        top.addStretch(1)
        entry = QWidget()
        row = QHBoxLayout(entry)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.text, 1)
        row.addWidget(self.add)
        row.addWidget(self.whole)
        entry.setVisible(self._drafts is not None)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(self.cells, 2)
        layout.addWidget(entry)
        layout.addWidget(self.list, 1)
