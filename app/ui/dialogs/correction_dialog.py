"""勘误: that a release takes the place of one that is public, and why."""

from PySide6.QtWidgets import QWidget

from app.core import acts
from app.core.pipeline import PUBLIC
from app.core.workspace.store import Release
from app.ui import wording
from app.ui.dialogs.form import FormDialog
from app.ui.session import Session


class CorrectionDialog(FormDialog):
    """Said before the release goes to review; said again, the last counts."""

    topic = "after"

    def __init__(self, session: Session, release: Release, parent: QWidget) -> None:
        super().__init__(session.jobs, session.language, "", parent)
        self.session, self.release = session, release
        self.setWindowTitle(self.tr("勘误"))
        self.intro.setText(
            self.tr("本次发布送达后，代替下面所选的已公开数据；签发回执的平台还公布更正的理由。")
        )
        public = {
            wording.aside(one.name, one.id): one.id
            for one in session.ws.releases()
            if one.state in PUBLIC
        }
        self.which = self.ask_choice(self.tr("更正哪个发布"), public)
        before = acts.correction_of(session.ws, release.id)
        self.reason = self.ask_line(self.tr("更正的理由"), before.reason if before else "")
        if before is not None:
            self.which.setCurrentIndex(self.which.findData(before.corrects))
        if not public:
            self.problem.say(self.tr("还没有已公开的发布可以更正。"), "warn")
            self.ok.setEnabled(False)

    def submit(self) -> None:
        if self.complete(self.reason):
            session, id, corrects = self.session, self.release.id, self.which.currentData()
            reason = self.reason.text()
            self.work(
                self.tr("正在登记"),
                lambda job: acts.correct(session.ws, session.actor, id, corrects, reason),
                lambda _: self._kept(),
            )

    def _kept(self) -> None:
        self.accept()
        self.session.changed.emit()
