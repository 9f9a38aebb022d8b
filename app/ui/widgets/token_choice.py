"""A key on a token: whose library, which token, which key, and its PIN."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from app.core.acts.tokens import key_on_token, labels, tokens
from app.core.errors import GongkaiError
from app.core.trust.suite import Signer
from app.core.trust.tokens.place import Token
from app.ui import wording
from app.ui.errors import in_words
from app.ui.session import Session
from app.ui.widgets.labels import beside, caption, narrow_choice

MODULE = "token-module"
"""A setting of the workspace: the library that was used last."""
SUITE = "p256"  # every token can


class TokenChoice(QWidget):
    """``failed`` carries what is wrong with the library or the token, in words; "" when nothing is."""

    failed = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.module = QLineEdit(session.ws.setting(MODULE))
        self.module.editingFinished.connect(self.look)
        self.pick = QPushButton(self.tr("选择…"))
        self.pick.clicked.connect(self._choose)
        self.token = narrow_choice()
        self.token.currentIndexChanged.connect(self._look_for_keys)
        self.again = QPushButton(self.tr("重新查找"))
        self.again.clicked.connect(self.look)
        self.label = QComboBox()
        self.label.setEditable(True)
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        module, token = beside(self.module, self.pick), beside(self.token, self.again)
        form.addRow(caption(self.tr("厂商的 PKCS#11 库"), self.module), module)
        self.token.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        form.addRow(caption(self.tr("设备"), self.token), token)
        form.addRow(caption(self.tr("密钥名称"), self.label), self.label)
        form.addRow(caption(self.tr("PIN"), self.pin), self.pin)
        line = self.label.lineEdit()
        line.setPlaceholderText(self.tr("已有的密钥，或新密钥的名称"))
        line.setAccessibleName(self.label.accessibleName())

    def look(self) -> None:
        """See which tokens are plugged in."""
        self.token.clear()
        if not self.module.text().strip():
            return
        module = self._module()
        self.session.read(self, lambda job: tokens(module), self._show_tokens, self._refused)

    def is_complete(self) -> bool:
        """Whether all four are chosen."""
        return bool(self._serial() and self.label.currentText().strip() and self.pin.text())

    def chosen(self) -> Callable[[], Signer]:
        """What fetches the chosen key, or makes it, beside the window; raises what key_on_token raises."""
        module, label, pin = self._module(), self.label.currentText().strip(), self.pin.text()
        serial = self._serial()
        return lambda: key_on_token(module, label, pin, SUITE, serial)

    def remember(self) -> None:
        """Offer the same library next time."""
        self.session.ws.set_setting(MODULE, self.module.text().strip())

    # ── inside ───────────────────────────────────────────────────────────────────────────

    def _module(self) -> Path:
        return Path(self.module.text().strip())

    def _serial(self) -> str:
        return self.token.currentData() or ""

    def _show_tokens(self, found: tuple[Token, ...]) -> None:
        self.failed.emit("" if found else self.tr("没有插着的设备。插好后点“重新查找”。"))
        self.token.clear()
        for each in found:
            self.token.addItem(wording.aside(each.label, each.serial), each.serial)

    def _look_for_keys(self) -> None:
        typed = self.label.currentText()
        self.label.clear()
        self.label.setEditText(typed)
        module, serial = self._module(), self._serial()
        if serial:
            self.session.read(
                self, lambda job: labels(module, serial), self._show_keys, self._refused
            )

    def _show_keys(self, found: tuple[str, ...]) -> None:
        typed = self.label.currentText()
        self.label.clear()
        self.label.addItems(found)
        if typed:
            self.label.setEditText(typed)

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, GongkaiError):
            raise error
        self.failed.emit(in_words(error, self.session.language))

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("厂商的 PKCS#11 库"), "", self.tr("PKCS#11 库") + " (*.dll *.so *.dylib)"
        )
        if name:
            self.module.setText(name)
            self.look()
