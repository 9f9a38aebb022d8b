"""交给审查人: to whom a submitted release goes on another computer, and how."""

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from app.core import acts
from app.core.files import safe_name
from app.core.handover.letter import SUFFIXES
from app.core.jobs import Job
from app.core.trust.identity import fingerprint
from app.core.workspace.store import Release
from app.ui import wording
from app.ui.dialogs.form import FormDialog
from app.ui.session import Session

FOLDER = "handover-folder"
"""A setting of the workspace: the shared folder that was used last."""


class HandoverDialog(FormDialog):
    """A file for a stick, or a letter in the shared folder; sealed for one person either way."""

    topic = "handover"

    def __init__(self, session: Session, release: Release, parent: QWidget | None = None) -> None:
        super().__init__(session.jobs, session.language, "", parent)
        self.session, self.release = session, release
        self.setWindowTitle(self.tr("交给审查人"))
        self.intro.setText(
            self.tr("加密后只有收件人能打开。对方须先把名片交给您，并当面或打电话核对校验码。")
        )
        people = {
            wording.aside(known.card.name, known.card.organisation): fingerprint(known.card)
            for known in acts.correspondents(session.ws)
            if known.address is not None
        }
        self.who = self.ask_choice(self.tr("收件人"), people)
        ways = {self.tr("存成文件（U 盘）"): "file", self.tr("放入共享文件夹"): "folder"}
        self.way = self.ask_choice(self.tr("方式"), ways)
        self.place = self.ask_path(self.tr("位置"), self.tr("选择…"), self._choose)
        self.way.currentIndexChanged.connect(self._offer_place)
        self.original = QCheckBox(self.tr("连同导入的原始数据"))
        self.form.addRow("", self.original)
        policy = acts.originals_policy(session.ws)
        if policy != "free":  # laid down by the agency
            self.original.setChecked(policy == "always")
            self.original.setEnabled(False)
            self.original.setToolTip(self.tr("由本单位规定，见“密钥与留存”"))
        if not people:
            self.problem.say(
                self.tr("还没有核对过任何人的名片。请先用“文件”菜单收取对方的名片。"), "warn"
            )
            self.ok.setEnabled(False)
        self._offer_place()

    def submit(self) -> None:
        if not self.complete(self.place):
            return
        ws, actor, id = self.session.ws, self.session.actor, self.release.id
        place, to = Path(self.place.text().strip()), self.who.currentData()
        original, by_folder = self.original.isChecked(), self.way.currentData() == "folder"

        def hand_over(job: Job) -> None:
            if by_folder:
                acts.assign(ws, actor, id, [to], original=original)
                acts.sync(ws, actor, place, job)
                ws.set_setting(FOLDER, str(place))
            else:
                written = acts.request_letter(
                    ws, actor, id, [to], place, job, original=original, overwrite=True
                )
                acts.note_sent(ws, actor, written)

        self.work(self.tr("正在加密"), hand_over, lambda _: self._handed_over())

    def _offer_place(self) -> None:
        folder = self.way.currentData() == "folder"
        self.place.setText(self.session.ws.setting(FOLDER) if folder else "")

    def _choose(self) -> str:
        title = self.windowTitle()
        if self.way.currentData() == "folder":
            return QFileDialog.getExistingDirectory(self, title, self.place.text())
        suffix = SUFFIXES["request"]
        name = safe_name(self.release.name) + suffix
        chosen, _ = QFileDialog.getSaveFileName(
            self, title, name, f"{self.tr('送审文件')} (*{suffix})"
        )
        return chosen if not chosen or chosen.endswith(suffix) else chosen + suffix

    def _handed_over(self) -> None:
        self.accept()
        self.session.changed.emit()
