"""Taking down what is public: a reason, which goes into the signed notice."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from app.core import acts
from app.core.workspace.store import Release
from app.ui import rehearsal
from app.ui.session import Session
from app.ui.widgets.labels import body, caption, heading


class WithdrawDialog(QDialog):
    """Withdraws one release once a reason is given."""

    topic = "after"

    def __init__(self, session: Session, release: Release, profile: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.session, self.release, self.profile = session, release, profile
        self.setWindowTitle(self.tr("撤回"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(460)
        self.reason = QLineEdit()
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.ok = buttons.button(kinds.Ok)
        self.ok.setText(self.tr("撤回"))
        self.ok.setEnabled(False)
        self.reason.textChanged.connect(lambda text: self.ok.setEnabled(bool(text.strip())))
        layout = QVBoxLayout(self)
        layout.addWidget(heading(self.tr("撤回“{name}”").format(name=release.name)))
        layout.addWidget(
            body(
                self.tr(
                    "平台收到签字的撤回通知后下架数据。已被下载的副本收不回来，因此留存摘要继续保留。"
                )
            )
        )
        layout.addWidget(caption(self.tr("撤回的理由"), self.reason))
        layout.addWidget(self.reason)
        layout.addWidget(buttons)
        self.accepted.connect(self._withdraw)
        self.reason.setFocus()

    def _withdraw(self) -> None:
        session, release, profile = self.session, self.release, self.profile
        reason = self.reason.text()
        if session.sandbox is not None:
            rehearsal.trust_everyone(session.sandbox, session.ws)
        session.act(
            self.tr("撤回 {name}").format(name=release.name),
            lambda job: acts.withdraw(session.ws, session.actor, release.id, reason, profile),
        )
