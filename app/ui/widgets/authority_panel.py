"""证书机构: what is known of the authorities in use, and what they send."""

import datetime
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.core import span
from app.core.acts.trusting import SPOKEN, Certificate, certificates
from app.core.model import ROLES
from app.core.workspace import authorities
from app.ui import wording
from app.ui.dialogs.authority_dialog import AuthorityDialog
from app.ui.session import Session
from app.ui.widgets.labels import Notice, Tone, body
from app.ui.widgets.record_table import RecordTable

STATUS = 4  # the column


class AuthorityPanel(QWidget):
    """Certificates and revocation lists come in as files; the core says whether they hold."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.notice = Notice()
        self.list = RecordTable(
            self.tr("机构和证书"),
            [
                self.tr("单位"), self.tr("种类"), self.tr("名称"), self.tr("有效期至"),
                self.tr("状态"), self.tr("SHA-256"),
            ],
            self.tr("没有采用证书机构"),
        )  # fmt: skip
        self.adopt = QPushButton(self.tr("采用证书机构…"))
        self.adopt.clicked.connect(self.open_authority)
        self.bind = QPushButton(self.tr("导入证书…"))
        self.bind.clicked.connect(lambda: self._ask_which(self.bind.text(), self.take_certificate))
        self.revoke = QPushButton(self.tr("导入吊销列表…"))
        self.revoke.clicked.connect(
            lambda: self._ask_which(self.revoke.text(), self.take_revocations)
        )
        row = QHBoxLayout()
        for button in (self.adopt, self.bind, self.revoke):
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addWidget(
            body(
                self.tr(
                    "本单位有证书机构（CA）的，由它担保谁可以签字；与单位名单并用时，两者都须认可。"
                ),
                "muted",
            )
        )
        layout.addWidget(self.notice)
        layout.addWidget(self.list, 1)
        layout.addLayout(row)
        session.changed.connect(self.refresh)
        session.busy.connect(self._update)
        self.refresh()

    def refresh(self) -> None:
        """Read anew what is known."""
        now = datetime.datetime.now(datetime.UTC)
        found = certificates(self.session.ws, now)
        states = [self._state(each, now) for each in found]
        self.list.fill(
            [
                (
                    each.organisation, self._kind(each), self._name(each),
                    str(span.last_day(each.ends.isoformat())) if each.ends else "", state,
                    each.digest[:SPOKEN],
                )
                for each, (state, _) in zip(found, states, strict=True)
            ]
        )  # fmt: skip
        for row, (_, tone) in enumerate(states):
            self.list.tint(row, STATUS, tone)
        self._update()

    def open_authority(self) -> AuthorityDialog:
        """Ask for an authority's certificate."""
        dialog = AuthorityDialog(self.session, self)
        dialog.open()
        return dialog

    def take_certificate(self, file: Path) -> None:
        """Take over a card's certificate."""
        ws, actor = self.session.ws, self.session.actor.card
        self.session.act(
            self.tr("导入证书"),
            lambda job: authorities.bind(ws, actor, file),
            lambda card: self.notice.say(
                self.tr("已导入“{name}”的证书").format(name=card.name), "ok"
            ),
            owner=self,
        )

    def take_revocations(self, file: Path) -> None:
        """Take over what an authority has revoked."""
        ws, actor = self.session.ws, self.session.actor.card
        self.session.act(
            self.tr("导入吊销列表"),
            lambda job: authorities.take_revocations(ws, actor, file),
            lambda who: self.notice.say(self.tr("已导入“{name}”的吊销列表").format(name=who), "ok"),
            owner=self,
        )

    def _kind(self, each: Certificate) -> str:
        if each.is_list:
            return self.tr("吊销列表")
        return self.tr("机构证书") if each.card is None else self.tr("人员证书")

    def _name(self, each: Certificate) -> str:
        if each.card is None:
            return each.name
        return wording.aside(each.name, self.session.say(ROLES[each.card.role]))

    def _state(self, each: Certificate, now: datetime.datetime) -> tuple[str, Tone]:
        if each.refusal is not None:
            return self.session.say(each.refusal), "stop"
        if each.ends is not None and each.ends < now:
            return self.tr("已到期"), "stop"
        return self.tr("有效"), "ok"

    def _update(self) -> None:
        idle = not self.session.working
        self.adopt.setEnabled(idle)
        for button in (self.bind, self.revoke):
            button.setEnabled(idle and bool(self.list.rowCount()))

    def _ask_which(self, title: str, take: Callable[[Path], None]) -> None:
        kinds = self.tr("证书和吊销列表") + " (*.pem *.crt *.cer *.der *.crl)"
        name, _ = QFileDialog.getOpenFileName(self, title.rstrip("…"), "", kinds)
        if name:
            take(Path(name))
