"""One column's treatment in detail: parameters, reason, and what becomes of its first values."""

from typing import Any

import pyarrow as pa
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.core.desensitize.engine import apply
from app.core.desensitize.operation import Context, operators
from app.core.errors import GongkaiError
from app.core.jobs import Job
from app.core.model import Recipe, Treatment
from app.core.text import Language
from app.ui.widgets.labels import Notice, caption, heading
from app.ui.widgets.params_form import ParamsForm
from app.ui.widgets.recipe_table import Choice
from app.ui.widgets.record_table import RecordTable

FIRST = 20  # rows of the preview


class TreatmentPanel(QWidget):
    """``edited`` carries the parameters and the reason after every change by hand."""

    edited = Signal(object, str)

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language: Language = language
        self._column = ""
        self._operator = ""
        self._rows: pa.Table | None = None
        self._key = b""
        self.title = heading()
        self.form = ParamsForm()
        self.reason = QLineEdit()
        self.reason_name = caption(self.tr("理由"), self.reason)
        self.problem = Notice()
        self.preview = RecordTable(self.tr("前 20 行对照"), [self.tr("处理前"), self.tr("处理后")])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.title)
        layout.addWidget(self.form)
        layout.addWidget(self.reason_name)
        layout.addWidget(self.reason)
        layout.addWidget(self.problem)
        layout.addWidget(self.preview, 1)
        self.form.edited.connect(self._edited)
        self.reason.textEdited.connect(lambda _: self._edited())

    def set_rows(self, rows: pa.Table, key: bytes) -> None:
        """The first rows of the table, and the key of the preview's operators."""
        self._rows, self._key = rows, key

    def show_choice(self, column: str, choice: Choice) -> None:
        """Show one column's choice."""
        self._column, self._operator = column, choice.operator
        self.title.setText(column)
        operator = operators.get(choice.operator) if choice.operator else None
        self.form.show_operator(operator, choice.params)
        self.reason.setText(choice.reason)
        # An operator that asks for a reason of its own needs no second one.
        asks = operator is not None and "reason" not in self.form.params()
        self.reason.setVisible(asks)
        self.reason_name.setVisible(asks)
        self._show_preview(self.form.params())

    def _edited(self) -> None:
        params = self.form.params()
        self.edited.emit(params, params.get("reason", self.reason.text()))
        self._show_preview(params)

    def _show_preview(self, params: dict[str, Any]) -> None:
        if self._rows is None:
            return
        before = self._rows.select([self._column])
        after: pa.Table | None = before
        said = ""
        if self._operator:
            recipe = Recipe((Treatment(self._column, self._operator, params),))
            try:
                after, _ = apply(before, recipe, Context(self._key), Job())
            except GongkaiError as error:
                after, said = None, error.told(self._language)
        self.problem.say(said, "warn")
        self.preview.fill(self._pairs(before, after))

    def _pairs(self, before: pa.Table, after: pa.Table | None) -> list[tuple[str, str]]:
        old = before[self._column].cast(pa.string()).to_pylist()
        new: list[str | None] = [None] * len(old)
        gone = ""
        if after is not None and self._column in after.column_names:
            new = after[self._column].cast(pa.string()).to_pylist()
        elif after is not None:
            gone = self.tr("（删除）")
        return [(a or "", b or gone) for a, b in zip(old, new, strict=True)]
