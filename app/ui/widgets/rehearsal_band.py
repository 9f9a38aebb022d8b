"""A striped band across the window while nothing that is done in it is real."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.core import acts
from app.ui import rehearsal, theme
from app.ui.session import Session

STRIPE = 14  # pixels


class RehearsalBand(QWidget):
    """Hidden while it has nothing to say. The words stand on plain ground between the stripes."""

    def __init__(self) -> None:
        super().__init__()
        self.label = QLabel()
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.label.setProperty("rehearsal", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * STRIPE, 0, 3 * STRIPE, 0)
        row.addStretch(1)
        row.addWidget(self.label)
        row.addStretch(1)
        self.say("")

    def say(self, text: str) -> None:
        """Show these words; none hide the band."""
        self.label.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))

    def look(self, session: Session, training: bool) -> None:
        """Say what is not real: people, data and platform, or the platform alone."""
        if training:
            self.say(self.tr("演练：人物和数据都是虚构的，平台就在这台电脑上，什么都不会真正公开"))
            return
        chosen = acts.upload_profile(session.ws)
        rehearses = chosen is not None and rehearsal.is_rehearsal(session.ws, chosen)
        told = self.tr("已选演练平台：现在上传的数据不会离开这台电脑，也不会真正公开")
        self.say(told if rehearses else "")

    def sizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height() + 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.colour("warn-ground"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("warn"))
        height = self.height()
        for left in range(-height, self.width(), 2 * STRIPE):
            corners = (
                (left, height),
                (left + height, 0),
                (left + height + STRIPE, 0),
                (left + STRIPE, height),
            )
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
        painter.end()
