"""The recipe as a table: one row a column, with what was found and what will be done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QTableWidgetItem

from app.core.desensitize.operation import operators, read_params
from app.core.errors import ParameterInvalid
from app.core.model import RecipeDrift, Treatment
from app.core.text import Language
from app.ui import wording
from app.ui.widgets.record_table import RecordTable, tip

COLUMN, FOUND, METHOD, EFFECT, REASON = range(5)


@dataclass(frozen=True)
class Choice:
    """What is to be done with one column; no operator means nothing.

    ``then``: what a recipe does with it afterwards, which only another operator drops.
    """

    operator: str = ""
    params: dict[str, Any] = field(default_factory=dict)
    reason: str = ""
    then: tuple[Treatment, ...] = ()


class RecipeTable(RecordTable):
    """Choices by column. ``edited``: the recipe differs; ``picked``: another column is current."""

    edited = Signal()
    picked = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__("", [""] * 5)
        self.setAccessibleName(self.tr("脱敏方案"))
        self.setHorizontalHeaderLabels(
            [self.tr("列"), self.tr("发现"), self.tr("方法"), self.tr("效果"), self.tr("理由")]
        )
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 16)
        self.least = {METHOD: 120}
        self._language: Language = language
        self._names: list[str] = []
        self._choices: dict[str, Choice] = {}
        self._together: frozenset[str] = frozenset()
        self.currentCellChanged.connect(lambda *_: self.picked.emit())

    def show_treatments(
        self,
        names: Iterable[str],
        found: dict[str, str],
        treatments: Iterable[Treatment],
        drift: Iterable[RecipeDrift] = (),
        together: Iterable[str] = (),
    ) -> None:
        """All columns, with the treatments of a recipe; ``drift`` marks those that differ from it.

        ``together``: columns of its k-anonymity, to which nothing else is done.
        """
        self._names = list(names)
        self._together = frozenset(map(self._named, together))
        given: dict[str, list[Treatment]] = {}
        for treatment in treatments:
            given.setdefault(self._named(treatment.column), []).append(treatment)
        marks = {one.column: one for one in drift}
        self._choices = {name: _choice(given.get(name, [])) for name in self._names}
        self.fill([(name, found.get(name, ""), "", "", "") for name in self._names])
        for row, name in enumerate(self._names):
            self.setCellWidget(row, METHOD, self._combo(name))
            self.cellWidget(row, METHOD).setEnabled(name not in self._together)
            self._describe(row)
            if found.get(name):
                self.tint(row, FOUND, "warn")
            if name in marks:
                self._mark(row, marks[name])
        self._fit()  # to what is described by now
        # The columns that need an answer come first to the eye.
        asked = [row for row, name in enumerate(self._names) if name in marks]
        needing = asked + [row for row, name in enumerate(self._names) if found.get(name)]
        self.go_to(needing[0] if needing else 0)

    def updateEditorGeometries(self) -> None:
        """A choice is as tall as a line, however many its row has."""
        super().updateEditorGeometries()
        for row in range(self.rowCount()):
            choice, line = self.cellWidget(row, METHOD), self.verticalHeader().defaultSectionSize()
            if choice is not None:
                cell = choice.geometry()
                cell.adjust(0, (cell.height() - line) // 2, 0, 0)
                cell.setHeight(line)
                choice.setGeometry(cell)

    def current(self) -> str | None:
        """The column that is being looked at."""
        return self._names[self.currentRow()] if 0 <= self.currentRow() < len(self._names) else None

    def look_at(self, name: str) -> None:
        """Make a column the current one."""
        self.go_to(self._names.index(name))

    def choice(self, name: str) -> Choice:
        """What is to be done with a column."""
        return self._choices[name]

    def change(self, name: str, **changes: Any) -> None:
        """Change a part of a column's choice."""
        self._choices[name] = replace(self._choices[name], **changes)
        self._describe(self._names.index(name))
        self.edited.emit()

    def choose(self, name: str, operator: str) -> None:
        """Pick an operator for a column, as a click in its list does."""
        combo = self.cellWidget(self._names.index(name), METHOD)
        if isinstance(combo, QComboBox):
            combo.setCurrentIndex(combo.findData(operator))

    def treatments(self) -> tuple[Treatment, ...]:
        """What is to be done, as it stands."""
        return tuple(
            treatment
            for name, choice in self._choices.items()
            if choice.operator
            for treatment in (
                Treatment(name, choice.operator, choice.params, choice.reason),
                *choice.then,
            )
        )

    def problem(self) -> str:
        """The first parameter that does not fit, in words; empty when all do."""
        for name, choice in self._choices.items():
            if choice.operator:
                try:
                    read_params(operators.get(choice.operator), choice.params)
                except ParameterInvalid as error:
                    return wording.said_of(name, error.told(self._language))
        return ""

    def _combo(self, name: str) -> QComboBox:
        combo = QComboBox()
        combo.setAccessibleName(self.tr("“{column}”的脱敏方法").format(column=name))
        combo.addItem(self.tr("不处理"), "")
        for id, operator in operators.all().items():
            combo.addItem(operator.title.to(self._language), id)
        combo.setCurrentIndex(combo.findData(self._choices[name].operator))
        combo.currentIndexChanged.connect(lambda _: self._chosen(name, combo.currentData()))
        return combo

    def _chosen(self, name: str, operator: str) -> None:
        self._choices[name] = Choice(operator)
        row = self._names.index(name)
        self._describe(row)
        if self.currentRow() == row:
            self.picked.emit()  # it has other parameters now
        self.setCurrentCell(row, COLUMN)
        self.edited.emit()

    def _describe(self, row: int) -> None:
        choice = self._choices[self._names[row]]
        effect = self.tr("原样公开")
        if self._names[row] in self._together:
            effect = self.tr("k-匿名，与其他列一起泛化")
        if choice.operator:
            operator = operators.get(choice.operator)
            try:
                params = read_params(operator, choice.params)
                effect = wording.listed(
                    [operator.describe(params).to(self._language), *map(self._told, choice.then)]
                )
            except ParameterInvalid:
                effect = self.tr("还缺参数")
        for place, text in ((EFFECT, effect), (REASON, choice.reason)):
            item = QTableWidgetItem(text)
            item.setToolTip(tip(text))
            self.setItem(row, place, item)

    def _told(self, treatment: Treatment) -> str:
        operator = operators.get(treatment.operator)
        return operator.describe(read_params(operator, treatment.params)).to(self._language)

    def _mark(self, row: int, drift: RecipeDrift) -> None:
        """Say in the column's own cell how it differs; colour is not the only sign."""
        item = self.item(row, COLUMN)
        if item is not None:
            item.setText(self.tr("{column}（与上期不同）").format(column=drift.column))
            item.setToolTip(tip(drift.message.to(self._language)))
            self.tint(row, COLUMN, "warn")

    def _named(self, column: str) -> str:
        if column not in self._names and column.startswith("#") and column[1:].isdigit():
            return self._names[int(column[1:]) - 1]
        return column


def _choice(treatments: Sequence[Treatment]) -> Choice:
    if not treatments:
        return Choice()
    first, *then = treatments
    return Choice(first.operator, dict(first.params), first.reason, tuple(then))
