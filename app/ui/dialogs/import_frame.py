"""What stands in the import dialog, and where; what it does is in :mod:`import_dialog`."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QMenu,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.core.text import Language
from app.ui.widgets.column_choice import ColumnChoice
from app.ui.widgets.flow import Flow
from app.ui.widgets.labels import Notice, beside, caption, heading
from app.ui.widgets.offer import Offer
from app.ui.widgets.record_table import RecordTable
from app.ui.widgets.sheet_picture import Legend, PictureView
from app.ui.widgets.table_model import ArrowTableView
from app.ui.widgets.text_choice import TextChoice
from app.ui.widgets.undo_keys import give_undo_keys

SIZE = QSize(1200, 700)
MARGIN = QSize(40, 40)  # of the window that stays in sight around it
FRAME = QSize(16, 48)  # what the desktop puts around a window


class ImportFrame(QDialog):
    """The sheet at the left, its table at the right, the choices above and below."""

    topic = "import"

    def __init__(self, name: str, language: Language, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._language = language
        self.setWindowTitle(self.tr("导入前核对"))
        layout = QVBoxLayout(self)
        layout.addWidget(self._top(name))
        layout.addWidget(self._asking())
        self.offer = Offer()  # what an earlier release knows
        layout.addWidget(self.offer)
        self.sides = QSplitter(Qt.Orientation.Horizontal)
        self.sides.addWidget(self._left())
        self.sides.addWidget(self._right())
        self.sides.setChildrenCollapsible(False)
        self.sides.setSizes([SIZE.width() // 2, SIZE.width() // 2])
        self.waiting = QWidget()
        column = QVBoxLayout(self.waiting)
        column.addStretch(1)
        said = self.tr("正在打开 {name}").format(name=name)
        column.addWidget(heading(said))
        self.bar = QProgressBar()
        self.bar.setAccessibleName(said)
        self.bar.setRange(0, 0)
        column.addWidget(self.bar)
        column.addStretch(1)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.waiting)
        self.stack.addWidget(self.sides)
        layout.addWidget(self.stack, 1)
        layout.addLayout(self._bottom())
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.resize(self.room(parent.size() - MARGIN if parent is not None else SIZE))

    def room(self, wanted: QSize) -> QSize:
        """As much of a size as the screen has room for, its frame included."""
        return wanted.boundedTo(self.screen().availableSize() - FRAME)

    def _top(self, name: str) -> QWidget:
        top = QWidget()
        row = Flow(top)
        row.addWidget(heading(name, wraps=False))
        self.choice = QComboBox()
        self.choices = beside(caption(self.tr("表格(&S)"), self.choice), self.choice)
        self.text = TextChoice()
        for widget in (self.choices, self.text):
            widget.hide()
            row.addWidget(widget)
        self.plan_menu = QPushButton(self.tr("版面方案(&L)"))
        menu = QMenu(self.plan_menu)
        self.open_plan = menu.addAction(self.tr("打开版面方案(&O)…"))
        self.keep_plan = menu.addAction(self.tr("保存版面方案(&S)…"))
        self.no_plan = menu.addAction(self.tr("恢复自动识别(&R)"))
        self.plan_menu.setMenu(menu)
        self.plan_menu.setAutoDefault(False)
        row.addWidget(self.plan_menu)
        return top

    def _asking(self) -> QWidget:
        """What a person should look at, and what they can answer."""
        asking = QWidget()
        row = QHBoxLayout(asking)
        row.setContentsMargins(0, 0, 0, 0)
        self.notice = Notice()
        self.name_columns = QPushButton(self.tr("填写列名(&N)"))
        self.confirm = QPushButton(self.tr("版面无误(&C)"))
        row.addWidget(self.notice, 1)
        for button in (self.name_columns, self.confirm):
            button.setAutoDefault(False)
            button.hide()
            row.addWidget(button)
        return asking

    def _left(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        self.view = PictureView(self.tr("原表"), self._language)
        words = QWidget()
        bar = Flow(words)
        bar.setSpacing(4)
        for action in self.view.words.values():
            button = QToolButton()
            button.setDefaultAction(action)
            button.setProperty("word", True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            bar.addWidget(button)
        self.legend = Legend(self._language)
        self.more = QPushButton(self.tr("显示更多行(&M)"))
        self.more.hide()
        self.more.setAutoDefault(False)
        below = QHBoxLayout()
        below.addWidget(self.legend, 1)
        below.addWidget(self.more)
        column.addWidget(words)
        column.addWidget(self.view, 1)
        column.addLayout(below)
        return side

    def _right(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        self.result = ArrowTableView(self.tr("导入结果"))
        self.columns = ColumnChoice()
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
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(self.tr("导入结果"))
        for table in (self.result, self.columns, self.dropped, self.hidden):
            self.tabs.addTab(table, table.accessibleName())
        self.groups = QCheckBox(self.tr("分组行变为一列(&G)"))
        self.totals = QCheckBox(self.tr("保留合计行(&T)"))
        self.unpivot = QCheckBox(self.tr("各期各类的列变为行(&U)"))
        options = QWidget()
        row = Flow(options)
        for box in (self.groups, self.totals, self.unpivot):
            box.hide()
            row.addWidget(box)
        column.addWidget(self.tabs, 1)
        column.addWidget(options)
        return side

    def _bottom(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.undo, self.redo = QPushButton(self.tr("撤销(&Z)")), QPushButton(self.tr("重做(&Y)"))
        self.shape = caption("")
        self.cancel, self.take = QPushButton(self.tr("取消")), QPushButton(self.tr("导入(&I)"))
        give_undo_keys(self, self.undo, self.redo)
        self.take.setProperty("primary", True)
        for button in (self.undo, self.redo, self.cancel):
            button.setAutoDefault(False)
        self.take.setDefault(True)
        for button in (self.undo, self.redo):
            row.addWidget(button)
        row.addStretch(1)
        for widget in (self.shape, self.cancel, self.take):
            row.addWidget(widget)
        return row
