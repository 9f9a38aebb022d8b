"""脱敏: what is done to each column, tried on the first rows before it is done to all."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.core import acts
from app.core.acts import Treated
from app.core.model import Findings, Kind, Recipe, Table
from app.core.workspace.store import Release
from app.ui import wording
from app.ui.pages.page import Page
from app.ui.session import Session
from app.ui.widgets.labels import body, heading
from app.ui.widgets.recipe_table import RecipeTable
from app.ui.widgets.record_table import RecordTable
from app.ui.widgets.treatment_panel import FIRST, TreatmentPanel


class DesensitizePage(Page):
    """A recipe, prefilled with what the core suggests; its effects once it has run."""

    step = "desensitize"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._findings: Findings | None = None
        self._table: Table | None = None
        self._drafts: dict[str, Recipe] = {}
        self._touched = False
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
        self.content.addLayout(title)
        self.content.addWidget(split, 1)
        self.suggest = self.button(self.tr("恢复建议方案"), self._suggest, primary=False)
        self.run = self.button(self.tr("执行脱敏并复检"), self._run)
        self.table.picked.connect(self._show_choice)
        self.table.edited.connect(self._edited)
        self.panel.edited.connect(self._panel_edited)

    def put_aside(self, release: Release) -> None:
        if self._touched:
            self._drafts[release.id] = self.table.recipe()

    def load(self, release: Release) -> None:
        self._table = None
        self._touched = False
        self.effects.hide()
        self.notice.say("")
        ws = self.session.ws
        if Kind.FINDINGS not in self.standing:
            return
        self._findings = ws.load(release.id, Kind.FINDINGS, Findings)
        if Kind.RESIDUAL in self.standing:
            gate = ws.load(release.id, Kind.RESIDUAL, Findings).gate
            text = self.tr("已按此方案脱敏。复检结论：{gate}").format(gate=wording.gate_short(gate))
            self.notice.say(text, wording.GATE_TONES[gate])
        self.session.read(
            self,
            lambda job: ws.load_table(release.id, Kind.TABLE),
            lambda table: self._show(release, table),
        )

    def update_actions(self) -> None:
        super().update_actions()
        self.emphasise_until_done(self.run)
        self.suggest.setEnabled(self._table is not None)
        problem = "" if self._table is not None else self.tr("正在读取数据表")
        if not self.offer(self.run, "desensitize"):
            self.enable(self.run, problem or self.table.problem())

    def _show(self, release: Release, table: Table) -> None:
        if not self.is_current(release) or self._findings is None:
            return
        self._table = table
        ws = self.session.ws
        self.panel.set_rows(table.data.slice(0, FIRST), acts.operator_context(ws))
        recipe = self._drafts.pop(release.id, None)
        self._touched = recipe is not None
        if recipe is None and ws.has(release.id, Kind.RECIPE):
            recipe = ws.load(release.id, Kind.RECIPE, Recipe, void=True)
        self._show_recipe(recipe or acts.propose_recipe(ws, release.id))

    def _show_recipe(self, recipe: Recipe) -> None:
        if self._table is None or self._findings is None:
            return
        language = self.session.language
        found: dict[str, list[str]] = {}
        for finding in self._findings.columns:
            found.setdefault(finding.column, []).append(
                wording.finding_type(finding.type, language)
            )
        words = {name: wording.listed(types) for name, types in found.items()}
        self.table.show_recipe(self._table.columns, words, recipe)
        self._show_choice()
        self.update_actions()

    def _suggest(self) -> None:
        if self.release is not None and self._findings is not None:
            self._touched = False
            self._show_recipe(acts.propose_recipe(self.session.ws, self.release.id))

    def _show_choice(self) -> None:
        name = self.table.current()
        if name is not None and self._table is not None:
            self.panel.show_choice(name, self.table.choice(name))

    def _edited(self) -> None:
        self._touched = True
        self.update_actions()

    def _panel_edited(self, params: object, reason: str) -> None:
        name = self.table.current()
        if name is not None:
            self.table.change(name, params=params, reason=reason)

    def _run(self) -> None:
        release, session, recipe = self.release, self.session, self.table.recipe()
        if release is None:
            return
        self._touched = False
        self._drafts[release.id] = recipe  # stays on the page if the core refuses the result
        session.act(
            self.tr("脱敏 {name}").format(name=release.name),
            lambda job: acts.desensitize(session.ws, session.actor, release.id, recipe, job),
            lambda treated: self._done(release, treated),
        )

    def _done(self, release: Release, treated: Treated) -> None:
        self._drafts.pop(release.id, None)
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
