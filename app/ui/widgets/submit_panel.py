"""The clerk's part of the sign-off: submit, name what goes with it, hand it over."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGroupBox, QPushButton, QVBoxLayout

from app.core import acts
from app.core.model import Kind
from app.core.workspace.store import Release
from app.ui.session import Session
from app.ui.widgets.correction_button import CorrectionButton
from app.ui.widgets.handover_panel import HandoverPanel
from app.ui.widgets.joint_button import JointButton
from app.ui.widgets.labels import body


class SubmitPanel(QGroupBox):
    """``wanted``: the clerk submits. What is over by then makes room for the reviewer's part."""

    wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setTitle(self.tr("一、承办人送审"))
        self.submit = QPushButton(self.tr("送审并签字"))
        self.submit.setProperty("primary", True)
        self.submit.clicked.connect(self.wanted)
        self.why = body("", "muted")
        self.handover = HandoverPanel(session)
        self.joint = JointButton(session)
        self.correction = CorrectionButton(session)
        column = QVBoxLayout(self)
        for widget in (self.submit, self.why, self.handover, self.joint, self.correction):
            column.addWidget(widget)

    def show_release(self, release: Release, standing: dict[Kind, str], reason: str) -> None:
        """``reason``: why it cannot be submitted now; "" where it can."""
        submitted = Kind.REQUEST in standing
        self.why.setText(self.tr("已送审并签字") if submitted else reason)
        self.why.setVisible(bool(self.why.text()))
        self.handover.show_release(release)
        for button in (self.joint, self.correction):
            button.show_release(release, may=not reason)
        for button in (self.submit, self.joint):
            button.setVisible(not submitted)
        corrects = acts.correction_of(self._session.ws, release.id) is not None
        self.correction.setVisible(corrects or not submitted)
