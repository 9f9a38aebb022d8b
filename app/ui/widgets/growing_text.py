"""A field for some lines of text that is as high as what stands in it."""

import math
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QTextBlock
from PySide6.QtWidgets import QPlainTextEdit

MOST = 8  # lines, from which on it scrolls
MARGIN = 2  # pixels, as a field of one line has


class GrowingText(QPlainTextEdit):
    """One line at least. Tab goes on to the next field."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(MARGIN)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()  # the frame is known by now

    def _fit(self) -> None:
        """Characters of another font make a line higher, so lines are measured, not counted."""
        lines = [height for block in self._blocks() for height in _heights(block)][:MOST]
        around = self.height() - self.viewport().height() + 2 * self.document().documentMargin() + 1
        self.setFixedHeight(math.ceil(sum(lines) + around))

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.document().firstBlock()
        while block.isValid():
            yield block
            block = block.next()


def _heights(block: QTextBlock) -> Iterator[float]:
    layout = block.layout()
    return (layout.lineAt(n).height() for n in range(layout.lineCount()))
