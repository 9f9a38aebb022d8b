"""检测: what must not be published as it is, and why the program thinks so."""

from PySide6.QtWidgets import QHBoxLayout, QTabWidget

from app.core import acts
from app.core.model import Findings, Kind
from app.core.workspace.store import Release
from app.ui import wording
from app.ui.pages.page import Page
from app.ui.session import Session
from app.ui.widgets.labels import Facts, body, heading, scrolling
from app.ui.widgets.record_table import RecordTable


class ReviewPage(Page):
    """Findings by column, marks, and the gate in words. Samples are masked by the core."""

    step = "review"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.summary = body("", "muted")
        self.findings = RecordTable(
            self.tr("发现"),
            [
                self.tr("列"), self.tr("类型"), self.tr("级别"), self.tr("单元格"),
                self.tr("占比"), self.tr("置信度"), self.tr("示例（已遮蔽）"), self.tr("理由"),
            ],
            self.tr("没有发现敏感内容"),
        )  # fmt: skip
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
        self.reasons = body("", "muted")
        self.findings.currentCellChanged.connect(lambda *_: self._show_reasons())
        self.evidence = Facts()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(self.tr("检测详情"))
        for table in (self.findings, self.marks, self.hidden):
            self.tabs.addTab(table, table.accessibleName())
        self.tabs.addTab(scrolling(self.evidence), self.tr("检测依据"))
        title = QHBoxLayout()
        title.addWidget(heading(self.tr("检测结果")))
        title.addWidget(self.summary, 1)
        self.content.addLayout(title)
        self.content.addWidget(self.tabs, 1)
        self.content.addWidget(self.reasons)
        self.again = self.button(self.tr("重新检测"), self._rescan, primary=False)

    def load(self, release: Release) -> None:
        if Kind.FINDINGS not in self.standing:
            self.notice.say(self.tr("数据表还没有检测。"), "warn")
            for table in (self.findings, self.marks, self.hidden):
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
        )
        self._show_findings(found)
        self._show_marks(found)
        self.evidence.fill([(f"{self.tr('检测器')} {id}", v) for id, v in found.detectors.items()]
                           + [(f"{self.tr('规则包')} {name}", f"{digest[:16]}…")
                              for name, digest in found.packs.items()])  # fmt: skip

    def update_actions(self) -> None:
        super().update_actions()
        self.offer(self.again, "scan")

    def _show_findings(self, found: Findings) -> None:
        say, language = self.session.say, self.session.language
        self.findings.fill(
            [
                (
                    f.column,
                    wording.finding_type(f.type, language),
                    wording.level(f.level),
                    f"{f.count:,}",
                    f"{f.ratio:.1%}",
                    f"{f.confidence:.2f}",
                    "  ".join(f.sample_masked),
                    wording.listed(say(reason) for reason in f.reasons),
                )
                for f in found.columns
            ]
        )
        for row, finding in enumerate(found.columns):
            self.findings.tint(row, 2, wording.LEVEL_TONES[finding.level])
        self._count(0, self.findings)
        self.findings.setCurrentCell(0 if found.columns else -1, 0)

    def _show_reasons(self) -> None:
        """The chosen finding's reasons in full; the table has no room for all of them."""
        row = self.findings.currentRow()
        if row < 0:
            self.reasons.setText("")
            return
        cells = [self.findings.item(row, column) for column in (0, 1, 7)]
        column, kind, reasons = (cell.text() if cell else "" for cell in cells)
        self.reasons.setText(wording.said_of(wording.aside(column, kind), reasons))

    def _show_marks(self, found: Findings) -> None:
        language = self.session.language
        self.marks.fill(
            [
                (
                    wording.gate_short(m.severity),
                    wording.finding_type(m.rule, language),
                    self.session.say(m.where),
                    m.text,
                )
                for m in found.marks
            ]
        )
        for row, mark in enumerate(found.marks):
            self.marks.tint(row, 0, wording.GATE_TONES[mark.severity])
        self.hidden.fill([(wording.hidden(h.kind), h.where, h.text) for h in found.hidden])
        self._count(1, self.marks)
        self._count(2, self.hidden)

    def _count(self, place: int, table: RecordTable) -> None:
        self.tabs.setTabText(place, f"{table.accessibleName()} ({table.total})")

    def _rescan(self) -> None:
        release, session = self.release, self.session
        if release is not None:
            session.act(
                self.tr("检测 {name}").format(name=release.name),
                lambda job: acts.rescan(session.ws, session.actor, release.id, job),
            )
