"""The quality of a dataset over its releases, drawn as in the report."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QEvent, QPoint, QSize
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.core.model import percent
from app.core.quality.check import dimensions
from app.core.quality.reports.content import Point, dimension_name
from app.core.quality.reports.trend_chart import Ink, described, drawing, places
from app.core.text import Language
from app.ui import theme

_SIZE = QSize(480, 240)
_SMALL = QSize(260, 150)


class TrendChart(QWidget):
    """Lines over the releases; a release under the pointer tells its figures.

    ``by_dimension``: with a line for each dimension; else the whole score alone, in less room.
    """

    def __init__(self, name: str, language: Language, *, by_dimension: bool = True) -> None:
        super().__init__()
        self.trend: tuple[Point, ...] = ()
        self._language: Language = language
        self._by_dimension = by_dimension
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumSize(_SIZE if by_dimension else _SMALL)

    def show_trend(self, trend: Sequence[Point]) -> None:
        """Draw these releases, the earliest first."""
        self.trend = tuple(trend)
        self.setAccessibleDescription(described(trend, self._language))
        self.update()

    def told_at(self, place: QPoint) -> str:
        """The figures of the release that stands nearest; "" where there is none."""
        if not self.trend:
            return ""
        stands = places(len(self.trend), self.width())
        nearest = min(range(len(stands)), key=lambda n: abs(stands[n] - place.x()))
        point = self.trend[nearest]
        each = (
            f"{dimension_name(id, self._language)} {point.dimensions.get(id, 0.0):.2%}"
            for id in dimensions()
        )
        return "\n".join([f"{point.label}  {percent(point.score, 2)}", *each])

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.told_at(event.pos()), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.trend:
            return
        told = drawing(
            self.trend,
            self._language,
            self.width(),
            self.height(),
            Ink(*(theme.colour(tone).name() for tone in ("text", "line", "window"))),
            by_dimension=self._by_dimension,
        )
        painter = QPainter(self)
        QSvgRenderer(QByteArray(told.encode())).render(painter, self.rect().toRectF())
        painter.end()
