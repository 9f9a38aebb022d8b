"""Ctrl+Z where the cursor stands in a text field: its own typing first, then what the page did before.

Qt's fields keep the keys of undo and redo to themselves also when they have nothing to undo, so that a page
whose every field is text would never hear them.
"""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)


class FieldUndo(QObject):
    """Follows the cursor through the text fields of a page, and lets go of the keys that they have no use for."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.ShortcutOverride:
            return False
        undo, redo = _available(watched)
        useless = (event.matches(QKeySequence.StandardKey.Undo) and not undo) or (
            event.matches(QKeySequence.StandardKey.Redo) and not redo
        )
        if useless:
            event.ignore()
        return useless

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if new is not None and self._page.isAncestorOf(new) and _field(new) is not None:
            new.installEventFilter(self)


def _field(widget: QObject) -> QLineEdit | QPlainTextEdit | None:
    """Where the text stands that is typed into a widget; None where none is."""
    if isinstance(widget, QAbstractSpinBox | QComboBox):
        return widget.lineEdit()
    return widget if isinstance(widget, QLineEdit | QPlainTextEdit) else None


def _available(widget: QObject) -> tuple[bool, bool]:
    """Whether typing can be undone there, and redone."""
    field = _field(widget)
    if isinstance(field, QPlainTextEdit):
        return field.document().isUndoAvailable(), field.document().isRedoAvailable()
    return (
        field is not None and field.isUndoAvailable(),
        field is not None and field.isRedoAvailable(),
    )
