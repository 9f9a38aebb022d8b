"""The style sheet and what is told to it."""

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel

from app.ui import theme


def test_a_mark_is_looked_at_anew_only_when_it_changes(qapp: QApplication) -> None:
    theme.dress(qapp)
    label = QLabel()
    role = QPalette.ColorRole.WindowText
    theme.mark(label, "tone", "warn")
    assert label.palette().color(role) == theme.colour("warn")
    other = label.palette()
    other.setColor(role, QColor("red"))  # what another look at the sheet would undo
    label.setPalette(other)
    theme.mark(label, "tone", "warn")
    assert label.palette().color(role) == QColor("red")
    theme.mark(label, "tone", "ok")
    assert label.palette().color(role) == theme.colour("ok")
