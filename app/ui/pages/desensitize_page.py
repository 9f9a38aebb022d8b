"""脱敏: what is done to each column, tried on the first rows before it is done to all."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QSplitter, QVBoxLayout, QWidget

from app.core import acts
from app.core.acts import Proposal, Treated
from app.core.desensitize.operation import Context
from app.core.desensitize.plan import columns_of, told_models
from app.core.model import GATE_NAMES, Anonymity, Findings, Gate, Kind, Recipe, Table
from app.core.workspace.store import Release
from app.ui import wording
from app.ui.dialogs.anonymity_dialog import AnonymityDialog
from app.ui.draft import Draft
from app.ui.pages.page import Page
from app.ui.populations import Populations
from app.ui.recipe_files import RecipeFiles
from app.ui.session import Session
from app.ui.widgets.draft_bar import DraftBar
from app.ui.widgets.labels import body, heading
from app.ui.widgets.outlook_panel import OutlookPanel
from app.ui.widgets.recipe_table import RecipeTable
from app.ui.widgets.record_table import RecordTable
from app.ui.widgets.treatment_panel import FIRST, TreatmentPanel

PERSONAL = ("personal", "sensitive-personal")  # levels of what is told of persons


class DesensitizePage(Page):
    """A recipe, prefilled with what the core suggests; its effects once it has run."""

    step = "desensitize"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._findings: Findings | None = None
        self._table: Table | None = None
        self._gate: Gate | None = None
        self._populations = Populations()
        self.draft = Draft(session, Kind.RECIPE, Proposal, Proposal(Recipe(())))
        self.draft.signals.moved.connect(self._moved)
        self.table = RecipeTable(session.language)
        self.panel = TreatmentPanel(session.language)
        self.effects = RecordTable(
            self.tr("执行结果"),
            [self.tr("列"), self.tr("处理"), self.tr("可还原性"), self.tr("因无法解析而清空")],
        )
        self.effects.hide()
        self.effects.setMaximumHeight(150)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.effects)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(self.panel)
        split.setSizes([620, 330])
        split.setChildrenCollapsible(False)
        title = QHBoxLayout()
        title.addWidget(heading(self.tr("脱敏方案")))
        title.addWidget(
            body(self.tr("逐列选择方法；右侧为所选列的参数和前 20 行对照。"), "muted"), 1
        )
        title.addWidget(DraftBar(self.draft, self))
        self.together = body("")
        self.together.hide()
        self.content.addLayout(title)
        self.content.addWidget(self.together)
        self.content.addWidget(split, 1)
        self.outlook = OutlookPanel(session)
        self.content.addWidget(self.outlook)
        self.anonymity = self.button(self.tr("k-匿名…"), self._ask_anonymity, primary=False)
        self.files = RecipeFiles(self, session)
        self.open = self.button(self.tr("打开方案…"), self._open, primary=False)
        self.save = self.button(self.tr("另存方案…"), self._save, primary=False)
        self.suggest = self.button(self.tr("恢复建议方案"), self._suggest, primary=False)
        self.run = self.button(self.tr("执行脱敏并复检"), self._run)
        self.table.picked.connect(self._show_choice)
        self.table.edited.connect(self._edited)
        self.panel.edited.connect(self._panel_edited)

    def put_aside(self, release: Release) -> None:
        self.draft.flush()
        self.outlook.stop()

    def load(self, release: Release) -> None:
        self._table = None
        self.effects.hide()
        self.notice.say("")
        ws = self.session.ws
        if Kind.FINDINGS not in self.standing:
            return
        self._findings = ws.load(release.id, Kind.FINDINGS, Findings)
        self._gate = None
        if Kind.RESIDUAL in self.standing:
            self._gate = ws.load(release.id, Kind.RESIDUAL, Findings).gate
        self.session.read(
            self,
            lambda job: (
                ws.load_table(release.id, Kind.TABLE),
                acts.operator_context(ws),
                acts.applied(ws, release.id),
            ),
            lambda found: self._show(release, *found),
        )

    def update_actions(self) -> None:
        super().update_actions()
        self.emphasise_until_done(self.run)
        for button in (self.anonymity, self.open, self.save, self.suggest):
            button.setEnabled(self._table is not None)
        problem = "" if self._table is not None else self.tr("正在读取数据表")
        if not self.offer(self.run, "desensitize"):
            problem = problem or self.table.problem()
            lacking = self._populations.lacking(self.release, self.draft.now.recipe)
            self.enable(self.run, problem or lacking)

    def _show(self, release: Release, table: Table, context: Context, applied: Proposal) -> None:
        if not self.is_current(release) or self._findings is None:
            return
        self._table = table
        self.panel.set_rows(table.data.slice(0, FIRST), context)
        self.draft.open(release.id, applied)
        self._tell_state()
        self._show_proposal()

    def _show_proposal(self) -> None:
        """Show the recipe that holds."""
        if self._table is None or self._findings is None:
            return
        proposal = self.draft.now
        language = self.session.language
        said = {(one.column, one.type): one.as_type for one in proposal.recipe.judgements}
        found: dict[str, list[str]] = {}
        for finding in self._findings.columns:
            type = said.get((finding.column, finding.type), finding.type)
            found.setdefault(finding.column, []).append(wording.finding_type(type, language))
        words = {name: wording.listed(types) for name, types in found.items()}
        plan = proposal.recipe.anonymity
        self.table.show_treatments(
            self._table.columns,
            words,
            proposal.recipe.treatments,
            proposal.open_questions,
            [ladder.column for ladder in plan.ladders] if plan else (),
        )
        self._look_ahead()
        self._tell_anonymity(plan)
        self._tell_origin()
        self._show_choice()
        self.update_actions()

    def _look_ahead(self) -> None:
        """What the recipe that holds would cost, and the risk that it would leave."""
        if self.release is not None and self._findings is not None and Kind.TABLE in self.standing:
            recipe = self.draft.now.recipe
            people = self._populations.of(self.release)
            persons = any(found.level in PERSONAL for found in self._findings.columns)
            table = self.standing[Kind.TABLE]
            self.outlook.look(self.release, table, recipe, people, persons=persons)

    def _moved(self) -> None:
        """Another recipe holds, by undo or redo, here or where findings are judged; the eye stays where it was."""
        if not self.isVisibleTo(self.window()):
            self.forget()
            return
        name = self.table.current()
        self._tell_state()
        self._show_proposal()
        if name is not None:
            self.table.look_at(name)

    def _tell_state(self) -> None:
        """Whether the output was made by this recipe, and what the rescan said of it."""
        if self._gate is None:
            self.notice.say("")
        elif self.draft.made:
            self.notice.say(self.tr("方案已改动；再次执行脱敏后才生效。"), "warn")
        else:
            gate = self.session.say(GATE_NAMES[self._gate])
            text = self.tr("已按此方案脱敏。复检结论：{gate}").format(gate=gate)
            self.notice.say(text, wording.GATE_TONES[self._gate])

    def _tell_origin(self) -> None:
        """Where the recipe comes from, and everything that differs since."""
        if not self.draft.now.origin:
            return
        said = [self.tr("沿用“{origin}”的方案。").format(origin=self.draft.now.origin)]
        said += [
            wording.said_of(one.column, self.session.say(one.message))
            if one.column
            else self.session.say(one.message)
            for one in self.draft.now.drift
        ]
        self.notice.say("\n".join(said), "warn" if self.draft.now.open_questions else "info")

    def _tell_anonymity(self, plan: Anonymity | None) -> None:
        """Which columns are anonymized together, above the table."""
        said = ""
        if plan is not None:
            columns = wording.listed([ladder.column for ladder in plan.ladders])
            said = self.tr("k-匿名：{columns} 一起泛化，每组至少 {k} 行。").format(
                columns=columns, k=plan.k
            )
            said += self.session.say(told_models(plan))
        self.together.setText(said)
        self.together.setVisible(bool(said))

    def _recipe(self) -> Recipe:
        """The recipe as it stands, with what the table does not show of it."""
        return replace(self.draft.now.recipe, treatments=self.table.treatments())

    def _open(self) -> None:
        recipe = self.files.open()
        if recipe is not None and self.release is not None:
            name = self.files.last
            self._propose(acts.fitted(self.session.ws, self.release.id, recipe, name))

    def _save(self) -> None:
        self.files.save(self._recipe())

    def _ask_anonymity(self) -> None:
        if self.release is not None:
            plan = self.draft.now.recipe.anonymity
            people = self._populations.of(self.release)
            dialog = AnonymityDialog(self.session, self.release, plan, people, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.adopted.connect(self._adopt)
            dialog.open()

    def _adopt(self, plan: Anonymity | None, population: Path | None) -> None:
        """What is anonymized is treated by nothing else."""
        self._populations.choose(self.release, population)
        recipe = replace(self._recipe(), anonymity=plan)
        if plan is not None:
            taken = columns_of(plan)
            left = (t for t in recipe.treatments if t.column not in taken or t.operator == "keep")
            recipe = replace(recipe, treatments=tuple(left))
        self._propose(replace(self.draft.now, recipe=recipe))

    def _suggest(self) -> None:
        if self.release is not None and self._findings is not None:
            said = self.draft.now.recipe.judgements
            self._propose(Proposal(acts.suggested(self.session.ws, self.release.id, said)))

    def _propose(self, proposal: Proposal) -> None:
        self.draft.do(proposal)
        self._tell_state()
        self._show_proposal()

    def _show_choice(self) -> None:
        name = self.table.current()
        if name is not None and self._table is not None:
            self.panel.show_choice(name, self.table.choice(name))

    def _edited(self) -> None:
        name = self.table.current() or ""
        self.draft.do(replace(self.draft.now, recipe=self._recipe()), about=name)
        if self._gate is not None:
            self._tell_state()
        self._look_ahead()
        self.update_actions()

    def _panel_edited(self, params: object, reason: str) -> None:
        name = self.table.current()
        if name is not None:
            self.table.change(name, params=params, reason=reason)

    def _run(self) -> None:
        """Do it; what differs from last month is asked first, and nothing else."""
        if not self.draft.now.open_questions:
            self._desensitize()
            return
        columns = wording.listed([one.column for one in self.draft.now.open_questions])
        box = QMessageBox(self)
        box.setWindowTitle(self.tr("公开"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("这些列与上期不同：{columns}。").format(columns=columns))
        box.setInformativeText(self.tr("按表中所列的方法处理它们吗？没有方法的列将原样公开。"))
        box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No)
        box.setDefaultButton(QMessageBox.StandardButton.No)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.accepted.connect(self._desensitize)
        box.open()

    def _desensitize(self) -> None:
        release, session, recipe = self.release, self.session, self._recipe()
        if release is None:
            return
        people = self._populations.of(release)
        self.draft.do(Proposal(recipe))  # what drifted has been decided
        self.draft.flush()
        session.act(
            self.tr("脱敏 {name}").format(name=release.name),
            lambda job: acts.desensitize(
                session.ws, session.actor, release.id, recipe, job, acts.population_in(people, job)
            ),
            lambda treated: self._done(release, treated),
        )

    def _done(self, release: Release, treated: Treated) -> None:
        if not self.is_current(release):
            return
        say = self.session.say
        self.effects.fill(
            [
                (e.column, say(e.description), wording.strength(e.strength), f"{e.blanked:,}")
                for e in treated.effects
            ]
        )
        self.effects.setVisible(bool(treated.effects))
