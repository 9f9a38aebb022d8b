"""质量走势: the scores of a dataset, release by release."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.core import acts
from app.core.quality.check import dimensions
from app.core.workspace.store import Release
from app.ui import wording
from app.ui.session import Session
from app.ui.widgets.labels import body
from app.ui.widgets.record_table import RecordTable

SCORE = 1  # the column of the whole score; those of the dimensions follow


class TrendDialog(QDialog):
    """A row a release, the earliest first; what fell since the one before is coloured."""

    def __init__(self, session: Session, release: Release, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("质量走势"))
        self.resize(900, 420)
        names = [session.say(name) for name in dimensions().values()]
        self.list = RecordTable(
            self.tr("质量走势"),
            [self.tr("时间"), self.tr("总分"), *names, self.tr("问题"), self.tr("名称")],
            self.tr("正在读取"),
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(
            body(self.tr("同一数据集历次质检的得分；比上一次低的以颜色标出。"), "muted")
        )
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)
        session.read(self, lambda job: acts.quality_trend(session.ws, release.id), self._show)

    def _show(self, trend: Sequence[acts.Assessed]) -> None:
        ids = tuple(dimensions())
        scores = [
            (one.report.score, *(one.report.dimensions.get(id, 0.0) for id in ids)) for one in trend
        ]
        self.list.fill(
            [
                (
                    wording.when(one.release.created),
                    *(f"{score:.2%}" for score in told),
                    f"{len(one.report.problems):,}",
                    one.release.name,
                )
                for one, told in zip(trend, scores, strict=True)
            ]
        )
        for row, (before, now) in enumerate(pairwise(scores), 1):
            for place, (old, new) in enumerate(zip(before, now, strict=True)):
                if new < old:
                    self.list.tint(row, SCORE + place, "warn")
