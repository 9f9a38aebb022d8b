"""Columns stand as a person left them; what the program sets is forgotten."""

from collections.abc import Callable, Iterator

import pyarrow as pa
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHeaderView
from pytestqt.qtbot import QtBot

from app.ui.session import Session
from app.ui.widgets.explorer import Explorer
from app.ui.widgets.record_table import RecordTable
from app.ui.widths import ColumnWidths


class Place:
    """Where the widths lie."""

    text = ""

    def write(self, text: str) -> None:
        self.text = text


@pytest.fixture
def place() -> Iterator[Place]:
    place = Place()
    before = RecordTable.widths
    RecordTable.widths = ColumnWidths(lambda: place.text, place.write)
    yield place
    RecordTable.widths = before


def drag(header: QHeaderView, section: int, by: int, qtbot: QtBot) -> None:
    edge = header.sectionViewportPosition(section) + header.sectionSize(section) - 1
    at, to = QPoint(edge, header.height() // 2), QPoint(edge + by, header.height() // 2)
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(header.viewport(), left, pos=at)
    qtbot.mouseMove(header.viewport(), to)
    qtbot.mouseRelease(header.viewport(), left, pos=to)


def table(qtbot: QtBot) -> RecordTable:
    found = RecordTable("发现", ["列", "类型", "理由"])
    qtbot.addWidget(found)
    found.resize(600, 200)
    found.show()
    found.fill([("姓名", "姓名", "列名说明了内容")])
    return found


def test_what_is_dragged_is_remembered(place: Place, qtbot: QtBot) -> None:
    one = table(qtbot)
    usual = one.columnWidth(0)
    drag(one.horizontalHeader(), 0, 77, qtbot)
    assert one.columnWidth(0) == usual + 77
    widths = RecordTable.widths
    assert widths is not None
    widths.save()
    RecordTable.widths = ColumnWidths(lambda: place.text, place.write)  # the next day
    other = table(qtbot)
    assert (other.columnWidth(0), other.columnWidth(1)) == (usual + 77, one.columnWidth(1))
    other.fill([("很长很长很长很长的列名", "类型", "理由")])
    assert other.columnWidth(0) == usual + 77


def test_what_nobody_dragged_is_not(place: Place, qtbot: QtBot) -> None:
    one = table(qtbot)
    one.setColumnWidth(0, 300)
    widths = RecordTable.widths
    assert widths is not None
    widths.save()
    assert place.text == ""


def test_columns_of_data_are_remembered_in_the_workspace(
    session: Session, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    explorer = Explorer("表", session)
    qtbot.addWidget(explorer)
    explorer.resize(600, 300)
    data = pa.table({"序号": ["1"], "街道": ["一街道"]})
    explorer.show_table(data)
    explorer.show()
    drag(explorer.table.horizontalHeader(), 1, 50, qtbot)
    wide = explorer.table.columnWidth(1)
    explorer.show_table(pa.table({"街道": ["二街道"], "年度": ["2026"]}))
    assert explorer.table.columnWidth(0) == wide
    session.widths.save()
    again = Session(session.ws, session.actor)
    assert again.widths.of("", "街道") == wide
    assert "街道" not in session.ws.setting("column-widths")  # sealed
    again.jobs.close()
    again.reads.close()
