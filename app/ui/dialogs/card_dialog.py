"""Somebody's card from another computer: who it says it is, and the code that a person compares."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.core import acts
from app.core.handover import address
from app.core.model import ROLES
from app.core.trust import canonical
from app.ui.dialogs.form import FormDialog
from app.ui.session import Session

CARD = ".gkcard"
"""What the file of a card ends with."""


class CardDialog(FormDialog):
    """The code is typed as its owner reads it out; it is not shown, so that nobody just copies it."""

    topic = "handover"

    def __init__(self, session: Session, file: Path, parent: QWidget | None = None) -> None:
        """Raises CardUnusable, FileUnreadable, ChainBroken for what is no card."""
        super().__init__(session.jobs, session.language, "", parent)
        self.session, self.file = session, file
        self.setWindowTitle(self.tr("导入名片"))
        card = address.read(canonical.read_bytes(file), file.name).card
        told = self.tr("{name}（工号 {person}），{role}，{organisation}").format(
            name=card.name,
            person=card.person,
            role=session.say(ROLES[card.role]),
            organisation=card.organisation,
        )
        self.intro.setText(
            told + "\n" + self.tr("请当面或打电话请本人念出校验码。对上之后，这个人的签名才算数。")
        )
        self.code = self.ask_line(self.tr("校验码"), hint="XXXX-XXXX-XXXX-XXXX")

    def submit(self) -> None:
        if not self.complete(self.code):
            return
        ws, actor, file, code = self.session.ws, self.session.actor, self.file, self.code.text()
        self.work(
            self.tr("正在核对"),
            lambda job: acts.trust_card(ws, actor, file, code),
            lambda _: self._trusted(),
        )

    def _trusted(self) -> None:
        self.accept()
        self.session.changed.emit()
