"""One person's own passphrase: the reviewer's before a verdict, or another clerk's."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.model import ROLES, Role
from app.core.trust.identity import Identity
from app.ui import wording
from app.ui.dialogs.form import FormDialog
from app.ui.session import Session


class LoginDialog(FormDialog):
    """``unlocked`` carries the identity. ``role`` or ``only`` one name narrow the list."""

    unlocked = Signal(object)

    def __init__(
        self,
        session: Session,
        role: Role | None,
        parent: QWidget | None = None,
        only: str | None = None,
    ) -> None:
        super().__init__(session.reads, session.language, "", parent)
        self.session = session
        self.setWindowTitle(
            self.tr("切换身份")
            if role is None
            else self.tr("{role}登录").format(role=session.say(ROLES[role]))
        )
        self.intro.setText(self.tr("请本人输入签名口令。口令只在本机使用。"))
        people = {
            wording.aside(name, f"{card.person} · {session.say(ROLES[card.role])}"): name
            for name, card in session.ws.identities().items()
            if role in (None, card.role) and only in (None, name)
        }
        self.who = self.ask_choice(self.tr("姓名"), people)
        self.passphrase = self.ask_passphrase(self.tr("签名口令"))
        if not people:
            self.problem.say(
                self.tr("还没有这个角色的人员。请先在“工作区”菜单中新建身份。"), "warn"
            )
            self.ok.setEnabled(False)
        self.who.currentIndexChanged.connect(self._name_secret)
        self._name_secret()
        self.passphrase.setFocus()

    def submit(self) -> None:
        if self.complete(self.passphrase):
            ws, name, passphrase = self.session.ws, self.who.currentData(), self.passphrase.text()
            self.work(
                self.tr("正在打开密钥"), lambda job: ws.unlock(name, passphrase), self._unlocked
            )

    def _name_secret(self) -> None:
        name = self.who.currentData()
        if name is not None:
            self.ask_pin_instead(self.passphrase, self.session.ws.is_on_token(name))

    def _unlocked(self, identity: Identity) -> None:
        self.accept()
        self.unlocked.emit(identity)
