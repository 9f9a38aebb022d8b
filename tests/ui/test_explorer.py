"""Finding, leaving out, ordering and counting in a table, as a person does it."""

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QInputDialog, QMenu
from pytestqt.qtbot import QtBot

from app.core.exploring import Outlook
from app.ui.dialogs.column_dialog import ColumnDialog
from app.ui.main_window import MainWindow
from app.ui.session import Session
from app.ui.widgets import table_model
from app.ui.widgets.explorer import Explorer

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def explorer(session: Session, qtbot: QtBot, idle: Callable[[], None]) -> Explorer:
    explorer = Explorer("表", session)
    qtbot.addWidget(explorer)
    explorer.resize(600, 400)
    numbers = [str(n) for n in range(1000)]
    towns = [None if n % 5 == 0 else f"第{n % 3}街道" for n in range(1000)]
    explorer.show_table(pa.table({"序号": numbers, "街道": towns}))
    explorer.show()
    qtbot.waitExposed(explorer)
    return explorer


def shown(explorer: Explorer, column: int = 0, most: int = 5) -> list[str | None]:
    model = explorer.table.arrow
    return [model.text(row, column) for row in range(min(model.rowCount(), most))]


def entry(menu: QMenu, title: str) -> None:
    next(action for action in menu.actions() if action.text() == title).trigger()


def test_find_goes_from_match_to_match_and_round_the_end(
    explorer: Explorer, idle: Callable[[], None], qtbot: QtBot
) -> None:
    qtbot.keyClick(explorer.table, Qt.Key.Key_F, CONTROL)
    qtbot.keyClicks(explorer.sought, "99")
    qtbot.keyClick(explorer.sought, Qt.Key.Key_Return)
    idle()
    rows = [explorer.table.currentIndex().row()]
    for _ in range(19):
        qtbot.keyClick(explorer.sought, Qt.Key.Key_F3)
        rows.append(explorer.table.currentIndex().row())
    wanted = [n for n in range(1000) if "99" in str(n)]
    assert len(wanted) == 19
    assert rows == [*wanted, wanted[0]]
    explorer.before.click()
    assert explorer.table.currentIndex().row() == wanted[-1]
    assert explorer.said.text() == "第 19 处，共 19 处"


def test_what_is_not_there_is_said(explorer: Explorer, idle: Callable[[], None]) -> None:
    explorer.sought.setText("没有这个")
    explorer.step(1)
    idle()
    assert explorer.said.text() == "没有找到"


def test_rows_are_left_out_by_a_cell_and_come_back(
    explorer: Explorer, idle: Callable[[], None]
) -> None:
    entry(explorer.menu(1, "第1街道", of_cell=True), "只看与此格相同的行")
    idle()
    assert shown(explorer) == ["1", "4", "7", "13", "16"]
    head = explorer.table.arrow.headerData(3, Qt.Orientation.Vertical)
    assert head == "14"  # the row's own number, not its place in the view
    assert "267" in explorer.said.text() and "1,000" in explorer.said.text()
    entry(explorer.menu(0, None, of_cell=False), "只看包含某文字的行…")
    asking = explorer.findChild(QInputDialog)
    asking.setTextValue("99")
    asking.accept()
    idle()
    assert {text for text in shown(explorer, most=99) if "99" not in (text or "")} == set()
    explorer.all.click()
    idle()
    assert explorer.table.arrow.rowCount() == 1000
    assert not explorer.all.isVisible()


def test_blank_cells_are_shown_or_left_out(explorer: Explorer, idle: Callable[[], None]) -> None:
    entry(explorer.menu(1, None, of_cell=False), "只看此列为空的行")
    idle()
    assert explorer.table.arrow.rowCount() == 200
    explorer.look(Outlook())  # and before that is done, the next
    entry(explorer.menu(1, None, of_cell=False), "只看此列不空的行")
    idle()
    assert explorer.table.arrow.rowCount() == 800


def test_an_order_is_marked_in_the_header_and_kept_while_rows_are_left_out(
    explorer: Explorer, idle: Callable[[], None]
) -> None:
    entry(explorer.menu(0, None, of_cell=False), "降序排列")
    idle()
    assert shown(explorer, most=2) == ["999", "998"]
    assert explorer.table.horizontalHeader().isSortIndicatorShown()
    explorer.narrow(1, "blank")
    idle()
    assert shown(explorer, most=2) == ["995", "990"]


def test_a_match_is_found_where_its_row_is_shown(
    explorer: Explorer, idle: Callable[[], None]
) -> None:
    explorer.sort(0, descending=True)
    idle()
    explorer.sought.setText("997")
    explorer.step(1)
    idle()
    assert explorer.table.currentIndex().row() == 2


def test_a_column_is_told_in_figures(explorer: Explorer, idle: Callable[[], None]) -> None:
    entry(explorer.menu(1, None, of_cell=False), "此列的统计…")
    idle()
    dialog = explorer.findChild(ColumnDialog)
    assert dialog.top.rowCount() == 3
    assert dialog.top.item(0, 1).text() == "267"


def test_the_menus_open_where_they_are_asked_for(explorer: Explorer) -> None:
    header = explorer.table.horizontalHeader()
    header.customContextMenuRequested.emit(QPoint(5, 5))
    titles = [action.text() for action in explorer.findChild(QMenu).actions()]
    assert "升序排列" in titles
    assert "复制" not in titles
    explorer.findChild(QMenu).close()


def test_control_and_arrows_go_to_the_edges(explorer: Explorer, qtbot: QtBot) -> None:
    table = explorer.table
    table.setCurrentIndex(table.arrow.index(10, 0))
    places = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left):
        qtbot.keyClick(table, key, CONTROL)
        places.append((table.currentIndex().row(), table.currentIndex().column()))
    assert places == [(999, 0), (999, 1), (0, 1), (0, 0)]


def test_chosen_cells_are_copied_as_spreadsheets_paste_them(
    explorer: Explorer, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    explorer.show_table(pa.table({"a": ["1", '引"号'], "b": [None, "两\n行"]}))
    explorer.table.selectAll()
    qtbot.keyClick(explorer.table, Qt.Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == '1\t\n"引""号"\t"两\n行"'
    monkeypatch.setattr(table_model, "COPIED", 3)
    QApplication.clipboard().setText("")
    explorer.table.copy()
    assert QApplication.clipboard().text() == ""
    assert "至多复制 3 格" in explorer.said.text()


def test_escape_stops_what_is_under_way(
    explorer: Explorer, idle: Callable[[], None], qtbot: QtBot
) -> None:
    explorer.sort(0, descending=True)
    qtbot.keyClick(explorer.table, Qt.Key.Key_Escape)
    idle()
    assert shown(explorer, most=1) == ["0"]


def test_in_the_window_the_tables_keys_are_the_tables(
    window: MainWindow, messy: Path, idle: Callable[[], None], qtbot: QtBot
) -> None:
    window.take_in(messy)
    idle()
    window.page.go("import")
    idle()
    explorer = window.page.pages["import"].explorer  # type: ignore[attr-defined]
    explorer.table.setFocus()
    qtbot.keyClick(explorer.table, Qt.Key.Key_End, CONTROL)
    assert explorer.table.currentIndex().row() == 11
    qtbot.keyClick(explorer.table, Qt.Key.Key_Home, CONTROL)
    assert explorer.table.currentIndex().row() == 0
    assert window.page.isVisible()
    qtbot.keyClick(explorer.table, Qt.Key.Key_F, CONTROL)
    assert QApplication.focusWidget() is explorer.sought
