"""来信: what the public asks of the agency, the soonest due first, and the signed reply to it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.core import acts
from app.core.acts.inbox import Item
from app.core.delivery.enquiries import KINDS, OUTCOMES, Outcome
from app.core.errors import GongkaiError
from app.core.workspace.inbox import STATE_NAMES
from app.ui import wording
from app.ui.jobs import Work
from app.ui.session import Session, in_words
from app.ui.widgets.labels import Notice, beside, body, caption
from app.ui.widgets.record_table import RecordTable


class InboxDialog(QDialog):
    """Letters above, the chosen one and its reply below. Replies go to the platform of uploads."""

    topic = "after"

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self._items: tuple[Item, ...] = ()
        self.setWindowTitle(self.tr("来信"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.letters = RecordTable(
            self.tr("来信"),
            [self.tr("期限"), self.tr("种类"), self.tr("状态"), self.tr("数据集"), self.tr("内容")],
            self.tr("没有来信"),
        )
        self.letters.itemSelectionChanged.connect(self._choose)
        self.text = body()
        self.outcome = QComboBox()
        for code, name in OUTCOMES.items():
            self.outcome.addItem(session.say(name), code)
        self.answer = QPlainTextEdit()
        self.answer.setPlaceholderText(self.tr("答复会在平台上公开，请勿写入个人信息。"))
        self.answer.setTabChangesFocus(True)
        self.notice = Notice()
        self.reply = QPushButton(self.tr("签字并答复"))
        self.reply.setProperty("primary", True)
        self.reply.clicked.connect(self._reply)
        self.close_letter = QPushButton(self.tr("不予答复"))
        self.close_letter.setToolTip(self.tr("如广告、重复来信；把理由写在上面，只存入日志。"))
        self.close_letter.clicked.connect(self._close)
        self.pull = QPushButton(self.tr("收取来信"))
        self.pull.clicked.connect(self.fetch)
        self._lay_out()
        session.busy.connect(self._offer)
        self.refresh()

    def refresh(self) -> None:
        """Read the inbox anew."""
        self._items = acts.inbox_items(self.session.ws)
        self.letters.fill([self._row(item) for item in self._items])
        for row, item in enumerate(self._items):
            if item.letter.state == "open" and item.left < 0:
                self.letters.tint(row, 0, "stop")
        if self._items:
            self.letters.selectRow(0)
        self._choose()

    def fetch(self) -> None:
        """Take in what has been written since."""
        session = self.session
        self._do(
            self.tr("收取来信"),
            lambda job: acts.pull_inbox(session.ws, session.actor, self._profile()),
            self.tr("新到 {n} 封"),
        )

    def _profile(self) -> Path:
        return acts.upload_profile_at_hand(self.session.ws)

    def _chosen(self) -> Item | None:
        row = self.letters.currentRow()
        return self._items[row] if 0 <= row < len(self._items) else None

    def _row(self, item: Item) -> tuple[str, ...]:
        say, letter = self.session.say, item.letter
        return (
            wording.term(item.left) if letter.state == "open" else "",
            say(KINDS[item.enquiry.kind]),
            say(STATE_NAMES[letter.state]),
            item.enquiry.dataset,
            item.enquiry.text,
        )

    def _choose(self) -> None:
        item = self._chosen()
        told = item.letter.told if item is not None else ""
        words = [item.enquiry.text, item.enquiry.contact] if item is not None else []
        self.text.setText("\n".join(filter(None, words)))
        self.answer.setPlainText(told)
        self._offer()

    def _offer(self, _busy: bool = False) -> None:
        item = self._chosen()
        free = not self.session.working and self.session.actor.card.role == "clerk"
        waits = free and item is not None and item.letter.state == "open"
        reachable = acts.upload_profile(self.session.ws) is not None
        self.reply.setEnabled(waits and reachable)
        self.close_letter.setEnabled(waits)
        self.answer.setReadOnly(not waits)
        self.outcome.setEnabled(waits)
        self.pull.setEnabled(free and reachable)
        hint = "" if reachable else self.tr("请先在“送达”一步选择平台")
        for button in (self.reply, self.pull):
            button.setToolTip(hint)

    def _reply(self) -> None:
        item, session = self._chosen(), self.session
        if item is None:
            return
        id, text, profile = item.letter.id, self.answer.toPlainText(), self._profile()
        outcome: Outcome = self.outcome.currentData()
        self._do(
            self.tr("答复来信"),
            lambda job: acts.reply_to(session.ws, session.actor, id, outcome, text, profile),
            self.tr("已答复，平台已公开答复。"),
        )

    def _close(self) -> None:
        item, session = self._chosen(), self.session
        if item is None:
            return
        id, reason = item.letter.id, self.answer.toPlainText()
        self._do(
            self.tr("不予答复"),
            lambda job: acts.close_letter(session.ws, session.actor, id, reason),
            self.tr("已办结，理由已存入日志。"),
        )

    def _do(self, title: str, work: Work, told: str) -> None:
        """Do an act; what was typed stays where it fails."""

        def done(result: object) -> None:
            self.refresh()
            self.notice.say(told.format(n=result), "ok")

        def failed(error: Exception) -> bool:
            if not isinstance(error, GongkaiError):
                return False
            self.notice.say(in_words(error, self.session.language), "stop")
            return True

        self.session.act(title, work, done, failed, owner=self)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(caption(self.tr("来信全文")), self.text)
        form.addRow(caption(self.tr("办理结果"), self.outcome), self.outcome)
        form.addRow(caption(self.tr("答复"), self.answer), self.answer)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.letters, 1)
        layout.addLayout(form)
        layout.addWidget(self.notice)
        layout.addWidget(beside(self.pull, self.close_letter, self.reply, buttons))
        self.resize(760, 560)
