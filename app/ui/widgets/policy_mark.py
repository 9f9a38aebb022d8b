"""A mark beside the list of releases: the administrators' policy needs their eyes."""

import datetime

from PySide6.QtWidgets import QPushButton

from app.core.fleet.standing import standing
from app.ui.session import Session


class PolicyMark(QPushButton):
    """Hidden while the policy holds and its end is far."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setProperty("mark", True)
        self.look()

    def look(self) -> None:
        """See how it stands; what is told in full is the tip."""
        told = [*map(self._session.say, standing().warnings(datetime.datetime.now(datetime.UTC)))]
        self.setText(self.tr("管理员策略需要处理…"))
        self.setToolTip("\n".join(told))
        self.setVisible(bool(told))
