"""A share as a bar with its number beside it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.model import percent
from app.ui import theme

GOOD, FAIR = 0.95, 0.8  # where the colour changes; a help for the eye, not a rule


class Bar(QWidget):
    """``share`` between 0 and 1, with what is written beside it.

    Painted by hand: Qt's charts are not under a licence that the product can use.
    """

    def __init__(self, name: str, share: float, words: str, tone: str) -> None:
        super().__init__()
        self.share, self.words, self.tone = share, words, tone
        self.setAccessibleName(f"{name}: {words}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(260, self.fontMetrics().height() + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        number = self.fontMetrics().horizontalAdvance("100.00 %") + 12
        track = QRectF(0, self.height() / 2 - 5, self.width() - number, 10)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
        painter.drawRoundedRect(track, 5, 5)
        filled = QRectF(track)
        filled.setWidth(track.width() * min(max(self.share, 0.0), 1.0))
        painter.setBrush(theme.colour(self.tone))
        painter.drawRoundedRect(filled, 5, 5)
        painter.setPen(theme.colour("text"))
        where = QRectF(self.width() - number, 0, number, self.height())
        painter.drawText(where, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
                         self.words)  # fmt: skip
        painter.end()


class ScoreBar(Bar):
    """A score of the quality report."""

    def __init__(self, name: str, score: float) -> None:
        tone = "ok" if score >= GOOD else "warn" if score >= FAIR else "stop"
        super().__init__(name, score, percent(score, 2), tone)
