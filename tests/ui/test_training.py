"""演练: a window that nobody takes for the real one, and a tour that follows the release."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core import acts
from app.core.errors import WorkspaceMissing
from app.core.jobs import Job
from app.core.pipeline import State
from app.ui import training
from app.ui.application import Desk
from app.ui.main_window import MainWindow
from app.ui.pages.signoff_page import SignoffPage
from app.ui.session import Session
from app.ui.tour import STOPS
from tests import releases


@pytest.fixture
def desk(qapp: QApplication, settings: QSettings, session: Session, qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(qapp, settings)
    desk.show_window(session)
    yield desk
    if desk.window is not None:
        desk.window.close()


@pytest.fixture
def trained(desk: Desk) -> Iterator[MainWindow]:
    window = desk.show_training(training.prepare(Job()))
    yield window
    window.close()


def test_nobody_takes_it_for_the_real_window(desk: Desk, trained: MainWindow) -> None:
    assert desk.window is not None
    assert not desk.window.isVisible()
    assert trained.windowTitle().startswith("【演练】")
    assert trained.band.isVisible()
    assert "虚构" in trained.band.label.text()
    assert "演练" in trained.session.ws.setting("provider")
    assert not desk.window.band.label.text()


def test_every_stop_points_at_something(trained: MainWindow) -> None:
    for stops in STOPS.values():
        for stop in stops:
            assert isinstance(getattr(trained.page.pages[stop.page], stop.target), QWidget)
    assert set(State) - STOPS.keys() == {State.NEW, State.PLACED, State.WITHDRAWN}


def test_the_tour_follows_the_release(trained: MainWindow) -> None:
    tour, session = trained.tour, trained.session
    assert tour is not None
    pointer = tour._pointer
    assert pointer.target is trained.tour_bar.example
    release = acts.take_in(session.ws, session.actor, training.example(), Job())
    session.changed.emit()
    tour.point()
    assert pointer.target is trained.list
    trained.go_to(release)
    tour.point()
    assert pointer.target is trained.page.pages["desensitize"].run  # type: ignore[attr-defined]
    trained.page.go("import")
    tour.point()
    assert pointer.target is trained.page.pages["import"].next  # its own way onward leads there
    assert "检测" in trained.tour_bar.text.text()
    trained.page.go("review")
    tour.point()
    assert pointer.target is trained.page.pages["review"].next
    assert trained.tour_bar.place.text() == "2/7 检测"


def test_the_invented_platform_answers_and_the_end_is_a_receipt(trained: MainWindow) -> None:
    session, job = trained.session, Job()
    ws, clerk = session.ws, session.actor
    release = releases.submitted(ws, clerk, training.example(), job)
    reviewer = ws.unlock(training.REVIEWER, training.PASSPHRASE)
    acts.review(ws, reviewer, release, "公开", "条例第十九条", "演练")
    session.changed.emit()
    trained.go_to(release)
    page = trained.page.pages["deliver"]
    page.seal.click()  # type: ignore[attr-defined]
    _settle(session)
    page.upload.click()  # type: ignore[attr-defined]
    _settle(session)
    assert ws.release(release).state is State.DELIVERED
    assert trained.tour is not None
    trained.tour.point()
    assert "完成" in trained.tour_bar.text.text()


def test_the_reviewer_is_led_from_the_login_to_the_signature(trained: MainWindow) -> None:
    session, tour = trained.session, trained.tour
    assert tour is not None
    release = releases.submitted(session.ws, session.actor, training.example(), Job())
    session.changed.emit()
    trained.go_to(release, "signoff")
    page = trained.page.pages["signoff"]
    assert isinstance(page, SignoffPage)
    tour.point()
    assert tour._pointer.target is page.verdict.login
    session.change_actor(session.ws.unlock(training.REVIEWER, training.PASSPHRASE))
    _settle(session)
    tour.point()
    assert tour._pointer.target is page.verdict.reason
    page.verdict.reason.setPlainText("可以公开")
    tour.point()
    assert tour._pointer.target is page.verdict.sign
    assert not page.verdict.sign.visibleRegion().isEmpty()  # scrolled to


def test_it_is_left_at_any_time_and_leaves_nothing(desk: Desk) -> None:
    made = training.prepare(Job())
    window = desk.show_training(made)
    window.tour_bar.leave.click()
    assert desk.window is not None
    assert desk.window.isVisible()
    assert not made.folder.exists()


def test_another_training_or_workspace_waits_until_this_one_is_left(trained: MainWindow) -> None:
    for id in ("training", "other-workspace", "language-en"):
        assert trained.commands[id].statusTip() == "请先离开演练"


def test_a_folder_that_is_no_workspace_is_refused(desk: Desk, tmp_path: object) -> None:
    from pathlib import Path

    with pytest.raises(WorkspaceMissing):
        desk.change_workspace(Path(str(tmp_path)))


def _settle(session: Session) -> None:
    import time

    end = time.monotonic() + 20
    while (session.working or session.reads.current is not None) and time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)
