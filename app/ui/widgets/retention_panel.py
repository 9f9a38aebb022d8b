"""How long originals are kept, whether they travel, and shredding those whose time is up."""

import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMessageBox, QPushButton, QVBoxLayout, QWidget

from app.core import acts
from app.core.jobs import Job
from app.core.workspace import retention
from app.core.workspace.retention import Due
from app.ui import wording
from app.ui.session import Session
from app.ui.widgets.labels import body, caption
from app.ui.widgets.lock_note import LockNote
from app.ui.widgets.record_table import RecordTable
from app.ui.widgets.retention_limit import RetentionLimit


class RetentionPanel(QWidget):
    """The time applies once it is set; nothing is shredded unless a person asks."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._due: tuple[Due, ...] = ()
        self.own = RetentionLimit(session, "own", self.tr("送达后，原始数据只保留"))
        self.received = RetentionLimit(
            session, "received", self.tr("交回审查意见后，收到的原始数据只保留")
        )
        self.policy = QComboBox()
        for id, title in acts.POLICIES.items():
            self.policy.addItem(session.say(title), id)
        self.policy.activated.connect(self._lay_down)
        self.list = RecordTable(
            self.tr("已到期的原始数据"),
            [self.tr("发布"), self.tr("送达或交回时间"), self.tr("文件数"), self.tr("名称")],
            self.tr("没有到期的原始数据"),
        )
        self.shred = QPushButton()
        self.shred.clicked.connect(self._ask_to_shred)
        self.lock = LockNote(session, acts.ORIGINALS, self.policy)
        row = QHBoxLayout()
        row.addWidget(caption(self.tr("移交审查时，原始数据"), self.policy))
        row.addWidget(self.policy)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addWidget(
            body(
                self.tr(
                    "销毁的是导入的文件和脱敏前的数据；已公开的数据、证据和日志留存。销毁后无法恢复。"
                ),
                "muted",
            )
        )
        layout.addWidget(self.own)
        layout.addWidget(self.received)
        layout.addLayout(row)
        layout.addWidget(self.lock)
        layout.addWidget(caption(self.tr("已到期的原始数据"), self.list))
        layout.addWidget(self.list, 1)
        layout.addWidget(self.shred, 0, Qt.AlignmentFlag.AlignLeft)
        session.changed.connect(self.refresh)
        session.busy.connect(self._update)
        self.refresh()

    def refresh(self) -> None:
        """Read what is laid down, and what is due."""
        ws = self.session.ws
        self.own.refresh()
        self.received.refresh()
        self.policy.setCurrentIndex(self.policy.findData(acts.originals_policy(ws)))
        self.lock.look()
        self._due = retention.due(ws, datetime.datetime.now(datetime.UTC))
        self.list.fill(
            [(one.release, wording.when(one.since), str(one.files), one.name) for one in self._due]
        )
        self._update()

    def _update(self) -> None:
        self.shred.setText(
            self.tr("销毁 {n} 个发布的原始数据…", "", len(self._due)).format(n=len(self._due))
        )
        self.shred.setEnabled(bool(self._due) and not self.session.working)

    def _lay_down(self) -> None:
        session, policy = self.session, self.policy.currentData()
        session.act(
            self.tr("移交审查时，原始数据"),
            lambda job: acts.set_originals_policy(session.ws, session.actor.card, policy),
            owner=self,
        )

    def _ask_to_shred(self) -> None:
        box = QMessageBox(self)
        box.setWindowTitle(self.tr("销毁原始数据"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(
            self.tr("销毁 {n} 个发布的原始数据？", "", len(self._due)).format(n=len(self._due))
        )
        box.setInformativeText(self.tr("它们的密钥随即删除，任何人都无法恢复。"))
        box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No)
        box.setDefaultButton(QMessageBox.StandardButton.No)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.accepted.connect(self._shred)
        box.open()

    def _shred(self) -> None:
        session, due = self.session, self._due

        def each(job: Job) -> None:
            for number, one in enumerate(due):
                job.report(number, len(due))
                retention.shred(session.ws, session.actor.card, one.release)

        session.act(self.tr("销毁原始数据"), each, owner=self)
