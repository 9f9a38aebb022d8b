"""The table that paints its own cells: what is seen is what stands in them, and nothing is lost."""

import openpyxl
import pyarrow as pa
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.intake.picture import find_in, take_picture
from app.core.jobs import Job
from app.ui import theme
from app.ui.widgets.sheet_picture import PictureView
from app.ui.widgets.table_model import ArrowTableView


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> ArrowTableView:
    theme.dress(qapp)
    view = ArrowTableView("表")
    qtbot.addWidget(view)
    numbers = pa.array([str(n) for n in range(10_000)]).dictionary_encode()
    view.show_table(pa.table({"甲": numbers, "乙": numbers}))
    view.resize(400, 300)
    view.show()
    return view


def image(view: ArrowTableView) -> QImage:
    return view.viewport().grab().toImage()


def inside(view: ArrowTableView, row: int, column: int) -> QPoint:
    """A place in a cell where no text stands."""
    return view.visualRect(view.model().index(row, column)).bottomRight() - QPoint(4, 4)


def test_only_cells_in_sight_are_asked_for(
    view: ArrowTableView, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(view, "line", lambda row, column: asked.append(row) or "x")
    view.scrollTo(view.model().index(5000, 0), view.ScrollHint.PositionAtTop)
    image(view)
    assert min(asked) == 5000
    assert max(asked) < 5030


def test_a_text_is_painted_and_a_chosen_cell_stands_out(view: ArrowTableView) -> None:
    plain = image(view)
    rect = view.visualRect(view.model().index(0, 1))
    colours = {
        plain.pixelColor(x, rect.center().y()).name() for x in range(rect.left(), rect.right())
    }
    assert len(colours) > 1  # a digit
    view.selectionModel().select(
        view.model().index(2, 1), view.selectionModel().SelectionFlag.Select
    )
    chosen = image(view)
    high = view.palette().color(QPalette.ColorGroup.Inactive, QPalette.ColorRole.Highlight)
    active = view.palette().color(QPalette.ColorGroup.Active, QPalette.ColorRole.Highlight)
    assert chosen.pixelColor(inside(view, 2, 1)) in (high, active)
    assert chosen.pixelColor(inside(view, 2, 0)) == plain.pixelColor(inside(view, 2, 0))


def test_a_long_text_is_cut_where_its_column_ends(view: ArrowTableView) -> None:
    long = "很长的说明" * 4000
    view.resize(600, 300)
    view.show_table(pa.table({"甲": [long, "短"], "乙": ["", ""]}))
    painted = image(view)
    y = view.visualRect(view.model().index(0, 0)).center().y()
    rect = view.visualRect(view.model().index(0, 1))
    ground = {painted.pixelColor(x, y).name() for x in range(rect.left(), rect.right() + 1)}
    assert len(ground) == 1


def test_keys_move_and_choose(view: ArrowTableView, qtbot: QtBot) -> None:
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.currentIndex().row() == 1
    assert len(view.selectedIndexes()) == 2
    qtbot.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert view.currentIndex().row() == 9999


@pytest.fixture
def picture(qtbot: QtBot, qapp: QApplication, tmp_path) -> PictureView:  # type: ignore[no-untyped-def]
    theme.dress(qapp)
    book = openpyxl.Workbook()
    for row in (
        ["低保对象名单"], ["序号", "姓名", "金额"], [1, "甲某", 100], [2, "乙某", 200],
        [3, "丙某", 300], ["合计", None, 600],
    ):  # fmt: skip
        book.active.append(row)
    book.active.merge_cells("A1:C1")
    book.save(tmp_path / "a.xlsx")
    view = PictureView("原表", "zh")
    qtbot.addWidget(view)
    view.resize(500, 300)
    view.show_picture(find_in(take_picture(tmp_path / "a.xlsx", Job()), Job())[0])
    view.show()
    return view


def test_rows_stand_on_the_colour_of_what_they_are(picture: PictureView) -> None:
    painted = image(picture)
    for row, tone in ((1, "row-header"), (2, "base"), (5, "row-total")):
        assert painted.pixelColor(inside(picture, row, 1)) == theme.colour(tone)


def test_merged_cells_are_painted_as_one(picture: PictureView) -> None:
    painted = image(picture)
    edge = picture.visualRect(picture.model().index(1, 0)).right() + 1
    y = picture.visualRect(picture.model().index(0, 0)).center().y()
    assert painted.pixelColor(edge, y) == theme.colour("row-aside")  # no line within
    assert painted.pixelColor(edge, inside(picture, 2, 0).y()) == theme.colour("line")


def test_a_screen_reader_is_told_of_cells_and_of_what_their_rows_are(picture: PictureView) -> None:
    table = QAccessible.queryAccessibleInterface(picture)

    def cell(row: int, column: int) -> QAccessibleInterface:
        """Row 0 and column 0 are the heads."""
        return table.child(row * 4 + column)

    assert table.role() == QAccessible.Role.Table
    assert table.childCount() == 7 * 4
    assert cell(6, 3).text(QAccessible.Text.Name) == "600"
    assert cell(6, 3).text(QAccessible.Text.Description) == "合计行"
    assert cell(2, 0).text(QAccessible.Text.Name) == "2  表头"
