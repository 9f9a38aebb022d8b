"""单位名单: the document in use, and the file that administrators change, sign and hand on."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.core import span
from app.core.acts.trusting import SPOKEN
from app.core.errors import GongkaiError
from app.core.files import write_atomically
from app.core.jobs import Job
from app.core.model import ROLES, Card
from app.core.trust import canonical
from app.core.trust.identity import Identity, fingerprint
from app.core.trust.roles import draft
from app.core.trust.roles.document import Holder, Roles
from app.core.trust.roles.history import Document, History, digest, read_document
from app.core.trust.roster import moment
from app.core.workspace import authorities
from app.ui import wording
from app.ui.dialogs.login import LoginDialog
from app.ui.dialogs.roles_dialogs import (
    AdoptDialog,
    IssueDialog,
    NewRolesDialog,
    RemoveDialog,
    RenewDialog,
    ReplaceDialog,
    RevokeDialog,
    RolesForm,
)
from app.ui.saving import Place, ask_where
from app.ui.session import Session
from app.ui.widgets.labels import Notice, Tone, body
from app.ui.widgets.record_table import RecordTable

STATUS = 5  # the column
Change = TypeVar("Change", ReplaceDialog, RemoveDialog, RevokeDialog)
Form = TypeVar("Form", bound=RolesForm)


class RolesPanel(QWidget):
    """``document`` and ``path``: the file that is open, if one is."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.path: Path | None = None
        self.document: Document = ()
        self._history: History | None = None
        self._draft: Roles | None = None
        self._awaited = 0
        self.in_use = body("", "muted")
        self.notice = Notice()
        self.new = self._button(self.tr("新建名单…"), self._ask_for_new)
        self.open = self._button(self.tr("打开名单…"), self._ask_which)
        self.list = RecordTable(
            self.tr("名单上的证件"),
            [
                self.tr("姓名"), self.tr("工号"), self.tr("角色"), self.tr("自"), self.tr("至"),
                self.tr("状态"), self.tr("证件指纹"),
            ],
            self.tr("先打开或新建一份名单"),
        )  # fmt: skip
        self.list.itemSelectionChanged.connect(self._update)
        self.issue = self._button(self.tr("添加证件…"), self.open_issue)
        self.replace = self._button(self.tr("换发…"), lambda: self.open_change(ReplaceDialog))
        self.remove = self._button(self.tr("移除…"), lambda: self.open_change(RemoveDialog))
        self.revoke = self._button(self.tr("吊销…"), lambda: self.open_change(RevokeDialog))
        self.renew = self._button(self.tr("续期…"), self.open_renewal)
        self.sign = self._button(self.tr("签署…"), self.open_signing)
        self.adopt = self._button(self.tr("采用…"), self.open_adoption)
        self._lay_out()
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say again which documents are in use."""
        used = [
            self.tr("正在使用：{organisation} 第 {n} 版，至 {end}").format(
                organisation=name,
                n=each.newest.version,
                end=span.last_day(each.newest.expires),
            )
            for name, each in authorities.roles(self.session.ws).items()
        ]
        none = self.tr("还没有采用名单：工作区里建的身份都算数。")
        self.in_use.setText("\n".join(used) or none)
        self._update()

    def take(self, path: Path) -> None:
        """Open a file."""
        try:
            self.show_document(path, read_document(path))
        except GongkaiError as error:
            self.session.failed.emit(error)

    def show_document(self, path: Path, document: Document) -> None:
        """Show who stands in it and what it waits for. Raises RolesInvalid."""
        self._history, self._draft, self._awaited = draft.opened(document)
        self.path, self.document = path, document
        roles = self._roles()
        if roles is not None:
            self._fill(roles)
        self._update()

    def open_new(self, place: Place) -> NewRolesDialog:
        """Ask who the administrators are."""
        return self._opened(NewRolesDialog(self.session, place, self), place.path)

    def open_issue(self) -> IssueDialog | None:
        """Ask whose card is added."""
        if self.path is None or (roles := self._roles()) is None:
            return None
        dialog = IssueDialog(self.session, self.path, self.document, roles, self)
        return self._opened(dialog, self.path)

    def open_renewal(self) -> RenewDialog | None:
        """Ask until when it holds."""
        if self.path is None or (roles := self._roles()) is None:
            return None
        dialog = RenewDialog(self.session, self.path, self.document, roles, self)
        return self._opened(dialog, self.path)

    def open_change(self, kind: type[Change]) -> Change | None:
        """Ask about the card that is selected."""
        card = self.chosen()
        if self.path is None or card is None:
            return None
        return self._opened(kind(self.session, self.path, self.document, card, self), self.path)

    def chosen(self) -> Card | None:
        """The selected card."""
        rows, roles = self.list.selectionModel().selectedRows(), self._roles()
        return roles.holders[rows[0].row()].card if rows and roles is not None else None

    def open_signing(self) -> LoginDialog:
        """Ask an administrator for the passphrase or the PIN."""
        dialog = LoginDialog(self.session, "admin", self)
        dialog.setWindowTitle(self.sign.text().rstrip("…"))
        dialog.unlocked.connect(self._sign)
        dialog.open()
        return dialog

    def open_adoption(self) -> AdoptDialog | None:
        """Ask for the digest, where nothing else vouches for the document."""
        if self._history is None:
            return None
        dialog = AdoptDialog(self.session, self.document, self._history, self)
        dialog.open()
        return dialog

    # ── inside ───────────────────────────────────────────────────────────────────────────

    def _sign(self, admin: Identity) -> None:
        path, document = self.path, self.document
        if path is None:
            return

        def sign(job: Job) -> Document:
            signed = draft.sign(document, admin)
            write_atomically(path, [canonical.encode(signed)])
            return signed

        title = self.tr("签署名单")
        self.session.act(title, sign, lambda signed: self.show_document(path, signed), owner=self)

    def _opened(self, dialog: Form, path: Path) -> Form:
        dialog.written.connect(lambda document: self.show_document(path, document))
        dialog.open()
        return dialog

    def _roles(self) -> Roles | None:
        """The version that is shown: the draft, or what is in force."""
        return self._draft or (self._history.newest if self._history is not None else None)

    def _fill(self, roles: Roles) -> None:
        say = self.session.say
        states = [self._state(roles, holder) for holder in roles.holders]
        self.list.fill(
            [
                (
                    holder.card.name, holder.card.person, say(ROLES[holder.card.role]),
                    wording.when(holder.since), str(span.last_day(holder.until)), state,
                    fingerprint(holder.card)[:SPOKEN],
                )
                for holder, (state, _) in zip(roles.holders, states, strict=True)
            ]
        )  # fmt: skip
        for row, (_, tone) in enumerate(states):
            self.list.tint(row, STATUS, tone)
        name = self.path.name if self.path is not None else ""
        told = self.tr("{file}：{organisation} 第 {n} 版，至 {end}，摘要 {digest}").format(
            file=name,
            organisation=roles.organisation,
            n=roles.version,
            end=span.last_day(roles.expires),
            digest=digest(roles)[:SPOKEN],
        )
        waits = self.tr("还差 {n} 名管理员签署").format(n=self._awaited)
        signed = self.tr("签署齐全，可以采用")
        self.notice.say(
            f"{told}\n{waits if self._draft else signed}", "warn" if self._draft else "ok"
        )

    def _state(self, roles: Roles, holder: Holder) -> tuple[str, Tone]:
        at = datetime.datetime.now(datetime.UTC)
        if roles.revocation(holder.card) is not None:
            return self.tr("已吊销"), "stop"
        if at >= moment(holder.until):
            return self.tr("已到期"), "warn"
        return (self.tr("有效"), "ok") if holder.holds(at) else (self.tr("尚未生效"), "info")

    def _update(self) -> None:
        shown, idle = self.path is not None, not self.session.working
        for button in (self.issue, self.renew):
            button.setEnabled(shown and idle)
        for button in (self.replace, self.remove, self.revoke):
            button.setEnabled(self.chosen() is not None and idle)
        self.sign.setEnabled(self._draft is not None and idle)
        self.adopt.setEnabled(shown and self._draft is None and idle)

    def _ask_which(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("打开名单"), "", self.tr("单位名单") + " (*.json)"
        )
        if name:
            self.take(Path(name))

    def _ask_for_new(self) -> None:
        kinds = {".json": self.tr("单位名单")}
        place = ask_where(self, self.tr("新名单存到哪里"), "roles.json", kinds)
        if place is not None:
            self.open_new(place)

    def _button(self, text: str, clicked: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(clicked)
        return button

    def _lay_out(self) -> None:
        top, changes = QHBoxLayout(), QHBoxLayout()
        for button in (self.new, self.open):
            top.addWidget(button)
        top.addStretch(1)
        for button in (self.issue, self.replace, self.remove, self.revoke, self.renew):
            changes.addWidget(button)
        changes.addStretch(1)
        for button in (self.sign, self.adopt):
            changes.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.in_use)
        layout.addLayout(top)
        layout.addWidget(self.notice)
        layout.addWidget(self.list, 1)
        layout.addLayout(changes)
