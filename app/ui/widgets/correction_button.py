"""Whether a release corrects one that is public, on the button where that is said."""

from PySide6.QtWidgets import QPushButton

from app.core import acts
from app.core.workspace.store import Release
from app.ui.dialogs.correction_dialog import CorrectionDialog
from app.ui.session import Session


class CorrectionButton(QPushButton):
    """Open until the release goes to review."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setText(self.tr("这是勘误…"))
        self.session = session
        self._release: Release | None = None
        self.setToolTip(self.tr("送审前写明它更正哪个已公开的发布"))
        self.clicked.connect(self.open_dialog)

    def show_release(self, release: Release, *, may: bool) -> None:
        """``may``: whether it can still be said."""
        self._release = release
        said = acts.correction_of(self.session.ws, release.id)
        if said is None:
            self.setText(self.tr("这是勘误…"))
        else:
            self.setText(self.tr("勘误：更正 {release}…").format(release=said.corrects))
        self.setEnabled(may)

    def open_dialog(self) -> CorrectionDialog | None:
        """Ask which release it corrects, and why."""
        if self._release is None:
            return None
        dialog = CorrectionDialog(self.session, self._release, self)
        dialog.open()
        return dialog
