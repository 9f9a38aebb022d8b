"""A finding before a person's eyes: its cells unmasked, and the reason why it may be public after all."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.core import acts
from app.core.model import Finding
from app.core.workspace.store import Release
from app.ui import wording
from app.ui.dialogs.form import FormDialog
from app.ui.session import Session
from app.ui.widgets.labels import body
from app.ui.widgets.record_table import RecordTable


class RevealDialog(QDialog):
    """Opening it is an event of the log."""

    def __init__(
        self, session: Session, release: Release, finding: Finding, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("“{column}”的原值").format(column=finding.column))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(460, 420)
        self.cells = RecordTable(self.tr("原值"), [self.tr("行"), self.tr("原值")])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(
            body(self.tr("日志已记下谁在何时查看了哪一列、多少个单元格；不记内容。"), "muted")
        )
        layout.addWidget(self.cells, 1)
        layout.addWidget(buttons)
        ws, actor = session.ws, session.actor
        session.read(
            self,
            lambda job: acts.reveal(ws, actor, release.id, finding.column, finding.type),
            lambda cells: self.cells.fill([(str(row), text) for row, text in cells]),
        )


class DismissDialog(FormDialog):
    """Asks for the reason, which becomes part of the recipe that is signed."""

    def __init__(
        self, session: Session, release: Release, finding: Finding, parent: QWidget
    ) -> None:
        super().__init__(session.jobs, session.language, "", parent)
        self.session, self.release, self.finding = session, release, finding
        self.setWindowTitle(self.tr("排除发现"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        kind = wording.finding_type(finding.type, session.language)
        told = wording.aside(finding.column, kind)
        self.intro.setText(
            self.tr(
                "{finding}：写明为何可以原样公开。整列将原样公开；理由写入方案，由审查人一并签署。"
            ).format(finding=told)
        )
        self.reason = self.ask_line(self.tr("理由"))

    def submit(self) -> None:
        if self.complete(self.reason):
            session, id, column = self.session, self.release.id, self.finding.column
            reason = self.reason.text()
            self.work(
                self.tr("正在登记"),
                lambda job: acts.dismiss(session.ws, session.actor, id, column, reason),
                lambda _: self.accept(),
            )
