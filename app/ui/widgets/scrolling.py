"""Parts of a page that scroll on a low screen instead of making the window higher."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget


class Scrolling(QScrollArea):
    """As wide as what is inside, or ``width`` pixels; in height it takes what there is."""

    def __init__(self, inside: QWidget, width: int | None = None) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)
        if width is not None:
            self.setFixedWidth(width)


class ScrollingIfNeeded(Scrolling):
    """As high as what is inside, and no higher; where there is no room for it, ``lines`` of text at least."""

    def __init__(self, inside: QWidget, lines: int) -> None:
        super().__init__(inside)
        self._lines = lines
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        return self.widget().sizeHint()

    def minimumSizeHint(self) -> QSize:
        inside, bar = self.widget().minimumSizeHint(), self.verticalScrollBar().sizeHint()
        least = self._lines * self.fontMetrics().height()
        return QSize(inside.width() + bar.width(), min(inside.height(), least))

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:  # what is inside has become another size
            self.updateGeometry()
        return super().event(event)
