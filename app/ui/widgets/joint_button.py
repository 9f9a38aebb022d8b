"""How many other agencies made a release, on the button where they are named."""

from PySide6.QtWidgets import QPushButton

from app.core.workspace.store import Release
from app.ui.dialogs.joint_dialog import JointDialog
from app.ui.session import Session


class JointButton(QPushButton):
    """Open until the release goes to review."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._release: Release | None = None
        self.setText(self.tr("联合制作单位…"))
        self.setToolTip(self.tr("送审前写明还有哪些单位要会签"))
        self.clicked.connect(self.open_dialog)

    def show_release(self, release: Release, *, may: bool) -> None:
        """``may``: whether they can still be named."""
        self._release = release
        count = len(self.session.joint.get(release.id, ()))
        named = self.tr("联合制作单位（{n}）…").format(n=count)
        self.setText(named if count else self.tr("联合制作单位…"))
        self.setEnabled(may)

    def open_dialog(self) -> JointDialog | None:
        """Ask which they are."""
        if self._release is None:
            return None
        dialog = JointDialog(self.session, self._release, self)
        dialog.open()
        return dialog
