"""The window around the pages: first sight, names for those who listen, errors, languages."""

import json
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QSettings, QSize, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core import pipeline
from app.core.desensitize.operation import operators
from app.core.errors import Cancelled, FileMissing, Where
from app.core.jobs import Job
from app.core.workspace.store import is_workspace
from app.ui.application import Desk, choose_input_method
from app.ui.dialogs.agency import AgencyDialog
from app.ui.dialogs.files_dialog import FilesDialog
from app.ui.dialogs.import_dialog import ImportDialog
from app.ui.dialogs.login import LoginDialog
from app.ui.dialogs.new_identity import NewIdentityDialog
from app.ui.dialogs.unlock import UnlockDialog
from app.ui.dialogs.welcome import WelcomeDialog
from app.ui.errors import ErrorDialog, show_error
from app.ui.jobs import JobRunner
from app.ui.main_window import MainWindow
from app.ui.pages.desensitize_page import DesensitizePage
from app.ui.session import Session
from tests.ui.faults import nameless
from tests.ui.test_whole_day import page


def test_a_new_workspace_says_what_to_do_first(window: MainWindow) -> None:
    assert window.empty.isVisible()
    assert window.empty.button.text() == "导入文件…"
    assert window.list.count() == 0


def test_every_focusable_widget_has_a_name(
    window: MainWindow, session: Session, messy: Path, idle: Callable[[], None], qtbot: QtBot
) -> None:
    window.take_in(messy)
    idle()
    for step in pipeline.STEPS[:3]:
        window.page.go(step.id)
        idle()
    window.look_at(messy)
    idle()
    dialogs: list[QWidget] = [
        WelcomeDialog(Path("x"), session.reads, "zh"),
        UnlockDialog(Path("x"), session.reads, "zh"),
        LoginDialog(session, None),
        AgencyDialog(session),
        NewIdentityDialog(session, "reviewer"),
        window.open_palette(),
        window.open_shortcuts(),
        window.open_log(),
        window.open_support(),
        window.open_inbox(),
    ]
    idle()
    found = [
        f"{type(root).__name__}: {one}" for root in (window, *dialogs) for one in nameless(root)
    ]
    for dialog in dialogs:
        dialog.deleteLater()
    assert not found, "\n".join(found)


def test_a_step_that_is_not_reached_says_what_it_waits_for(
    window: MainWindow, messy: Path, idle: Callable[[], None]
) -> None:
    window.take_in(messy)
    idle()
    rail = window.page.rail
    assert rail["review"].text().startswith("✓")
    assert rail["desensitize"].text().startswith("●")
    assert not rail["deliver"].isEnabled()
    assert "脱敏" in rail["deliver"].toolTip()


def test_a_dropped_file_is_shown_and_imported(
    window: MainWindow, messy: Path, idle: Callable[[], None]
) -> None:
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(messy))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    place = window.rect().center()
    enter = QDragEnterEvent(place, Qt.DropAction.CopyAction, files, left, none)
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    window.dropEvent(QDropEvent(place, Qt.DropAction.CopyAction, files, left, none))
    idle()
    window.findChild(ImportDialog).take.click()
    idle()
    assert window.list.count() == 1
    assert window.page.release is not None
    assert window.page.release.name == "某市城乡低保对象名单"


def fits(window: MainWindow) -> bool:
    least = window.minimumSizeHint()
    return least.width() <= 900 and least.height() <= 560


