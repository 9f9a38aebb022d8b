"""自定义质量规则: those that this workspace's tables are held to, and what each finds in the open one."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.core import acts
from app.core.jobs import Job
from app.core.model import Kind, Problem
from app.core.quality.own.rules import Rule, Rules, told, write_rules
from app.core.workspace.store import Release
from app.ui import wording
from app.ui.dialogs.quality_rules import QualityRulesDialog
from app.ui.dialogs.rule_dialog import RuleDialog, is_written_here, where_of
from app.ui.history import History
from app.ui.saving import ask_where
from app.ui.session import Session
from app.ui.widgets.labels import Notice, body
from app.ui.widgets.record_table import RecordTable
from app.ui.widgets.undo_keys import give_undo_keys

Found: TypeAlias = tuple[Rules, tuple[tuple[Problem, ...] | None, ...], tuple[str, ...]]

KIND, COLUMN, HITS, SEVERITY, SOURCE, RULE = range(6)


class RulesDialog(QDialog):
    """Every change is kept at once, as an event; ``changed`` tells of it. To take one back is one more."""

    changed = Signal()

    def __init__(self, session: Session, release: Release, parent: QWidget) -> None:
        super().__init__(parent)
        self.session, self._release = session, release
        self._rules: tuple[Rule, ...] = ()
        self._history: History[tuple[Rule, ...]] | None = None  # until they are read
        self._columns: Sequence[str] = session.ws.load_front(release.id, Kind.OUTPUT).columns
        self._datasets: Sequence[str] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("自定义质量规则"))
        self.resize(820, 420)
        self.notice = Notice()
        self.table = RecordTable(
            self.tr("自定义质量规则"),
            [
                self.tr("规则"),
                self.tr("列"),
                self.tr("本表违反"),
                self.tr("程度"),
                self.tr("依据"),
                self.tr("要求"),
            ],
            self.tr("没有自定义规则"),
        )
        self.table.itemSelectionChanged.connect(self._update)
        self.table.cellDoubleClicked.connect(lambda *_: self.edit_rule())
        self.add = self._button(self.tr("新建…"), self.add_rule)
        self.edit = self._button(self.tr("修改…"), self.edit_rule)
        self.drop = self._button(self.tr("删除"), self.drop_rules)
        self.file = self._button(self.tr("换用规则文件…"), self.open_file)
        self.export = self._button(self.tr("导出规则文件…"), self._export)
        self.undo = self._button(self.tr("撤销"), lambda: self._step(History.undo))
        self.redo = self._button(self.tr("重做"), lambda: self._step(History.redo))
        give_undo_keys(self, self.undo, self.redo)
        self._lay_out()
        session.busy.connect(self._update)  # let go with this dialog
        self.refresh()

    def refresh(self) -> None:
        """Read the rules anew and try each on the open table."""
        ws, id = self.session.ws, self._release.id

        def read(job: Job) -> Found:
            rules = acts.quality_rules(ws)
            return rules, acts.try_rules(ws, id, rules, job), acts.dataset_names(ws)

        self.session.read(self, read, lambda found: self._show(*found))

    def add_rule(self) -> RuleDialog:
        """Write a new rule."""
        dialog = self._rule_dialog()
        dialog.accepted.connect(lambda: self._keep_written(dialog, len(self._rules)))
        dialog.open()
        return dialog

    def edit_rule(self) -> RuleDialog | None:
        """Change the selected rule; None where it is not one alone, or came with a file."""
        rows = self._selected()
        if len(rows) != 1 or not is_written_here(self._rules[rows[0]]):
            return None
        dialog = self._rule_dialog()
        dialog.show_rule(self._rules[rows[0]])
        dialog.accepted.connect(lambda: self._keep_written(dialog, rows[0]))
        dialog.open()
        return dialog

    def drop_rules(self) -> None:
        """Do without the selected rules."""
        rows = self._selected()
        self._keep(tuple(rule for row, rule in enumerate(self._rules) if row not in rows))

    def open_file(self) -> QualityRulesDialog:
        """Let a file of rules take the place of all of them."""
        dialog = QualityRulesDialog(self.session, self._release, self)
        dialog.accepted.connect(self._kept)
        dialog.open()
        return dialog

    def _step(self, step: Callable[[History[tuple[Rule, ...]]], None]) -> None:
        """Keep the rules that held before, or again those that were taken back."""
        if self._history is not None:
            step(self._history)
            self._keep(self._history.now)

    def _rule_dialog(self) -> RuleDialog:
        return RuleDialog(self.session, self._release, self._columns, self._datasets, self)

    def _keep_written(self, dialog: RuleDialog, place: int) -> None:
        if dialog.rule is not None:
            self._keep((*self._rules[:place], dialog.rule, *self._rules[place + 1 :]))

    def _keep(self, rules: tuple[Rule, ...]) -> None:
        ws, actor = self.session.ws, self.session.actor
        self.session.act(
            self.tr("保存质量规则"),
            lambda job: acts.author_quality_rules(ws, actor, Rules(rules)),
            lambda _: self._kept(),
            owner=self,
        )

    def _kept(self) -> None:
        self.changed.emit()
        self.refresh()

    def _show(
        self,
        rules: Rules,
        tried: Sequence[tuple[Problem, ...] | None],
        datasets: Sequence[str],
    ) -> None:
        self._rules, self._datasets = rules.rules, datasets
        if self._history is None:
            self._history = History(rules.rules)
        elif self._history.now != rules.rules:
            self._history.do(rules.rules)
        say = self.session.say
        self.table.fill(
            [
                (
                    wording.rule_kind(str(type(rule).__struct_config__.tag)),
                    where_of(rule),
                    self._hits(found),
                    wording.severity(rule.severity),
                    rule.source,
                    rule.message or say(told(rule)),
                )
                for rule, found in zip(rules.rules, tried, strict=True)
            ]
        )
        for row, found in enumerate(tried[: self.table.rowCount()]):
            if found:
                self.table.tint(row, HITS, "stop")
        self._update()

    def _hits(self, found: tuple[Problem, ...] | None) -> str:
        if found is None:
            return self.tr("不适用")
        unchecked = any(not one.rows for one in found)
        return self.tr("无法核对") if unchecked else f"{sum(one.count for one in found):,}"

    def _selected(self) -> list[int]:
        return sorted({index.row() for index in self.table.selectedIndexes()})

    def _update(self, _busy: bool = False) -> None:
        idle, rows = not self.session.working, self._selected()
        from_file = any(not is_written_here(self._rules[row]) for row in rows)
        for button in (self.add, self.file):
            button.setEnabled(idle)
        self.edit.setEnabled(idle and len(rows) == 1 and not from_file)
        self.edit.setToolTip(self.tr("指向文件的外键请在规则文件中修改") if from_file else "")
        self.drop.setEnabled(idle and bool(rows))
        self.export.setEnabled(bool(self._rules))
        history = self._history
        self.undo.setEnabled(idle and history is not None and self._can_go_to(history.before))
        self.redo.setEnabled(idle and history is not None and self._can_go_to(history.after))

    def _can_go_to(self, rules: tuple[Rule, ...]) -> bool:
        """Whether these would be other rules, and can be kept: the columns that a foreign key's file held
        went with the last rule that named it.
        """
        known = all(is_written_here(rule) or rule in self._rules for rule in rules)
        return rules != self._rules and known

    def _export(self) -> None:
        """Write the rules as a file, for other desks and for the command line."""
        title = self.tr("导出规则文件")
        kinds = {".json": self.tr("质量规则")}
        place = ask_where(self, title, self.tr("质量规则") + ".json", kinds)
        if place is not None:
            content, said = write_rules(Rules(self._rules)), self.tr("已导出：{name}")
            self.session.read(
                self,
                lambda job: place.write(content),
                lambda _: self.notice.say(said.format(name=place.path.name), "ok"),
            )

    def _button(self, title: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(title)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        for button in (self.add, self.edit, self.drop, self.file, self.export):
            row.addWidget(button)
        row.addStretch(1)
        for button in (self.undo, self.redo):
            row.addWidget(button)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        hint = self.tr("下一次质检起生效；更改记入日志。与 quality --rules 读取的文件格式相同。")
        layout = QVBoxLayout(self)
        layout.addWidget(body(hint, "muted"))
        layout.addLayout(row)
        layout.addWidget(self.notice)
        layout.addWidget(self.table, 1)
        layout.addWidget(buttons)
