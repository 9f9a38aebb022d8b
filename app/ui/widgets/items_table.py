"""信息项: the columns of the publication as the catalog describes them."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidgetItem,
    QWidget,
)

from app.core.catalog import schema
from app.core.model import InfoItem
from app.ui.widgets.record_table import RecordTable

NAME, TYPE, LENGTH, SENSITIVE, DESCRIPTION = range(5)
Index = QModelIndex | QPersistentModelIndex


class ItemsTable(RecordTable):
    """Types from the Guide's list, lengths in bytes. ``edited`` after every change by hand."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__("", [""] * 5)
        self.setAccessibleName(self.tr("信息项"))
        self.setHorizontalHeaderLabels(
            [self.tr("名称"), self.tr("类型"), self.tr("长度"), self.tr("已脱敏"), self.tr("说明")]
        )
        self._type_list = _TypeList(self)  # Qt does not keep a delegate alive
        self.setItemDelegateForColumn(TYPE, self._type_list)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.cellChanged.connect(lambda *_: self.edited.emit())

    def show_items(self, items: tuple[InfoItem, ...]) -> None:
        """Show these items and nothing else."""
        self.blockSignals(True)
        self.fill([(i.name, i.type, str(i.length), "", i.description) for i in items])
        for row, item in enumerate(items):
            self.item(row, NAME).setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            box = QTableWidgetItem()
            box.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            box.setCheckState(Qt.CheckState.Checked if item.sensitive else Qt.CheckState.Unchecked)
            self.setItem(row, SENSITIVE, box)
        self.setColumnWidth(TYPE, max(self.columnWidth(TYPE), 110))
        self.blockSignals(False)
        self.viewport().update()

    def info_items(self) -> tuple[InfoItem, ...]:
        """What stands in the table; a length that is no number counts as none."""
        return tuple(self._read(row) for row in range(self.rowCount()))

    def _read(self, row: int) -> InfoItem:
        length = self.item(row, LENGTH).text().strip()
        return InfoItem(
            self.item(row, NAME).text(),
            self.item(row, TYPE).text(),
            int(length) if length.isdecimal() else 0,
            self.item(row, SENSITIVE).checkState() is Qt.CheckState.Checked,
            self.item(row, DESCRIPTION).text(),
        )


class _TypeList(QStyledItemDelegate):
    """A type is stored by its letter and shown with its name."""

    def displayText(self, value: str, locale: object) -> str:
        name = schema.item_types().get(value, "")
        return f"{value} {name}".strip()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        combo = QComboBox(parent)
        for letter, name in schema.item_types().items():
            combo.addItem(f"{letter} {name}", letter)
        return combo

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(index.data()))

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        if isinstance(editor, QComboBox):
            index.model().setData(index, editor.currentData())
