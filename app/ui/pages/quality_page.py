"""质检: scores by dimension, where the data falls short, and what was in the way in the file that came."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.core import acts
from app.core.acts.repairing import Preview, proposed_repairs
from app.core.model import Kind, Problem, Report
from app.core.quality.check import dimensions
from app.core.quality.readability import Obstacle, of_cells
from app.core.workspace.store import Release
from app.ui import wording
from app.ui.dialogs.output_dialog import OutputDialog
from app.ui.dialogs.repair_dialog import RepairDialog
from app.ui.dialogs.rules_dialog import RulesDialog
from app.ui.dialogs.trend_dialog import TrendDialog
from app.ui.pages.page import Page
from app.ui.saving import Place, ask_where
from app.ui.session import Session
from app.ui.widgets.labels import caption, heading
from app.ui.widgets.record_table import RecordTable
from app.ui.widgets.score_bar import ScoreBar
from app.ui.widgets.trend_chart import TrendChart

SEVERITY, DIMENSION, COLUMN, COUNT, ROWS, PROBLEM = range(6)
MENDED, OBSTACLE = range(2)
VALUES = ".xlsx"  # the form of the report that holds values of the table


class QualityPage(Page):
    """The report as bars and a list of problems. A low score stops nobody; it goes to the reviewer."""

    step = "quality"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.bars = QWidget()
        self._grid = QGridLayout(self.bars)
        self._grid.setContentsMargins(0, 0, 12, 0)
        self._grid.setColumnStretch(1, 1)
        self.bars.setMaximumWidth(520)
        self.obstacles = RecordTable(
            self.tr("源文件的机器可读性"),
            [self.tr("状态"), self.tr("机器读取的障碍")],
            self.tr("没有发现障碍"),
        )
        self.problems = RecordTable(
            self.tr("问题"),
            [
                self.tr("程度"),
                self.tr("维度"),
                self.tr("列"),
                self.tr("数量"),
                self.tr("例如第几行"),
                self.tr("问题"),
            ],
        )
        self._listed: list[Problem] = []
        self.problems.cellDoubleClicked.connect(lambda row, _: self.open_row(row))
        self.problems.setToolTip(self.tr("双击查看所在的行"))
        top = QHBoxLayout()
        top.addLayout(_titled(self.tr("质量评分"), self.bars), 1)
        top.addLayout(_titled(self.tr("源文件的机器可读性"), self.obstacles), 1)
        self.chart = TrendChart(self.tr("总分走势图"), session.language, by_dimension=False)
        self.over_time = QWidget()
        over_time = _titled(self.tr("总分走势"), self.chart)
        over_time.setContentsMargins(0, 0, 0, 0)
        self.over_time.setLayout(over_time)
        top.addWidget(self.over_time, 1)
        self.content.addLayout(top)
        self.content.addWidget(heading(self.tr("问题")))
        self.content.addWidget(self.problems, 1)
        self._repairs: Sequence[Preview] = ()
        self.repair = self.button(self.tr("修复…"), self.open_repairs, primary=False)
        self.rules = self.button(self.tr("自定义规则…"), self.open_rules, primary=False)
        self.trend = self.button(self.tr("质量走势…"), self.open_trend, primary=False)
        self.export = self.button(self.tr("导出报告…"), self._export, primary=False)
        self.check = self.button(self.tr("运行质检"), self._check)

    def load(self, release: Release) -> None:
        self._clear()
        self.problems.fill([])
        self.problems.empty = self.tr("还没有质检")
        self.over_time.hide()
        self._repairs = ()
        self._show_obstacles(acts.source_obstacles(self.session.ws, release.id))
        self.session.read(
            self,
            lambda job: (
                acts.source_obstacles(self.session.ws, release.id),
                proposed_repairs(self.session.ws, release.id, job),
            ),
            lambda told: self._show_repairs(release, *told),
        )
        if Kind.QUALITY not in self.standing:
            self.notice.say(self.tr("还没有质检。点“运行质检”开始。"), "info")
            return
        self.problems.empty = self.tr("没有发现问题")
        self._show(self.session.ws.load(release.id, Kind.QUALITY, Report))
        self.session.read(
            self,
            lambda job: acts.quality_trend(self.session.ws, release.id),
            lambda trend: self._show_trend(release, trend),
        )

    def open_row(self, place: int) -> OutputDialog | None:
        """Show the first row of a problem where it stands; None for one of the table as a whole."""
        problem = self._listed[place]
        if self.release is None or not problem.rows:
            return None
        row, column = problem.rows[0], problem.field
        dialog = OutputDialog(self.session, self.release, row, column, self)
        dialog.open()
        return dialog

    def update_actions(self) -> None:
        super().update_actions()
        self.emphasise_until_done(self.check)
        self.offer(self.check, "check")
        idle = not self.session.working
        self.rules.setEnabled(idle and Kind.OUTPUT in self.standing)
        self.repair.setEnabled(idle and bool(self._repairs))
        self.export.setEnabled(idle and Kind.QUALITY in self.standing)
        self.trend.setEnabled(idle and Kind.QUALITY in self.standing)

    def open_rules(self) -> RulesDialog | None:
        """Write the rules that this workspace's tables are held to."""
        if self.release is None:
            return None
        dialog = RulesDialog(self.session, self.release, self)
        dialog.changed.connect(self._rules_changed)
        dialog.open()
        return dialog

    def open_repairs(self) -> RepairDialog | None:
        """Show what could be rewritten, before and after."""
        if self.release is None or not self._repairs:
            return None
        dialog = RepairDialog(self.session, self.release, self._repairs, self)
        dialog.open()
        return dialog

    def open_trend(self) -> TrendDialog | None:
        """The scores of this dataset's releases, one beside the other."""
        if self.release is None:
            return None
        dialog = TrendDialog(self.session, self.release, self)
        dialog.open()
        return dialog

    def _show(self, report: Report) -> None:
        say = self.session.say
        names = dimensions()
        self._add(self.tr("总分"), report.score)
        for id, score in report.dimensions.items():
            self._add(say(names[id]) if id in names else id, score)
        self._show_problems(report.problems)
        if report.machine_readable:
            self.notice.say(self.tr("机器可读：一行表头，列名齐全，没有重名。"), "ok")
        else:
            self.notice.say(self.tr("机器读取有困难：有缺失或重复的列名。"), "warn")

    def _show_trend(self, release: Release, trend: Sequence[acts.Assessed]) -> None:
        """Of a dataset with more than one release, unless another is looked at by now."""
        if self.release is not None and self.release.id == release.id and len(trend) > 1:
            self.chart.show_trend([acts.trend_point(one) for one in trend])
            self.over_time.show()

    def _show_problems(self, problems: Sequence[Problem]) -> None:
        say, names = self.session.say, dimensions()
        weighed = self._listed = sorted(problems, key=lambda one: one.severity != "error")
        self.problems.fill(
            [
                (
                    wording.severity(p.severity),
                    say(names[p.dimension]) if p.dimension in names else p.dimension,
                    p.field,
                    f"{p.count:,}" if p.count else "",
                    wording.listed(map(str, p.rows)),
                    say(p.message),
                )
                for p in weighed
            ]
        )
        for row, problem in enumerate(weighed[: self.problems.rowCount()]):
            self.problems.tint(row, SEVERITY, "stop" if problem.severity == "error" else "warn")

    def _show_obstacles(self, found: Sequence[Obstacle]) -> None:
        mended, for_a_person = self.tr("已处理"), self.tr("待处理")
        say = self.session.say
        self.obstacles.fill([(mended if o.mended else for_a_person, say(o.message)) for o in found])
        for row, obstacle in enumerate(found[: self.obstacles.rowCount()]):
            self.obstacles.tint(row, MENDED, "ok" if obstacle.mended else "warn")

    def _show_repairs(
        self, release: Release, of_source: Sequence[Obstacle], found: Sequence[Preview]
    ) -> None:
        if self.is_current(release):
            self._repairs = found
            self._show_obstacles([*of_source, *of_cells(one.repair for one in found)])
            self.update_actions()

    def _add(self, name: str, score: float) -> None:
        row = self._grid.rowCount()
        bar = ScoreBar(name, score)
        self._grid.addWidget(caption(wording.label(name)), row, 0)
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

    def _rules_changed(self) -> None:
        self.notice.say(self.tr("规则已更改，请重新运行质检。"), "info")

    def _export(self) -> None:
        """Write the report where the person says, in the form that its suffix names."""
        release, session = self.release, self.session
        if release is None:
            return
        kinds = {
            ".html": self.tr("网页报告"),
            ".pdf": "PDF",
            ".json": "JSON",
            VALUES: self.tr("标注表，含数据的值"),
        }
        proposed = self.tr("{name}-质检报告").format(name=release.name)
        place = ask_where(self, self.tr("导出质检报告"), proposed + ".html", kinds)
        if place is None:
            return
        form = cast(acts.Form, place.path.suffix.lower().removeprefix("."))
        session.work_out(
            self,
            self.tr("导出质检报告"),
            lambda job: place.write(
                acts.release_report(session.ws, release.id, form, job, session.language)
            ),
            lambda _: self._exported(place),
        )

    def _exported(self, place: Place) -> None:
        said = self.tr("已导出：{name}").format(name=place.path.name)
        if place.path.suffix.lower() == VALUES:
            warning = self.tr("标注表含有数据的值，请按数据本身的要求保管。")
            self.notice.say(f"{said}\n{warning}", "warn")
        else:
            self.notice.say(said, "ok")


def _titled(title: str, widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.addWidget(heading(title))
    column.addWidget(widget)
    column.addStretch(0)
    return column
