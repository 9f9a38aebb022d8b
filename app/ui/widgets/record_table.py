"""A small read-only table of words: findings, problems, dropped rows."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt
from PySide6.QtGui import QBrush, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
)

from app.ui import theme
from app.ui.widths import ColumnWidths

WIDEST = 280  # pixels of a column that is not the last
LIMIT = 2000  # rows: a person reads no more, and every cell is an object
SAMPLE = 50  # rows that decide on the widths


class RecordTable(QTableWidget):
    """Rows of text. The last column takes what is left; every cell shows itself whole as a tip.

    ``widths``: those that a person has chosen, for all such tables of the window.
    """

    widths: ClassVar[ColumnWidths | None] = None

    def __init__(self, name: str, titles: Sequence[str], empty: str = "") -> None:
        super().__init__(0, len(titles))
        self.empty = empty  # what is said where there are no rows
        self.total = 0
        self._tints: dict[tuple[int, int], str] = {}
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(titles))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        if self.widths is not None:
            self.widths.watch(self.accessibleName, header)

    def fill(self, rows: Sequence[Sequence[str]]) -> None:
        """Show these rows and nothing else; of very many only the first, though all are counted."""
        self.total = len(rows)
        self._tints.clear()
        self.setRowCount(min(self.total, LIMIT))
        for number, row in enumerate(rows[:LIMIT]):
            for place, text in enumerate(row):
                item = QTableWidgetItem(" ".join(text.split("\n")))
                item.setToolTip(tip(text))
                self.setItem(number, place, item)
        self._fit()
        self.viewport().update()  # no rows after no rows, but ``empty`` may say something else

    def go_to(self, row: int) -> None:
        """Make a row the current one, none for -1; also while Ctrl is held down (Ctrl+Z), when Qt would
        move the cursor and leave the selection.
        """
        select = QItemSelectionModel.SelectionFlag
        self.setCurrentCell(row, 0, select.ClearAndSelect | select.Rows)

    def tint(self, row: int, column: int, tone: str) -> None:
        """Colour one cell's text, by day and by night."""
        self._tints[row, column] = tone
        self.item(row, column).setForeground(QBrush(theme.colour(tone)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            for (row, column), tone in self._tints.items():
                if (item := self.item(row, column)) is not None:
                    item.setForeground(QBrush(theme.colour(tone)))

    def selected_text(self) -> str:
        """The selected rows as a spreadsheet takes them: tabs between cells, a line each."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        columns = range(self.columnCount())
        return "\n".join(
            "\t".join(self.item(row, column).text() for column in columns) for row in rows
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(self.selected_text())
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.empty and not self.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(theme.colour("muted"))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self.empty)
            painter.end()

    def propose_width(self, column: int, width: int) -> None:
        """Make a column so wide, unless a person wanted it otherwise."""
        title, name = self.horizontalHeaderItem(column).text(), self.accessibleName()
        wanted = None if self.widths is None else self.widths.of(name, title)
        self.setColumnWidth(column, wanted or width)

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        for column in range(self.columnCount() - 1):
            texts = [self.horizontalHeaderItem(column).text()]
            texts += [self.item(row, column).text() for row in range(min(self.rowCount(), SAMPLE))]
            width = max(metrics.horizontalAdvance(text) for text in texts) + 28
            self.propose_width(column, min(width, WIDEST))


def tip(text: str) -> str:
    """A tooltip that is never taken for markup, however a cell begins."""
    return f"<span style='white-space:pre-wrap'>{_escaped(text)}</span>" if text else ""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
