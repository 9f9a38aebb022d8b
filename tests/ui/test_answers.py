"""The route as a line of persons, and comments that lead to their cells."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.core import acts, agency
from app.core.approval.values import Comment
from app.core.desensitize.suggest import suggest
from app.core.jobs import Job
from app.core.model import Findings, Kind, Role
from app.core.pipeline import State
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from app.ui.languages import Languages
from app.ui.main_window import MainWindow
from app.ui.pages.signoff_page import SignoffPage
from tests.ui.test_whole_day import sign_with

OWN = "某市民政局"


def submitted(ws: Workspace, clerk: Identity, file: Path) -> str:
    """A release on its way along two levels."""
    job = Job()
    agency.choose_route(ws, clerk, "two")
    release = acts.take_in(ws, clerk, file, job)
    recipe = suggest(ws.load(release, Kind.FINDINGS, Findings))
    acts.desensitize(ws, clerk, release, recipe, job)
    entry = acts.propose_entry(ws, release)
    entry = replace(entry, fields=entry.fields | {"theme": "社会救助"})
    acts.catalogue(ws, clerk, release, entry)
    acts.check_quality(ws, clerk, release, job)
    acts.submit(ws, clerk, release, job)
    return release


def person(ws: Workspace, name: str, number: str, role: Role) -> Identity:
    return ws.new_identity(name, number, role, OWN, "passphrase")


def test_a_route_is_signed_level_by_level_with_comments(
    window: MainWindow, messy: Path, idle: Callable[[], None]
) -> None:
    session, ws = window.session, window.session.ws
    release = submitted(ws, session.actor, messy)
    head, reviewer = person(ws, "王处", "2004", "head"), person(ws, "李审查", "2002", "reviewer")
    session.change_actor(reviewer)
    window.go_to(release, "signoff")
    idle()
    step = window.page.pages["signoff"]
    assert isinstance(step, SignoffPage)
    assert step.answers.texts() == [
        "✓ 承办人：张承办", "● 处室负责人：待签署", "○ 保密审查人：未到",
    ]  # fmt: skip
    assert "处室负责人" in step.notice.text()
    assert not step.verdict.sign.isEnabled()  # the reviewer's turn has not come
    session.change_actor(head)
    idle()
    step.verdict.reason.setPlainText("同意")
    awaited = step.open_login()
    assert awaited.who.count() == 1  # only who is awaited is offered
    awaited.reject()
    sign_with(step, "passphrase", idle)
    assert ws.release(release).state is State.SUBMITTED
    assert "● 保密审查人：待签署" in step.answers.texts()
    assert not step.verdict.sign.isEnabled()
    session.change_actor(reviewer)
    idle()
    _comment(step, idle)
    step.verdict.opinion.setCurrentIndex(step.verdict.opinion.findData("退回"))
    step.verdict.reason.setPlainText("见批注")
    sign_with(step, "passphrase", idle)
    assert ws.release(release).state is State.RETURNED
    (remark,) = acts.remarks(ws, release)
    assert remark.comment == Comment("output", "所在街道", 3, "应归到区县")
    session.change_actor(ws.unlock("张承办", "clerk passphrase"))
    idle()
    _jump(step, idle)


def _comment(step: SignoffPage, idle: Callable[[], None]) -> None:
    """The reviewer points at a cell."""
    dialog = step.open_comments()
    assert dialog is not None
    idle()
    assert not dialog.add.isEnabled()
    column = dialog.cells.arrow.table.column_names.index("所在街道")
    dialog.cells.setCurrentIndex(dialog.cells.arrow.index(2, column))
    dialog.text.setText("应归到区县")
    dialog.add.click()
    assert dialog.list.rowCount() == 1
    dialog.accept()
    assert "1" in step.verdict.comments.text()


def _jump(step: SignoffPage, idle: Callable[[], None]) -> None:
    """The clerk is led to it, and cannot write there."""
    dialog = step.open_comments()
    assert dialog is not None
    idle()
    assert dialog.text.isHidden() or not dialog.add.isEnabled()
    dialog.cells.setCurrentIndex(dialog.cells.arrow.index(0, 0))
    dialog.list.selectRow(0)
    index = dialog.cells.currentIndex()
    names = dialog.cells.arrow.table.column_names
    assert (index.row(), names[index.column()]) == (2, "所在街道")
    dialog.accept()


def test_every_stop_begins_with_a_capital(
    window: MainWindow, messy: Path, idle: Callable[[], None], qapp: QApplication
) -> None:
    languages = Languages(qapp)
    languages.use("en")
    try:
        session = window.session
        session.language = "en"
        window.go_to(submitted(session.ws, session.actor, messy), "signoff")
        idle()
        step = window.page.pages["signoff"]
        assert isinstance(step, SignoffPage)
        names = [text[2:] for text in step.answers.texts()]
        assert [name for name in names if not name[:1].isupper()] == []
    finally:
        languages.forget()
