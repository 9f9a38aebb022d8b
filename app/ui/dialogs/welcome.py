"""The first start: a workspace, the agency, and the first person who works in it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QPushButton

from app.core.errors import GongkaiError
from app.core.fleet.settings import LANGUAGE
from app.core.jobs import Job
from app.core.text import Language
from app.core.workspace.slot_files import is_keyed
from app.ui.dialogs.newcomer import NewcomerForm
from app.ui.jobs import JobRunner, Work
from app.ui.languages import LANGUAGES

if TYPE_CHECKING:
    from app.core.trust.identity import Identity
    from app.core.workspace.store import Workspace
    from app.ui.training import Training


class WelcomeDialog(NewcomerForm):
    """Creates the workspace. ``chosen``: the folder; ``workspace`` stays None where one was there.

    ``training`` is set instead where the person would rather try it out before they set up anything, and
    ``wanted`` where they would rather read another language.

    A program's first window, too: see :class:`~app.ui.dialogs.unlock.UnlockDialog`.
    """

    topic = "first-day"

    def __init__(self, folder: Path, runner: JobRunner, language: Language) -> None:
        super().__init__(runner, language, "")
        self.setWindowTitle(self.tr("新建工作区"))
        self.setMinimumWidth(620)
        self.workspace: Workspace | None = None
        self.identity: Identity | None = None
        self.training: Training | None = None
        self.wanted: Language | None = None
        self.intro.setText(
            self.tr(
                "工作区是本机上的一个文件夹，里面的文件都加密保存。"
                "请记住两个口令：工作区口令打开文件夹，签名口令代表您本人签字。口令丢失后无法找回。"
            )
        )
        self.folder = self.ask_path(self.tr("文件夹"), self.tr("浏览…"), self._browse)
        self.folder.setText(str(folder))
        self.passphrase = self.ask_passphrase(self.tr("工作区口令"))
        self.again = self.ask_passphrase(self.tr("工作区口令（再次）"))
        self.provider = self.ask_line(self.tr("单位全称"), hint=self.tr("例如：某市教育局"))
        self.code = self.ask_line(self.tr("统一社会信用代码"), hint=self.tr("18 位"))
        self.ask_person()
        self.try_out = QPushButton(self.tr("先用虚构的数据试一试"))
        self.try_out.setAutoDefault(False)
        self.try_out.clicked.connect(self._prepare_training)
        self.buttons.addButton(self.try_out, QDialogButtonBox.ButtonRole.ResetRole)
        other: Language = "zh" if language == "en" else "en"
        self.other = QPushButton(LANGUAGES[other])
        self.other.setAutoDefault(False)
        self.other.clicked.connect(lambda: self._want(other))
        self.other.setVisible(_may_choose_language())
        self.buttons.addButton(self.other, QDialogButtonBox.ButtonRole.ResetRole)
        self.passphrase.setFocus()  # the folder is well where it is

    @property
    def chosen(self) -> Path:
        """The folder that was typed or browsed for."""
        return Path(self.folder.text().strip()).expanduser()

    def submit(self) -> None:
        if is_keyed(self.chosen):
            self.accept()  # it is there already; the next dialog opens it
            return
        asked = self.folder, self.passphrase, self.again, self.provider, self.code
        if (
            self.complete(*asked)
            and self.agree(self.passphrase, self.again)
            and self._code_holds()
            and self.told_who()
        ):
            self.work(self.tr("正在新建工作区"), self._creation(), self._created)

    def _code_holds(self) -> bool:
        """The catalog's own rule decides, so that the entry will not fail later."""
        from app.core.catalog import schema
        from app.core.catalog.validate import validate
        from app.core.model import Entry

        entry = Entry(schema.data()["schema"], {"provider_code": self._code()}, ())
        if all(problem.field != "provider_code" for problem in validate(entry)):
            return True
        self.problem.say(
            self.tr(
                "统一社会信用代码有误：应为 18 位数字和大写字母，末位是校验码。请对照登记证书核对。"
            ),
            "warn",
        )
        self.code.setFocus()
        return False

    def _code(self) -> str:
        return self.code.text().strip().upper()

    def _creation(self) -> Work:
        # The form is read here: the worker's thread must not touch widgets.
        folder, passphrase = self.chosen, self.passphrase.text()
        provider, code, who = self.provider.text().strip(), self._code(), self.newcomer()

        def create(job: Job) -> "tuple[Workspace, Identity]":
            from app.core.workspace.store import Workspace

            ws = Workspace.create(folder, passphrase)
            ws.set_setting("provider", provider)
            ws.set_setting("provider_code", code)
            return ws, who.join(ws, provider)

        return create

    def _created(self, result: "tuple[Workspace, Identity]") -> None:
        self.workspace, self.identity = result
        self.accept()

    def _prepare_training(self) -> None:
        def prepare(job: Job) -> "Training":
            from app.core import families
            from app.ui import training

            if lacking := families.check():  # without its detectors even an example would mislead
                raise lacking[0]
            return training.prepare(job)

        self.work(self.tr("正在准备演练"), prepare, self._prepared)

    def _prepared(self, made: "Training") -> None:
        self.training = made
        self.reject()

    def _want(self, language: Language) -> None:
        self.wanted = language
        self.reject()

    def _browse(self) -> str:
        return QFileDialog.getExistingDirectory(self, self.tr("选择文件夹"), self.folder.text())


def _may_choose_language() -> bool:
    """Whether no policy of the administrators has chosen one."""
    try:
        LANGUAGE.check_free()
    except GongkaiError:
        return False
    return True
