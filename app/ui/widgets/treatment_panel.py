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
from app.ui.widgets.scrolling import ScrollingIfNeeded

FIRST = 20  # rows of the preview
LEAST = 4  # lines of text: two parameters are always in sight
_ROW = "\0row"  # a column of the preview's own: no table's column is called so


class TreatmentPanel(QWidget):
    """``edited`` carries the parameters and the reason after every change by hand."""

    edited = Signal(object, str)

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language: Language = language
        self._column = ""
        self._operator = ""
        self._rows: pa.Table | None = None
        self._context = Context(b"")
        self.title = heading()
        self.form = ParamsForm()
        self.reason = QLineEdit()
        self.reason_name = caption(self.tr("理由"), self.reason)
        self.problem = Notice()
        self.preview = RecordTable(self.tr("前 20 行对照"), [self.tr("处理前"), self.tr("处理后")])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.title)
        layout.addWidget(ScrollingIfNeeded(self.form, LEAST))
        layout.addWidget(self.reason_name)
        layout.addWidget(self.reason)
        layout.addWidget(self.problem)
        layout.addWidget(self.preview, 1)
        self.form.edited.connect(self._edited)
        self.reason.textEdited.connect(lambda _: self._edited())

    def set_rows(self, rows: pa.Table, context: Context) -> None:
        """The first rows of the table, and what the preview's operators may use."""
        numbers = pa.array([str(row) for row in range(rows.num_rows)], pa.string())
        self._rows, self._context = rows.append_column(_ROW, numbers), context

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
        after: pa.Table | None = self._rows
        said = ""
        if self._operator:
            recipe = Recipe((Treatment(self._column, self._operator, params),))
            try:
                after, _ = apply(self._rows, recipe, self._context, Job())
            except GongkaiError as error:
                after, said = None, error.told(self._language)
        self.problem.say(said, "warn")
        self.preview.fill(self._pairs(self._rows, after))

    def _pairs(self, before: pa.Table, after: pa.Table | None) -> list[tuple[str, str]]:
        """Of each row, its cell before and after; a row may go, or its column."""
        old = before[self._column].to_pylist()
        if after is None:
            return [(cell or "", "") for cell in old]
        gone = self.tr("（删除）")
        new: dict[str, str | None] = dict.fromkeys(before[_ROW].to_pylist(), gone)
        if self._column in after.column_names:
            new |= zip(after[_ROW].to_pylist(), after[self._column].to_pylist(), strict=True)
        return [(cell or "", new[str(row)] or "") for row, cell in enumerate(old)]
