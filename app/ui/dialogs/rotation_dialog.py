"""A new key for the workspace: what that means, and the passphrase that goes on opening it."""

from PySide6.QtWidgets import QWidget

from app.core.workspace import keys, rotation
from app.ui.dialogs.form import FormDialog
from app.ui.session import Session


class RotationDialog(FormDialog):
    """The work itself is the window's, which shows how far it is and stops it."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session.jobs, session.language, "", parent)
        self.session = session
        self.setWindowTitle(self.tr("更换工作区密钥"))
        self.intro.setText(
            self.tr(
                "数据库和全部文件用新密钥重新加密。以前抄走的密钥打不开今后写入的内容。"
                "恢复密钥、系统密钥环和下面的口令继续有效；其他口令失效，需要重新添加。"
                "中途停止不会丢失内容，下次从停下的地方继续。"
            )
        )
        self.secret = self.ask_passphrase(self.tr("工作区口令"))
        self.secret.setEnabled(keys.has(session.ws.folder, keys.PASSPHRASE))

    def submit(self) -> None:
        if self.secret.isEnabled() and not self.complete(self.secret):
            return
        session, secret = self.session, self.secret.text()
        self.accept()
        session.act(
            self.windowTitle(),
            lambda job: rotation.rotate(session.ws, session.actor.card, secret, job),
        )
