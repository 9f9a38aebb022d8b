"""The columns of a table, to be kept or left out, as they show or as they are stored."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTableWidgetItem

from app.ui.widgets.record_table import RecordTable


class ColumnChoice(RecordTable):
    """``chosen`` carries the names of the columns kept, and of those taken as stored."""

    chosen = Signal(object, object)

    def __init__(self) -> None:
        super().__init__("", [])
        self._names: list[str] = []
        self._numbers: Collection[str] = ()
        self.setAccessibleName(self.tr("各列"))
        self.setColumnCount(2)
        self.setHorizontalHeaderLabels([self.tr("导入的列"), self.tr("取值")])
        self.itemChanged.connect(self._changed)

    def offer(
        self,
        names: Sequence[str],
        hidden: Collection[str],
        numbers: Collection[str],
        kept: Collection[str],
        stored: Collection[str],
    ) -> None:
        """Show ``names``; hidden ones cannot be kept, only ``numbers`` can be taken as stored."""
        self._names = [name for name in names if name not in hidden]
        self._numbers = numbers
        self.blockSignals(True)
        self.fill([(name, "") for name in (*self._names, *hidden)])
        for row in range(self.rowCount()):
            if row >= len(self._names):
                self.item(row, 0).setFlags(Qt.ItemFlag.NoItemFlags)
                self.item(row, 1).setText(self.tr("隐藏列，不导入"))
                continue
            name = self._names[row]
            _check(self.item(row, 0), name in kept)
            if name in numbers:
                self.item(row, 1).setText(self.tr("按原值"))
                _check(self.item(row, 1), name in stored)
        self.blockSignals(False)

    def kept(self) -> tuple[str, ...]:
        """The columns to keep, in order; those too far down to be shown are kept."""
        left_out = {
            self._names[row]
            for row in range(min(self.rowCount(), len(self._names)))
            if not _is_checked(self.item(row, 0))
        }
        return tuple(name for name in self._names if name not in left_out)

    def stored(self) -> tuple[str, ...]:
        """The columns to take as stored."""
        return tuple(
            name
            for row, name in enumerate(self._names[: self.rowCount()])
            if name in self._numbers and _is_checked(self.item(row, 1))
        )

    def _changed(self, item: QTableWidgetItem) -> None:
        if self.kept():
            self.chosen.emit(self.kept(), self.stored())
        else:  # a table without columns is none
            item.setCheckState(Qt.CheckState.Checked)


def _check(item: QTableWidgetItem, checked: bool) -> None:
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)


def _is_checked(item: QTableWidgetItem) -> bool:
    return item.checkState() is Qt.CheckState.Checked
