"""One quality rule, written in words that the table has, and tried on it before it is kept."""

import json
from collections.abc import Callable, Collection, Sequence
from typing import Any

import msgspec
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QWidget,
)

from app.core import acts
from app.core.model import Problem
from app.core.quality.own.rules import ForeignKey, Rule, Rules, Unique, read_rules
from app.core.workspace.store import Release
from app.ui import wording
from app.ui.dialogs.form import FormDialog
from app.ui.session import Session

# What each kind of rule asks for, by the names of the file format.
ASKED = {
    "range": ("column", "min", "max"),
    "regex": ("column", "pattern"),
    "set": ("column", "values"),
    "not-null": ("column",),
    "unique": ("columns",),
    "expression": ("expression",),
    "foreign-key": ("column", "dataset", "reference"),
}
LINES = 4  # of text that lists are as high as
NUMBERS = ("min", "max")


class RuleDialog(FormDialog):
    """Accepted, ``rule`` is what was written. Nothing is kept here."""

    def __init__(
        self,
        session: Session,
        release: Release,
        columns: Sequence[str],
        datasets: Collection[str],
        parent: QWidget,
    ) -> None:
        super().__init__(session.jobs, session.language, "", parent)
        self.session, self._release = session, release
        self.rule: Rule | None = None
        self.setWindowTitle(self.tr("质量规则"))
        self.intro.setText(
            self.tr("先试用，看本表有多少行违反，再保存。空白单元格只由“非空”检查。")
        )
        self.kind = self.ask_choice(
            self.tr("规则"), {wording.rule_kind(kind): kind for kind in ASKED}
        )
        self.editors: dict[str, QWidget] = {}
        self._ask_parts(columns, datasets)
        self.source = self.ask_line(self.tr("依据"), hint=self.tr("谁要求的，哪一份文件"))
        self.severity = self.ask_choice(
            self.tr("程度"), {wording.severity(code): code for code in ("error", "warn")}
        )
        self.message = self.ask_line(self.tr("提示语"), hint=self.tr("可不填"))
        self.trial = self.buttons.addButton(self.tr("试用"), QDialogButtonBox.ButtonRole.ActionRole)
        self.trial.clicked.connect(self.try_it)
        self.kind.currentIndexChanged.connect(lambda _: self._show_asked())
        self._show_asked()

    def show_rule(self, rule: Rule) -> None:
        """Begin with a rule that stands."""
        told: dict[str, Any] = msgspec.to_builtins(rule)
        self.kind.setCurrentIndex(self.kind.findData(told["kind"]))
        for part in ASKED[told["kind"]]:
            _write(self.editors[part], told.get(part))
        self.source.setText(rule.source)
        self.message.setText(rule.message)
        self.severity.setCurrentIndex(self.severity.findData(rule.severity))

    def try_it(self) -> None:
        """Say how many rows of the open table the rule hits."""
        self._read(self._try)

    def submit(self) -> None:
        self._read(self._keep)

    def _read(self, then: Callable[[Rule], None]) -> None:
        """Read the form beside the window, where a mistake is told like any other."""
        if not self.complete(self.source):
            return
        told = self._told()
        self.work(self.tr("正在读取规则"), lambda job: _rule(told), then)

    def _try(self, rule: Rule) -> None:
        ws, id = self.session.ws, self._release.id
        self.work(
            self.tr("正在试用"),
            lambda job: acts.try_rules(ws, id, Rules((rule,)), job)[0],
            self._tried,
        )

    def _tried(self, found: tuple[Problem, ...] | None) -> None:
        if found is None:
            self.problem.say(self.tr("本表没有规则所说的列。"), "warn")
        elif not found:
            self.problem.say(self.tr("本表没有违反的行。"), "ok")
        else:
            told = self.tr("{said}（例如第 {rows} 行）") if found[0].rows else "{said}"
            rows = wording.listed(map(str, found[0].rows))
            said = self.session.say(found[0].message)
            self.problem.say(told.format(said=said, rows=rows), "warn")

    def _keep(self, rule: Rule) -> None:
        self.rule = rule
        self.accept()

    def _told(self) -> dict[str, Any]:
        kind = self.kind.currentData()
        told = {part: _value(self.editors[part]) for part in ASKED[kind]}
        told = {part: value for part, value in told.items() if value not in ("", [])}
        told |= {part: _number(told[part]) for part in NUMBERS if part in told}
        own = {"source": self.source.text().strip(), "message": self.message.text().strip()}
        return {"kind": kind, "severity": self.severity.currentData(), **own, **told}

    def _ask_parts(self, columns: Sequence[str], datasets: Collection[str]) -> None:
        named, several, texts = QComboBox(), QListWidget(), QPlainTextEdit()
        named.setEditable(True)
        named.addItems(list(columns))
        several.addItems(list(columns))
        several.setSelectionMode(QListWidget.SelectionMode.MultiSelection)
        texts.setPlaceholderText(self.tr("一行一个"))
        texts.setTabChangesFocus(True)
        for tall in (several, texts):
            tall.setFixedHeight(tall.fontMetrics().height() * LINES + 16)
        known = QComboBox()
        known.setEditable(True)
        known.addItems(list(datasets))
        formula = QLineEdit()
        formula.setPlaceholderText(self.tr("例如：合计 == 男 + 女"))
        asked: dict[str, tuple[str, QWidget]] = {
            "column": (self.tr("列"), named),
            "columns": (self.tr("合起来不得重复的列"), several),
            "min": (self.tr("最小值"), QLineEdit()),
            "max": (self.tr("最大值"), QLineEdit()),
            "pattern": (self.tr("正则表达式，须匹配全文"), QLineEdit()),
            "values": (self.tr("允许的值"), texts),
            "expression": (self.tr("关系式"), formula),
            "dataset": (self.tr("另一数据集"), known),
            "reference": (self.tr("其中的列"), QLineEdit()),
        }
        for part, (title, editor) in asked.items():
            self.editors[part] = editor
            self.ask(title, editor)

    def _show_asked(self) -> None:
        for part, editor in self.editors.items():
            self.form.setRowVisible(editor, part in ASKED[self.kind.currentData()])
        self.problem.say("")


