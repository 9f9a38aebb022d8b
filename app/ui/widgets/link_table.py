"""A table whose rows lead somewhere, by a click or Enter."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from app.ui.widgets.record_table import RecordTable


class LinkTable(RecordTable):
    """``followed`` carries the number of the row."""

    followed = Signal(int)

    def __init__(self, name: str, titles: Sequence[str], empty: str = "") -> None:
        super().__init__(name, titles, empty)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.itemClicked.connect(lambda item: self.followed.emit(item.row()))

    def link(self, row: int, column: int = 0) -> None:
        """Show one cell as what it is: a link."""
        item = self.item(row, column)
        font = item.font()
        font.setUnderline(True)
        item.setFont(font)
        self.tint(row, column, "info")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self.followed.emit(self.currentRow())
            return
        super().keyPressEvent(event)
