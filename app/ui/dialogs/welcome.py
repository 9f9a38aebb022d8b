"""The first start: a workspace, the agency, and the first person who works in it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from app.core.jobs import Job
from app.core.text import Language
from app.core.workspace.slot_files import is_keyed
from app.ui.dialogs.form import FormDialog
from app.ui.jobs import JobRunner, Work

if TYPE_CHECKING:
    from app.core.trust.identity import Identity
    from app.core.workspace.store import Workspace


class WelcomeDialog(FormDialog):
    """Creates the workspace. ``chosen``: the folder; ``workspace`` stays None where one was there.

    A program's first window, too: see :class:`~app.ui.dialogs.unlock.UnlockDialog`.
    """

    topic = "first-day"

    def __init__(self, folder: Path, runner: JobRunner, language: Language) -> None:
        super().__init__(runner, language, "")
        self.setWindowTitle(self.tr("新建工作区"))
        self.setMinimumWidth(620)
        self.workspace: Workspace | None = None
        self.identity: Identity | None = None
        self.intro.setText(
            self.tr(
                "工作区是本机上的一个文件夹，里面的文件都加密保存。"
                "请记住两个口令：工作区口令打开文件夹，签名口令代表您本人签字。口令丢失后无法找回。"
            )
        )
        self.folder = QLineEdit(str(folder))
        self.ask(self.tr("文件夹"), self._with_browse())
        self.folder.setAccessibleName(self.tr("文件夹"))
        self.passphrase = self.ask_passphrase(self.tr("工作区口令"))
        self.again = self.ask_passphrase(self.tr("工作区口令（再次）"))
        self.provider = self.ask_line(self.tr("单位全称"), hint=self.tr("例如：某市教育局"))
        self.code = self.ask_line(self.tr("统一社会信用代码"), hint=self.tr("18 位"))
        self.name = self.ask_line(self.tr("承办人姓名"))
        self.person = self.ask_line(
            self.tr("工号"), hint=self.tr("同一人的工号相同；审查人须是另一人")
        )
        self.signing = self.ask_passphrase(self.tr("签名口令"))
        self.signing_again = self.ask_passphrase(self.tr("签名口令（再次）"))

    @property
    def chosen(self) -> Path:
        """The folder that was typed or browsed for."""
        return Path(self.folder.text().strip()).expanduser()

    def submit(self) -> None:
        if is_keyed(self.chosen):
            self.accept()  # it is there already; the next dialog opens it
            return
        asked = (self.folder, self.passphrase, self.again, self.provider, self.code, self.name,
                 self.person, self.signing, self.signing_again)  # fmt: skip
        if (
            self.complete(*asked)
            and self.agree(self.passphrase, self.again)
            and self.agree(self.signing, self.signing_again)
            and self._code_holds()
        ):
            self.work(self.tr("正在新建工作区"), self._creation(), self._created)

    def _code_holds(self) -> bool:
        """The catalog's own rule decides, so that the entry will not fail later."""
        from app.core.catalog import schema
        from app.core.catalog.validate import validate
        from app.core.model import Entry

        entry = Entry(schema.data()["schema"], {"provider_code": self.code.text().strip()}, ())
        for problem in validate(entry):
            if problem.field == "provider_code":
                self.problem.say(problem.message.to(self.language), "warn")
                self.code.setFocus()
                return False
        return True

    def _creation(self) -> Work:
        # The form is read here: the worker's thread must not touch widgets.
        folder, passphrase = self.chosen, self.passphrase.text()
        provider, code = self.provider.text().strip(), self.code.text().strip()
        name, person = self.name.text().strip(), self.person.text().strip()
        signing = self.signing.text()

        def create(job: Job) -> "tuple[Workspace, Identity]":
            from app.core.workspace.store import Workspace

            ws = Workspace.create(folder, passphrase)
            ws.set_setting("provider", provider)
            ws.set_setting("provider_code", code)
            return ws, ws.new_identity(name, person, "clerk", provider, signing)

        return create

    def _created(self, result: "tuple[Workspace, Identity]") -> None:
        self.workspace, self.identity = result
        self.accept()

    def _with_browse(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        browse = QPushButton(self.tr("浏览…"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        row.addWidget(self.folder, 1)
        row.addWidget(browse)
        return box

    def _browse(self) -> None:
        found = QFileDialog.getExistingDirectory(self, self.tr("选择文件夹"), self.folder.text())
        if found:
            self.folder.setText(found)
