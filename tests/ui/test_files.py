"""Several files at once, and a new period under an earlier release."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from app.core.intake.merge import SOURCE_COLUMN
from app.core.model import Kind
from app.ui.dialogs.files_dialog import FilesDialog
from app.ui.importing import SUFFIXES
from app.ui.main_window import MainWindow
from tests.acceptance.odd_data import ODD

Idle = Callable[[], None]


@pytest.fixture
def months(tmp_path: Path) -> list[Path]:
    """Two months alike, and one with another column."""
    texts = {"1月": "名称,数\n甲,1\n乙,2\n", "2月": "名称,数\n丙,3\n", "3月": "名称,量\n丁,4\n"}
    folder = tmp_path / "月报"
    folder.mkdir()
    paths = [folder / f"{name}.csv" for name in texts]
    for path, text in zip(paths, texts.values(), strict=True):
        path.write_text(text, "utf-8")
    return paths


def look(window: MainWindow, paths: list[Path], idle: Idle) -> FilesDialog:
    window.importing.look_at_all(paths)
    idle()
    return next(d for d in window.findChildren(FilesDialog) if d.isVisible())


def columns(window: MainWindow, release: str) -> tuple[str, ...]:
    return window.session.ws.load_table(release, Kind.TABLE).columns


def test_a_zip_archive_becomes_one_table_and_what_is_left_out_is_told(
    window: MainWindow, months: list[Path], tmp_path: Path, idle: Idle
) -> None:
    path = tmp_path / "月报.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for month in months[:2]:
            archive.write(month, month.name)
        archive.writestr("封面.png", b"\x89PNG\r\n\x1a\n" + bytes(50))
    dialog = look(window, [path], idle)
    assert dialog.merged.isChecked()
    assert "2" in dialog.title.text()
    assert [dialog.files.item(row, 0).text() for row in range(3)] == [
        "1月.csv",
        "2月.csv",
        "封面.png",
    ]
    assert "不导入" in dialog.files.item(2, 1).text()
    dialog.take.click()
    idle()
    assert columns(window, "R0001") == ("名称", "数", SOURCE_COLUMN)
    window.page.go("import")
    idle()
    assert window.page.pages["import"].preview.arrow.rowCount() == 3  # type: ignore[attr-defined]


def test_files_dropped_together_become_a_release_each_and_failures_are_told(
    window: MainWindow, months: list[Path], idle: Idle
) -> None:
    months[2].write_bytes(b"a,b\n\x81\xff,2\n\xff\xfe\x81,3\n")
    dialog = look(window, months, idle)
    assert dialog.each.isChecked()
    dialog.take.click()
    idle()
    assert [release.id for release in window.session.ws.releases()] == ["R0002", "R0001"]
    box = next(b for b in window.findChildren(QMessageBox) if b.isVisible())
    assert "3月.csv" in box.informativeText()
    box.close()


def test_columns_that_differ_are_told_and_may_be_left_blank(
    window: MainWindow, months: list[Path], idle: Idle
) -> None:
    dialog = look(window, [months[0].parent], idle)
    dialog.take.click()
    idle()
    box = next(b for b in window.findChildren(QMessageBox) if b.isVisible())
    assert "3月.csv" in box.text()
    assert window.session.ws.releases() == []
    next(b for b in box.buttons() if b.text().startswith("取全部列")).click()
    idle()
    assert columns(window, "R0001") == ("名称", "数", "量", SOURCE_COLUMN)


@pytest.mark.parametrize("zipped", [False, True])
def test_a_folder_or_an_archive_dropped_anywhere_on_the_window_is_looked_at(
    window: MainWindow, months: list[Path], zipped: bool, idle: Idle
) -> None:
    path = months[0].parent
    if zipped:
        with zipfile.ZipFile(path := path.with_suffix(".zip"), "w") as archive:
            for month in months:
                archive.write(month, month.name)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    at, copied = QPoint(9, 9), Qt.DropAction.CopyAction
    held, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, copied, data, held, none)
    QApplication.sendEvent(
        window.list.viewport(), enter
    )  # Qt asks whoever lies below, up to the window
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(at), copied, data, held, none))
    idle()
    dialog = next(d for d in window.findChildren(FilesDialog) if d.isVisible())
    shown = {dialog.files.item(row, 0).text() for row in range(dialog.files.rowCount())}
    assert shown == {month.name for month in months}
    dialog.reject()


def test_a_folder_without_data_says_so(window: MainWindow, tmp_path: Path, idle: Idle) -> None:
    folder = tmp_path / "空"
    folder.mkdir()
    dialog = look(window, [folder], idle)
    assert not dialog.take.isEnabled()
    assert dialog.notice.text()
    dialog.reject()


def test_a_new_period_goes_under_the_release_that_is_shown(
    window: MainWindow, months: list[Path], idle: Idle, qtbot: QtBot
) -> None:
    assert not window.commands["next-period"].isEnabled()
    window.take_in(months[0])
    idle()
    assert window.commands["next-period"].isEnabled()
    window.importing.take_in_next("R0001", months[1])
    idle()
    table = window.session.ws.load_table("R0002", Kind.TABLE)
    assert table.data["名称"].to_pylist() == ["甲", "乙", "丙"]


def test_the_next_file_is_looked_for_where_the_last_one_lay(
    window: MainWindow, months: list[Path], idle: Idle, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.importing.folder() == QStandardPaths.writableLocation(
        QStandardPaths.StandardLocation.DocumentsLocation
    )
    chosen = [str(months[0])], ""
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: chosen)
    window.importing.ask_for_file()
    idle()
    assert window.importing.folder() == str(months[0].parent)


def test_every_kind_of_file_is_offered_under_its_own_suffix() -> None:
    odd = {Path(name).suffix for name in ODD if "called" not in name} - {".mht"}
    assert ".fods" in odd
    assert odd <= {pattern.removeprefix("*") for pattern in SUFFIXES.split()}


def test_a_column_that_is_only_renamed_is_taken_as_the_same(
    window: MainWindow, months: list[Path], idle: Idle
) -> None:
    dialog = look(window, [months[0].parent], idle)
    dialog.take.click()
    idle()
    box = next(b for b in window.findChildren(QMessageBox) if b.isVisible())
    assert "“量”即“数”" in box.informativeText()
    next(b for b in box.buttons() if b.text().startswith("改名的列")).click()
    idle()
    assert columns(window, "R0001") == ("名称", "数", SOURCE_COLUMN)
    assert window.session.ws.load_table("R0001", Kind.TABLE).data["数"].to_pylist()[-1] == "4"
