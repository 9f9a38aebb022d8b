"""What import cannot know by itself: a workbook's password, a text's encoding."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.core.intake.decoding import preview
from app.core.intake.encoding import CHOICES
from app.ui.widgets.labels import body, caption, heading

HEAD = 64 * 1024  # bytes shown in each encoding


class PasswordDialog(QDialog):
    """``given`` carries the password; it is used once and kept nowhere."""

    given = Signal(str)

    def __init__(self, title: str, advice: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        layout = _frame(self, title, advice)
        layout.addWidget(caption(self.tr("打开密码"), self.password))
        layout.addWidget(self.password)
        layout.addWidget(_buttons(self))
        self.accepted.connect(lambda: self.given.emit(self.password.text()))
        self.password.setFocus()


class EncodingDialog(QDialog):
    """The first lines in each encoding; ``given`` carries the codec name of the one chosen."""

    given = Signal(str)

    def __init__(self, title: str, advice: str, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = b""
        with path.open("rb") as file:
            self._head = file.read(HEAD)
        self.choice = QComboBox()
        self.choice.addItems(list(CHOICES))
        self.lines = QPlainTextEdit()
        self.lines.setReadOnly(True)
        self.lines.setAccessibleName(self.tr("预览"))
        self.choice.currentTextChanged.connect(self._show)
        layout = _frame(self, title, advice)
        layout.addWidget(caption(self.tr("编码"), self.choice))
        layout.addWidget(self.choice)
        layout.addWidget(caption(self.tr("按此编码显示的前几行"), self.lines))
        layout.addWidget(self.lines, 1)
        layout.addWidget(_buttons(self))
        self.accepted.connect(lambda: self.given.emit(self.choice.currentText()))
        self._show(self.choice.currentText())

    def _show(self, encoding: str) -> None:
        self.lines.setPlainText("\n".join(preview(self._head, encoding)))


def _frame(dialog: QDialog, title: str, advice: str) -> QVBoxLayout:
    dialog.setWindowTitle(dialog.tr("导入文件"))
    dialog.setMinimumWidth(460)
    layout = QVBoxLayout(dialog)
    layout.addWidget(heading(title))
    layout.addWidget(body(advice))
    return layout


def _buttons(dialog: QDialog) -> QDialogButtonBox:
    kinds = QDialogButtonBox.StandardButton
    buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return buttons
