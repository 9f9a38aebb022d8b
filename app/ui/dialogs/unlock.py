"""Opening a workspace: its passphrase first, then who is there and their own passphrase."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit

from app.core.jobs import Job
from app.core.text import Language
from app.ui.dialogs.form import FormDialog
from app.ui.dialogs.newcomer import FirstPersonDialog
from app.ui.jobs import JobRunner

if TYPE_CHECKING:
    from app.core.trust.identity import Identity
    from app.core.workspace.store import Workspace


class UnlockDialog(FormDialog):
    """``workspace`` and ``identity`` are set once both passphrases were right.

    The program's first window: it is on the screen before what opens a workspace is loaded.
    """

    topic = "troubles"

    def __init__(self, folder: Path, runner: JobRunner, language: Language) -> None:
        super().__init__(runner, language, "")
        self.setWindowTitle(self.tr("打开工作区"))
        self.intro.setText(str(folder))
        self._folder = folder
        self._done = False
        self.workspace: Workspace | None = None
        self.identity: Identity | None = None
        self.passphrase = self.ask_passphrase(self.tr("工作区口令"))
        self.who: QComboBox = self.ask_choice(self.tr("姓名"), {})
        self.signing: QLineEdit = self.ask_passphrase(self.tr("签名口令"))
        self.who.currentIndexChanged.connect(self._name_secret)
        self._show_people(False)
        self.ok.setText(self.tr("打开"))

    def submit(self) -> None:
        if self.workspace is None:
            self._open()
        elif self.complete(self.signing):
            ws, name, passphrase = self.workspace, self.who.currentData(), self.signing.text()
            self.work(
                self.tr("正在打开密钥"), lambda job: ws.unlock(name, passphrase), self._unlocked
            )

    def done(self, result: int) -> None:
        # Giving up after the first passphrase must not leave the folder locked.
        if self.workspace is not None and self.identity is None:
            self.workspace.close()
            self.workspace = None
        super().done(result)

    def _open(self) -> None:
        if self.complete(self.passphrase):
            folder, passphrase = self._folder, self.passphrase.text()

            def open_it(job: Job) -> "Workspace":
                from app.core.workspace.store import Workspace

                return Workspace.open(folder, passphrase)

            self.work(self.tr("正在打开工作区"), open_it, self._opened)

    def _opened(self, ws: "Workspace") -> None:
        from app.core.model import ROLES
        from app.ui import wording

        self.workspace = ws
        for name, card in ws.identities().items():
            self.who.addItem(wording.aside(name, ROLES[card.role].to(self.language)), name)
        last = self.who.findData(ws.setting("last-actor"))
        self.who.setCurrentIndex(max(last, 0))
        self.passphrase.setEnabled(False)
        self._show_people(True)
        self.ok.setText(self.tr("登录"))
        self.signing.setFocus()
        if not self.who.count():
            self._ask_first_person(ws)

    def _ask_first_person(self, ws: "Workspace") -> None:
        dialog = FirstPersonDialog(ws, self.runner, self.language, self)
        dialog.accepted.connect(lambda: self._unlocked(dialog.identity))
        dialog.rejected.connect(self.reject)
        dialog.open()

    def _name_secret(self) -> None:
        name = self.who.currentData()
        if self.workspace is not None and name is not None:
            self.ask_pin_instead(self.signing, self.workspace.is_on_token(name))

    def _unlocked(self, identity: "Identity | None") -> None:
        self.identity = identity
        if self.workspace is not None and identity is not None:
            self.workspace.set_setting("last-actor", identity.card.name)
        self.accept()

    def _show_people(self, shown: bool) -> None:
        self.form.setRowVisible(self.who, shown)
        self.form.setRowVisible(self.signing, shown)
