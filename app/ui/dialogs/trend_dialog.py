"""质量走势: the scores of a dataset, release by release."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.core import acts
from app.core.model import percent
from app.core.quality.check import dimensions
from app.core.workspace.store import Release
from app.ui import wording
from app.ui.session import Session
from app.ui.widgets.labels import body
from app.ui.widgets.record_table import RecordTable
from app.ui.widgets.trend_chart import TrendChart

FELL = " ▼"
SCORE = 1  # the column of the whole score; those of the dimensions follow


class TrendDialog(QDialog):
    """The drawing, and under it a row a release, the earliest first; what fell since the one before has
    a mark.
    """

    def __init__(self, session: Session, release: Release, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("质量走势"))
        self.resize(900, 560)
        self.chart = TrendChart(self.tr("质量走势图"), session.language)
        names = [session.say(name) for name in dimensions().values()]
        self.list = RecordTable(
            self.tr("质量走势"),
            [self.tr("时间"), self.tr("总分"), *names, self.tr("问题"), self.tr("名称")],
            self.tr("正在读取"),
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(body(self.tr("同一数据集历次质检的得分；比上一次低的标有 ▼。"), "muted"))
        layout.addWidget(self.chart, 2)
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)
        session.read(self, lambda job: acts.quality_trend(session.ws, release.id), self._show)

    def _show(self, trend: Sequence[acts.Assessed]) -> None:
        self.chart.show_trend([acts.trend_point(one) for one in trend])
        scores = [_each(one) for one in trend]
        fell = [_fallen(before, now) for before, now in pairwise([*scores[:1], *scores])]
        self.list.fill(
            [
                (
                    wording.when(one.release.created),
                    *(
                        percent(score, 2) + FELL * low
                        for score, low in zip(told, lower, strict=True)
                    ),
                    f"{len(one.report.problems):,}",
                    one.release.name,
                )
                for one, told, lower in zip(trend, scores, fell, strict=True)
            ]
        )
        for row, lower in enumerate(fell):
            for place, low in enumerate(lower):
                if low:
                    self.list.tint(row, SCORE + place, "warn")


def _each(one: acts.Assessed) -> list[float]:
    """The whole score, and those of the dimensions."""
    return [one.report.score, *(one.report.dimensions.get(id, 0.0) for id in dimensions())]


def _fallen(before: Sequence[float], now: Sequence[float]) -> list[bool]:
    return [new < old for old, new in zip(before, now, strict=True)]
