"""The left side of the window: home, the releases, what wants looking after, and a file to begin with."""

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.ui.session import Session
from app.ui.widgets.labels import heading
from app.ui.widgets.policy_mark import PolicyMark
from app.ui.widgets.release_list import ReleaseList
from app.ui.widgets.upkeep_mark import UpkeepMark


class Side(QWidget):
    """Says nothing by itself: each part has its own signals."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.home = QPushButton(self.tr("首页"))
        self.home.setCheckable(True)
        self.home.setProperty("home", True)
        self.list = ReleaseList(session)
        self.policy = PolicyMark(session)
        self.upkeep = UpkeepMark(session)
        self.bring = QPushButton(self.tr("导入文件…"))
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 4, 10)
        column.addWidget(self.home)
        column.addWidget(heading(self.tr("发布清单")))
        column.addWidget(self.list, 1)
        for below in (self.policy, self.upkeep, self.bring):
            column.addWidget(below)
