"""保管: who can open the workspace, and how long it keeps what came in."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTabWidget, QVBoxLayout, QWidget

from app.ui.session import Session
from app.ui.widgets.retention_panel import RetentionPanel
from app.ui.widgets.slots_panel import SlotsPanel


class CustodyDialog(QDialog):
    """Two panels; both work at once and ask before what cannot be taken back."""

    topic = "custody"

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("密钥与留存"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(720, 440)
        self.slots = SlotsPanel(session)
        self.retention = RetentionPanel(session)
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.tabBar().setAccessibleName(self.windowTitle())
        tabs.addTab(self.slots, self.tr("打开方式"))
        tabs.addTab(self.retention, self.tr("原始数据的留存"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(tabs, 1)
        layout.addWidget(buttons)
