"""A table that was copied in a spreadsheet becomes a release."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from app.core.model import Kind
from app.ui.dialogs.import_dialog import ImportDialog
from app.ui.main_window import MainWindow

Idle = Callable[[], None]
COPIED = '名称\t编号\t地址\r\n公园\t001\t"东路\n1 号"\r\n广场\t018\t西路\r\n'


def paste(window: MainWindow, qtbot: QtBot, idle: Idle) -> list[ImportDialog]:
    window.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    idle()
    return [dialog for dialog in window.findChildren(ImportDialog) if dialog.isVisible()]


def left_over(window: MainWindow) -> list[Path]:
    return list(window.session.ws.scratch().rglob("*.tsv"))


def test_a_copied_table_is_imported(window: MainWindow, qtbot: QtBot, idle: Idle) -> None:
    QApplication.clipboard().setText(COPIED)
    (dialog,) = paste(window, qtbot, idle)
    dialog.take.click()
    idle()
    table = window.session.ws.load_table("R0001", Kind.TABLE).data
    assert table.column("编号").to_pylist() == ["001", "018"]
    assert table.column("地址").to_pylist()[0].split() == ["东路", "1", "号"]
    assert left_over(window) == []
    assert not window.recent.paths()


def test_who_thinks_better_of_it_leaves_nothing_behind(
    window: MainWindow, qtbot: QtBot, idle: Idle
) -> None:
    QApplication.clipboard().setText(COPIED)
    (dialog,) = paste(window, qtbot, idle)
    assert len(left_over(window)) == 1
    dialog.reject()
    assert left_over(window) == []
    assert not window.session.ws.releases()


def test_copied_files_are_opened(
    window: MainWindow, qtbot: QtBot, idle: Idle, people_csv: Path
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(people_csv))])
    QApplication.clipboard().setMimeData(data)
    (dialog,) = paste(window, qtbot, idle)
    assert dialog._taking.path == people_csv


def test_without_a_table_it_is_said_what_to_copy(
    window: MainWindow, qtbot: QtBot, idle: Idle
) -> None:
    QApplication.clipboard().setText("一句话")
    assert paste(window, qtbot, idle) == []
    (box,) = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
    assert "Excel" in box.informativeText()
