"""A frame around a widget, to show where to look; it takes no clicks."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.ui import theme

ROOM = 5  # pixels around the widget
LINE = 3


class Pointer(QWidget):
    """Lies over its window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.target: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def point_at(self, target: QWidget | None) -> None:
        """Frame this widget where it is now; nothing where it is out of sight."""
        self.target = target
        window = self.parentWidget()
        if target is None or window is None or not target.isVisible():
            self.hide()
            return
        seen = target.visibleRegion().boundingRect()
        place = QRect(target.mapTo(window, seen.topLeft()), seen.size())
        self.setGeometry(place.adjusted(-ROOM, -ROOM, ROOM, ROOM))
        self.setVisible(not seen.isEmpty())
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("warn"), LINE))
        inside = QRect(QPoint(LINE, LINE), self.size()).adjusted(0, 0, -2 * LINE, -2 * LINE)
        painter.drawRoundedRect(inside, 4, 4)
        painter.end()
