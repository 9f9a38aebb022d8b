"""The question before changes are lost."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


class DiscardBox(QMessageBox):
    """``discard`` is called if the person gives the changes up."""

    def __init__(self, discard: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("公开"))
        self.setText(self.tr("有改动还没有保存。放弃这些改动吗？"))
        kinds = QMessageBox.StandardButton
        self.setStandardButtons(kinds.Discard | kinds.Cancel)
        self.setDefaultButton(kinds.Cancel)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.button(kinds.Discard).clicked.connect(lambda _: discard())
