"""The table that is to be published, opened where something is wrong with it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.core.model import Kind, Table
from app.core.workspace.store import Release
from app.ui.session import Session
from app.ui.widgets.explorer import Explorer
from app.ui.widgets.table_model import ArrowTableView


class OutputDialog(QDialog):
    """``row`` counts from 1; ``column`` may be "" for the row as a whole."""

    def __init__(
        self, session: Session, release: Release, row: int, column: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("{name} 第 {row} 行").format(name=release.name, row=row))
        self.resize(860, 480)
        self.explorer = Explorer(self.tr("待公开的数据"), session)
        self.table = self.explorer.table
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.explorer, 1)
        layout.addWidget(buttons)
        session.read(
            self,
            lambda job: session.ws.load_table(release.id, Kind.OUTPUT),
            lambda table: self._show(table, row, column),
        )

    def _show(self, table: Table, row: int, column: str) -> None:
        self.explorer.show_table(table.data)
        place = table.columns.index(column) if column in table.columns else 0
        index = self.table.arrow.index(row - 1, place)
        self.table.setCurrentIndex(index)
        self.table.scrollTo(index, ArrowTableView.ScrollHint.PositionAtCenter)
