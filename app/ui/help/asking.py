"""F1 wherever one is: the page of the guide for what is on the screen.

A window or dialog says by its attribute ``topic`` which page that is; what says nothing is helped with the
page of whatever opened it.
"""

import shiboken6
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from app.ui.help.guide import CONTENTS
from app.ui.help.window import HelpWindow

KEY = "F1"
_NAME = "help-key"


class _Shown:
    """The one help window, while it is there."""

    window: HelpWindow | None = None


def topic_of(widget: QWidget | None) -> str:
    """The help topic of a widget: its own, or that of what it stands in or was opened by."""
    while widget is not None:
        topic = getattr(widget, "topic", "")
        if isinstance(topic, str) and topic:
            return topic
        widget = widget.parentWidget()
    return CONTENTS


def show_help(place: str) -> HelpWindow:
    """Show a topic of the guide, in the language that the program speaks now."""
    modal = QApplication.activeModalWidget()
    blocks_all = modal is not None and modal.windowModality() is Qt.WindowModality.ApplicationModal
    window = _window(modal if blocks_all else None)
    window.go(place)
    window.show()
    window.raise_()
    window.activateWindow()
    return window


def close_help() -> None:
    """Take the window away, as before the program speaks another language."""
    window, _Shown.window = _Shown.window, None
    if window is not None and shiboken6.isValid(window):
        shiboken6.delete(window)


def answer_help_key(app: QApplication) -> None:
    """Let F1 work in every dialog. A shortcut of the main window is deaf while one is open."""
    app.focusChanged.connect(lambda _, now: give_key(now.window()) if now is not None else None)


def give_key(window: QWidget) -> None:
    """Let F1 ask for a window's topic, unless it has the key already."""
    if isinstance(window, QMainWindow | HelpWindow):  # the one has it in its menu
        return
    if window.findChild(QShortcut, _NAME, Qt.FindChildOption.FindDirectChildrenOnly) is None:
        key = QShortcut(QKeySequence(KEY), window)
        key.setObjectName(_NAME)
        key.activated.connect(lambda: show_help(topic_of(window.focusWidget() or window)))


def _window(parent: QWidget | None) -> HelpWindow:
    """The window that is there, or a new one. A dialog that blocks all others has to be its parent."""
    window = _Shown.window
    if window is not None and shiboken6.isValid(window) and window.parentWidget() is parent:
        return window
    close_help()
    _Shown.window = HelpWindow("en" if _speaks_english() else "zh", parent)
    return _Shown.window


def _speaks_english() -> bool:
    return QCoreApplication.translate("help", "zh") == "en"
