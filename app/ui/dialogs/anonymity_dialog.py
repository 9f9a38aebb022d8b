"""k-匿名: which columns are generalised together, how far, and what it costs, tried before it is adopted."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.core import acts
from app.core.acts import Climbable, Trial
from app.core.desensitize.plan import METHODS, columns_of, named
from app.core.model import Anonymity, Ladder
from app.core.sharing import mode_names
from app.core.workspace.store import Release
from app.ui.dialogs.ladder_list import LadderList
from app.ui.session import Session
from app.ui.widgets.labels import Notice, body, caption, narrow_choice
from app.ui.widgets.model_choice import ModelChoice
from app.ui.widgets.record_table import RecordTable

MOST = 1_000_000


class AnonymityDialog(QDialog):
    """``adopted`` carries the plan, or None to do without, and the file of the population, which no plan
    holds, or None.
    """

    adopted = Signal(object, object)

    def __init__(
        self,
        session: Session,
        release: Release,
        plan: Anonymity | None,
        population: Path | None,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.session, self.release, self._given = session, release, plan
        self._found: tuple[Climbable, ...] = ()
        self._tried: Anonymity | None = None
        self.setWindowTitle(self.tr("k-匿名处理"))
        self.resize(860, 540)
        self.columns = LadderList(session, release)
        self.columns.changed.connect(self._forget)
        self.mode = narrow_choice()
        for id, name in mode_names().items():
            self.mode.addItem(session.say(name), id)
        self.k, self.l = QSpinBox(), QSpinBox()
        self.k.setRange(1, MOST)
        self.l.setRange(1, MOST)
        self.suppression = QDoubleSpinBox()
        self.suppression.setRange(0, 100)
        self.suppression.setDecimals(1)
        self.suppression.setSuffix(" %")
        self.sensitive = narrow_choice()
        self.models = ModelChoice(session.language)
        self.models.population.take(population)
        self.method = narrow_choice()
        for id, name in METHODS.items():
            self.method.addItem(session.say(name), id)
        self.run = QPushButton(self.tr("试算"))
        self.run.setProperty("primary", True)
        self.run.clicked.connect(self._run)
        self.outcome = Notice()
        self.levels = RecordTable(
            self.tr("试算结果"),
            [self.tr("列"), self.tr("结果")],
            self.tr("点“试算”查看每列要泛化到哪一级、要去掉多少行"),
        )
        self.rows = RecordTable(self.tr("前几行对照"), [""], self.tr("前几行泛化前后的对照"))
        self._lay_out()
        self._listen()
        self._show_numbers(plan or self._asked_by_mode())
        session.read(self, lambda job: acts.climbable(session.ws, release.id, job), self._offer)

    def plan(self) -> Anonymity:
        """What is asked for now."""
        chosen = self.columns.chosen()
        whole = self.method.currentData() == "full-domain"
        if not whole:  # without a hierarchy values keep their own order
            chosen = [(name, ladder or Ladder(name)) for name, ladder in chosen]
        sensitive = self.sensitive.currentData() or ""
        sensitive = "" if self.method.currentData() == "cells" else sensitive
        return replace(
            self._given or Anonymity((), 1),
            ladders=tuple(ladder for _, ladder in chosen if ladder is not None),
            k=self.k.value(),
            sensitive=sensitive,
            l=self.l.value() if sensitive else 1,
            suppression=round(self.suppression.value() / 100, 4),
            models=self.models.asked(sensitive) if whole else (),
            method=self.method.currentData(),
        )

    def _show_numbers(self, plan: Anonymity) -> None:
        self.k.setValue(plan.k)
        self.l.setValue(plan.l)
        self.suppression.setValue(100 * plan.suppression)
        self.method.setCurrentIndex(self.method.findData(plan.method))

    def _asked_by_mode(self) -> Anonymity:
        """What the chosen way of sharing asks for."""
        return acts.proposed_anonymity(self._found, self.mode.currentData())

    def _offer(self, found: Sequence[Climbable]) -> None:
        if self._given is not None:
            self._given = named(self._given, [one.column for one in found])
        self.columns.offer_columns(found, self._given)
        self.sensitive.addItem(self.tr("（不保护）"), "")
        for one in found:
            self.sensitive.addItem(one.column, one.column)
        self._found = tuple(found)
        if self._given is not None:
            # The first of the columns that are no quasi-identifiers.
            sensitive = (*columns_of(self._given), "")[len(self._given.ladders)]
            self.sensitive.setCurrentIndex(self.sensitive.findData(sensitive))
            self.models.show_models(self._given.models, sensitive)
            self.k.setValue(self._given.k)
        self.update_actions()

    def _run(self) -> None:
        ws, release, plan = self.session.ws, self.release, self.plan()
        people = self.models.population.path
        self.session.work_out(
            self,
            self.tr("试算 k-匿名 {name}").format(name=release.name),
            lambda job: acts.try_anonymity(
                ws, release.id, plan, job, acts.population_in(people, job)
            ),
            lambda trial: self._show(plan, trial),
        )

    def _show(self, plan: Anonymity, trial: Trial) -> None:
        if plan != self.plan():
            return
        say, result = self.session.say, trial.result
        self._tried = plan
        said = [say(result.summary), say(trial.sentence)]
        if result.gap:
            said.append(self.tr("时限内未能证明这是最优方案。"))
        self.outcome.say("\n".join(said), "info")
        self.levels.fill([(one.column, say(one.told())) for one in result.columns])
        self._show_rows(trial)
        self.update_actions()

    def _show_rows(self, trial: Trial) -> None:
        """The first rows, each cell as it was and as it becomes."""
        columns = [one.column for one in trial.result.columns]
        self.rows.setColumnCount(1 + len(columns))
        self.rows.setHorizontalHeaderLabels([self.tr("行"), *columns])
        gone, becomes = self.tr("（去掉）"), self.tr("{before} → {after}")
        rows = []
        for number, (before, after) in enumerate(trial.example, 1):
            then = after or (gone,) * len(before)
            pairs = zip(before, then, strict=True)
            cells = (o if o == n else becomes.format(before=o, after=n) for o, n in pairs)
            rows.append([str(number), *cells])
        self.rows.fill(rows)

    def _forget(self) -> None:
        """What was tried is no longer what is asked for."""
        self._tried = None
        self.outcome.say("")
        self.levels.fill([])
        self.rows.fill([])
        self.update_actions()

    def _take_mode(self) -> None:
        self.k.setValue(self._asked_by_mode().k)

    def update_actions(self) -> None:
        """Only what was tried can be adopted."""
        ticked = self.columns.ticked()
        complete = bool(ticked) and len(self.plan().ladders) == len(ticked)
        complete &= bool(self.sensitive.currentData()) or not self.models.lacks_column()
        whole = self.method.currentData() == "full-domain"
        hiding = whole and self.models.asks_population()
        complete &= not hiding or self.models.population.path is not None
        self.k.setMinimum(1 if hiding else 2)  # who hides among others may stand alone here
        for box in (self.suppression, self.models):
            box.setEnabled(whole)
        for box in (self.sensitive, self.l):
            box.setEnabled(self.method.currentData() != "cells")
        self.run.setEnabled(complete and not self.session.working)
        self.ok.setEnabled(self._tried is not None)

    def _adopt(self) -> None:
        self.adopted.emit(self._tried, self.models.population.path)
        self.accept()

    def _do_without(self) -> None:
        self.adopted.emit(None, None)
        self.accept()

    def _listen(self) -> None:
        self.mode.currentIndexChanged.connect(lambda _: self._take_mode())
        self.session.busy.connect(self.update_actions)
        self.models.changed.connect(self._forget)
        self.method.currentIndexChanged.connect(lambda _: self._forget())
        for box in (self.k, self.l, self.suppression):
            box.valueChanged.connect(lambda _: self._forget())
        self.sensitive.currentIndexChanged.connect(lambda _: self._forget())

    def _lay_out(self) -> None:
        asked = QGridLayout()
        for place, (name, widget) in enumerate(
            (
                (self.tr("共享方式"), self.mode),
                (self.tr("每组至少几行（k）"), self.k),
                (self.tr("最多去掉的行"), self.suppression),
                (self.tr("敏感列"), self.sensitive),
                (self.tr("每组至少几种敏感值（l）"), self.l),
                (self.tr("再加一种模型"), self.models),
                (self.tr("做法"), self.method),
            )
        ):
            asked.addWidget(caption(name, widget), 2 * (place // 4), place % 4)
            asked.addWidget(widget, 2 * (place // 4) + 1, place % 4)
            asked.setColumnStretch(place % 4, 1)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.ok = buttons.button(kinds.Ok)
        self.ok.setText(self.tr("采用"))
        self.without = buttons.addButton(
            self.tr("不做 k-匿名"), QDialogButtonBox.ButtonRole.DestructiveRole
        )
        self.without.setVisible(self._given is not None)
        self.without.clicked.connect(self._do_without)
        buttons.accepted.connect(self._adopt)
        buttons.rejected.connect(self.reject)
        asked.addWidget(self.run, 3, 3)
        results = QHBoxLayout()
        results.addWidget(self.levels, 2)
        results.addWidget(self.rows, 3)
        layout = QVBoxLayout(self)
        layout.addWidget(
            body(
                self.tr(
                    "让每个人都至少和另外几行一样：勾选能指认人的列，它们会一起泛化到刚好够的程度。"
                ),
                "muted",
            )
        )
        layout.addWidget(self.columns, 1)
        layout.addLayout(asked)
        layout.addWidget(self.outcome)
        layout.addLayout(results, 1)
        layout.addWidget(buttons)
