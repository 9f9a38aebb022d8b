"""Risk and convergence in the window: proposed, computed, dropped, signed for, withdrawn."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest

from app.core import acts
from app.core.acts import rechecking
from app.core.jobs import Job
from app.core.model import Findings, Kind, Profile
from app.core.pipeline import State
from app.core.review.linkage.converge import Convergence
from app.core.review.scan import packs_of
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from app.sandbox.server import Sandbox
from app.ui.dialogs.convergence_dialog import ConvergenceDialog
from app.ui.main_window import MainWindow
from app.ui.pages.deliver_page import DeliverPage
from app.ui.pages.review_page import ReviewPage
from app.ui.pages.signoff_page import SignoffPage
from app.ui.session import Session
from app.ui.widgets.convergence_panel import ConvergencePanel
from tests.core.acts.conftest import write
from tests.core.review.linkage import example
from tests.releases import checked, submitted
from tests.ui.test_whole_day import page

Idle = Callable[[], None]


@pytest.fixture
def list_file(tmp_path: Path) -> Path:
    return write(example.grantees(), tmp_path / "低保.csv")


@pytest.fixture
def team(tmp_path: Path) -> Path:
    return write(example.team(), tmp_path / "门球队名单.csv")


@pytest.fixture
def reviewer(session: Session) -> Identity:
    return session.ws.new_identity("李审查", "2002", "reviewer", "局", "reviewer passphrase")


@pytest.fixture
def panel(window: MainWindow, list_file: Path, idle: Idle) -> ConvergencePanel:
    """The part about convergence of a list that was just imported."""
    window.take_in(list_file)
    idle()
    review = page(window, ReviewPage)
    review.tabs.setCurrentWidget(review.convergence)
    idle()
    return review.convergence


def dropped_on(panel: ConvergencePanel, path: Path) -> None:
    """What a person does who drags a file here."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    left, no_key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, left, no_key)
    panel.dragEnterEvent(enter)
    assert enter.isAccepted()
    panel.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, no_key))


def test_quasi_identifiers_are_proposed_and_can_be_ticked_with_the_keyboard(
    window: MainWindow, list_file: Path, idle: Idle
) -> None:
    window.take_in(list_file)
    idle()
    review = page(window, ReviewPage)
    review.tabs.setCurrentWidget(review.risk)
    idle()
    risk = review.risk
    assert risk.columns.ticked() == ("乡镇", "出生年月", "性别")
    risk.columns.setCurrentCell(1, 0)
    QTest.keyClick(risk.columns, Qt.Key.Key_Space)
    assert risk.columns.ticked() == ("出生年月", "性别")
    risk.sensitive.setCurrentIndex(risk.sensitive.findData("保障金额"))
    risk.run.click()
    idle()
    titles = [risk.figures.item(row, 0).text() for row in range(risk.figures.rowCount())]
    assert titles[:2] == ["最小等价类 k", "独一无二的行"]
    assert any("l-多样性" in title for title in titles)
    risk.figures.setCurrentCell(1, 0)
    unique = int(risk.figures.item(1, 1).text().replace(",", ""))
    assert risk.rows.rowCount() == min(unique, 200)
    assert risk.rows.horizontalHeaderItem(1).text() == "出生年月"
    assert str(unique) in risk.meaning.text()


def test_with_nothing_ticked_there_is_nothing_to_compute(
    window: MainWindow, list_file: Path, idle: Idle
) -> None:
    window.take_in(list_file)
    idle()
    review = page(window, ReviewPage)
    review.tabs.setCurrentWidget(review.risk)
    idle()
    for row in range(review.risk.columns.rowCount()):
        review.risk.columns.item(row, 0).setCheckState(Qt.CheckState.Unchecked)
    assert not review.risk.run.isEnabled()
    assert review.risk.why.text()


def test_while_nothing_is_published_an_example_explains_what_a_join_is(
    panel: ConvergencePanel, window: MainWindow, idle: Idle
) -> None:
    window.resize(1280, 740)
    idle()
    assert panel.help_area.isVisible()
    assert not panel.help_area.verticalScrollBar().maximum()  # the whole of it can be seen
    title, table = panel.help.titles[0], panel.help.tables[0]
    assert title.height() < 2 * title.fontMetrics().height()  # and nothing in it floats
    assert table.y() - title.geometry().bottom() < title.height()
    assert not panel.run.isEnabled()
    assert "村务公开栏" in panel.help.explained.text()
    assert "审批日期" in panel.help.outcome.text()
    assert panel.help.tables[1].rowCount() == 3


def test_a_dropped_file_is_compared_and_the_result_is_told_in_words(
    panel: ConvergencePanel, session: Session, team: Path, idle: Idle
) -> None:
    dropped_on(panel, team)
    assert not panel.help_area.isVisible()
    assert panel.list.item(0, 0).text() == "门球队名单.csv"
    panel.run.click()
    idle()
    assert "37 行被唯一对应" in panel.words.text()
    assert panel.list.item(0, 4).text() == "37"
    assert session.ws.verify_log().valid
    assert Kind.CONVERGENCE not in session.ws.standing("R0001")  # only looked at


