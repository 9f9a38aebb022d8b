"""What keeps a person from using a window: words cut short, widgets on top of each other, lines in which
nothing stands, controls that a screen reader cannot name or that no key reaches."""

from itertools import combinations, pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

SLACK = 2  # pixels that styles round away


def cut(root: QWidget) -> list[str]:
    """Every visible widget below ``root`` that is too small for its words, in words."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or not widget.width():
            continue
        if isinstance(widget, QLabel):
            short = _label_is_cut(widget)
        elif isinstance(widget, QPushButton | QCheckBox | QRadioButton | QToolButton):
            short = bool(widget.text()) and widget.width() + SLACK < widget.sizeHint().width()
        elif isinstance(widget, QLineEdit):
            hint = widget.fontMetrics().horizontalAdvance(widget.placeholderText())
            short = not widget.text() and hint > widget.width() - 8
        elif isinstance(widget, QComboBox):
            words = widget.fontMetrics().horizontalAdvance(widget.currentText())
            short = words > widget.width() - 24 and not widget.toolTip()
        elif isinstance(widget, QTabBar):
            advance = widget.fontMetrics().horizontalAdvance
            short = any(
                widget.tabRect(n).width() < advance(widget.tabText(n))
                for n in range(widget.count())
                if widget.isTabVisible(n)
            )
        else:
            continue
        if short:
            found.append(f"{type(widget).__name__}: {_words(widget)}")
    return found


def overlapping(root: QWidget) -> list[str]:
    """Pairs of visible widgets of one layout that lie on each other."""
    apart = QAbstractScrollArea, QComboBox, QSplitter, QStackedWidget, QTabBar
    found = []
    for parent in (root, *root.findChildren(QWidget)):
        layout = parent.layout()
        if layout is None or isinstance(parent, apart) or not parent.isVisible():
            continue
        children = [
            item.widget()
            for item in map(layout.itemAt, range(layout.count()))
            if item.widget() is not None and item.widget().isVisible()
        ]
        for one, other in combinations(children, 2):
            common = one.geometry().intersected(other.geometry())
            if common.width() > SLACK and common.height() > SLACK:
                found.append(f"{type(parent).__name__}: {_words(one)} / {_words(other)}")
    return found


def gaps(root: QWidget) -> list[str]:
    """Visible labels one above the other that say nothing and yet hold a line free."""
    return [
        f"{type(layout.parentWidget()).__name__}: {place}"
        for layout in root.findChildren(QVBoxLayout)
        for place in range(layout.count())
        if isinstance(label := layout.itemAt(place).widget(), QLabel)
        and label.isVisible()
        and not label.text()
        and label.pixmap().isNull()
    ]


def nameless(root: QWidget) -> list[str]:
    """Controls below ``root`` that a screen reader has no name for."""
    return [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in root.findChildren(QWidget)
        if _is_control(widget) and not spoken_name(widget)
    ]


def out_of_reach(root: QWidget) -> list[str]:
    """Visible controls below ``root`` that a mouse can use and the Tab key does not reach."""
    reached = {root}
    here = root.nextInFocusChain()
    while here not in reached:
        reached.add(here)
        here = here.nextInFocusChain()
    return [
        f"{type(widget).__name__}: {spoken_name(widget)}"
        for widget in root.findChildren(QWidget)
        if _is_control(widget)
        and widget.isVisible()
        and widget.isEnabled()
        and widget.window() is root.window()
        and (widget not in reached or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    ]


def out_of_order(root: QWidget) -> list[str]:
    """Where Tab goes back to what a reader has passed: to the left in a row, or up in a column.

    A window whose chain was walked is good for nothing more: PySide may take its menus for gone.
    """
    stops = [
        widget
        for widget in _focus_chain(root)
        if _is_control(widget)
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.isEnabled()
    ]
    if not stops:
        return []
    first = min(range(len(stops)), key=lambda n: _corner(stops[n]))
    ring = [*stops[first:], *stops[:first]]  # Tab goes round; where it begins is no fault
    return [
        f"{_words(one)} → {_words(other)}" for one, other in pairwise(ring) if _back(one, other)
    ]


def _focus_chain(root: QWidget) -> list[QWidget]:
    """In the order of Tab, whether it stops there or not."""
    chain = [root]
    while (following := chain[-1].nextInFocusChain()) is not root:
        chain.append(following)
    return chain


def _corner(widget: QWidget) -> tuple[int, int]:
    place = widget.mapToGlobal(QPoint(0, 0))
    return place.y(), place.x()


def _back(one: QWidget, other: QWidget) -> bool:
    """Whether the other stands before the one: left of it in its row, or straight above it."""
    first, second = (QRect(each.mapToGlobal(QPoint(0, 0)), each.size()) for each in (one, other))
    row = min(first.bottom(), second.bottom()) - max(first.top(), second.top()) > SLACK
    column = min(first.right(), second.right()) - max(first.left(), second.left()) > SLACK
    if row:
        return second.right() <= first.left() + SLACK
    return column and second.bottom() <= first.top() + SLACK


def spoken_name(widget: QWidget) -> str:
    """What a screen reader calls a widget."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def _is_control(widget: QWidget) -> bool:
    """What Tab or a click can reach; Qt's own inner parts answer through their owners."""
    owner = widget.parentWidget()
    popup = owner is not None and owner.metaObject().className() == "QComboBoxPrivateContainer"
    inner = widget.objectName().startswith("qt_") or widget.focusProxy() is not None or popup
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not inner


def _label_is_cut(label: QLabel) -> bool:
    if not label.text() or not label.pixmap().isNull():
        return False
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height() + SLACK
    hint = label.sizeHint()
    return hint.width() > label.width() + SLACK or hint.height() > label.height() + SLACK


def _words(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QTabBar):
        return " | ".join(widget.tabText(n) for n in range(widget.count()))
    return widget.accessibleName() or type(widget).__name__
