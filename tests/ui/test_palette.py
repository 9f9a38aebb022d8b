"""Every action once: in the menus, in the palette, in the help."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.ui.dialogs.palette import PADDING, Palette
from app.ui.main_window import MainWindow

Idle = Callable[[], None]


def shown(palette: Palette) -> list[str]:
    list = palette.list
    return [list.topLevelItem(row).text(0) for row in range(list.topLevelItemCount())]


def test_no_shortcut_means_two_things(window: MainWindow) -> None:
    keys = Counter(
        key.toString() for command in window.commands for key in command.action.shortcuts()
    )
    assert [key for key, count in keys.items() if count > 1] == []
    assert {"Ctrl+K", "Ctrl+F", "Ctrl+Home", "F1"} <= keys.keys()


def test_menus_hold_nothing_that_the_registry_does_not(window: MainWindow) -> None:
    def leaves(menu: QMenu) -> list[QAction]:
        found = []
        for action in menu.actions():
            inner = action.menu()
            if isinstance(inner, QMenu):
                found += leaves(inner)
            elif not action.isSeparator():
                found.append(action)
        return found

    inside = [action.objectName() for menu in window.menuBar().actions()
              for action in leaves(menu.menu())]  # fmt: skip
    assert sorted(inside) == sorted(command.id for command in window.commands)


@pytest.mark.parametrize("typed", ["质检", "zj", "ZJ", "qual"])
def test_an_action_is_found_by_any_of_its_names(window: MainWindow, typed: str) -> None:
    palette = window.open_palette()
    palette.field.setText(typed)
    assert shown(palette)[0].startswith("质检  ·  转到")
    palette.reject()


def test_every_line_is_as_tall_as_its_words(window: MainWindow) -> None:
    list = window.open_palette().list
    needed = list.fontMetrics().height() + PADDING
    for row in range(list.topLevelItemCount()):
        assert list.visualItemRect(list.topLevelItem(row)).height() >= needed


def test_what_cannot_be_done_says_why_and_stays(window: MainWindow, qtbot: QtBot) -> None:
    palette = window.open_palette()
    palette.field.setText("新一期")
    assert shown(palette)[0].endswith("请先在清单中选择一个发布")
    assert "请先" in palette.why.text()
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    palette.field.setText("没有这样的命令")
    assert shown(palette) == []
    assert palette.why.text() == "没有这样的命令"
    assert palette.why.isVisible()
    palette.field.clear()
    assert not palette.why.isVisible()  # nor is a gap left in its place
    palette.reject()


def test_what_was_used_comes_first(window: MainWindow, qtbot: QtBot) -> None:
    palette = window.open_palette()
    palette.field.setText("快捷键")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    help = window.findChild(QMenu)  # the window is still there: the dialog opened on it
    assert help is not None
    again = window.open_palette()
    assert shown(again)[0].startswith("快捷键")
    assert again.list.topLevelItem(0).text(1) == "?"
    qtbot.keyClick(again.field, Qt.Key.Key_Down)
    assert again.list.currentItem() is again.list.topLevelItem(1)
    again.reject()


def test_the_buttons_of_the_page_are_there_with_their_reasons(
    window: MainWindow, messy: Path, idle: Idle, qtbot: QtBot
) -> None:
    window.take_in(messy)
    idle()
    window.page.go("desensitize")
    idle()
    palette = window.open_palette()
    palette.field.setText("zxtm")  # 执行脱敏并复检
    assert shown(palette) == ["执行脱敏并复检  ·  脱敏"]
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    idle()
    assert window.session.ws.release("R0001").state.value == "desensitized"


def test_steps_are_reached_by_keys_once_they_are_open(
    window: MainWindow, messy: Path, idle: Idle
) -> None:
    window.take_in(messy)
    idle()
    assert window.commands["step-import"].isEnabled()
    window.commands["step-import"].trigger()
    assert window.page.current() == "import"
    assert not window.commands["step-deliver"].isEnabled()
    assert "脱敏" in window.commands["step-deliver"].statusTip()


def test_the_help_lists_every_shortcut(window: MainWindow) -> None:
    dialog = window.open_shortcuts()
    listed = {dialog.keys.item(row, 0).text() for row in range(dialog.keys.rowCount())}
    assert {command.keys for command in window.commands if command.keys} <= listed
    dialog.reject()


def test_rows_are_copied_as_a_spreadsheet_takes_them(window: MainWindow, qtbot: QtBot) -> None:
    dialog = window.open_shortcuts()
    dialog.keys.selectRow(1)
    dialog.keys.selectRow(0)
    qtbot.keyClick(dialog.keys, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "Ctrl+O\t文件\t导入文件"
    dialog.reject()


def test_a_release_is_copied_by_number_and_name(
    window: MainWindow, messy: Path, idle: Idle
) -> None:
    window.take_in(messy)
    idle()
    window.commands["copy-release"].trigger()
    assert QApplication.clipboard().text() == "R0001\t某市城乡低保对象名单"