def is_written_here(rule: Rule) -> bool:
    """Whether the dialog can say it: a foreign key into a file came with a file of rules."""
    return not (isinstance(rule, ForeignKey) and rule.file)


def where_of(rule: Rule) -> str:
    """The columns that it is about, as they are listed."""
    if isinstance(rule, Unique):
        return wording.listed(rule.columns)
    return str(getattr(rule, "column", ""))


def _rule(told: dict[str, Any]) -> Rule:
    return read_rules(json.dumps({"rules": [told]}).encode()).rules[0]


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text  # which the format refuses, naming the place


def _value(editor: QWidget) -> str | list[str]:
    if isinstance(editor, QComboBox):
        return editor.currentText().strip()
    if isinstance(editor, QListWidget):
        return [item.text() for item in editor.selectedItems()]
    if isinstance(editor, QPlainTextEdit):
        return [line.strip() for line in editor.toPlainText().splitlines() if line.strip()]
    return editor.text().strip() if isinstance(editor, QLineEdit) else ""


def _write(editor: QWidget, value: Any) -> None:
    if isinstance(editor, QComboBox):
        editor.setCurrentText(value or "")
    elif isinstance(editor, QListWidget):
        for row in range(editor.count()):
            editor.item(row).setSelected(editor.item(row).text() in value)
    elif isinstance(editor, QPlainTextEdit):
        editor.setPlainText("\n".join(value))
    elif isinstance(editor, QLineEdit):
        editor.setText(
            "" if value is None else f"{value:.15g}" if isinstance(value, float) else value
        )
