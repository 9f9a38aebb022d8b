"""An agency's certificate authority is believed because somebody has read out its certificate's digest."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.acts.trusting import SPOKEN, adopt_authority
from app.ui.dialogs.form import FormDialog
from app.ui.session import Session


class AuthorityDialog(FormDialog):
    """For whose cards it speaks, its certificate, and the digest."""

    topic = "trust"

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session.jobs, session.language, "", parent)
        self.session = session
        self.setWindowTitle(self.tr("采用证书机构"))
        self.intro.setText(
            self.tr(
                "采用之后，这个单位的人没有它签发的证书就不能办理。请先确认各人的证书都已备好。"
            )
        )
        self.organisation = self.ask_line(self.tr("单位"), session.ws.setting("provider"))
        self.file = self.ask_path(self.tr("机构的证书"), self.tr("选择…"), self._choose)
        self.said = self.ask_line(
            self.tr("SHA-256 的前 {n} 位").format(n=SPOKEN),
            hint=self.tr("请证书机构当面或打电话念出"),
        )

    def submit(self) -> None:
        if not self.complete(self.organisation, self.file, self.said):
            return
        ws, actor, said = self.session.ws, self.session.actor.card, self.said.text()
        organisation, file = self.organisation.text().strip(), Path(self.file.text().strip())
        self.work(
            self.tr("正在核对"),
            lambda job: adopt_authority(ws, actor, organisation, file, said),
            lambda _: self._adopted(),
        )

    def _adopted(self) -> None:
        self.accept()
        self.session.changed.emit()

    def _choose(self) -> str:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("机构的证书"), "", self.tr("证书") + " (*.pem *.crt *.cer *.der)"
        )
        return name
