"""From a messy sheet to the platform's receipt, by clicking."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from app.core import acts
from app.core.desensitize.suggest import suggest
from app.core.jobs import Job
from app.core.model import Findings, Kind
from app.core.pipeline import State
from app.ui.dialogs.login import LoginDialog
from app.ui.main_window import MainWindow
from app.ui.pages.catalog_page import CatalogPage
from app.ui.pages.deliver_page import DeliverPage
from app.ui.pages.desensitize_page import DesensitizePage
from app.ui.pages.import_page import ImportPage
from app.ui.pages.page import Page
from app.ui.pages.quality_page import QualityPage
from app.ui.pages.review_page import ReviewPage
from app.ui.pages.signoff_page import SignoffPage

P = TypeVar("P", bound=Page)


def page(window: MainWindow, kind: type[P]) -> P:
    found = window.page.pages[kind.step]
    assert isinstance(found, kind)
    return found


def sign_with(step: SignoffPage, passphrase: str, idle: Callable[[], None]) -> None:
    """Sign as whoever sits at the window, whose passphrase is asked for once more."""
    step.verdict.sign.click()
    login = next(d for d in reversed(step.findChildren(LoginDialog)) if "签署" in d.windowTitle())
    assert login.who.count() == 1
    login.passphrase.setText(passphrase)
    login.submit()
    idle()


def test_the_whole_day(
    window: MainWindow, messy: Path, idle: Callable[[], None], qtbot: QtBot
) -> None:
    assert window.empty.isVisible()
    window.take_in(messy)
    idle()
    assert window.page.current() == "review"
    _review(window)
    _desensitize(window, idle)
    _catalog(window, idle)
    _quality(window, idle)
    _signoff(window, idle, qtbot)
    _deliver(window, idle)
    assert window.session.ws.verify_log().valid


def _review(window: MainWindow) -> None:
    review = page(window, ReviewPage)
    shown = {
        (review.findings.item(row, 0).text(), review.findings.item(row, 1).text())
        for row in range(review.findings.rowCount())
    }
    assert {column for column, _ in shown} >= {"姓名", "身份证号", "联系电话"}
    samples = " ".join(
        review.findings.item(row, 6).text() for row in range(review.findings.rowCount())
    )
    assert "11010119" not in samples
    assert review.notice.property("tone") == "warn"
    window.page.go("import")


def _desensitize(window: MainWindow, idle: Callable[[], None]) -> None:
    idle()
    intake = page(window, ImportPage)
    assert intake.preview.arrow.rowCount() == 12
    assert intake.dropped.rowCount() >= 3
    window.page.go("desensitize")
    idle()
    step = page(window, DesensitizePage)
    assert step.table.choice("身份证号").operator == "mask"
    # "keep" asks for a reason before anything can run.
    step.table.choose("所在街道", "keep")
    assert not step.run.isEnabled()
    step.table.choose("所在街道", "")
    step.table.choose("身份证号", "suppress")
    assert step.panel.preview.item(0, 1).text() == "（删除）"
    assert not step.next.isEnabled()
    step.run.click()
    assert not step.run.isEnabled()
    idle()
    assert step.effects.rowCount() == 3
    output = window.session.ws.load_table("R0001", Kind.OUTPUT)
    assert "身份证号" not in output.columns
    step.next.click()


def _catalog(window: MainWindow, idle: Callable[[], None]) -> None:
    idle()
    step = page(window, CatalogPage)
    assert window.page.current() == "catalog"
    theme = step.form.editor("theme")
    assert isinstance(theme, QComboBox)
    theme.setCurrentIndex(0)
    assert not step.save.isEnabled()
    assert "主题分类" in step.why.text()
    theme.setCurrentText("社会救助")
    step.confirm.click()
    assert step.entry().inferred == ()
    step.save.click()
    idle()
    assert window.session.ws.release("R0001").state is State.CATALOGUED
    step.next.click()


def _quality(window: MainWindow, idle: Callable[[], None]) -> None:
    step = page(window, QualityPage)
    step.check.click()
    idle()
    assert window.session.ws.release("R0001").state is State.CHECKED
    step.next.click()


def _signoff(window: MainWindow, idle: Callable[[], None], qtbot: QtBot) -> None:
    step = page(window, SignoffPage)
    assert not step.verdict.sign.isEnabled()
    step.submit.click()
    idle()
    step.verdict.reason.setPlainText("已脱敏，可以公开")
    assert not step.verdict.sign.isEnabled()  # the clerk is logged in, and a clerk does not review
    assert "保密审查人" in step.verdict.sign_why.text()
    _same_person_is_refused(step, idle)
    person = step.open_new_reviewer()
    person.name.setText("李审查")
    person.person.setText("2002")
    person.passphrase.setText("reviewer passphrase")
    person.again.setText("reviewer passphrase")
    person.submit()
    idle()
    login = step.open_login()
    login.who.setCurrentIndex(login.who.findData("李审查"))
    login.passphrase.setText("wrong")
    login.submit()
    idle()
    assert login.problem.isVisible()
    login.passphrase.setText("reviewer passphrase")
    login.submit()
    idle()
    assert step.verdict.sign.isEnabled()
    step.verdict.sign.click()
    idle()
    assert window.session.ws.release("R0001").state is State.APPROVED
    assert step.notice.property("tone") == "ok"
    step.next.click()


def _same_person_is_refused(step: SignoffPage, idle: Callable[[], None]) -> None:
    """A second key does not make a second person."""
    ws = step.session.ws
    ws.new_identity("张承办（审查）", "1001", "reviewer", "某市民政局", "passphrase")
    login: LoginDialog = step.open_login()
    login.passphrase.setText("passphrase")
    login.submit()
    idle()
    assert not step.verdict.sign.isEnabled()
    assert "经手" in step.verdict.sign_why.text()


def _deliver(window: MainWindow, idle: Callable[[], None]) -> None:
    step = page(window, DeliverPage)
    assert not step.seal.isEnabled()
    step.rehearse.click()
    idle()
    step.seal.click()
    idle()
    step.upload.click()
    idle()
    assert window.session.ws.release("R0001").state is State.DELIVERED
    assert "已送达" in step.notice.text()
    assert not step.upload.isEnabled()


def test_a_refused_release_goes_back_to_the_clerk(
    window: MainWindow, messy: Path, idle: Callable[[], None], qtbot: QtBot
) -> None:
    session = window.session
    ws, clerk, job = session.ws, session.actor, Job()
    release = acts.take_in(ws, clerk, messy, job)
    recipe = suggest(ws.load(release, Kind.FINDINGS, Findings))
    acts.desensitize(ws, clerk, release, recipe, job)
    entry = acts.propose_entry(ws, release)
    entry = replace(entry, fields=entry.fields | {"theme": "社会救助"})
    acts.catalogue(ws, clerk, release, entry)
    acts.check_quality(ws, clerk, release, job)
    acts.submit(ws, clerk, release, job)
    reviewer = ws.new_identity("李审查", "2002", "reviewer", "某市民政局", "passphrase")
    session.change_actor(reviewer)
    idle()
    assert window.home.tasks.item(0, 0).text() == "待我签署"
    window.home.tasks.followed.emit(0)
    step = page(window, SignoffPage)
    assert window.page.current() == "signoff"
    step.verdict.opinion.setCurrentIndex(step.verdict.opinion.findData("退回"))
    step.verdict.reason.setPlainText("请删除街道")
    step.verdict.sign.click()
    idle()
    assert ws.release(release).state is State.SUBMITTED  # a key that lies open signs nothing
    idle()
    sign_with(step, "passphrase", idle)
    assert ws.release(release).state is State.RETURNED
    assert step.notice.property("tone") == "stop"
    assert window.page.rail["desensitize"].text().startswith("●")
    assert not step.next.isEnabled()
    window.page.go("desensitize")
    idle()
    redo = page(window, DesensitizePage)
    assert "承办人" in redo.why.text()  # the reviewer is still logged in
    session.change_actor(clerk)
    assert redo.run.isEnabled()
