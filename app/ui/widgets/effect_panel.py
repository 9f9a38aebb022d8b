"""去标识化效果: the level by GB/T 42460-2023, why it is that, and what the data is still worth."""

from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from app.core import acts
from app.core.acts import EffectAnswer, EffectQuestion
from app.core.model import Kind
from app.core.sharing import Context, mode_names
from app.core.workspace.store import Release
from app.ui import wording
from app.ui.session import Session
from app.ui.widgets.asking import answered_half, asked_half, fill_figures, lay_out
from app.ui.widgets.identifier_choice import IdentifierChoice
from app.ui.widgets.labels import Notice, body, narrow_choice, tell
from app.ui.widgets.record_table import RecordTable
from app.ui.widgets.scrolling import Scrolling


class EffectPanel(QWidget):
    """Asked at the left, answered at the right. The core evaluates and finds the words."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._answer: EffectAnswer | None = None
        self.choice = IdentifierChoice(session)
        self.choice.turned.connect(self._forget)
        self.choice.columns.changed.connect(self.update_actions)
        self.mode = narrow_choice()
        for id, name in mode_names().items():
            self.mode.addItem(wording.label(session.say(name)), id)
        self.mode.currentIndexChanged.connect(self.update_actions)
        self.controls, self.motives, self.security = (self._degree() for _ in range(3))
        self.run = QPushButton(self.tr("评估效果"))
        self.run.setProperty("primary", True)
        self.run.clicked.connect(self._run)
        self.why = body("", "muted")
        self.level = Notice()
        self.law = body("", "muted")
        self._how = self.tr("勾选准标识符后点“评估效果”")
        self.figures = RecordTable(
            self.tr("效果指标"), [self.tr("指标"), self.tr("数值"), self.tr("含义")], self._how
        )
        self.figures.currentCellChanged.connect(lambda *_: self._show_meaning())
        self.meaning = body("", "muted")
        self.worth = body()
        self.columns = RecordTable(
            self.tr("各列还剩多少"),
            [
                self.tr("列"), self.tr("未变"), self.tr("归并"), self.tr("替换"), self.tr("隐去"),
                self.tr("信息损失"), self.tr("计数误差"),
            ],
        )  # fmt: skip
        self._lay_out()
        for label in (self.law, self.meaning, self.worth):
            tell(label, "")

    def show_release(self, release: Release) -> None:
        """Propose for a release as it stands; what was evaluated for another is gone."""
        self.choice.show_release(release)
        self.update_actions()

    def update_actions(self) -> None:
        """Whether there is something to evaluate, and what an empty choice says."""
        said = ""
        if not self.choice.columns.ticked():
            said = self.tr("一列都不勾选，表示说明表中没有准标识符（如汇总表）。")
        if self.session.working:
            said = self.tr("正在处理，请稍候。")
        self.run.setEnabled(bool(self.choice.columns.rowCount()) and not self.session.working)
        self.why.setText(said)
        for box in (self.controls, self.motives, self.security):
            box.setEnabled(self.mode.currentData() != "public")

    def question(self) -> EffectQuestion:
        """What is asked for now."""
        degrees = (box.currentData() for box in (self.controls, self.motives, self.security))
        return EffectQuestion(
            self.choice.columns.ticked(), self.mode.currentData(), Context(*degrees)
        )

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
                self.tr("评估 {name} 的去标识化效果").format(name=release.name),
                lambda job: acts.weigh_effect(ws, release.id, asked, job),
                lambda answer: self._show(about, answer),
            )

    def _forget(self) -> None:
        self._answer = None
        self.level.say("")
        tell(self.law, "")
        tell(self.worth, "")
        self.figures.fill([])
        desensitized = self.choice.kind is Kind.OUTPUT
        self.columns.empty = self._how if desensitized else self.tr("脱敏之后才能与原表比较")
        self.columns.fill([])
        self._show_meaning()

    def _show(self, about: str, answer: EffectAnswer) -> None:
        if about != self.choice.table:
            return
        say = self.session.say
        self._answer = answer
        self.level.say(say(answer.sentence), "ok" if answer.report.passes else "warn")
        said = [answer.law] + ([answer.assumptions] if answer.assumptions else [])
        tell(self.law, "\n".join(say(text) for text in said))
        fill_figures(self.figures, answer.figures, self.session)
        self._show_meaning()
        found = answer.utility
        tell(self.worth, say(found.sentence) if found else "")
        shown = found.columns if found else ()
        self.columns.fill(
            [
                (
                    c.column,
                    *(f"{share:.1%}" for share in (c.same, c.coarsened, c.replaced, c.blanked)),
                    f"{c.loss:.1%}",
                    f"{c.query_error:.1%}",
                )
                for c in shown
            ]
        )

    def _show_meaning(self) -> None:
        """The chosen figure's meaning in full, and where the rule stands."""
        place = self.figures.currentRow()
        if self._answer is None or place < 0:
            tell(self.meaning, "")
            return
        figure = self._answer.figures[place]
        tell(self.meaning, f"{self.session.say(figure.meaning)}\n{figure.source}")

    def _degree(self) -> QComboBox:
        box = narrow_choice()
        for title, degree in (
            (self.tr("未评估"), None),
            (self.tr("低"), "low"),
            (self.tr("中"), "medium"),
            (self.tr("高"), "high"),
        ):
            box.addItem(title, degree)
        return box

    def _lay_out(self) -> None:
        fields = (
            (self.tr("共享方式"), self.mode),
            (self.tr("接收方的管控"), self.controls),
            (self.tr("重识别的动机与能力"), self.motives),
            (self.tr("接收方的安全措施"), self.security),
        )
        asked = asked_half(self.choice, fields, self.run, self.why)
        answered = Scrolling(
            answered_half(
                (self.level, 0),
                (self.law, 0),
                (self.figures, 3),
                (self.meaning, 0),
                (self.worth, 0),
                (self.columns, 2),
            )
        )
        lay_out(self, asked, answered)
