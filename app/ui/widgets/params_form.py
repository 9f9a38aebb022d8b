"""A form made from an operator's ``Params`` dataclass: a new operator needs no new form."""

import dataclasses
import typing
from collections.abc import Callable
from typing import Any, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from app.core.desensitize.operation import Operator
from app.ui import wording
from app.ui.widgets.labels import caption

LARGEST = 1_000_000_000


class ParamsForm(QWidget):
    """The parameters of one operator; ``edited`` after every change by hand.

    What makes no difference to the choices made is neither shown nor told; chosen otherwise, it is back.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._read: dict[str, Callable[[], Any]] = {}
        self._operator: Operator | None = None
        self.edited.connect(self._show_what_counts)

    def show_operator(self, operator: Operator | None, params: dict[str, Any]) -> None:
        """Build the form anew; ``params`` override the dataclass's defaults."""
        while self._form.rowCount():
            self._form.removeRow(0)
        self._read.clear()
        self._operator = operator
        if operator is None:
            return
        kinds = typing.get_type_hints(operator.Params)
        for field in dataclasses.fields(operator.Params):
            default = None if field.default is dataclasses.MISSING else field.default
            widget = self._editor(field.name, kinds[field.name], params.get(field.name, default))
            self._form.addRow(caption(wording.parameter(field.name), widget), widget)
        self._show_what_counts()

    def params(self) -> dict[str, Any]:
        """What stands in the form and counts."""
        said = {name: read() for name, read in self._read.items()}
        return {name: value for name, value in said.items() if self._counts(name, said)}

    def _show_what_counts(self) -> None:
        counting = self.params()
        for row, name in enumerate(self._read):
            self._form.setRowVisible(row, name in counting)

    def _counts(self, name: str, said: dict[str, Any]) -> bool:
        return self._operator is None or self._operator.counts(name, said)

    def _editor(self, name: str, kind: Any, value: Any) -> QWidget:
        if typing.get_origin(kind) is Literal:
            return self._choices(name, typing.get_args(kind), value)
        if kind is bool:
            box = QCheckBox()
            box.setChecked(value)
            box.toggled.connect(lambda _: self.edited.emit())
            self._read[name] = box.isChecked
            return box
        if kind in (int, float):
            return self._number(name, kind, value)
        line = QLineEdit(value)
        line.textEdited.connect(lambda _: self.edited.emit())
        self._read[name] = line.text
        return line

    def _choices(self, name: str, values: tuple[str, ...], value: str) -> QWidget:
        combo = QComboBox()
        for choice in values:
            combo.addItem(wording.choice(choice), choice)
        combo.setCurrentIndex(values.index(value))
        combo.currentIndexChanged.connect(lambda _: self.edited.emit())
        self._read[name] = combo.currentData
        return combo

    def _number(self, name: str, kind: type, value: Any) -> QWidget:
        spin = QSpinBox() if kind is int else QDoubleSpinBox()
        spin.setRange(-LARGEST, LARGEST)
        spin.setValue(value or 0)
        spin.valueChanged.connect(lambda _: self.edited.emit())
        self._read[name] = spin.value
        return spin
