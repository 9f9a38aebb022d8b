"""Two windows' worth of a hand-over: the clerk's window, and a reviewer at another computer."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from app.core import acts
from app.core.handover.address import read
from app.core.jobs import Job
from app.core.pipeline import State
from app.ui.dialogs.card_dialog import CardDialog
from app.ui.errors import ErrorDialog
from app.ui.letters import CARD
from app.ui.main_window import MainWindow
from app.ui.pages.deliver_page import DeliverPage
from app.ui.pages.signoff_page import SignoffPage
from app.ui.session import Session
from tests import releases
from tests.offices import Desk, desk

Idle = Callable[[], None]


@pytest.fixture
def reviewer(tmp_path: Path) -> Iterator[Desk]:
    made = desk(tmp_path, "李静", "002", "reviewer", "某市民政局")
    yield made
    made.ws.close()


@pytest.fixture
def clerk(session: Session, tmp_path: Path) -> Desk:
    folder = tmp_path / "letters"
    folder.mkdir()
    return Desk(session.ws, session.actor, folder)


@pytest.fixture
def release(session: Session, people_csv: Path) -> str:
    return releases.submitted(session.ws, session.actor, people_csv, Job())


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    window.dropEvent(
        QDropEvent(
            QPointF(9, 9),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def said(window: MainWindow) -> str:
    """What the window's message says; it is then closed."""
    box = next(box for box in window.findChildren(QMessageBox) if box.isVisible())
    text = f"{box.text()}\n{box.informativeText()}"
    box.close()
    return text


def test_a_release_goes_out_and_its_verdict_is_dropped_on_the_window(
    window: MainWindow,
    session: Session,
    clerk: Desk,
    reviewer: Desk,
    release: str,
    idle: Idle,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    reviewer.knows(clerk)
    window.refresh()
    window.list.choose(release)
    window.page.go("signoff")
    page = window.page.pages["signoff"]
    assert isinstance(page, SignoffPage)

    # without a compared card there is nobody to hand it to
    dialog = page.clerk.handover.open_handover()
    assert dialog is not None
    assert not dialog.ok.isEnabled()
    card = dialog.take_card(reviewer.address_file())  # so it is taken right here
    assert isinstance(card, CardDialog)
    assert "李静" in card.intro.text()
    card.code.setText("AAAA-AAAA-AAAA-AAAA")
    card.submit()
    qtbot.waitUntil(lambda: "校验码不符" in card.problem.text())
    card.code.setText(read(reviewer.address_file().read_bytes(), "card").code)
    card.submit()
    qtbot.waitUntil(lambda: len(acts.correspondents(session.ws)) == 1)
    idle()
    assert dialog.ok.isEnabled()
    assert "李静" in dialog.who.currentText()
    request = tmp_path / "名单.gkrequest"
    dialog.place.setText(str(request))
    dialog.ok.click()
    qtbot.waitUntil(request.exists)
    idle()
    assert "由“李静”审查" in window.list.item(0).text()
    assert "李静" in page.clerk.handover.note.text()

    here = reviewer.takes(request).release
    reviewer.says(here)
    drop(window, reviewer.answers(here))
    idle()
    assert "1 份新的审查意见" in said(window)
    assert session.ws.release(release).state is State.APPROVED
    assert "审查" not in window.list.item(0).text()

    # the platform in miniature knows who has reviewed elsewhere
    deliver = window.page.pages["deliver"]
    assert isinstance(deliver, DeliverPage)
    window.page.go("deliver")
    assert "封装" in deliver.upload_why.text()
    deliver.start_rehearsal()
    idle()
    assert window.band.isVisible()
    for button in (deliver.seal, deliver.upload):
        button.click()
        idle()
    assert session.ws.release(release).state is State.DELIVERED


def test_a_request_is_reviewed_here_and_goes_back(
    window: MainWindow,
    session: Session,
    clerk: Desk,
    reviewer: Desk,
    people_csv: Path,
    idle: Idle,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The other way about: this window is the reviewer's."""
    here = session.ws.new_identity("王审", "1002", "reviewer", "某市民政局", "r")
    mine = Desk(session.ws, here, clerk.folder)
    session.change_actor(here)
    elsewhere = desk(tmp_path, "赵云", "009", "clerk", "某市民政局")
    mine.knows(elsewhere)
    elsewhere.knows(mine)
    theirs = releases.submitted(elsewhere.ws, elsewhere.who, people_csv, Job())
    drop(window, elsewhere.sends(theirs, mine))
    idle()
    told = said(window)
    assert "送审单" in told
    assert f"校验码 {read(elsewhere.address_file().read_bytes(), 'card').code}" in told
    assert "没有移交" in told
    page = window.page.pages["signoff"]
    assert isinstance(page, SignoffPage)
    assert page.clerk.handover.button.text() == "交回审查意见…"
    assert not page.clerk.handover.button.isEnabled()
    page.verdict.reason.setPlainText("无个人信息")
    login = page.ask_to_sign()
    assert login is not None
    login.passphrase.setText("r")
    login.ok.click()
    qtbot.waitUntil(lambda: not login.isVisible())
    idle()
    assert page.clerk.handover.button.isEnabled()
    assert not page.next.isEnabled()  # it is delivered where it came from
    verdict = tmp_path / "back.GKVERDICT"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(verdict), ""))
    page.clerk.handover.button.click()
    idle()
    assert len(elsewhere.takes(verdict).merged.taken) == 1
    assert elsewhere.ws.release(theirs).state is State.APPROVED
    elsewhere.ws.close()


def test_the_own_card_is_saved_and_its_code_shown(
    window: MainWindow,
    reviewer: Desk,
    session: Session,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = tmp_path / f"me{CARD}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(place), ""))
    window.letters.save_card()
    code = said(window).splitlines()[0].split("：")[1]
    acts.trust_card(reviewer.ws, reviewer.who, place, code)
    assert [each.card for each in acts.correspondents(reviewer.ws)] == [session.actor.card]


def test_a_letter_that_is_none_is_an_error_in_words(
    window: MainWindow, idle: Idle, tmp_path: Path
) -> None:
    for suffix in (".gkrequest", ".GKVERDICT", CARD):
        path = tmp_path / f"x{suffix}"
        path.write_bytes(b"nothing of the kind")
        drop(window, path)
        idle()
        box = window.findChildren(ErrorDialog)[-1]
        assert box.isVisible()
        box.close()
