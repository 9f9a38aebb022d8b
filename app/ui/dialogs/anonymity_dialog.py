"""k-匿名: which columns are generalised together, how far, and what it costs, tried before it is adopted."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QMessageBox,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.core import acts
from app.core.acts import Climbable, LadderDraft, OwnLadder, Trial
from app.core.desensitize.plan import METHODS, columns_of, named
from app.core.model import Anonymity, Ladder
from app.core.sharing import mode_names
from app.core.workspace.store import Release
from app.ui.dialogs.hierarchy_dialog import HierarchyDialog
from app.ui.session import Session
from app.ui.widgets.check_list import CheckList
from app.ui.widgets.labels import Notice, body, caption, narrow_choice
from app.ui.widgets.ladder_choice import LadderChoice
from app.ui.widgets.model_choice import ModelChoice
from app.ui.widgets.record_table import WIDEST, RecordTable

COLUMN, LADDER, REASON = range(3)
MOST = 1_000_000


class AnonymityDialog(QDialog):
    """``adopted`` carries the plan, or None to do without."""

    adopted = Signal(object)

    def __init__(
        self, session: Session, release: Release, plan: Anonymity | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.session, self.release, self._given = session, release, plan
        self._found: tuple[Climbable, ...] = ()
        self._tried: Anonymity | None = None
        self._folder = ""
        self.setWindowTitle(self.tr("k-匿名处理"))
        self.resize(860, 540)
        self.columns = CheckList(
            self.tr("准标识符"),
            [self.tr("准标识符"), self.tr("泛化层次"), self.tr("为什么")],
            self.tr("正在查看各列…"),
        )
        self.columns.changed.connect(self._forget)
        self.mode = narrow_choice()
        for id, name in mode_names().items():
            self.mode.addItem(session.say(name), id)
        self.k, self.l = QSpinBox(), QSpinBox()
        self.k.setRange(2, MOST)
        self.l.setRange(1, MOST)
        self.suppression = QDoubleSpinBox()
        self.suppression.setRange(0, 100)
        self.suppression.setDecimals(1)
        self.suppression.setSuffix(" %")
        self.sensitive = narrow_choice()
        self.models = ModelChoice(session.language)
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
        ticked = set(self.columns.ticked())
        chosen = [
            (one.column, self.choice(row).ladder())
            for row, one in enumerate(self._found)
            if one.column in ticked
        ]
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
        say = self.session.say
        if self._given is not None:
            self._given = named(self._given, [one.column for one in found])
        chosen = {x.column: x for x in self._given.ladders} if self._given is not None else None
        self.columns.empty = self.tr("没有可以泛化的列")
        ticks = [one.proposed if chosen is None else one.column in chosen for one in found]
        self.columns.offer([(one.column, "", say(one.reason)) for one in found], ticks)
        self.sensitive.addItem(self.tr("（不保护）"), "")
        for row, one in enumerate(found):
            given = chosen.get(one.column) if chosen else None
            self.columns.setCellWidget(row, LADDER, self._ladders(one, given))
            self.sensitive.addItem(one.column, one.column)
        self._found = tuple(found)  # from now on they can be asked for
        if self._given is not None:
            # The first of the columns that are no quasi-identifiers.
            sensitive = (*columns_of(self._given), "")[len(self._given.ladders)]
            self.sensitive.setCurrentIndex(self.sensitive.findData(sensitive))
            self.models.show_models(self._given.models, sensitive)
        widest = max((self.choice(row).sizeHint().width() for row in range(len(found))), default=0)
        self.columns.setColumnWidth(LADDER, min(widest, WIDEST))
        self.update_actions()

    def choice(self, row: int) -> LadderChoice:
        """Where the hierarchy of a column is chosen."""
        box = self.columns.cellWidget(row, LADDER)
        assert isinstance(box, LadderChoice)  # noqa: S101 — put there by _offer
        return box

    def _ladders(self, one: Climbable, given: Ladder | None) -> LadderChoice:
        box = LadderChoice(one, given, self.session.language)
        box.chosen.connect(self._forget)
        box.file_wanted.connect(lambda: self._ask_which(one.column))
        box.edit_wanted.connect(lambda: self._edit(one.column, box.ladder()))
        return box

    def _edit(self, column: str, ladder: Ladder | None) -> None:
        """Make or change a hierarchy by hand."""
        ws, release = self.session.ws, self.release
        self.session.read(
            self,
            lambda job: acts.drafted_ladder(ws, release.id, column, ladder),
            self._open_editor,
        )

    def _open_editor(self, draft: LadderDraft) -> None:
        dialog = HierarchyDialog(self.session, draft, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        name = self.tr("编辑过的层次")
        dialog.adopted.connect(lambda tree: self._use(acts.ladder_of(tree), name))
        dialog.open()

    def take(self, column: str, path: Path) -> None:
        """Look at a file with a hierarchy for a column, and ask whether to use it."""
        ws, release = self.session.ws, self.release
        self.session.read(
            self,
            lambda job: acts.own_ladder(ws, release.id, column, path),
            lambda own: self._ask_whether(own, path.name),
        )

    def _ask_which(self, column: str) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("{column} 的层次文件").format(column=column),
            self._folder,
            f"{self.tr('层次文件，各级用分号隔开')} (*.csv)",
        )
        if name:
            self._folder = str(Path(name).parent)
            self.take(column, Path(name))

    def _ask_whether(self, own: OwnLadder, name: str) -> None:
        """What is to be said of the hierarchy comes before it is used; one that lacks values is not."""
        kinds = QMessageBox.StandardButton
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(self.tr("自选层次"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText("\n".join(map(self.session.say, own.told)))
        column = own.ladder.column
        if own.fits:
            text = self.tr("用“{name}”作“{column}”的泛化层次吗？")
            box.setStandardButtons(kinds.Yes | kinds.No)
            box.accepted.connect(lambda: self._use(own.ladder, name))
        else:
            text = self.tr("“{name}”不能用作“{column}”的泛化层次。")
            box.setStandardButtons(kinds.Ok)
        box.setText(text.format(name=name, column=column))
        box.open()

    def _use(self, ladder: Ladder, name: str) -> None:
        row = [one.column for one in self._found].index(ladder.column)
        self.columns.item(row, COLUMN).setCheckState(Qt.CheckState.Checked)
        self.choice(row).take(name, ladder)

    def _run(self) -> None:
        ws, release, plan = self.session.ws, self.release, self.plan()
        self.session.work_out(
            self,
            self.tr("试算 k-匿名 {name}").format(name=release.name),
            lambda job: acts.try_anonymity(ws, release.id, plan, job),
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
        for box in (self.suppression, self.models):
            box.setEnabled(whole)
        for box in (self.sensitive, self.l):
            box.setEnabled(self.method.currentData() != "cells")
        self.run.setEnabled(complete and not self.session.working)
        self.ok.setEnabled(self._tried is not None)

    def _adopt(self) -> None:
        self.adopted.emit(self._tried)
        self.accept()

    def _do_without(self) -> None:
        self.adopted.emit(None)
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
