"""A small read-only table of words: findings, problems, dropped rows."""

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt
from PySide6.QtGui import QBrush, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
)

from app.ui import theme
from app.ui.widgets.room import shared
from app.ui.widgets.tall_rows import TallRows
from app.ui.widths import ColumnWidths

WIDEST = 280  # pixels of a column that is not the last
LEAST = 80  # pixels that a column keeps of what it wants, however many share the room
LONGEST = 190  # pixels that a number takes from the other columns, at most
MARGIN = 28  # pixels around the words
LIMIT = 2000  # rows: a person reads no more, and every cell is an object
SAMPLE = 50  # rows that decide on the widths
_UNBROKEN = re.compile(r"[!-~]+")  # by the ends of lines


class RecordTable(QTableWidget):
    """Rows of text. The columns share the room that there is, and what is longer goes on below. The current
    row shows all its words, however many; every cell shows itself whole as a tip.

    ``lined``: columns of which the texts keep their lines; others are told in one, which the room breaks.
    ``widths``: those that a person has chosen, for all such tables of the window. ``shares``: False for a
    table that scrolls sideways and has a line a row.
    """

    widths: ClassVar[ColumnWidths | None] = None
    shares: ClassVar[bool] = True

    def __init__(self, name: str, titles: Sequence[str], empty: str = "") -> None:
        super().__init__(0, len(titles))
        self.empty = empty  # what is said where there are no rows
        self.total = 0
        self.lined: set[int] = set()
        self.least: dict[int, int] = {}  # pixels that a column needs for other things than words
        self._tints: dict[tuple[int, int], str] = {}
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(titles))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(self.shares)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        self._tall = TallRows(self) if self.shares else None
        if self.widths is not None:
            self.widths.watch(self.accessibleName, header)

    def fill(self, rows: Sequence[Sequence[str]]) -> None:
        """Show these rows and nothing else; of very many only the first, though all are counted."""
        self.total = len(rows)
        self._tints.clear()
        self.setRowCount(min(self.total, LIMIT))
        for number, row in enumerate(rows[:LIMIT]):
            for place, text in enumerate(row):
                shown = text if place in self.lined else " ".join(text.split("\n"))
                item = QTableWidgetItem(shown)
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.shares and event.size().width() != event.oldSize().width():
            self._fit()

    def selected_text(self) -> str:
        """The selected rows as a spreadsheet takes them: tabs between cells, a line each."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        columns = range(self.columnCount())
        return "\n".join(
            "\t".join(" ".join(self.item(row, column).text().split("\n")) for column in columns)
            for row in rows
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

    def _fit(self) -> None:
        """Share the room among the columns that are shown; the last takes what is left."""
        columns = [n for n in range(self.columnCount()) if not self.isColumnHidden(n)]
        chosen = {column: self._chosen_width(column) for column in columns}
        wanted = [chosen[column] or self._wanted_width(column) for column in columns]
        if self.shares:
            least = [chosen[column] or self._least_width(column) for column in columns]
            wanted = shared(wanted, least, self.viewport().width())
        for column, width in list(zip(columns, wanted, strict=True))[:-1]:
            self.setColumnWidth(column, width)
        if self._tall is not None:
            self._tall.measure()

    def _chosen_width(self, column: int) -> int:
        """The width that a person gave a column; 0 where nobody did."""
        title = self.horizontalHeaderItem(column).text()
        return (self.widths and self.widths.of(self.accessibleName(), title)) or 0

    def _wanted_width(self, column: int) -> int:
        """What it takes to show every word of a column in a line, or enough of them."""
        advance = self.fontMetrics().horizontalAdvance
        words = max(map(advance, self._texts(column)), default=0) + MARGIN
        if not self.shares:
            words = min(words, WIDEST)
        return max(words, self._title_width(column), self.least.get(column, 0))

    def _least_width(self, column: int) -> int:
        """What it takes to show the title, and what no line can be broken in: a number, masked or not, or a
        line that is kept.
        """
        advance, kept = self.fontMetrics().horizontalAdvance, column in self.lined
        texts = self._texts(column)
        runs = texts if kept else (run for text in texts for run in _UNBROKEN.findall(text))
        whole = min(max(map(advance, runs), default=0) + MARGIN, WIDEST if kept else LONGEST)
        return max(whole, self._title_width(column), LEAST, self.least.get(column, 0))

    def _texts(self, column: int) -> Iterator[str]:
        """What stands in the rows that decide on the widths."""
        items = (self.item(row, column) for row in range(min(self.rowCount(), SAMPLE)))
        return (line for item in items if item is not None for line in item.text().split("\n"))

    def _title_width(self, column: int) -> int:
        return (
            self.fontMetrics().horizontalAdvance(self.horizontalHeaderItem(column).text()) + MARGIN
        )


def tip(text: str) -> str:
    """A tooltip that is never taken for markup, however a cell begins."""
    return f"<span style='white-space:pre-wrap'>{_escaped(text)}</span>" if text else ""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
