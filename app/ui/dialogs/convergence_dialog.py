"""The reviewer lays the release beside files that only the reviewer may know of."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.core import acts
from app.core.jobs import Job
from app.core.model import Kind
from app.core.review.linkage.converge import Convergence
from app.core.trust.identity import Identity
from app.core.workspace.store import Release
from app.ui.session import Session
from app.ui.widgets.convergence_panel import ConvergencePanel
from app.ui.widgets.labels import body


class ConvergenceDialog(QDialog):
    """The filed report. With a ``reviewer`` who may, comparing again files a new one."""

    topic = "reviewer"

    def __init__(
        self, session: Session, release: Release, reviewer: Identity | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("汇聚比对"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(860, 520)
        ws = session.ws

        def compare(release: Release, files: Sequence[Path], job: Job) -> Convergence:
            assert reviewer is not None  # noqa: S101 — handed to the panel only then
            return acts.compare(ws, reviewer, release.id, files, job)

        files_it = reviewer is not None and not session.refusal(
            "compare", release.id, reviewer.card
        )
        self.panel = ConvergencePanel(session, compare if files_it else None)
        self.panel.show_release(release, ws.load(release.id, Kind.CONVERGENCE, Convergence))
        session.busy.connect(self.panel.update_actions)
        words = self.tr("比对结果随审查意见一并签署。添加的文件只读取、不留存。")
        if not files_it:
            words = self.tr("保密审查人登录后，重新比对的结果才会存档；现在只供查看。")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(body(words, "muted"))
        layout.addWidget(self.panel, 1)
        layout.addWidget(buttons)