def test_whatever_is_shown_fits_a_small_screen(
    window: MainWindow, messy: Path, tmp_path: Path, idle: Callable[[], None], qtbot: QtBot
) -> None:
    window.take_in(messy)
    idle()
    chosen = window.page.pages["desensitize"]
    assert isinstance(chosen, DesensitizePage)
    for step in pipeline.STEPS:
        window.page.go(step.id)
        idle()
        if step.id == "desensitize":
            # It tells what the choices do a moment later, and then takes more room.
            qtbot.waitUntil(lambda: chosen.outlook.shown is not None, timeout=20_000)
        assert fits(window), step.id
    nameless = tmp_path / "无表头.csv"
    nameless.write_text("".join(f"{n},第{n}户,2026-01-0{n}\n" for n in range(1, 9)), "utf-8")
    for path in (messy, nameless):
        window.look_at(path)
        idle()
        dialog = next(d for d in window.findChildren(ImportDialog) if d.isVisible())
        least = dialog.minimumSizeHint()
        assert (least.width() <= 600, least.height() <= 400) == (True, True), path.name
        dialog.reject()


def test_no_operator_asks_for_more_than_a_small_screen(
    window: MainWindow, messy: Path, idle: Callable[[], None], qtbot: QtBot
) -> None:
    window.take_in(messy)
    idle()
    window.page.go("desensitize")
    idle()
    chosen = page(window, DesensitizePage)
    form = chosen.panel.form

    def in_sight() -> bool:
        return form.visibleRegion().boundingRect().height() == form.height()

    window.resize(1200, 800)
    for operator in operators.all():
        chosen.table.choose("身份证号", operator)
        idle()
        qtbot.waitUntil(in_sight)  # where there is room, nothing has to be scrolled to
        assert fits(window), operator


def test_the_import_dialog_is_as_large_as_it_was_left(
    window: MainWindow, messy: Path, idle: Callable[[], None]
) -> None:
    sizes = []
    for _ in range(2):
        window.look_at(messy)
        idle()
        dialog = next(d for d in window.findChildren(ImportDialog) if d.isVisible())
        sizes.append(dialog.size())
        dialog.resize(640, 480)
        dialog.reject()
    assert sizes[1] == QSize(640, 480)
    assert sizes[0] != sizes[1]


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_a_dropped_folder_or_archive_is_looked_into(
    window: MainWindow, tmp_path: Path, kind: str, idle: Callable[[], None]
) -> None:
    folder = tmp_path / "月报"
    folder.mkdir()
    (folder / "1月.csv").write_text("名称,数\n甲,1\n", "utf-8")
    shutil.make_archive(str(folder), "zip", folder)
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(folder if kind == "folder" else f"{folder}.zip"))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    place = window.rect().center()
    window.dropEvent(QDropEvent(place, Qt.DropAction.CopyAction, files, left, none))
    idle()
    dialog = window.findChild(FilesDialog)
    assert dialog.files.item(0, 0).text() == "1月.csv"
    dialog.reject()


def test_a_file_that_cannot_be_read_is_explained(
    window: MainWindow, tmp_path: Path, idle: Callable[[], None]
) -> None:
    window.take_in(tmp_path / "没有.xlsx")
    idle()
    dialog = window.findChild(ErrorDialog)
    assert json.loads(dialog.details)["code"] == "file-missing"
    copy = next(b for b in dialog.findChildren(QPushButton) if b.text() == "复制详情")
    copy.click()
    assert "file-missing" in QApplication.clipboard().text()
    assert dialog.isVisible()
    dialog.accept()


def test_cancelling_is_no_error(window: MainWindow) -> None:
    show_error(window, Cancelled(), "zh")
    assert window.findChild(ErrorDialog) is None


def test_a_bug_gets_words_and_no_cell_values(
    window: MainWindow, caplog: pytest.LogCaptureFixture
) -> None:
    try:
        raise ValueError("110101196101010012")
    except ValueError as error:
        show_error(window, error, "zh")
    dialog = window.findChild(ErrorDialog)
    assert "110101" not in dialog.details
    assert "test_window.py" in json.loads(dialog.details)["frames"][-1]
    dialog.accept()


def test_an_error_says_where_it_happened(window: MainWindow) -> None:
    where = Where(file="a.xlsx", sheet="低保", row=7, column="姓名")
    show_error(window, FileMissing(where, name="a.xlsx"), "zh")
    dialog = window.findChild(ErrorDialog)
    shown = [label.text() for label in dialog.findChildren(QLabel)]
    assert "位置：文件 a.xlsx，工作表 低保，第 7 行，“姓名”列" in shown
    dialog.accept()


