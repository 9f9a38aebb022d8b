"""A panel that asks at the left and answers at the right, with figures among the answers."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.core.model import Gate
from app.core.text import Text
from app.ui import wording
from app.ui.session import Session
from app.ui.widgets.labels import caption
from app.ui.widgets.record_table import RecordTable
from app.ui.widgets.scrolling import Scrolling


class Figure(Protocol):
    """A figure in words, and how it is judged."""

    @property
    def title(self) -> Text: ...
    @property
    def value(self) -> str: ...
    @property
    def meaning(self) -> Text: ...
    @property
    def gate(self) -> Gate | None: ...


def fill_figures(table: RecordTable, figures: Sequence[Figure], session: Session) -> None:
    """A row a figure: its name, its value in the colour of its judgement, what it means."""
    say = session.say
    table.fill([(say(f.title), f.value, say(f.meaning)) for f in figures])
    for row, figure in enumerate(figures):
        if figure.gate is not None:
            table.tint(row, 1, wording.GATE_TONES[figure.gate])
    table.setCurrentCell(0, 0)


def asked_half(
    choice: QWidget, fields: Iterable[tuple[str, QWidget]], run: QPushButton, why: QWidget
) -> QWidget:
    """What is asked: the columns of ``choice``, ``fields`` by title, and the button beside its reason."""
    form = QFormLayout()
    form.setVerticalSpacing(4)
    for title, field in fields:
        form.addRow(caption(title, field), field)
    buttons = QHBoxLayout()
    buttons.addWidget(run)
    buttons.addWidget(why, 1)
    asked = QWidget()
    left = QVBoxLayout(asked)
    left.setContentsMargins(0, 4, 4, 0)
    left.addWidget(choice, 1)
    left.addLayout(form)
    left.addLayout(buttons)
    return asked


def answered_half(*parts: tuple[QWidget, int]) -> QWidget:
    """What comes of it: widgets from top to bottom, each with its share of the height."""
    answered = QWidget()
    right = QVBoxLayout(answered)
    right.setContentsMargins(4, 4, 0, 0)
    for widget, share in parts:
        right.addWidget(widget, share)
    return answered


def lay_out(panel: QWidget, asked: QWidget, answered: QWidget) -> None:
    """Both halves; the left one never scrolls sideways: as wide as what is asked, and the bar beside it."""
    area = Scrolling(asked)
    bar = area.verticalScrollBar().sizeHint().width()
    area.setMinimumWidth(asked.minimumSizeHint().width() + bar)
    split = QSplitter(Qt.Orientation.Horizontal)
    split.addWidget(area)
    split.addWidget(answered)
    split.setSizes([330, 520])
    split.setChildrenCollapsible(False)
    layout = QVBoxLayout(panel)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(split)
