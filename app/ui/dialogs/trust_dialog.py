"""身份与信任: who has a key here, and by whose word they may sign."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTabWidget, QVBoxLayout, QWidget

from app.ui.session import Session
from app.ui.widgets.authority_panel import AuthorityPanel
from app.ui.widgets.people_panel import PeoplePanel
from app.ui.widgets.roles_panel import RolesPanel


class TrustDialog(QDialog):
    """Three panels; each asks for a passphrase or a digest before anything counts."""

    topic = "trust"

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("身份与信任"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(900, 480)
        self.people = PeoplePanel(session)
        self.roles = RolesPanel(session)
        self.authority = AuthorityPanel(session)
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.tabBar().setAccessibleName(self.windowTitle())
        tabs.addTab(self.people, self.tr("身份"))
        tabs.addTab(self.roles, self.tr("单位名单"))
        tabs.addTab(self.authority, self.tr("证书机构"))
        self.tabs = tabs
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(tabs, 1)
        layout.addWidget(buttons)
