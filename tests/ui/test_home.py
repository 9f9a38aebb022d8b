"""The home page: what waits, how the workspace stands, and the search over it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.core import acts
from app.core.jobs import Job
from app.ui.main_window import MainWindow
from app.ui.pages.home_page import NAME, TERM
from app.ui.session import Session
from tests import releases
from tests.core.catalog.test_validate import GOOD

Idle = Callable[[], None]


@pytest.fixture
def at_home(window: MainWindow, messy: Path, idle: Idle) -> MainWindow:
    """A window with one release to submit and one just taken in."""
    ws, clerk, job = window.session.ws, window.session.actor, Job()
    releases.checked(ws, clerk, messy, job)
    acts.take_in(ws, clerk, messy, job)
    window.session.changed.emit()
    idle()
    return window


def test_the_first_release_takes_the_place_of_the_empty_state(at_home: MainWindow) -> None:
    assert at_home.home.isVisible()
    assert not at_home.empty.isVisible()
    assert at_home.side.home.isChecked()


def test_every_task_is_a_way_to_where_it_is_done(at_home: MainWindow, qtbot: QtBot) -> None:
    tasks = at_home.home.tasks
    assert [tasks.item(row, 0).text() for row in range(2)] == ["待送审", "继续办理"]
    tasks.setCurrentCell(0, 0)
    qtbot.keyClick(tasks, Qt.Key.Key_Return)
    assert (at_home.list.chosen(), at_home.page.current()) == ("R0001", "signoff")
    at_home.go_home()
    assert at_home.list.chosen() is None
    tasks.followed.emit(1)
    assert (at_home.list.chosen(), at_home.page.current()) == ("R0002", "desensitize")


def test_a_name_has_its_room_when_the_first_term_comes(
    window: MainWindow, messy: Path, idle: Idle
) -> None:
    session, tasks = window.session, window.home.tasks
    clerk, job = session.actor, Job()
    session.change_actor(session.ws.new_identity("李", "2002", "reviewer", "某市民政局", "secret"))
    releases.checked(session.ws, clerk, messy, job)
    session.changed.emit()
    idle()
    assert tasks.rowCount() == 0
    acts.submit(session.ws, clerk, "R0001", job)
    session.changed.emit()
    idle()
    assert not tasks.isColumnHidden(TERM)
    words = tasks.fontMetrics().horizontalAdvance(tasks.item(0, NAME).text())
    assert tasks.columnWidth(NAME) > words


def test_a_state_lists_its_releases(at_home: MainWindow, idle: Idle, qtbot: QtBot) -> None:
    home = at_home.home
    state = next(b for b in home.states.findChildren(QPushButton) if "已质检" in b.text())
    state.click()
    qtbot.waitUntil(home.results.isVisible)
    group = home.results.topLevelItem(0)
    assert group.text(0) == "数据集（1）"
    assert group.child(0).text(1).startswith("R0001")


def test_search_is_driven_by_the_keyboard(at_home: MainWindow, qtbot: QtBot) -> None:
    home = at_home.home
    at_home.page.go("import")
    at_home.commands["search"].trigger()
    qtbot.keyClicks(home.field, "szjd")  # 所在街道, by its initials
    qtbot.waitUntil(home.results.isVisible)
    assert home.results.topLevelItem(0).text(0).startswith("字段")
    qtbot.keyClick(home.field, Qt.Key.Key_Down)
    qtbot.keyClick(home.field, Qt.Key.Key_Return)
    assert at_home.list.chosen() in ("R0001", "R0002")
    at_home.go_home()
    qtbot.keyClick(home.field, Qt.Key.Key_Escape)
    qtbot.waitUntil(home.tasks.isVisible)


def test_what_is_not_there_is_said(at_home: MainWindow, qtbot: QtBot) -> None:
    at_home.home.search_for("没有这样的东西")
    qtbot.waitUntil(at_home.home.results.isVisible)
    assert at_home.home.results.topLevelItem(0).text(0).startswith("没有找到")


def test_what_was_done_since_is_found(
    at_home: MainWindow, messy: Path, idle: Idle, qtbot: QtBot
) -> None:
    home = at_home.home
    home.search_for("R0003")
    qtbot.waitUntil(home.results.isVisible)
    acts.take_in(at_home.session.ws, at_home.session.actor, messy, Job())
    at_home.session.changed.emit()
    idle()
    assert home.results.topLevelItem(0).text(0).startswith("数据集")


def test_files_come_again_and_lie_sealed(
    window: MainWindow, session: Session, messy: Path, idle: Idle
) -> None:
    window.take_in(messy)
    idle()
    assert window.recent.paths() == [messy.resolve()]
    window.go_home()
    assert window.home.files.item(0, 0).text() == messy.name
    kept = session.ws.setting("recent-files")
    assert kept and "低保" not in kept
    menu = window.commands.menu_of("recent")
    menu.aboutToShow.emit()
    assert messy.name in menu.actions()[0].text()
    menu.actions()[-1].trigger()
    assert window.recent.paths() == []
    assert window.home.files.rowCount() == 0


def test_the_window_comes_back_as_it_was_left(
    at_home: MainWindow, session: Session, settings: QSettings, idle: Idle, qtbot: QtBot
) -> None:
    at_home.go_to("R0001", "catalog")
    at_home.resize(780, 560)  # the screen that tests have is small
    at_home.split.setSizes([300, 480])
    left = at_home.split.sizes()
    at_home.close()
    again = MainWindow(session, settings)
    qtbot.addWidget(again)
    again.show()
    assert (again.list.chosen(), again.page.current()) == ("R0001", "catalog")
    assert again.split.sizes() == left
    again.go_home()
    again.close()
    third = MainWindow(session, settings)
    qtbot.addWidget(third)
    assert third.list.chosen() is None


def test_the_home_page_fits_a_small_screen(at_home: MainWindow) -> None:
    least = at_home.minimumSizeHint()
    assert (least.width() <= 900, least.height() <= 560) == (True, True)


def test_what_is_not_opened_waits_also_where_there_is_no_release(
    window: MainWindow, idle: Idle, qtbot: QtBot
) -> None:
    ws, clerk = window.session.ws, window.session.actor
    closed = {"open_type": "不予开放", "not_open_basis": "政府信息公开条例第十五条"}
    acts.register(ws, clerk, [replace(GOOD, fields=GOOD.fields | closed)])
    with ws.recording("none", clerk.card) as db:
        db.execute("UPDATE register SET judged = '2020-01-01T04:00:00+00:00'")
    window.session.changed.emit()
    idle()
    tasks = window.home.tasks
    assert window.home.greeting.isVisible()
    assert (tasks.rowCount(), tasks.item(0, 0).text()) == (1, "不开放应重新评估")
    with qtbot.waitSignal(window.home.register_wanted):
        tasks.followed.emit(0)
    idle()
