"""The reviewer sees how well the output is de-identified, before signing for it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.core.workspace.store import Release
from app.ui.session import Session
from app.ui.widgets.effect_panel import EffectPanel


class EffectDialog(QDialog):
    """The panel of the review page, for the table that is signed for. Nothing is filed."""

    topic = "reviewer"

    def __init__(self, session: Session, release: Release, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("去标识化效果"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(920, 600)
        self.panel = EffectPanel(session)
        self.panel.show_release(release)
        session.busy.connect(self.panel.update_actions)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.panel, 1)
        layout.addWidget(buttons)
