"""The columns of a table, to be named, kept or left out, as they show or as they are stored."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidgetItem,
    QWidget,
)

from app.ui.widgets.record_table import RecordTable

NAME, WRITTEN, STORED, SAMPLE = range(4)
ROOM = 130  # pixels at least in which a name is typed
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class ColumnOffer:
    """A column: what it is called, how the sheet calls it, some of its values, what is possible.

    ``number``: it stores other numbers than it shows.
    """

    name: str
    written: str
    sample: str = ""
    number: bool = False
    hidden: bool = False


class ColumnChoice(RecordTable):
    """``chosen`` carries the names of the columns kept, and of those taken as stored.

    ``renamed`` carries what the sheet calls a column, and its new name.
    """

    chosen = Signal(object, object)
    renamed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("", [])
        self._offers: list[ColumnOffer] = []
        self._names = _Names(self)  # Qt does not keep a delegate alive
        self.setAccessibleName(self.tr("各列"))
        self.setColumnCount(4)
        self.least = {NAME: ROOM}
        self.setHorizontalHeaderLabels(
            [self.tr("列名"), self.tr("原表列名"), self.tr("取值"), self.tr("示例")]
        )
        self.setItemDelegateForColumn(NAME, self._names)
        self.setEditTriggers(
            self.EditTrigger.DoubleClicked
            | self.EditTrigger.EditKeyPressed
            | self.EditTrigger.SelectedClicked
            | self.EditTrigger.AnyKeyPressed
        )
        self.itemChanged.connect(self._changed)

    def offer(
        self,
        offers: Sequence[ColumnOffer],
        kept: Collection[str],
        stored: Collection[str],
        proposed: Sequence[str] = (),
    ) -> None:
        """Show the columns; hidden ones come last and cannot be kept.

        ``proposed``: names to choose from when one is renamed.
        """
        self._offers = sorted(offers, key=lambda offer: offer.hidden)
        self._names.proposed = proposed
        here = self.currentRow(), self.currentColumn()
        self.blockSignals(True)
        self.fill([(offer.name, offer.written, "", offer.sample) for offer in self._offers])
        for row, offer in enumerate(self._offers[: self.rowCount()]):
            for place in (WRITTEN, STORED, SAMPLE):
                _lock(self.item(row, place))
            if offer.hidden:
                self.item(row, NAME).setFlags(Qt.ItemFlag.NoItemFlags)
                self.item(row, STORED).setText(self.tr("隐藏列，不导入"))
                continue
            _check(self.item(row, NAME), offer.name in kept)
            if offer.number:
                self.item(row, STORED).setText(self.tr("按原值"))
                _check(self.item(row, STORED), offer.name in stored)
        self.blockSignals(False)
        if here[0] >= 0:
            self.setCurrentCell(*here)

    def kept(self) -> tuple[str, ...]:
        """The columns to keep, in order; those too far down to be shown are kept."""
        left_out = {
            offer.name
            for row, offer in enumerate(self._offers[: self.rowCount()])
            if offer.hidden or not _is_checked(self.item(row, NAME))
        }
        return tuple(o.name for o in self._offers if not o.hidden and o.name not in left_out)

    def stored(self) -> tuple[str, ...]:
        """The columns to take as stored."""
        return tuple(
            offer.name
            for row, offer in enumerate(self._offers[: self.rowCount()])
            if offer.number and _is_checked(self.item(row, STORED))
        )

    def ask_name(self) -> None:
        """Let the first column be named."""
        self.setFocus()
        self.setCurrentCell(0, NAME)
        self.editItem(self.item(0, NAME))

    def _changed(self, item: QTableWidgetItem) -> None:
        offer = self._offers[item.row()]
        if item.column() == NAME and item.text() != offer.name:
            self._name(item, offer)
        elif self.kept():
            self.chosen.emit(self.kept(), self.stored())
        else:  # a table without columns is none
            item.setCheckState(Qt.CheckState.Checked)

    def _name(self, item: QTableWidgetItem, offer: ColumnOffer) -> None:
        """A new name, if it is one and no other column has it; an empty one is that of the sheet."""
        name = "".join(item.text().split()) or offer.written
        others = {other.name for other in self._offers if other is not offer}
        if name in others or name == offer.name:
            self.blockSignals(True)
            item.setText(offer.name)
            self.blockSignals(False)
        else:
            self.setCurrentCell(min(item.row() + 1, self.rowCount() - 1), NAME)  # the next to name
            self.renamed.emit(offer.written, name)


class _Names(QStyledItemDelegate):
    """A name is typed, or chosen from those that the plan misses."""

    proposed: Sequence[str] = ()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        if not self.proposed:
            return super().createEditor(parent, option, index)
        combo = QComboBox(parent)
        combo.setEditable(True)
        combo.addItems(list(self.proposed))
        return combo

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setEditText(index.data())
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        if isinstance(editor, QComboBox):
            index.model().setData(index, editor.currentText())
        else:
            super().setModelData(editor, model, index)  # type: ignore[arg-type]


def _lock(item: QTableWidgetItem) -> None:
    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)


def _check(item: QTableWidgetItem, checked: bool) -> None:
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)


def _is_checked(item: QTableWidgetItem) -> bool:
    return item.checkState() is Qt.CheckState.Checked
