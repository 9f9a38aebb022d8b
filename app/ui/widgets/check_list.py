"""Columns of a table to be ticked, each with a word on why."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTableWidgetItem

from app.ui.widgets.record_table import RecordTable


class CheckList(RecordTable):
    """``changed``: a tick was set or taken away. The space key does it, too."""

    changed = Signal()

    def __init__(self, name: str, titles: Sequence[str], empty: str = "") -> None:
        super().__init__(name, titles, empty)
        self.itemChanged.connect(self._tick_changed)

    def offer(self, rows: Sequence[tuple[str, ...]], ticks: Sequence[bool]) -> None:
        """Names with what is said of each, ticked or not."""
        self.blockSignals(True)
        self.fill(rows)
        for row, ticked in enumerate(ticks):
            item = self.item(row, 0)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.blockSignals(False)
        self.changed.emit()

    def ticked(self) -> tuple[str, ...]:
        """The ticked names, in order."""
        items = [self.item(row, 0) for row in range(self.rowCount())]
        return tuple(i.text() for i in items if i.checkState() is Qt.CheckState.Checked)

    def _tick_changed(self, item: QTableWidgetItem) -> None:
        self.changed.emit()
