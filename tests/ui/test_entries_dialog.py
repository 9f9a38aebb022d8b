"""The register as a grid: typed, pasted, filled down, undone; saved whole or not at all."""

from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QMessageBox, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from app.core import acts
from app.ui.dialogs.entries_dialog import EntriesDialog
from app.ui.main_window import MainWindow
from app.ui.session import Session
from app.ui.widgets.entry_grid import WIDEST
from app.ui.widgets.entry_model import WARNING
from tests.ui.test_register import entry

Idle = Callable[[], None]


@pytest.fixture
def template(session: Session) -> None:
    """A platform that asks for no codes."""
    acts.choose_platform(session.ws, session.actor, "template")


@pytest.fixture
def dialog(window: MainWindow, session: Session, idle: Idle) -> EntriesDialog:
    acts.register(session.ws, session.actor, [entry(name) for name in "甲乙丙"])
    register = window.open_register()
    idle()
    assert register.edit.isEnabled()
    dialog = register.open_grid()
    idle()
    return dialog


def column(dialog: EntriesDialog, field: str) -> int:
    return next(n for n, each in enumerate(dialog.model.fields) if each.id == field)


def texts(dialog: EntriesDialog, field: str) -> list[str]:
    place = column(dialog, field)
    rows = range(dialog.model.rowCount())
    return [dialog.model.index(row, place).data(Qt.ItemDataRole.EditRole) for row in rows]


def choose(dialog: EntriesDialog, field: str, first: int, last: int) -> None:
    place = column(dialog, field)
    top, bottom = dialog.model.index(first, place), dialog.model.index(last, place)
    dialog.grid.setCurrentIndex(top)
    dialog.grid.selectionModel().select(
        QItemSelection(top, bottom), QItemSelectionModel.SelectionFlag.ClearAndSelect
    )


def judged(dialog: EntriesDialog, qtbot: QtBot, idle: Idle) -> None:
    qtbot.waitUntil(lambda: not dialog._pause.isActive())
    idle()


def test_every_word_of_an_entry_is_read_in_its_cell(
    dialog: EntriesDialog, qtbot: QtBot, idle: Idle
) -> None:
    grid, line = dialog.grid, dialog.grid.verticalHeader().defaultSectionSize()
    assert grid.rowHeight(1) == line
    choose(dialog, "abstract", 1, 1)
    QApplication.clipboard().setText("各乡镇、街道按月报送的最低生活保障对象名单，" * 3)
    grid.paste()
    qtbot.waitUntil(lambda: grid.rowHeight(1) >= grid.sizeHintForRow(1) > line)
    assert grid.columnWidth(column(dialog, "abstract")) <= WIDEST
    assert grid.rowHeight(0) == line
    dialog.model.undo.undo()
    qtbot.waitUntil(lambda: grid.rowHeight(1) == line)


