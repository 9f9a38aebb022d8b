"""What import cannot know by itself: a workbook's password."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from app.core.errors import GongkaiError, PasswordWrong
from app.core.text import Language
from app.ui.widgets.labels import body, caption, heading


class PasswordDialog(QDialog):
    """``given`` carries the password; it is used once and kept nowhere."""

    topic = "import"

    given = Signal(str)

    def __init__(
        self, error: GongkaiError, language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("导入文件"))
        self.setMinimumWidth(460)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        advice = self.tr("密码只用来打开这个文件，用后不保存。")
        if isinstance(error, PasswordWrong):
            advice = error.advice(language)
        layout.addWidget(heading(error.told(language)))
        layout.addWidget(body(advice))
        layout.addWidget(caption(self.tr("打开密码"), self.password))
        layout.addWidget(self.password)
        layout.addWidget(buttons)
        self.accepted.connect(lambda: self.given.emit(self.password.text()))
        self.password.setFocus()
