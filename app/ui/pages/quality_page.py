"""质检: scores by dimension, and where the data falls short."""

from PySide6.QtWidgets import QGridLayout, QWidget

from app.core import acts
from app.core.model import Kind, Report
from app.core.quality.check import dimensions
from app.core.workspace.store import Release
from app.ui import wording
from app.ui.pages.page import Page
from app.ui.session import Session
from app.ui.widgets.labels import caption, heading
from app.ui.widgets.record_table import RecordTable
from app.ui.widgets.score_bar import ScoreBar


class QualityPage(Page):
    """The report as bars and a list of problems. A low score stops nobody; it goes to the reviewer."""

    step = "quality"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.bars = QWidget()
        self._grid = QGridLayout(self.bars)
        self._grid.setColumnStretch(1, 1)
        self.bars.setMaximumWidth(560)
        self.problems = RecordTable(
            self.tr("问题"),
            [self.tr("列或栏目"), self.tr("问题"), self.tr("例如第几行")],
            self.tr("没有发现问题"),
        )
        self.content.addWidget(heading(self.tr("质量评分")))
        self.content.addWidget(self.bars)
        self.content.addWidget(heading(self.tr("问题")))
        self.content.addWidget(self.problems, 1)
        self.check = self.button(self.tr("运行质检"), self._check)

    def load(self, release: Release) -> None:
        self._clear()
        if Kind.QUALITY not in self.standing:
            self.problems.fill([])
            self.notice.say(self.tr("还没有质检。点“运行质检”开始。"), "info")
            return
        report = self.session.ws.load(release.id, Kind.QUALITY, Report)
        self._show(report)

    def update_actions(self) -> None:
        super().update_actions()
        self.emphasise_until_done(self.check)
        self.offer(self.check, "check")

    def _show(self, report: Report) -> None:
        say = self.session.say
        names = dimensions()
        self._add(self.tr("总分"), report.score)
        for id, score in report.dimensions.items():
            self._add(say(names[id]) if id in names else id, score)
        self.problems.fill(
            [(p.field, say(p.message), wording.listed(map(str, p.rows))) for p in report.problems]
        )
        if report.machine_readable:
            self.notice.say(self.tr("机器可读：一行表头，列名齐全，没有重名。"), "ok")
        else:
            self.notice.say(self.tr("机器读取有困难：有缺失或重复的列名。"), "warn")

    def _add(self, name: str, score: float) -> None:
        row = self._grid.rowCount()
        bar = ScoreBar(name, score)
        self._grid.addWidget(caption(name), row, 0)
        self._grid.addWidget(bar, row, 1)

    def _clear(self) -> None:
        while self._grid.count():
            widget = self._grid.takeAt(0).widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()

    def _check(self) -> None:
        release, session = self.release, self.session
        if release is not None:
            session.act(
                self.tr("质检 {name}").format(name=release.name),
                lambda job: acts.check_quality(session.ws, session.actor, release.id, job),
            )
