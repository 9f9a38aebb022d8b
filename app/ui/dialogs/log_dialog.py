"""The event log to read: who did what, when; searched, copied, and verified."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.core.model import ROLES, Check, Role
from app.core.pinyin import initials
from app.core.pipeline import STATE_NAMES, State
from app.core.workspace.event_names import event_name
from app.ui import wording
from app.ui.session import Session
from app.ui.widgets.labels import Notice, body, caption
from app.ui.widgets.record_table import LIMIT, RecordTable

Row = tuple[str, ...]


class LogDialog(QDialog):
    """The latest event first; every word that is typed must occur in a line."""

    topic = "custody"

    def __init__(self, session: Session, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(self.tr("日志"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._rows: list[tuple[Row, str]] = []
        self.field = QLineEdit(words)
        self.field.setClearButtonEnabled(True)
        self.field.setPlaceholderText(self.tr("操作、人员、发布编号或日期，如 2026-11"))
        self.field.textChanged.connect(self._filter)
        self.events = RecordTable(
            self.tr("事件"),
            [self.tr("序号"), self.tr("时间"), self.tr("人员"), self.tr("操作"), self.tr("发布"),
             self.tr("之后的状态")],
            self.tr("没有符合的事件"),
        )  # fmt: skip
        self.count = body("", "muted")
        self.notice = Notice()
        self.verify = QPushButton(self.tr("核验日志"))
        self.verify.clicked.connect(self.start_verifying)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.verify, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        top = QHBoxLayout()
        top.addWidget(caption(self.tr("筛选"), self.field))
        top.addWidget(self.field, 1)
        top.addWidget(self.count)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(self.events, 1)
        layout.addWidget(self.notice)
        layout.addWidget(buttons)
        self.resize(820, 560)
        session.read(self, lambda job: session.ws.events(), self._show)

    def _show(self, events: Sequence[dict[str, Any]]) -> None:
        self._rows = []
        for event in reversed(events):
            row = self._row(event)
            name = event_name(event["act"])
            more = (event["act"], name.zh, name.en, initials(name.zh))
            self._rows.append((row, " ".join((*row, *more)).casefold()))
        self._filter(self.field.text())

    def _row(self, event: dict[str, Any]) -> Row:
        say, actor = self.session.say, event["actor"]
        role: Role = actor["role"]
        state = event.get("state", "")
        return (
            str(event["seq"]),
            self._when(event),
            wording.aside(actor["name"], say(ROLES[role])),
            say(event_name(event["act"])),
            event["release"] or "",
            say(STATE_NAMES[State(state)]) if state in list(State) else "",
        )

    def _when(self, event: dict[str, Any]) -> str:
        at = wording.when(event["at"])
        if "clock" not in event:
            return at
        clock = self.tr("当时时钟显示 {time}").format(time=wording.when(event["clock"]))
        return wording.aside(at, clock)

    def _filter(self, typed: str) -> None:
        words = typed.casefold().split()
        found = [row for row, text in self._rows if all(word in text for word in words)]
        self.events.fill(found)
        told = self.tr("{n} 条", "", len(found)).format(n=len(found))
        if len(found) > LIMIT:
            told = self.tr("{n} 条，显示最近 {m} 条").format(n=len(found), m=LIMIT)
        self.count.setText(told)

    def start_verifying(self) -> None:
        """Replay the whole chain; the answer is shown below the events."""
        self.verify.setEnabled(False)
        self.session.read(self, lambda job: self.session.ws.verify_log(), self._verified)

    def _verified(self, check: Check) -> None:
        self.verify.setEnabled(True)
        position, head = self.session.ws.log_head()
        if check.valid:
            text = self.tr("日志完整：{n} 条记录首尾相接。最新记录的摘要：{head}")
            told = text.format(n=position, head=head[:16])
            if "clock-set-back" in check.unchecked:
                told += self.tr("。电脑时钟曾被调回，其间的记录只能证明先后，不能证明时间")
            self.notice.say(told, "ok")
            return
        problems = wording.listed(
            wording.said_of(p.field, self.session.say(p.message)) for p in check.problems[:8]
        )
        text = self.tr("日志有 {n} 处问题：{problems}", "", len(check.problems))
        self.notice.say(text.format(n=len(check.problems), problems=problems), "stop")
