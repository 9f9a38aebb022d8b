"""The small table of words: what it says where there are no rows."""

from PySide6.QtGui import QPaintEvent
from pytestqt.qtbot import QtBot

from app.ui.widgets.record_table import RecordTable


class Painted(RecordTable):
    """Remembers what it said of no rows, each time that it was painted."""

    def __init__(self) -> None:
        super().__init__("问题", ["列"], "还没有质检")
        self.told: list[str] = []

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 — the name is Qt's
        super().paintEvent(event)
        self.told.append(self.empty)


def test_what_is_said_of_no_rows_is_painted_anew(qtbot: QtBot) -> None:
    table = Painted()
    qtbot.addWidget(table)
    table.show()
    qtbot.waitUntil(lambda: table.told[-1:] == ["还没有质检"])
    table.empty = "没有发现问题"
    table.fill([])
    qtbot.waitUntil(lambda: table.told[-1:] == ["没有发现问题"])
