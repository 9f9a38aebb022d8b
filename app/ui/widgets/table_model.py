"""A table of any length in a view: only the rows that are looked at become Python text."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

import pyarrow as pa
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView

from app.ui.widgets.grid import Grid
from app.ui.widgets.record_table import tip

PAGE = 128  # rows
KEPT = 16  # pages
SAMPLE = 60  # rows that decide on the width of a column
MEASURED = 256  # columns of which the widths are told so; a file may have 16,384
NARROWEST, WIDEST = 64, 320  # pixels

Index = QModelIndex | QPersistentModelIndex


class ArrowTableModel(QAbstractTableModel):
    """Dictionary-encoded text columns, a page of 128 rows at a time; never the whole table."""

    def __init__(self, data: pa.Table | None = None) -> None:
        super().__init__()
        self._data = data if data is not None else pa.table({})
        self._pages: OrderedDict[int, list[list[str | None]]] = OrderedDict()

    def set_table(self, data: pa.Table) -> None:
        """Show another table."""
        self.beginResetModel()
        self._data = data
        self._pages.clear()
        self.endResetModel()

    @property
    def table(self) -> pa.Table:
        """What is shown."""
        return self._data

    def text(self, row: int, column: int) -> str | None:
        """A cell's exact text; None for a blank one."""
        return self._page(row // PAGE)[column][row % PAGE]

    def line(self, row: int, column: int) -> str | None:
        """A cell's text on one line."""
        text = self.text(row, column)
        return text if text is None or text.isprintable() else " ".join(text.splitlines())

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else int(self._data.num_rows)

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
            names = self._data.column_names
            return names[section] if orientation is Qt.Orientation.Horizontal else str(section + 1)
        return None

    def _page(self, number: int) -> list[list[str | None]]:
        page = self._pages.get(number)
        if page is None:
            rows = self._data.slice(number * PAGE, PAGE)
            # The cast decodes these rows alone; the dictionary of a slice is that of the table.
            page = [column.cast(pa.string()).to_pylist() for column in rows.columns]
            self._pages[number] = page
            if len(self._pages) > KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return page


class ArrowTableView(Grid):
    """Shows an :class:`ArrowTableModel` with columns as wide as a sample of their values."""

    def __init__(self, name: str, model: ArrowTableModel | None = None) -> None:
        super().__init__()
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
            self.setColumnWidth(column, width)

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
