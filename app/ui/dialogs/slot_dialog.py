"""One way to open the workspace: a new one, or another secret for one that is there."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from app.core.jobs import Job
from app.core.workspace import access, keys, recovery_key
from app.core.workspace.keys import Slot
from app.core.workspace.slot import slot_kinds
from app.ui.dialogs.form import FormDialog
from app.ui.session import Session


class SlotDialog(FormDialog):
    """Asks what slots of a ``kind`` are sealed with. ``slot``: the one that gets another secret."""

    topic = "custody"

    def __init__(self, session: Session, kind: str, slot: Slot | None, parent: QWidget) -> None:
        super().__init__(session.jobs, session.language, "", parent)
        self.session, self.kind, self.slot = session, kind, slot
        title = session.say(slot_kinds.get(kind).title)
        words = self.tr("添加打开方式：{kind}") if slot is None else self.tr("更换：{kind}")
        self.setWindowTitle(words.format(kind=title))
        self.label = self.ask_line(self.tr("说明"), slot.label if slot else "")
        self.label.setPlaceholderText(self.tr("例如归谁保管"))
        self.label.setEnabled(slot is None)
        self.secrets: list[QLineEdit] = []
        if kind == keys.PASSPHRASE:
            self.intro.setText(self.tr("知道口令的人都能打开这个工作区。口令忘记后无法找回。"))
            self.secrets = [
                self.ask_passphrase(self.tr("工作区口令")),
                self.ask_passphrase(self.tr("工作区口令（再次）")),
            ]
        elif kind == "recovery":
            self.intro.setText(
                self.tr("选择本单位的恢复公钥；私钥锁在保险柜里，人员变动时用它打开。")
            )
            self.secrets = [self.ask_path(self.tr("恢复公钥"), self.tr("选择…"), self._choose)]
        else:
            self.intro.setText(self.tr("登录这台电脑的本人打开工作区时不再输入口令。"))

    def submit(self) -> None:
        if not self.complete(*self.secrets):
            return
        if self.kind == keys.PASSPHRASE and not self.agree(*self.secrets):
            return
        self.work(self.tr("正在写入"), self._write, lambda _: self._done())

    def _choose(self) -> str:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("恢复公钥"), "", self.tr("恢复公钥") + " (*.json)"
        )
        return name

    def _write(self, job: Job) -> Slot:
        ws, actor = self.session.ws, self.session.actor.card
        secret = self.secrets[0].text() if self.secrets else ""
        if self.kind == "recovery":
            secret = recovery_key.read_public(Path(secret))
        if self.slot is None:
            return access.add_slot(ws, actor, self.kind, secret, self.label.text().strip())
        return access.change_slot(ws, actor, self.slot.name, secret)

    def _done(self) -> None:
        self.accept()
        self.session.changed.emit()
