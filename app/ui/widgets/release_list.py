"""All releases, the latest change first, each with where it stands."""

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.core import acts
from app.core.workspace.store import Release
from app.ui import theme, wording
from app.ui.session import Session
from app.ui.widgets.record_table import tip

ID = int(Qt.ItemDataRole.UserRole)
NAME, STANDING, TONE = ID + 1, ID + 2, ID + 3
MARGIN = 8

Index = QModelIndex | QPersistentModelIndex


class ReleaseList(QListWidget):
    """``picked`` carries the id of the release that a person chose; ``menu_wanted``: where to show
    what can be done with it.
    """

    picked = Signal(str)
    menu_wanted = Signal(QPoint)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setAccessibleName(self.tr("发布清单"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lines = _TwoLines(self)  # Qt does not keep a delegate alive
        self.setItemDelegate(self._lines)
        self.currentItemChanged.connect(self._changed)

    def show_releases(self, releases: list[Release]) -> None:
        """Show these, and keep the choice, as far as it is still there."""
        chosen = self.chosen()
        with QSignalBlocker(self):  # nobody has picked another
            self.clear()
            for release in releases:
                self.addItem(self._item(release))
            if chosen is not None:
                self.choose(chosen)

    def chosen(self) -> str | None:
        """The id of the release that is chosen."""
        item = self.currentItem()
        return None if item is None else str(item.data(ID))

    def choose(self, id: str) -> None:
        """Choose a release."""
        for row in range(self.count()):
            if self.item(row).data(ID) == id:
                self.setCurrentRow(row)

    def choose_none(self) -> None:
        """Choose no release."""
        self.setCurrentRow(-1)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.currentItem() is not None:
            self.menu_wanted.emit(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.count():
            painter = QPainter(self.viewport())
            painter.setPen(theme.colour("muted"))
            text = self.tr("还没有发布")
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, text)
            painter.end()

    def _item(self, release: Release) -> QListWidgetItem:
        state = wording.state(release.state, self.session.language)
        away = wording.away(acts.with_whom(self.session.ws, release.id))
        standing = f"{release.id} · {away or state}"
        item = QListWidgetItem(f"{release.name} {standing}")  # what a screen reader says
        item.setData(ID, release.id)
        item.setData(NAME, release.name)
        item.setData(STANDING, standing)
        item.setData(TONE, wording.state_tone(release.state))
        item.setToolTip(tip(release.name))
        return item

    def _changed(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.picked.emit(str(item.data(ID)))


class _TwoLines(QStyledItemDelegate):
    """The name, and below it the state in its tone."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, 2 * option.fontMetrics.height() + 2 * MARGIN + 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        palette = option.palette
        ground = QPalette.ColorRole.Highlight if chosen else QPalette.ColorRole.Base
        painter.fillRect(option.rect, palette.color(ground))
        inside = option.rect.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        half = inside.height() // 2
        upper = QRect(inside.left(), inside.top(), inside.width(), half)
        lower = upper.translated(0, half)
        front = palette.color(QPalette.ColorRole.HighlightedText)
        painter.save()
        painter.setPen(front if chosen else palette.color(QPalette.ColorRole.Text))
        _draw(painter, option, upper, index.data(NAME))
        painter.setPen(front if chosen else theme.colour(index.data(TONE)))
        _draw(painter, option, lower, index.data(STANDING))
        painter.restore()


def _draw(painter: QPainter, option: QStyleOptionViewItem, place: QRect, text: str) -> None:
    metrics = option.fontMetrics
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
