"""A table that paints its visible cells itself.

Qt's own painting asks a model for seven roles of every cell and hands each cell to a delegate, which
from Python costs a hundred times what the text does. Everything else (keys, selection, spans, what a
screen reader is told) is :class:`QTableView`'s.
"""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QLine, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionFocusRect, QTableView, QWidget

from app.ui import theme

ASIDE = 4  # pixels between a cell's edge and its text


class Advances(dict[str, int]):
    """How wide each character is in pixels, measured once: their sum tells in a tenth of the time
    whether a text fits. With kerning a text is a little narrower than that."""

    def __init__(self, metrics: QFontMetrics) -> None:
        super().__init__()
        self._metrics = metrics

    def __missing__(self, character: str) -> int:
        self[character] = advance = self._metrics.horizontalAdvance(character)
        return advance


class RowHeader(QHeaderView):
    """The heads of the rows, as wide as it is told: Qt would measure two hundred of them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self._width = 0

    def fit(self, widest: str) -> None:
        """Be as wide as this text."""
        self._width = self.fontMetrics().horizontalAdvance(widest) + 4 * ASIDE
        self.geometriesChanged.emit()

    def sizeHint(self) -> QSize:
        return QSize(self._width, 0)


class Grid(QTableView):
    """Cells of one line of text on grounds that belong to whole rows."""

    def __init__(self) -> None:
        super().__init__()
        self.heads = RowHeader(self)
        self.setVerticalHeader(self.heads)
        self._spans: list[QRect] = []  # columns are x, rows are y
        self.advances = Advances(self.fontMetrics())

    def line(self, row: int, column: int) -> str:
        """The text of a cell on one line."""
        raise NotImplementedError

    def ground(self, row: int) -> QColor:
        """What a row stands on."""
        other = self.alternatingRowColors() and row % 2
        return self.palette().color(
            QPalette.ColorRole.AlternateBase if other else QPalette.ColorRole.Base
        )

    def ink(self, row: int) -> QColor:
        """What a row is written with."""
        return self.palette().color(QPalette.ColorRole.Text)

    def setSpan(self, row: int, column: int, rows: int, columns: int) -> None:
        super().setSpan(row, column, rows, columns)
        self._spans.append(QRect(column, row, columns, rows))

    def clearSpans(self) -> None:
        super().clearSpans()
        self._spans.clear()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.advances = Advances(self.fontMetrics())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        rows, columns = self._seen(event.rect())
        if rows and columns:
            _Painting(self, painter, rows, columns, self._spans).run()
        painter.end()

    def _seen(self, area: QRect) -> tuple[range, range]:
        """The rows and columns that meet an area of the viewport."""
        model = self.model()
        rows, columns = model.rowCount(), model.columnCount()
        top, bottom = self.rowAt(area.top()), self.rowAt(area.bottom())
        left, right = self.columnAt(area.left()), self.columnAt(area.right())
        if top < 0 or left < 0:
            return range(0), range(0)
        return (
            range(top, (bottom if bottom >= 0 else rows - 1) + 1),
            range(left, (right if right >= 0 else columns - 1) + 1),
        )


class _Painting:
    """One painting of the cells in some rows and columns."""

    def __init__(
        self, grid: Grid, painter: QPainter, rows: range, columns: range, spans: list[QRect]
    ) -> None:
        self.grid, self.painter, self.rows, self.columns = grid, painter, rows, columns
        self.ys = [(grid.rowViewportPosition(row), grid.rowHeight(row)) for row in rows]
        self.xs = [(grid.columnViewportPosition(c), grid.columnWidth(c)) for c in columns]
        seen = QRect(columns.start, rows.start, len(columns), len(rows))
        self.spans = [span for span in spans if span.intersects(seen)]
        self.seen = seen
        parts = grid.selectionModel().selection()
        chosen = [QRect(p.left(), p.top(), p.width(), p.height()) for p in parts]
        self.chosen = [p for p in chosen if any(map(p.intersects, (seen, *self.spans)))]
        active = grid.isActiveWindow()
        self.group = QPalette.ColorGroup.Active if active else QPalette.ColorGroup.Inactive
        if not grid.isEnabled():
            self.group = QPalette.ColorGroup.Disabled
        self.line = theme.colour("line")
        self.metrics = grid.fontMetrics()
        self.advance = grid.advances.__getitem__
        self.lead = self.metrics.ascent() - self.metrics.descent() - 1  # centre to baseline, twice

    def run(self) -> None:
        self._grounds()
        self._lines()
        self._texts()
        for span in self.spans:
            self._span(span)
        self._focus()

    def _grounds(self) -> None:
        left, right = self.xs[0][0], sum(self.xs[-1])
        for row, (y, height) in zip(self.rows, self.ys, strict=True):
            self.painter.fillRect(left, y, right - left, height, self.grid.ground(row))
        high = self._colour(QPalette.ColorRole.Highlight)
        for part in self.chosen:
            if part.intersects(self.seen):
                self.painter.fillRect(self._place(part.intersected(self.seen)), high)

    def _lines(self) -> None:
        left, right = self.xs[0][0], sum(self.xs[-1]) - 1
        top, bottom = self.ys[0][0], sum(self.ys[-1]) - 1
        lines = [QLine(left, y + height - 1, right, y + height - 1) for y, height in self.ys]
        lines += [QLine(x + width - 1, top, x + width - 1, bottom) for x, width in self.xs]
        self.painter.setPen(self.line)
        self.painter.drawLines(lines)

    def _texts(self) -> None:
        covered = {place for span in self.spans for place in self._cells(span)}
        for row, (y, height) in zip(self.rows, self.ys, strict=True):
            self.painter.setPen(self.grid.ink(row))
            lit = [part for part in self.chosen if part.top() <= row <= part.bottom()]
            for column, (x, width) in zip(self.columns, self.xs, strict=True):
                if (row, column) in covered:
                    continue
                if not lit:
                    self._text(row, column, x, y, width, height)
                    continue
                self.painter.setPen(self._pen(row, column))
                self._text(row, column, x, y, width, height)

    def _text(self, row: int, column: int, x: int, y: int, width: int, height: int) -> None:
        text = self.grid.line(row, column)
        room = width - 2 * ASIDE
        if not text or room <= 0:
            return
        start = text[: room // 2 + 2]  # of very long ones
        if sum(map(self.advance, start)) > room:
            text = self.metrics.elidedText(start, Qt.TextElideMode.ElideRight, room)
        # At a point, since in a rectangle Qt would lay out a paragraph.
        self.painter.drawText(x + ASIDE, y + (height + self.lead) // 2, text)

    def _span(self, span: QRect) -> None:
        """Cells that are one: drawn over those that they hide."""
        row, column = span.top(), span.left()
        place = self._place(span)
        chosen = self._is_chosen(row, column)
        ground = self._colour(QPalette.ColorRole.Highlight) if chosen else self.grid.ground(row)
        self.painter.fillRect(place.adjusted(0, 0, -1, -1), ground)
        self.painter.setPen(self._pen(row, column))
        self._text(row, column, place.x(), place.y(), place.width(), place.height())

    def _focus(self) -> None:
        """Where the keys are."""
        index = self.grid.currentIndex()
        if not index.isValid() or not self.grid.hasFocus():
            return
        option = QStyleOptionFocusRect()
        option.initFrom(self.grid)
        option.rect = self.grid.visualRect(index)
        row, column = index.row(), index.column()
        option.backgroundColor = (
            self._colour(QPalette.ColorRole.Highlight)
            if self._is_chosen(row, column)
            else self.grid.ground(row)
        )
        what = QStyle.PrimitiveElement.PE_FrameFocusRect
        self.grid.style().drawPrimitive(what, option, self.painter, self.grid)

    def _pen(self, row: int, column: int) -> QColor:
        if self._is_chosen(row, column):
            return self._colour(QPalette.ColorRole.HighlightedText)
        return self.grid.ink(row)

    def _is_chosen(self, row: int, column: int) -> bool:
        return any(part.contains(column, row) for part in self.chosen)

    def _colour(self, role: QPalette.ColorRole) -> QColor:
        return self.grid.palette().color(self.group, role)

    def _cells(self, span: QRect) -> Iterator[tuple[int, int]]:
        for row in range(max(span.top(), self.rows.start), span.bottom() + 1):
            if row >= self.rows.stop:
                return
            for column in range(max(span.left(), self.columns.start), span.right() + 1):
                yield row, column

    def _place(self, cells: QRect) -> QRect:
        """Where cells lie in the viewport."""
        grid = self.grid
        x, y = grid.columnViewportPosition(cells.left()), grid.rowViewportPosition(cells.top())
        right = grid.columnViewportPosition(cells.right()) + grid.columnWidth(cells.right())
        bottom = grid.rowViewportPosition(cells.bottom()) + grid.rowHeight(cells.bottom())
        return QRect(x, y, right - x, bottom - y)
