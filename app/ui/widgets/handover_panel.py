"""Where a release goes from here: to its reviewer's computer, or back to the one that it came from."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.core import acts
from app.core.model import Kind
from app.core.pipeline import State
from app.core.workspace.store import Release
from app.ui import theme, wording
from app.ui.dialogs.handover_dialog import HandoverDialog
from app.ui.session import Session
from app.ui.widgets.labels import body


class HandoverPanel(QWidget):
    """One button and what is to be known. ``answering``: the verdicts on this release are to go back.

    ``from_elsewhere``: it is at home in another workspace, to which its verdicts belong.
    """

    answering = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.release: Release | None = None
        self.from_elsewhere = False
        self.button = QPushButton(self.tr("交给审查人…"))
        self.button.clicked.connect(self._go)
        self.note = body("", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.button)
        layout.addWidget(self.note)

    def show_release(self, release: Release) -> None:
        """A release that is at home here goes to its reviewers; one that came goes back, once signed."""
        ws = self.session.ws
        self.release = release
        self.from_elsewhere = acts.home_of(ws, release.id) is not None
        if self.from_elsewhere:
            self.button.setText(self.tr("交回审查意见…"))
            signed = Kind.VERDICT in ws.standing(release.id)
            self.button.setEnabled(signed)
            theme.mark(self.button, "primary", signed)  # what is left to do here
        else:
            theme.mark(self.button, "primary", False)
            self.button.setText(self.tr("交给审查人…"))
            self.button.setEnabled(release.state is State.SUBMITTED)
        told = [wording.away(acts.with_whom(ws, release.id))]
        if refused := len(acts.conflicts(ws, release.id)):
            text = self.tr("有 {n} 份意见因冲突没有计入，详见日志。", "", refused)
            told.append(text.format(n=refused))
        self.note.setText("\n".join(filter(None, told)))
        self.note.setVisible(bool(self.note.text()))

    def open_handover(self) -> HandoverDialog | None:
        """Ask who is to review the release on another computer."""
        if self.release is None:
            return None
        dialog = HandoverDialog(self.session, self.release, self)
        dialog.open()
        return dialog

    def _go(self) -> None:
        if self.from_elsewhere:
            self.answering.emit(self.release)
        else:
            self.open_handover()