def test_an_error_speaks_english_in_an_english_window(window: MainWindow) -> None:
    show_error(window, FileMissing(name="a.xlsx"), "en")
    dialog = window.findChild(ErrorDialog)
    assert "There is no file a.xlsx" in dialog.details
    dialog.accept()


def test_closing_during_work_asks_and_then_stops_it(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    def endless(job: Job) -> None:
        while True:
            job.report(0)
            time.sleep(0.001)

    session.act("endless", endless)
    qtbot.waitUntil(window.strip.isVisible)
    window.close()
    assert window.isVisible()
    box = window.findChild(QMessageBox)
    assert session.jobs.current is not None
    assert session.jobs.current.title in box.text()
    assert "断点" in box.informativeText()
    qtbot.mouseClick(box.button(QMessageBox.StandardButton.Yes), Qt.MouseButton.LeftButton)
    assert window.strip.cancel.text() == "正在停止"
    qtbot.waitUntil(lambda: not window.isVisible())
    assert not session.working


def test_a_notice_makes_a_form_higher_and_nothing_in_it_lower(qtbot: QtBot) -> None:
    runner = JobRunner()
    welcome = WelcomeDialog(Path("公开"), runner, "zh")
    qtbot.addWidget(welcome)
    welcome.show()
    welcome.problem.say("正在准备演练")
    qtbot.waitUntil(welcome.problem.isVisible)
    QApplication.processEvents()
    for button in welcome.findChildren(QPushButton):
        assert button.height() >= button.sizeHint().height(), button.text()
    runner.close()


def test_welcome_makes_a_workspace_and_unlock_asks_for_it_again(
    tmp_path: Path, qtbot: QtBot
) -> None:
    runner = JobRunner()
    welcome = WelcomeDialog(tmp_path / "新", runner, "zh")
    qtbot.addWidget(welcome)
    welcome.submit()
    assert "工作区口令" in welcome.problem.text()
    for line, text in (
        (welcome.passphrase, "one"), (welcome.again, "two"), (welcome.provider, "某局"),
        (welcome.code, "11100000000013127E"), (welcome.name, "张"), (welcome.person, "1"),
        (welcome.signing, "sign"), (welcome.signing_again, "sign"),
    ):  # fmt: skip
        line.setText(text)
    welcome.submit()
    assert "不一致" in welcome.problem.text()
    welcome.again.setText("one")
    welcome.submit()
    assert not is_workspace(tmp_path / "新")  # the code fails its check
    welcome.code.setText("11100000000013127D")
    welcome.submit()
    qtbot.waitUntil(lambda: welcome.identity is not None, timeout=10_000)
    assert welcome.workspace is not None
    assert welcome.workspace.setting("provider") == "某局"
    welcome.workspace.close()
    runner.close()


def test_the_language_can_be_changed_while_the_window_is_open(
    session: Session, settings: QSettings, qapp: QApplication
) -> None:
    desk = Desk(qapp, settings)
    first = desk.show_window(session)
    assert first.empty.button.text() == "导入文件…"
    first.language_chosen.emit("en")
    second = desk.window
    assert second is not None
    assert second.empty.button.text() == "Import a file…"
    assert second.windowTitle().startswith("Gongkai — ")
    assert settings.value("language") == "en"
    second.language_chosen.emit("zh")
    assert desk.window is not None
    assert desk.window.empty.button.text() == "导入文件…"
    desk.window.close()


@pytest.mark.parametrize("module", ["fcitx", "fcitx5"])
def test_fcitx_is_reached_by_way_of_ibus(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("QT_IM_MODULE", module)
    monkeypatch.setenv("IBUS_USE_PORTAL", "")
    choose_input_method()
    import os

    assert os.environ["QT_IM_MODULE"] == "ibus"
    assert os.environ["IBUS_USE_PORTAL"] == "1"
