"""检测: what must not be published as it is, and why the program thinks so."""

from PySide6.QtWidgets import QHBoxLayout, QTabWidget

from app.core import acts
from app.core.model import GATE_NAMES, Findings, Kind
from app.core.workspace.store import Release
from app.ui import hidden_words, wording
from app.ui.dialogs.reading_dialog import ReadingDialog
from app.ui.draft import Draft
from app.ui.judging import Judging, said_in
from app.ui.pages.page import Page
from app.ui.session import Session
from app.ui.widgets.convergence_panel import ConvergencePanel
from app.ui.widgets.draft_bar import UndoBar
from app.ui.widgets.drift_panel import DriftPanel
from app.ui.widgets.effect_panel import EffectPanel
from app.ui.widgets.findings_table import FindingsTable
from app.ui.widgets.labels import body, heading
from app.ui.widgets.record_table import RecordTable
from app.ui.widgets.risk_panel import RiskPanel


class ReviewPage(Page):
    """Findings by column, marks, and the gate in words. Samples are masked by the core."""

    step = "review"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.summary = body("", "muted")
        self.judged = FindingsTable(session)
        self.findings = self.judged.table
        self.marks = RecordTable(
            self.tr("标志"),
            [self.tr("结论"), self.tr("类型"), self.tr("位置"), self.tr("字样")],
            self.tr("没有发现密级或内部标志"),
        )
        self.hidden = RecordTable(
            self.tr("隐藏内容"),
            [self.tr("种类"), self.tr("位置"), self.tr("内容")],
            self.tr("没有隐藏内容"),
        )
        self.long_texts = RecordTable(
            self.tr("通读"),
            [
                self.tr("列"),
                self.tr("不同的文字"),
                self.tr("平均字数"),
                self.tr("疑似姓名（抽样）"),
            ],
            self.tr("没有须由人通读的长文本列"),
        )
        self.long_texts.activated.connect(lambda *_: self.open_reading())
        self.read = self.button(self.tr("通读文字…"), self.open_reading, primary=False)
        self.read.hide()  # until the long texts are looked at
        self.reasons = body("", "muted")
        self.judged.picked.connect(self._show_reasons)
        self._found: Findings | None = None
        self.basis = RecordTable(
            self.tr("检测依据"), [self.tr("依据"), self.tr("名称"), self.tr("版本或摘要")]
        )
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(self.tr("检测详情"))
        self.tabs.addTab(self.judged, self.findings.accessibleName())
        for table in (self.marks, self.hidden, self.long_texts):
            self.tabs.addTab(table, table.accessibleName())
        self.risk = RiskPanel(session)
        self.effect = EffectPanel(session)
        self.convergence = ConvergencePanel(session)
        self.drift = DriftPanel(session)
        self.tabs.addTab(self.drift, self.tr("与上期比较"))
        self.tabs.addTab(self.risk, self.tr("重识别风险"))
        self.tabs.addTab(self.effect, self.tr("去标识化效果"))
        self.tabs.addTab(self.convergence, self.tr("汇聚风险"))
        self.tabs.addTab(self.basis, self.basis.accessibleName())
        self.tabs.currentChanged.connect(lambda _: self._show_panel())
        self._title = QHBoxLayout()
        self._title.addWidget(heading(self.tr("检测结果")))
        self._title.addWidget(self.summary, 1)
        self.content.addLayout(self._title)
        self.content.addWidget(self.tabs, 1)
        self.content.addWidget(self.reasons)
        self.judging = Judging(self, self.judged)
        self.again = self.button(self.tr("重新检测"), self._rescan, primary=False)

    def work_on(self, draft: Draft[acts.Proposal]) -> None:
        """What is said of the findings stands in this draft of the recipe; here only that is taken back."""
        self.judging.work_on(draft)
        self._title.addWidget(UndoBar(draft, self, sees=said_in))

    def load(self, release: Release) -> None:
        if Kind.FINDINGS not in self.standing:
            self.notice.say(self.tr("数据表还没有检测。"), "warn")
            self.judged.show_findings([])
            for table in (self.marks, self.hidden, self.long_texts):
                table.fill([])
            self.summary.setText("")
            return
        found = self.session.ws.load(release.id, Kind.FINDINGS, Findings)
        self.notice.say(wording.gate(found.gate), wording.GATE_TONES[found.gate])
        self.summary.setText(
            self.tr("检测了全部 {rows} 行；{columns} 列有发现，共 {cells} 个单元格").format(
                rows=f"{found.rows:,}",
                columns=len({f.column for f in found.columns}),
                cells=f"{found.cells_total:,}",
            )
            + self._grade(found)
        )
        self.judged.show_findings(found.columns)
        self._count(0, self.findings)
        self._show_marks(found)
        self._show_long_texts(found)
        self._found = found
        self._show_panel()

    def show_release(self, release: Release) -> None:
        super().show_release(release)
        self.judging.refresh()

    def update_actions(self) -> None:
        super().update_actions()
        self.offer(self.again, "scan")
        self.judging.offer()
        self.read.setEnabled(self.long_texts.total > 0)
        self.risk.update_actions()
        self.effect.update_actions()
        self.convergence.update_actions()

    def _show_panel(self) -> None:
        """Only what is looked at is worked out, as it may take a while; findings have their reasons."""
        shown = self.tabs.currentWidget()
        self.reasons.setVisible(shown is self.judged)
        self.judging.show_buttons(shown is self.judged)
        self.read.setVisible(shown is self.long_texts)
        if self.release is None or Kind.TABLE not in self.standing:
            return
        if shown is self.basis and self._found is not None:
            self._show_basis(self._found)
        elif shown is self.drift and Kind.FINDINGS in self.standing:
            self.drift.show_release(self.release)
        elif shown is self.risk:
            self.risk.show_release(self.release)
        elif shown is self.effect:
            self.effect.show_release(self.release)
        elif shown is self.convergence:
            self.convergence.show_release(self.release)

    def _show_basis(self, found: Findings) -> None:
        """What the scan went by."""
        detector, pack, language = self.tr("检测器"), self.tr("规则包"), self.session.language
        self.basis.fill(
            [
                (detector, wording.finding_type(id, language), version)
                for id, version in found.detectors.items()
            ]
            + [(pack, id, digest) for id, digest in found.packs.items()]
        )

    def open_reading(self) -> ReadingDialog | None:
        """The texts of the chosen column of running text, or of the first."""
        row = max(self.long_texts.currentRow(), 0)
        cell = self.long_texts.item(row, 0)
        if self.release is None or cell is None:
            return None
        dialog = ReadingDialog(
            self.session, self.session.actor, self.release.id, Kind.TABLE, cell.text(), self
        )
        dialog.open()
        return dialog

    def _show_reasons(self) -> None:
        """The chosen finding's reasons in full; the table has no room for all of them."""
        finding = self.judged.current()
        self.judging.offer()
        if finding is None:
            self.reasons.setText("")
            return
        kind = wording.finding_type(finding.type, self.session.language)
        reasons = wording.sentences(self.session.say(reason) for reason in finding.reasons)
        self.reasons.setText(wording.said_of(wording.aside(finding.column, kind), reasons))

    def _grade(self, found: Findings) -> str:
        """The grade of the whole, and what may be done with it as it stands."""
        if found.grade is None:
            return ""
        told = wording.grade(found.grade, self.session.language)
        return "　" + self.tr("数据分级：{grade}").format(grade=told)

    def _show_marks(self, found: Findings) -> None:
        language = self.session.language
        self.marks.fill(
            [
                (
                    self.session.say(GATE_NAMES[m.severity]),
                    wording.finding_type(m.rule, language),
                    self.session.say(m.where),
                    m.text,
                )
                for m in found.marks
            ]
        )
        for row, mark in enumerate(found.marks):
            self.marks.tint(row, 0, wording.GATE_TONES[mark.severity])
        self.hidden.fill(list(map(hidden_words.row, found.hidden)))
        self._count(1, self.marks)
        self._count(2, self.hidden)

    def _show_long_texts(self, found: Findings) -> None:
        self.long_texts.fill(
            [
                (
                    text.column,
                    f"{text.texts:,}",
                    f"{text.length:.0f}",
                    self.tr("{n} 处 / {tried} 条").format(n=text.names, tried=text.tried),
                )
                for text in found.long_texts
            ]
        )
        self._count(3, self.long_texts)

    def _count(self, place: int, table: RecordTable) -> None:
        self.tabs.setTabText(place, f"{table.accessibleName()} ({table.total})")

    def _rescan(self) -> None:
        release, session = self.release, self.session
        if release is not None:
            session.act(
                self.tr("检测 {name}").format(name=release.name),
                lambda job: acts.rescan(session.ws, session.actor, release.id, job),
            )
