"""导入: what came in, what of it is data, and what is not."""

import textwrap

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.core.model import Kind, Table
from app.core.workspace.store import Release
from app.ui import hidden_words, wording
from app.ui.pages.page import Page
from app.ui.session import Session
from app.ui.widgets.explorer import Explorer
from app.ui.widgets.labels import Facts, caption, heading
from app.ui.widgets.record_table import RecordTable

GROUP = 16  # digits of a checksum in a line


class ImportPage(Page):
    """The table as it was taken in, beside everything that was left out and why.

    ``sheet_wanted``: another sheet of the same workbook is to become a release of its own.
    """

    sheet_wanted = Signal(str)
    step = "import"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.facts = Facts()
        self.explorer = Explorer(self.tr("数据预览"), session)
        self.preview = self.explorer.table
        self.columns = RecordTable(
            self.tr("列"),
            [self.tr("列名"), self.tr("类型"), self.tr("空值"), self.tr("不同值"), self.tr("示例")],
        )
        self.dropped = RecordTable(
            self.tr("未作为数据的行"),
            [self.tr("行号"), self.tr("原因"), self.tr("内容")],
            self.tr("所有的行都是数据"),
        )
        self.hidden = RecordTable(
            self.tr("隐藏内容"),
            [self.tr("种类"), self.tr("位置"), self.tr("内容")],
            self.tr("没有隐藏内容"),
        )
        self.warnings = RecordTable(
            self.tr("提示"), [self.tr("位置"), self.tr("内容")], self.tr("没有提示")
        )
        self.sheets = QComboBox()
        self.sheets_name = caption(self.tr("同一工作簿的其他工作表"), self.sheets)
        self.take_sheet = QPushButton(self.tr("另行导入此表"))
        self.take_sheet.clicked.connect(lambda: self.sheet_wanted.emit(self.sheets.currentText()))
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(self.tr("导入详情"))
        for table in (self.columns, self.dropped, self.hidden, self.warnings):
            self.tabs.addTab(table, table.accessibleName())
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.explorer)
        split.addWidget(self.tabs)
        split.setSizes([320, 200])
        split.setChildrenCollapsible(False)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(heading(self.tr("源文件")))
        column.addWidget(self.facts)
        column.addSpacing(12)
        for widget in (self.sheets_name, self.sheets, self.take_sheet):
            widget.hide()
            column.addWidget(widget)
        column.addStretch(1)
        side.setFixedWidth(250)
        row = QHBoxLayout()
        row.addWidget(split, 1)
        row.addWidget(side)
        self.content.addLayout(row, 1)

    def load(self, release: Release) -> None:
        ws = self.session.ws
        self.session.read(
            self,
            lambda job: ws.load_table(release.id, Kind.TABLE),
            lambda table: self._show(release, table),
        )

    def _show(self, release: Release, table: Table) -> None:
        if not self.is_current(release):
            return
        self.explorer.show_table(table.data)
        self.facts.fill(self._source_facts(release, table))
        self.columns.fill(
            [
                (c.name, wording.column_type(c.type), str(c.nulls), str(c.distinct),
                 wording.listed(c.sample))
                for c in table.profile
            ]
        )  # fmt: skip
        self.dropped.fill(
            [
                (wording.row_of(d.row, d.file), wording.dropped(d.reason), d.text)
                for d in table.layout.dropped
            ]
        )
        self.hidden.fill(list(map(hidden_words.row, table.hidden)))
        self.warnings.fill([(w.where, self.session.say(w.message)) for w in table.warnings])
        for place in range(self.tabs.count()):
            rows = self.tabs.widget(place)
            if isinstance(rows, RecordTable):
                title = f"{rows.accessibleName()} ({rows.total})"
                self.tabs.setTabText(place, title)
        self._show_sheets(table)
        self._warn(table)

    def _show_sheets(self, table: Table) -> None:
        names = table.source.sheets
        others = [name for name in names if name != table.layout.sheet]
        self.sheets.clear()
        self.sheets.addItems(others)
        for widget in (self.sheets_name, self.sheets, self.take_sheet):
            widget.setVisible(bool(others))

    def _warn(self, table: Table) -> None:
        if table.warnings:
            self.notice.say(self.session.say(table.warnings[0].message), "warn")
        elif any(h.kind != "property" for h in table.hidden):
            self.notice.say(
                self.tr("文件里有隐藏内容。隐藏的内容不会进入数据表，请在下方核对。"), "warn"
            )
        else:
            self.notice.say("")

    def _source_facts(self, release: Release, table: Table) -> list[tuple[str, str]]:
        source, layout = table.source, table.layout
        facts = [
            (self.tr("编号"), release.id),
            (self.tr("文件"), source.name),
            (self.tr("格式"), source.kind),
            (self.tr("大小"), self.tr("{n} 字节").format(n=f"{source.size:,}")),
            ("SHA-256", "\n".join(textwrap.wrap(source.sha256, GROUP))),
            (self.tr("数据"), self.tr("{r} 行 × {c} 列").format(r=f"{table.rows:,}", c=len(table.columns))),
        ]  # fmt: skip
        if source.members:
            facts.insert(3, (self.tr("文件数"), str(len(source.members))))
        else:
            rows = wording.listed(map(str, layout.header_rows))
            facts[-1:-1] = [(self.tr("工作表"), layout.sheet), (self.tr("表头行"), rows)]
        if source.encoding:
            facts.insert(3, (self.tr("编码"), source.encoding))
        return facts
