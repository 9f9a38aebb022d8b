"""Who has a key in this workspace, where it lies, until when the card holds; cards and requests as files."""

import datetime

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.core import acts, span
from app.core.acts.trusting import SPOKEN
from app.core.errors import GongkaiError
from app.core.files import safe_name
from app.core.model import ROLES, Card
from app.core.trust import canonical
from app.core.trust.identity import Identity, fingerprint
from app.core.trust.x509.subject import request
from app.ui.dialogs.login import LoginDialog
from app.ui.dialogs.new_identity import NewIdentityDialog
from app.ui.saving import ask_where
from app.ui.session import Session
from app.ui.widgets.labels import Notice, Tone
from app.ui.widgets.record_table import RecordTable

STATUS = 5  # the column


class PeoplePanel(QWidget):
    """A request for a certificate is signed by the key that it is for: its owner is asked."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._people: tuple[acts.CardTerm, ...] = ()
        self.notice = Notice()
        self.list = RecordTable(
            self.tr("身份"),
            [
                self.tr("姓名"), self.tr("工号"), self.tr("角色"), self.tr("单位"),
                self.tr("密钥存放"), self.tr("状态"), self.tr("证件指纹"),
            ],
        )  # fmt: skip
        self.list.itemSelectionChanged.connect(self._update)
        self.new = QPushButton(self.tr("新建身份…"))
        self.new.clicked.connect(self.open_new)
        self.card = QPushButton(self.tr("导出证件…"))
        self.card.clicked.connect(self._save_card)
        self.ask = QPushButton(self.tr("导出证书申请…"))
        self.ask.clicked.connect(self.open_request)
        row = QHBoxLayout()
        for button in (self.new, self.card, self.ask):
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addWidget(self.notice)
        layout.addWidget(self.list, 1)
        layout.addLayout(row)
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Read everybody anew."""
        ws, say = self.session.ws, self.session.say
        self._people = acts.card_terms(ws, datetime.datetime.now(datetime.UTC))
        states = [self._state(each) for each in self._people]
        here, token = self.tr("本机，口令"), self.tr("密码设备")
        self.list.fill(
            [
                (
                    each.card.name, each.card.person, say(ROLES[each.card.role]),
                    each.card.organisation, token if ws.is_on_token(each.card.name) else here,
                    state, fingerprint(each.card)[:SPOKEN],
                )
                for each, (state, _) in zip(self._people, states, strict=True)
            ]
        )  # fmt: skip
        for row, (_, tone) in enumerate(states):
            self.list.tint(row, STATUS, tone)
        self._update()

    def open_new(self) -> NewIdentityDialog:
        """Let somebody make their key."""
        dialog = NewIdentityDialog(self.session, "reviewer", self)
        dialog.created.connect(lambda _: self.session.changed.emit())
        dialog.open()
        return dialog

    def open_request(self) -> LoginDialog | None:
        """Ask the owner of the selected card, then for a place."""
        card = self.chosen()
        if card is None:
            return None
        dialog = LoginDialog(self.session, None, self, only=card.name)
        dialog.setWindowTitle(self.ask.text().rstrip("…"))
        dialog.unlocked.connect(self._save_request)
        dialog.open()
        return dialog

    def chosen(self) -> Card | None:
        """The selected card."""
        rows = self.list.selectionModel().selectedRows()
        return self._people[rows[0].row()].card if rows else None

    def _save_card(self) -> None:
        card = self.chosen()
        if card is not None:
            self._save(self.card.text(), f"{card.name}.json", canonical.encode(card))

    def _save_request(self, identity: Identity) -> None:
        try:
            asked = request(identity)
        except GongkaiError as error:
            self.session.failed.emit(error)
            return
        self._save(self.ask.text(), f"{identity.card.name}.csr", asked)

    def _save(self, title: str, name: str, content: bytes) -> None:
        suffix = name[name.rindex(".") :]
        kinds = {suffix: title.rstrip("…")}
        place = ask_where(self, title.rstrip("…"), safe_name(name), kinds)
        if place is None:
            return
        try:
            place.write(content)
        except GongkaiError as error:
            self.session.failed.emit(error)
            return
        self.notice.say(self.tr("已导出：{name}").format(name=place.path.name), "ok")

    def _state(self, each: acts.CardTerm) -> tuple[str, Tone]:
        if each.refusal is not None:
            return self.session.say(each.refusal), "stop"
        if each.term is None:
            return self.tr("有效"), "ok"
        until = self.tr("有效期至 {end}").format(end=span.last_day(each.term.ends.isoformat()))
        return until, "ok" if each.term.warning is None else "warn"

    def _update(self) -> None:
        for button in (self.card, self.ask):
            button.setEnabled(self.chosen() is not None)
