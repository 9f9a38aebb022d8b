"""重识别风险: which columns lead to a person, how far they lead, and to which rows."""

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton, QWidget

from app.core import acts
from app.core.acts import RiskAnswer, RiskQuestion
from app.core.model import QuasiIdentifier
from app.core.review.risk.words import sharing_modes
from app.core.workspace.store import Release
from app.ui import wording
from app.ui.session import Session
from app.ui.widgets.asking import answered_half, asked_half, fill_figures, lay_out
from app.ui.widgets.identifier_choice import IdentifierChoice
from app.ui.widgets.labels import body, narrow_choice, tell
from app.ui.widgets.record_table import RecordTable


class RiskPanel(QWidget):
    """Asked at the left, answered at the right. The core proposes, computes and finds the words."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._answer: RiskAnswer | None = None
        self.choice = IdentifierChoice(session)
        self.choice.turned.connect(self._forget)
        self.choice.proposed.connect(self._offer_columns)
        self.columns = self.choice.columns
        self.columns.changed.connect(self.update_actions)
        self.sharing = narrow_choice()
        for id, title in sharing_modes().items():
            self.sharing.addItem(wording.label(session.say(title)), id)
        self.sensitive, self.measure, self.contributor, self.counts = (
            narrow_choice() for _ in range(4)
        )
        self.run = QPushButton(self.tr("计算风险"))
        self.run.setProperty("primary", True)
        self.run.clicked.connect(self._run)
        self.why = body("", "muted")
        self.figures = RecordTable(
            self.tr("风险指标"),
            [self.tr("指标"), self.tr("数值"), self.tr("含义")],
            self.tr("勾选准标识符后点“计算风险”"),
        )
        self.figures.currentCellChanged.connect(lambda *_: self._show_rows())
        self.meaning = body("", "muted")
        self.rows = RecordTable(
            self.tr("对应的行"), [self.tr("行号")], self.tr("选一个指标，查看对应的行")
        )
        self._lay_out()
        tell(self.meaning, "")

    def show_release(self, release: Release) -> None:
        """Propose for a release as it stands; what was computed for another is gone."""
        self.choice.show_release(release)

    def update_actions(self) -> None:
        """Whether there is something to compute, and if not, why."""
        reason = ""
        if not self.columns.ticked():
            reason = self.tr("请至少勾选一列")
        if self.session.working:
            reason = self.tr("正在处理，请稍候。")
        self.run.setEnabled(not reason)
        self.why.setText(reason)

    def question(self) -> RiskQuestion:
        """What is asked for now."""
        return RiskQuestion(
            quasi_identifiers=self.columns.ticked(),
            sensitive=self.sensitive.currentData() or "",
            sharing=self.sharing.currentData(),
            measure=self.measure.currentData() or "",
            contributor=self.contributor.currentData() or "",
            counts=self.counts.currentData() or "",
        )

    def _forget(self) -> None:
        self._answer = None
        self.figures.fill([])
        self._show_rows()

    def _offer_columns(self, found: Sequence[QuasiIdentifier]) -> None:
        for box in (self.sensitive, self.measure, self.contributor, self.counts):
            box.clear()
            box.addItem(self.tr("（不计算）"), "")
            for each in found:
                box.addItem(each.column, each.column)

    def _run(self) -> None:
        release, ws, asked, about = (
            self.choice.release,
            self.session.ws,
            self.question(),
            self.choice.table,
        )
        if release is not None:
            self.session.work_out(
                self,
                self.tr("计算风险 {name}").format(name=release.name),
                lambda job: acts.weigh_risk(ws, release.id, asked, job),
                lambda answer: self._show(about, answer),
            )

    def _show(self, about: str, answer: RiskAnswer) -> None:
        if about != self.choice.table:
            return
        self._answer = answer
        fill_figures(self.figures, answer.figures, self.session)
        self._show_rows()

    def _show_rows(self) -> None:
        """The rows behind the chosen figure, and its meaning in full."""
        place = self.figures.currentRow()
        if self._answer is None or place < 0:
            tell(self.meaning, "")
            self.rows.fill([])
            return
        figure = self._answer.figures[place]
        tell(self.meaning, self.session.say(figure.meaning))
        self.rows.setColumnCount(1 + len(self._answer.columns))
        self.rows.setHorizontalHeaderLabels([self.tr("行号"), *self._answer.columns])
        behind = self._answer.behind.get(figure.id, ())
        self.rows.empty = self.tr("这个指标没有对应的行")
        self.rows.fill([(f"{number:,}", *cells) for number, cells in behind])
        self.rows.viewport().update()

    def _lay_out(self) -> None:
        fields = (
            (self.tr("共享方式"), self.sharing),
            (self.tr("敏感列（l、t）"), self.sensitive),
            (self.tr("汇总表的数值列"), self.measure),
            (self.tr("汇总表的贡献者"), self.contributor),
            (self.tr("计数列（查过小的数）"), self.counts),
        )
        asked = asked_half(self.choice, fields, self.run, self.why)
        answered = answered_half((self.figures, 3), (self.meaning, 0), (self.rows, 2))
        lay_out(self, asked, answered)