def test_a_file_can_be_taken_out_again_and_one_that_cannot_be_read_is_told(
    panel: ConvergencePanel, session: Session, team: Path, tmp_path: Path, idle: Idle
) -> None:
    errors: list[object] = []
    session.failed.disconnect()
    session.failed.connect(errors.append)
    panel.add_files([team, tmp_path / "nowhere.csv", team])
    assert panel.list.rowCount() == 2
    panel.run.click()
    idle()
    assert getattr(errors[0], "code", "") == "file-missing"
    panel.list.setCurrentCell(1, 0)
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert panel.list.rowCount() == 1
    panel.run.click()
    idle()
    assert len(errors) == 1
    assert "37" in panel.words.text()


def test_the_clerks_file_is_handed_in_with_the_release(
    window: MainWindow, session: Session, list_file: Path, team: Path, idle: Idle
) -> None:
    release = checked(session.ws, session.actor, list_file, Job())
    session.changed.emit()
    window.list.choose(release)
    window.page.go("review")
    review = page(window, ReviewPage)
    review.tabs.setCurrentWidget(review.convergence)
    dropped_on(review.convergence, team)
    window.page.go("signoff")
    page(window, SignoffPage).submit.click()
    idle()
    report = session.ws.load(release, Kind.CONVERGENCE, Convergence)
    assert [each.known.name for each in report.beside] == ["门球队名单.csv"]
    assert session.outside_files[release] == []


def test_the_reviewers_file_becomes_part_of_what_is_signed(
    window: MainWindow,
    session: Session,
    reviewer: Identity,
    list_file: Path,
    team: Path,
    idle: Idle,
) -> None:
    release = submitted(session.ws, session.actor, list_file, Job())
    session.changed.emit()
    window.list.choose(release)
    window.page.go("signoff")
    step = page(window, SignoffPage)
    step._logged_in(reviewer)
    dialog = step.open_convergence()
    assert isinstance(dialog, ConvergenceDialog)
    dropped_on(dialog.panel, team)
    dialog.panel.run.click()
    idle()
    dialog.reject()
    report = session.ws.load(release, Kind.CONVERGENCE, Convergence)
    assert [each.known.name for each in report.beside] == ["门球队名单.csv"]
    assert step._signer() == reviewer  # who has logged in stays
    groups = [step.evidence.topLevelItem(n) for n in range(step.evidence.topLevelItemCount())]
    (told,) = [group for group in groups if group.text(0) == "汇聚比对"]
    assert told.childCount() == 2


def test_a_dialog_that_is_closed_meanwhile_is_not_told(
    window: MainWindow,
    session: Session,
    reviewer: Identity,
    list_file: Path,
    team: Path,
    idle: Idle,
) -> None:
    release = submitted(session.ws, session.actor, list_file, Job())
    dialog = ConvergenceDialog(session, session.ws.release(release), reviewer, window)
    dialog.open()
    dialog.panel.add_files([team])
    dialog.panel.run.click()
    dialog.reject()
    idle()
    report = session.ws.load(release, Kind.CONVERGENCE, Convergence)
    assert len(report.beside) == 1


def test_a_release_that_todays_rules_hold_back_is_withdrawn_from_the_list(
    window: MainWindow,
    session: Session,
    sandbox: Sandbox,
    profile: Profile,
    reviewer: Identity,
    people_csv: Path,
    idle: Idle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ws, clerk = session.ws, session.actor
    sandbox.platform.trust(clerk.card, reviewer.card)
    release = submitted(ws, clerk, people_csv, Job())
    acts.review(ws, reviewer, release, "公开", "条例", "无妨")
    acts.seal(ws, clerk, release, profile, Job())
    acts.deliver(ws, clerk, release, sandbox.profile, Job())
    ws.set_setting(acts.UPLOAD_PROFILE, str(sandbox.profile))
    session.changed.emit()
    examine = rechecking.examine
    monkeypatch.setattr(rechecking, "packs_of", lambda own: packs_of(own) | {"mobile": "1" * 64})
    table = ws.load_table(release, Kind.TABLE)  # better eyes see what the raw table holds
    monkeypatch.setattr(
        rechecking, "examine", lambda output, job, own: _of(examine(table, job, own), ws, release)
    )
    window.side.upkeep.look()
    idle()
    assert window.side.upkeep.isVisible()
    dialog = window.open_recheck()
    assert dialog.list.item(0, 3).text() == "待复查"
    dialog.run.click()
    idle()
    monkeypatch.setattr(rechecking, "packs_of", packs_of)
    dialog.refresh()
    assert dialog.list.item(0, 3).text() == "须撤回"
    assert "330199194912310020" not in dialog.reasons.text()
    assert "公民身份号码" in dialog.reasons.text()
    asking = dialog.open_withdrawal()
    assert asking is not None
    assert not asking.ok.isEnabled()
    asking.reason.setText("复查发现身份证号")
    asking.ok.click()
    idle()
    assert ws.release(release).state is State.WITHDRAWN
    assert dialog.list.rowCount() == 0
    dialog.reject()
    window.go_to("R0001", "deliver")
    assert "已撤回" in page(window, DeliverPage).notice.text()
    assert sandbox.platform.catalog() == []


def _of(found: Findings, ws: Workspace, release: str) -> Findings:
    """Findings as if they were of the output that stands."""
    return replace(found, table=ws.standing(release)[Kind.OUTPUT])
