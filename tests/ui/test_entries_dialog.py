"""The register as a grid: typed, pasted, filled down, undone; saved whole or not at all."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QMessageBox, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from app.core import acts
from app.ui.dialogs.entries_dialog import EntriesDialog
from app.ui.main_window import MainWindow
from app.ui.session import Session
from app.ui.widgets.entry_model import WARNING
from tests.ui.test_register import entry

Idle = Callable[[], None]


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


def test_pasted_filled_down_and_saved(
    dialog: EntriesDialog, session: Session, qtbot: QtBot, idle: Idle
) -> None:
    assert not dialog.save.isEnabled()  # nothing differs
    choose(dialog, "abstract", 0, 0)
    QApplication.clipboard().setText('"一, 两行\n的"\n二\n三\n四\n')
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
