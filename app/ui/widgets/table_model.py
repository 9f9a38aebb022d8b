"""A table of any length in a view: only the rows that are looked at become Python text."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

import pyarrow as pa
from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication

from app.core.exploring import Rows, texts_at
from app.core.mapped_file import let_go
from app.ui.widgets.grid import Grid
from app.ui.widgets.record_table import tip
from app.ui.widths import ColumnWidths

PAGE = 128  # rows
KEPT = 512  # pages, each of one column: what some screens show
SAMPLE = 60  # rows that decide on the width of a column
MEASURED = 256  # columns of which the widths are told so; a file may have 16,384
NARROWEST, WIDEST = 64, 320  # pixels

COPIED = 100_000  # cells; the text of more would hold the window up

_EDGES = {
    Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down", Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
}  # fmt: skip
_KEYPAD = Qt.KeyboardModifier.KeypadModifier

Index = QModelIndex | QPersistentModelIndex


class ArrowTableModel(QAbstractTableModel):
    """Text columns, a page of 128 cells at a time; never the whole table.

    A view of it may leave out rows and put them in another order: a *place* counts what is shown,
    a *row* what stands in the table, both from 0.
    """

    def __init__(self, data: pa.Table | None = None) -> None:
        super().__init__()
        self._data = data if data is not None else pa.table({})
        self._rows: Rows | None = None
        self._dropped = 0  # pages
        self._pages: OrderedDict[tuple[int, int], list[str | None]] = OrderedDict()

    def set_table(self, data: pa.Table) -> None:
        """Show another table, all of it."""
        self.beginResetModel()
        self._data = data
        self._rows = None
        self._pages.clear()
        self.endResetModel()

    def set_rows(self, rows: Rows | None) -> None:
        """Show these rows in this order; None shows all as they stand."""
        self.beginResetModel()
        self._rows = rows
        self._pages.clear()
        self.endResetModel()

    @property
    def table(self) -> pa.Table:
        """What is shown."""
        return self._data

    @property
    def rows(self) -> Rows | None:
        """The rows that are shown; None where all are, as they stand."""
        return self._rows

    def row(self, place: int) -> int:
        """Which row is shown at a place."""
        return place if self._rows is None else int(self._rows[place])

    def text(self, row: int, column: int) -> str | None:
        """The exact text of the cell at a place; None for a blank one."""
        return self._page(row // PAGE, column)[row % PAGE]

    def line(self, row: int, column: int) -> str | None:
        """A cell's text on one line."""
        text = self.text(row, column)
        return text if text is None or text.isprintable() else " ".join(text.splitlines())

    def rowCount(self, parent: Index | None = None) -> int:
        if parent is not None and parent.isValid():
            return 0
        return int(self._data.num_rows) if self._rows is None else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else int(self._data.num_columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.line(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self.text(index.row(), index.column()) or "")
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            if orientation is Qt.Orientation.Horizontal:
                return self._data.schema.field(section).name
            return str(self.row(section) + 1)
        return None

    def _page(self, number: int, column: int) -> list[str | None]:
        page = self._pages.get((number, column))
        if page is None:
            page = self._pages[number, column] = self._read(number, column)
            if len(self._pages) > KEPT:
                self._pages.popitem(last=False)
                self._dropped += 1
                if self._dropped % KEPT == 0:
                    let_go()  # what was looked at long ago need not stay in memory
        self._pages.move_to_end((number, column))
        return page

    def _read(self, number: int, column: int) -> list[str | None]:
        cells, start = self._data.column(column), number * PAGE
        if self._rows is not None:
            return texts_at(cells, self._rows[start : start + PAGE])
        # The cast decodes these cells alone; the dictionary of a slice is that of the column.
        texts: list[str | None] = cells.slice(start, PAGE).cast(pa.string()).to_pylist()
        return texts


class ArrowTableView(Grid):
    """Shows an :class:`ArrowTableModel` with columns as wide as a sample of their values.

    Ctrl and an arrow go to the edge of the table. ``copied`` carries how many cells were to be
    copied, and how many can be: of more than that none were.
    """

    copied = Signal(int, int)

    def __init__(self, name: str, model: ArrowTableModel | None = None) -> None:
        super().__init__()
        self._widths: ColumnWidths | None = None
        self.setAccessibleName(name)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.heads.setDefaultSectionSize(self.fontMetrics().height() + 8)
        self.arrow = model or ArrowTableModel()
        self.setModel(self.arrow)

    def show_table(self, data: pa.Table, sample: Sequence[int] | None = None) -> None:
        """Show ``data`` from its first row. ``sample``: the rows that decide on the widths."""
        self.heads.fit(str(data.num_rows))
        self.arrow.set_table(data)
        rows = range(self.arrow.rowCount()) if sample is None else sample
        widths = sampled_widths(self.arrow, self.fontMetrics(), rows[:SAMPLE])
        for column, width in enumerate(widths):
            wanted = (
                None if self._widths is None else self._widths.of("", data.column_names[column])
            )
            self.setColumnWidth(column, wanted or width)

    def remember(self, widths: ColumnWidths) -> None:
        """Keep the widths that a person chooses, by the column's name in whatever table."""
        self._widths = widths
        widths.watch(str, self.horizontalHeader())

    def copy(self) -> None:
        """Put the chosen cells on the clipboard, in the form that spreadsheets paste."""
        parts = list(self.selectionModel().selection())
        cells = sum(part.width() * part.height() for part in parts)
        if 0 < cells <= COPIED:
            QApplication.clipboard().setText(
                "\n".join(
                    "\t".join(
                        _pasted(self.arrow.text(row, column) or "")
                        for column in range(part.left(), part.right() + 1)
                    )
                    for part in sorted(parts, key=lambda part: (part.top(), part.left()))
                    for row in range(part.top(), part.bottom() + 1)
                )
            )
        if cells:
            self.copied.emit(cells, COPIED)

    def event(self, event: QEvent) -> bool:
        # Within the table these keys are the table's, whatever the window does at them.
        pressed = event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if pressed and event.matches(QKeySequence.StandardKey.MoveToStartOfDocument):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, edge = self.currentIndex(), _EDGES.get(Qt.Key(event.key()))
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif (
            edge is not None
            and index.isValid()
            and event.modifiers() & ~_KEYPAD == Qt.KeyboardModifier.ControlModifier
        ):
            row, column = index.row(), index.column()
            last = self.arrow.rowCount() - 1, self.arrow.columnCount() - 1
            to = {"up": (0, column), "down": (last[0], column), "left": (row, 0),
                  "right": (row, last[1])}[edge]  # fmt: skip
            self.setCurrentIndex(self.arrow.index(*to))
        else:
            super().keyPressEvent(event)

    def line(self, row: int, column: int) -> str:
        return self.arrow.line(row, column) or ""


def sampled_widths(model: ArrowTableModel, metrics: QFontMetrics, rows: Sequence[int]) -> list[int]:
    """A width for each column, from its name and its values in some rows."""
    widths = []
    for column in range(min(model.columnCount(), MEASURED)):
        name = model.headerData(column, Qt.Orientation.Horizontal)
        texts = [name, *(model.text(row, column) or "" for row in rows)]
        width = max(metrics.horizontalAdvance(text.split("\n")[0]) for text in texts) + 24
        widths.append(min(max(width, NARROWEST), WIDEST))
    return widths


def _pasted(text: str) -> str:
    """A cell as spreadsheets copy it: quoted where it would break the row or the column."""
    if any(sign in text for sign in '\t\n\r"'):
        return '"' + text.replace('"', '""') + '"'
    return text
