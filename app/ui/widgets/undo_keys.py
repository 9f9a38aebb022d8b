"""The keys of undo and redo in a dialog: those of Windows, and those of everybody else."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

UNDO, REDO = ("Ctrl+Z",), ("Ctrl+Y", "Ctrl+Shift+Z")


def give_undo_keys(dialog: QWidget, undo: QPushButton, redo: QPushButton) -> None:
    """Let the keys press the buttons; each button tells its first key."""
    for button, keys in ((undo, UNDO), (redo, REDO)):
        button.setToolTip(QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText))
        for key in keys:
            QShortcut(QKeySequence(key), dialog, button.click)
