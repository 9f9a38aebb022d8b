"""A new person in the workspace, such as the reviewer."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.approval.round import SIGNERS
from app.core.model import ROLES, Role
from app.core.trust.identity import Identity
from app.ui.dialogs.form import FormDialog
from app.ui.session import Session

OFFERED: tuple[Role, ...] = ("clerk", *SIGNERS)


class NewIdentityDialog(FormDialog):
    """``created`` carries the identity; its owner types the passphrase."""

    created = Signal(object)

    def __init__(self, session: Session, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(session.reads, session.language, "", parent)
        self.session = session
        self.setWindowTitle(self.tr("新建身份"))
        self.intro.setText(
            self.tr("由本人填写并设置签名口令。同一人的工号须相同：送审和审查须由不同的人进行。")
        )
        self.name = self.ask_line(self.tr("姓名"))
        self.person = self.ask_line(self.tr("工号"))
        self.role = self.ask_choice(
            self.tr("角色"), {session.say(ROLES[offered]): offered for offered in OFFERED}
        )
        self.role.setCurrentIndex(self.role.findData(role))
        self.organisation = self.ask_line(self.tr("单位"), session.ws.setting("provider"))
        self.passphrase = self.ask_passphrase(self.tr("签名口令"))
        self.again = self.ask_passphrase(self.tr("签名口令（再次）"))

    def submit(self) -> None:
        asked = (self.name, self.person, self.organisation, self.passphrase, self.again)
        if not self.complete(*asked) or not self.agree(self.passphrase, self.again):
            return
        ws = self.session.ws
        name, person = self.name.text().strip(), self.person.text().strip()
        role, organisation = self.role.currentData(), self.organisation.text().strip()
        passphrase = self.passphrase.text()
        self.work(
            self.tr("正在生成密钥"),
            lambda job: ws.new_identity(name, person, role, organisation, passphrase),
            self._created,
        )

    def _created(self, identity: Identity) -> None:
        self.accept()
        self.created.emit(identity)
