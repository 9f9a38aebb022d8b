"""The first person of a workspace: who they are, and their own passphrase."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.core.jobs import Job
from app.core.text import Language
from app.ui.dialogs.form import FormDialog
from app.ui.jobs import JobRunner

if TYPE_CHECKING:
    from app.core.model import Role
    from app.core.trust.identity import Identity
    from app.core.workspace.store import Workspace


class NewcomerForm(FormDialog):
    """Asks for a person; where in the form is for the dialog to say."""

    def ask_person(self) -> None:
        """Name, staff number, role, and the passphrase that signs."""
        roles = {
            self.tr("承办人：整理数据，送审"): "clerk",
            self.tr("保密审查人：看依据，签署意见"): "reviewer",
            self.tr("管理员：管理密钥和规则"): "admin",
        }
        self.role = self.ask_choice(self.tr("我是"), roles)
        self.name = self.ask_line(self.tr("姓名"))
        self.person = self.ask_line(
            self.tr("工号"), hint=self.tr("同一人的工号相同；审查人须是另一人")
        )
        self.signing = self.ask_passphrase(self.tr("签名口令"))
        self.signing_again = self.ask_passphrase(self.tr("签名口令（再次）"))

    def told_who(self) -> bool:
        """Whether all of it was told; what is missing is said."""
        asked = self.name, self.person, self.signing, self.signing_again
        return self.complete(*asked) and self.agree(self.signing, self.signing_again)

    def newcomer(self) -> "Newcomer":
        """What was told. Read here: a worker's thread must not touch widgets."""
        return Newcomer(
            self.name.text().strip(),
            self.person.text().strip(),
            self.role.currentData(),
            self.signing.text(),
        )


@dataclass(frozen=True)
class Newcomer:
    """A person who is about to get a key."""

    name: str
    person: str
    role: "Role"
    passphrase: str = field(repr=False)

    def join(self, ws: "Workspace", provider: str) -> "Identity":
        """Make their key. Takes its time: the passphrase is stretched."""
        return ws.new_identity(self.name, self.person, self.role, provider, self.passphrase)


class FirstPersonDialog(NewcomerForm):
    """For a workspace that nobody works in yet. ``identity`` is set once it was made."""

    topic = "first-day"

    def __init__(
        self, ws: "Workspace", runner: JobRunner, language: Language, parent: QWidget
    ) -> None:
        super().__init__(runner, language, self.tr("第一位使用人"), parent)
        self.workspace = ws
        self.identity: Identity | None = None
        self.intro.setText(self.tr("这个工作区里还没有人。请登记您自己，签名口令代表您本人签字。"))
        self.provider = self.ask_line(self.tr("单位全称"), ws.setting("provider"))
        self.ask_person()

    def submit(self) -> None:
        if self.complete(self.provider) and self.told_who():
            ws, who, provider = self.workspace, self.newcomer(), self.provider.text().strip()

            def make(job: Job) -> "Identity":
                return who.join(ws, provider)

            self.work(self.tr("正在生成密钥"), make, self._made)

    def _made(self, identity: "Identity") -> None:
        self.identity = identity
        self.accept()
