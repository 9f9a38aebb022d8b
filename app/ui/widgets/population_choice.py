"""总体数据表: among whom the persons of a table hide, for models that compare with them."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton

from app.ui.widgets.record_table import tip

WIDEST = 140  # of a file's name


class PopulationChoice(QPushButton):
    """Names the file, or asks for it. ``changed``: another file was chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.path: Path | None = None
        self.clicked.connect(self._ask)
        self.take(None)

    def take(self, path: Path | None) -> None:
        """Choose a file, which is read when it is needed."""
        self.path = path
        self.setText(self.tr("总体数据表…") if path is None else self._short(path.name))
        said = self.tr("总体数据表：表中的人身处其中的所有人，列名与本表的准标识符相同")
        self.setAccessibleName(said if path is None else f"{said}: {path.name}")
        self.setToolTip(tip(said if path is None else f"{said}\n{path}"))
        self.changed.emit()

    def _short(self, name: str) -> str:
        return self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, WIDEST)

    def _ask(self) -> None:
        folder = "" if self.path is None else str(self.path.parent)
        name, _ = QFileDialog.getOpenFileName(self, self.tr("选择总体数据表"), folder)
        if name:
            self.take(Path(name))
