"""A mark beside the list of releases: the rules have improved, and some releases have not seen it."""

from PySide6.QtWidgets import QPushButton

from app.core import acts
from app.ui.session import Session


class UpkeepMark(QPushButton):
    """Hidden while there is nothing to do; to find out takes a while."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setProperty("mark", True)
        self.hide()

    def look(self) -> None:
        """Count what waits, beside the window."""
        ws = self._session.ws
        self._session.read(
            self, lambda job: len(acts.outdated(ws)) + len(acts.to_withdraw(ws)), self._tell
        )

    def _tell(self, count: int) -> None:
        self.setText(self.tr("规则已更新：{n} 个发布待处理…", "", count).format(n=count))
        self.setVisible(count > 0)
