"""A new person in the workspace, such as the reviewer."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.approval.round import SIGNERS
from app.core.jobs import Job
from app.core.model import ROLES, Role
from app.core.trust.identity import Identity
from app.ui import wording
from app.ui.dialogs.form import FormDialog
from app.ui.session import Session
from app.ui.widgets.token_choice import TokenChoice

OFFERED: tuple[Role, ...] = ("clerk", *SIGNERS, "admin")


class NewIdentityDialog(FormDialog):
    """``created`` carries the identity; its owner types the passphrase."""

    topic = "trust"

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
            self.tr("角色"),
            {wording.label(session.say(ROLES[offered])): offered for offered in OFFERED},
        )
        self.role.setCurrentIndex(self.role.findData(role))
        self.organisation = self.ask_line(self.tr("单位"), session.ws.setting("provider"))
        places = {self.tr("本机，由签名口令保护"): False, self.tr("密码设备（UKey、智能卡）"): True}
        self.place = self.ask_choice(self.tr("密钥存放"), places)
        self.token = TokenChoice(session)
        self.token.failed.connect(lambda text: self.problem.say(text, "warn"))
        self.form.addRow(self.token)
        self.passphrase = self.ask_passphrase(self.tr("签名口令"))
        self.again = self.ask_passphrase(self.tr("签名口令（再次）"))
        self.place.currentIndexChanged.connect(self._show_place)
        self._show_place()

    def submit(self) -> None:
        if not self.complete(self.name, self.person, self.organisation):
            return
        if self.place.currentData():
            self._make_on_token()
        elif self.complete(self.passphrase, self.again) and self.agree(self.passphrase, self.again):
            self._make_here()

    def _show_place(self) -> None:
        on_token = self.place.currentData()
        self.problem.say("")
        self.form.setRowVisible(self.token, on_token)
        for line in (self.passphrase, self.again):
            self.form.setRowVisible(line, not on_token)
        if on_token:
            self.token.look()

    def _make_on_token(self) -> None:
        if not self.token.is_complete():
            self.problem.say(self.tr("请选择设备和密钥名称，输入 PIN"), "warn")
            return
        ws, key = self.session.ws, self.token.chosen()
        who = (self.name.text(), self.person.text(), self.role.currentData())
        organisation = self.organisation.text()

        def make(job: Job) -> Identity:
            identity = Identity.holding(key(), *who, organisation)
            return ws.add_identity(identity, "")

        self.work(self.tr("正在与密码设备通信"), make, self._created_on_token)

    def _created_on_token(self, identity: Identity) -> None:
        self.token.remember()
        self._created(identity)

    def _make_here(self) -> None:
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
