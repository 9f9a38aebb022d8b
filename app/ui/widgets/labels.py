"""Labels. All are plain text: what a file says must never be taken for markup."""

import re
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QWidget,
)

from app.ui import theme

# The key of a mnemonic stands in brackets behind a Chinese word and inside an English one.
_MNEMONIC = re.compile(r"\(&\w\)|&(?=\w)")

Tone = Literal["", "muted", "ok", "warn", "stop", "info"]


def body(text: str = "", tone: Tone = "") -> QLabel:
    """Running text that wraps and can be copied."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    label.setProperty("tone", tone)
    return label


def tell(label: QLabel, text: str) -> None:
    """Show ``text``; without any the label takes no room."""
    label.setText(text)
    label.setVisible(bool(text))


def heading(text: str = "", *, wraps: bool = True) -> QLabel:
    """The title of a page or a part of it."""
    label = body(text)
    label.setWordWrap(wraps)
    label.setProperty("heading", True)
    return label


def caption(text: str, buddy: QWidget | None = None) -> QLabel:
    """The name of a field; a buddy gets it as its accessible name, and its mnemonic."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if buddy is not None:
        label.setBuddy(buddy)
        buddy.setAccessibleName(_MNEMONIC.sub("", text))
    return label


def beside(*widgets: QWidget) -> QWidget:
    """Widgets that stay on one line together."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        row.addWidget(widget)
    return line


def narrow_choice() -> QComboBox:
    """A choice in a panel: its list may be wider than the panel; the field need not."""
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    return box


class Notice(QLabel):
    """A bar that says how things stand, in one of five tones; hidden while it has nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("notice", True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.say("")

    def say(self, text: str, tone: Tone = "info") -> None:
        """Show ``text``; an empty one hides the bar."""
        self.setText(text)
        theme.mark(self, "tone", tone)
        self.setVisible(bool(text))


class Facts(QWidget):
    """Names and values, one pair a line."""

    def __init__(self) -> None:
        super().__init__()
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)

    def fill(self, pairs: list[tuple[str, str]]) -> None:
        """Show these pairs and nothing else."""
        while self._form.rowCount():
            self._form.removeRow(0)
        for name, value in pairs:
            label = caption(name)
            label.setProperty("tone", "muted")
            self._form.addRow(label, body(value))
