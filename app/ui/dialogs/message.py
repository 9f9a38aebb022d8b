"""A message on its own: plain text, since what a file says must never be taken for markup."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def message(parent: QWidget, text: str, more: str = "", title: str = "") -> QMessageBox:
    """A message box that is not open yet, and goes when it is closed."""
    box = QMessageBox(parent)
    box.setWindowTitle(title or QCoreApplication.translate("message", "公开"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setInformativeText(more)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return box
