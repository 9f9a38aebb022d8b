"""交给审查人: to whom a submitted release goes on another computer, and how."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from app.core import acts
from app.core.errors import GongkaiError
from app.core.files import safe_name
from app.core.handover.letter import SUFFIXES
from app.core.jobs import Job
from app.core.trust.identity import fingerprint
from app.core.workspace.store import Release
from app.ui import folders, wording
from app.ui.dialogs.card_dialog import CARD, CardDialog
from app.ui.dialogs.form import FormDialog
from app.ui.errors import in_words
from app.ui.session import Session
from app.ui.widgets.labels import beside, caption

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
            self.tr("加密后只有收件人能打开。双方须先互换名片，并当面或打电话核对校验码。")
        )
        self.who = QComboBox()
        self.collect = QPushButton(self.tr("收取名片…"))
        self.collect.setAutoDefault(False)
        self.collect.clicked.connect(self._pick_card)
        row = beside(self.who, self.collect)
        self.who.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.form.addRow(caption(self.tr("收件人"), self.who), row)
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
        self._show_people()
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

    def take_card(self, path: Path) -> CardDialog | None:
        """Ask for the code of a card; its owner can then be chosen."""
        try:
            dialog = CardDialog(self.session, path, self)
        except GongkaiError as error:
            self.problem.say(in_words(error, self.language), "stop")
            return None
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._show_people)
        dialog.open()
        return dialog

    def _pick_card(self) -> None:
        kind = self.tr("名片") + f" (*{CARD})"
        name, _ = QFileDialog.getOpenFileName(self, self.collect.text().rstrip("…"), "", kind)
        if name:
            self.take_card(Path(name))

    def _show_people(self) -> None:
        """Whoever's card was compared; whose came last was waited for."""
        known = [each.card for each in acts.correspondents(self.session.ws) if each.address]
        for card in known:
            if self.who.findData(mark := fingerprint(card)) < 0:
                self.who.addItem(wording.aside(card.name, card.organisation), mark)
                self.who.setCurrentIndex(self.who.count() - 1)
        nobody = self.tr("还没有核对过任何人的名片。请收取对方的名片。")
        self.problem.say("" if known else nobody, "warn")
        self.ok.setEnabled(bool(known))

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
            self, title, folders.proposed(name), self.tr("送审文件") + f" (*{suffix})"
        )
        return chosen if not chosen or chosen.lower().endswith(suffix) else chosen + suffix

    def _handed_over(self) -> None:
        self.accept()
        self.session.changed.emit()
