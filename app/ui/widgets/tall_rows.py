"""Rows that are as tall as their words, so that nothing of what a person has to judge ends in dots."""

import time

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtWidgets import QAbstractItemView, QTableView

LINES = 6  # that a row may have at most until it is the current one
PADDING = 6  # pixels above and below the lines of a row, together
TALL = 200  # rows that are as tall as their words; those below only while they are current
SLICE = 0.01  # seconds at a time: to measure a row asks for every cell of it


class TallRows(QTimer):
    """Of a table that breaks its lines. The current row shows all its words, however many; the others no
    more than some lines, so that none fills the window.
    """

    def __init__(self, view: QTableView) -> None:
        super().__init__(view, singleShot=True, interval=0)
        self._view = view
        self._next = 0  # the row that is measured next
        self.timeout.connect(self._go_on)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.horizontalHeader().sectionResized.connect(lambda *_: self.measure())
        view.selectionModel().currentChanged.connect(self._turn)

    def measure(self) -> None:
        """Measure all rows anew, as soon as nothing else is to be done."""
        self._next = 0
        self.start()

    def _go_on(self) -> None:
        until = time.monotonic() + SLICE
        self._grow(self._view.currentIndex().row())
        while self._next < min(self._view.model().rowCount(), TALL):
            self._grow(self._next)
            self._next += 1
            if time.monotonic() > until:
                self.start()
                return

    def _turn(self, current: QModelIndex, before: QModelIndex) -> None:
        """Whoever goes on to a row reads it whole; the one before it gives its room back."""
        if current.row() != before.row():
            self._grow(before.row())
            self._grow(current.row())

    def _grow(self, row: int) -> None:
        view = self._view
        if not 0 <= row < view.model().rowCount():
            return
        line = view.verticalHeader().defaultSectionSize()
        height = max(line, view.sizeHintForRow(row) + PADDING)
        if row != view.currentIndex().row():
            height = min(height, LINES * line if row < TALL else line)
        view.setRowHeight(row, height)