def test_pasted_filled_down_and_saved(
    dialog: EntriesDialog, session: Session, qtbot: QtBot, idle: Idle
) -> None:
    assert not dialog.save.isEnabled()  # nothing differs
    choose(dialog, "abstract", 0, 0)
    QApplication.clipboard().setText('"一, 两行\n的"\n二\n三\n')
    dialog.grid.paste()
    assert texts(dialog, "abstract") == ["一, 两行 的", "二", "三"]
    choose(dialog, "update_cycle", 0, 0)
    dialog.model.setData(dialog.grid.currentIndex(), "每月")
    choose(dialog, "update_cycle", 0, 2)
    qtbot.keyClick(dialog, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    dialog.grid.fill_down()
    assert texts(dialog, "update_cycle") == ["每月"] * 3
    judged(dialog, qtbot, idle)
    dialog.save.click()
    idle()
    assert [e.fields["update_cycle"] for e in acts.registered(session.ws)] == ["每月"] * 3
    assert not dialog.save.isEnabled()
    dialog.reject()  # nothing is lost, so nothing is asked
    assert not dialog.isVisible()


def test_what_is_wrong_is_marked_and_keeps_all_out(
    dialog: EntriesDialog, session: Session, qtbot: QtBot, idle: Idle
) -> None:
    choose(dialog, "abstract", 1, 1)
    dialog.grid.clear_cells()
    judged(dialog, qtbot, idle)
    assert not dialog.save.isEnabled()
    assert "1 条目录中有 1 处" in dialog.notice.text()
    choose(dialog, "provider", 0, 0)
    dialog.next.click()
    here = dialog.grid.currentIndex()
    assert (here.row(), here.column()) == (1, column(dialog, "abstract"))
    assert here.data().startswith(WARNING)
    assert "必填" in dialog.reason.text()
    assert "必填" in here.data(Qt.ItemDataRole.AccessibleDescriptionRole)
    dialog.model.undo.undo()
    judged(dialog, qtbot, idle)
    assert dialog.reason.text() == ""
    assert texts(dialog, "abstract") == ["企业名录"] * 3


def test_one_cell_fills_the_selection_and_copies_back(dialog: EntriesDialog) -> None:
    choose(dialog, "theme", 0, 2)
    QApplication.clipboard().setText("科技创新")
    dialog.grid.paste()
    assert texts(dialog, "theme") == ["科技创新"] * 3
    choose(dialog, "theme", 0, 1)
    dialog.grid.copy()
    assert QApplication.clipboard().text() == "科技创新\n科技创新\n"


def test_fields_with_a_list_are_chosen(dialog: EntriesDialog) -> None:
    index = dialog.model.index(0, column(dialog, "open_type"))
    delegate = dialog.grid.itemDelegate()
    box = delegate.createEditor(dialog.grid, QStyleOptionViewItem(), index)
    assert isinstance(box, QComboBox)
    assert box.accessibleName()
    delegate.setEditorData(box, index)
    assert box.currentData() == "无条件开放"
    box.setCurrentIndex(box.findData("有条件开放"))
    delegate.setModelData(box, dialog.model, index)
    assert texts(dialog, "open_type")[0] == "有条件开放"


def test_changes_are_not_lost_without_a_question(dialog: EntriesDialog) -> None:
    choose(dialog, "abstract", 0, 0)
    dialog.grid.clear_cells()
    dialog.reject()
    assert dialog.isVisible()
    box = dialog.findChild(QMessageBox)
    assert box is not None
    box.button(QMessageBox.StandardButton.Discard).click()
    assert not dialog.isVisible()


NEW = {
    "name": "公园", "provider": "某市园林局", "business_object": "公园", "matter": "管理",
    "spatial_scope": "全市", "temporal_scope": "2025/04/27-2026/01/01", "update_cycle": "每年",
    "data_level": "一般数据", "abstract": "公园名录", "share_type": "无条件共享",
    "open_type": "无条件开放", "theme": "生态环境", "publish_date": "2024-01-02",
    "items": "名称、面积(N 16)",
}  # fmt: skip


def from_excel(dialog: EntriesDialog, *rows: dict[str, str]) -> str:
    """Whole rows as a spreadsheet copies them, in the grid's order of columns."""
    fields = [field.id for field in dialog.model.fields]
    return "".join("\t".join(row.get(field, "") for field in fields) + "\n" for row in rows)


def paste_below(dialog: EntriesDialog, *rows: dict[str, str]) -> None:
    dialog.grid.add_row()
    QApplication.clipboard().setText(from_excel(dialog, *rows))
    dialog.grid.paste()


def test_rows_from_a_spreadsheet_become_entries(
    template: None, dialog: EntriesDialog, session: Session, qtbot: QtBot, idle: Idle
) -> None:
    paste_below(dialog, NEW, {**NEW, "name": "广场", "items": "名称"})
    assert texts(dialog, "name") == ["甲", "乙", "丙", "公园", "广场"]
    judged(dialog, qtbot, idle)
    assert dialog.save.isEnabled(), dialog.notice.text()
    dialog.save.click()
    idle()
    park = next(e for e in acts.registered(session.ws) if e.fields["name"] == "公园")
    assert [(item.name, item.type, item.length) for item in park.items] == [
        ("名称", "C", 255), ("面积", "N", 16),
    ]  # fmt: skip
    assert "items" not in park.fields
    assert park.items[0].open == "无条件开放"
    assert len(acts.registered(session.ws)) == 5


def test_added_rows_are_one_step_back_and_blank_ones_are_nothing(
    template: None, dialog: EntriesDialog, session: Session, qtbot: QtBot, idle: Idle
) -> None:
    paste_below(dialog, NEW, NEW, NEW)
    assert dialog.model.rowCount() == 6
    dialog.model.undo.undo()
    assert dialog.model.rowCount() == 4
    assert len(dialog.model.entries()) == 3  # the added row is blank
    dialog.model.undo.redo()
    assert texts(dialog, "name")[3:] == ["公园"] * 3
    judged(dialog, qtbot, idle)
    assert not dialog.save.isEnabled()  # three of one name
    header = dialog.model.headerData(3, Qt.Orientation.Vertical)
    assert header == "公园"
    assert "同名" in dialog.model.reason(dialog.model.index(3, column(dialog, "name")))


def test_a_new_entry_takes_no_other_ones_place(
    template: None, dialog: EntriesDialog, qtbot: QtBot, idle: Idle
) -> None:
    paste_below(dialog, {**NEW, "name": "甲"})
    judged(dialog, qtbot, idle)
    assert not dialog.save.isEnabled()
    assert dialog.notice.text()


def test_the_name_of_a_registered_entry_stays(dialog: EntriesDialog) -> None:
    for field in ("name", "items"):
        choose(dialog, field, 0, 2)
        dialog.grid.clear_cells()
        assert not dialog.grid.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable
    assert texts(dialog, "name") == ["甲", "乙", "丙"]
    assert dialog.model.undo.isClean()


def test_an_empty_register_begins_with_a_blank_row(
    template: None, window: MainWindow, session: Session, qtbot: QtBot, idle: Idle
) -> None:
    register = window.open_register()
    idle()
    dialog = register.open_grid()
    idle()
    assert dialog.model.rowCount() == 1
    assert not dialog.save.isEnabled()
    QApplication.clipboard().setText(from_excel(dialog, NEW, {**NEW, "name": "广场"}))
    dialog.grid.paste()
    judged(dialog, qtbot, idle)
    fields = {p for row in dialog.model._problems for p in row}
    assert dialog.save.isEnabled(), fields
    dialog.save.click()
    idle()
    assert {e.fields["name"] for e in acts.registered(session.ws)} == {"公园", "广场"}


def test_a_closed_grid_hears_no_more_of_what_goes_on(
    dialog: EntriesDialog, session: Session, qtbot: QtBot
) -> None:
    dialog.reject()
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))
    session.busy.emit(True)  # an exception here would fail the test
