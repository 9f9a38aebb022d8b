"""What is not finished: undone step by step, kept without being asked, marked, and thrown away."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.core import acts
from app.core.acts import Proposal
from app.core.jobs import Job
from app.core.model import Entry, Kind, Recipe, Treatment
from app.core.workspace import drafts
from app.ui.draft import PAUSE
from app.ui.main_window import MainWindow
from app.ui.pages.catalog_page import CatalogPage
from app.ui.pages.desensitize_page import DesensitizePage
from app.ui.pages.review_page import ReviewPage
from app.ui.widgets.draft_bar import DraftBar
from app.ui.widgets.findings_table import JUDGED
from tests.ui.test_whole_day import page

Idle = Callable[[], None]


@pytest.fixture
def recipe(window: MainWindow, messy: Path, idle: Idle) -> DesensitizePage:
    window.take_in(messy)
    idle()
    window.page.go("desensitize")
    idle()
    return page(window, DesensitizePage)


@pytest.fixture
def entry(window: MainWindow, tmp_path: Path, idle: Idle) -> CatalogPage:
    ws, clerk, job = window.session.ws, window.session.actor, Job()
    source = tmp_path / "名录.csv"
    source.write_text("单位,数量\n甲,1\n乙,2\n", "utf-8")
    release = acts.take_in(ws, clerk, source, job)
    acts.desensitize(ws, clerk, release, Recipe(()), job)
    window.refresh()
    window.go_to(release, "catalog")
    idle()
    return page(window, CatalogPage)


def said(step: ReviewPage) -> list[str]:
    return [step.findings.item(row, JUDGED).text() for row in range(step.findings.rowCount())]


def bar(step: CatalogPage | DesensitizePage) -> DraftBar:
    found = step.findChild(DraftBar)
    assert isinstance(found, DraftBar)
    return found


def test_choices_are_undone_and_redone_by_keys(recipe: DesensitizePage, qtbot: QtBot) -> None:
    assert not bar(recipe).mark.isVisibleTo(recipe)
    recipe.table.choose("身份证号", "suppress")
    recipe.table.choose("姓名", "suppress")
    assert bar(recipe).mark.isVisibleTo(recipe)
    assert recipe.panel.preview.item(0, 1).text() == "（删除）"
    recipe.table.setFocus()
    qtbot.keyClick(recipe.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert recipe.table.choice("姓名").operator == "mask"
    assert recipe.table.choice("身份证号").operator == "suppress"
    assert recipe.table.current() == "姓名"
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(recipe.table, Qt.Key.Key_Z, both)
    assert recipe.table.choice("姓名").operator == "suppress"
    bar(recipe).discard.trigger()
    assert recipe.table.choice("身份证号").operator == "mask"
    assert not bar(recipe).mark.isVisibleTo(recipe)
    bar(recipe).undo.trigger()  # even that can be taken back
    assert recipe.table.choice("身份证号").operator == "suppress"


def test_draft_is_kept_at_a_pause_and_comes_back_in_another_window(
    recipe: DesensitizePage, settings: object, qtbot: QtBot, idle: Idle
) -> None:
    ws = recipe.session.ws
    recipe.table.choose("身份证号", "suppress")
    qtbot.waitUntil(
        lambda: drafts.kept(ws, "R0001", Kind.RECIPE, Proposal) is not None, timeout=4 * PAUSE
    )
    assert not ws.has("R0001", Kind.RECIPE)  # a draft is no artefact
    other = MainWindow(recipe.session, settings)  # type: ignore[arg-type]
    qtbot.addWidget(other)
    other.go_to("R0001", "desensitize")
    idle()
    again = page(other, DesensitizePage)
    assert again.table.choice("身份证号").operator == "suppress"
    assert bar(again).mark.isVisibleTo(again)
    bar(again).undo.trigger()
    assert again.table.choice("身份证号").operator == "mask"


def test_what_is_done_is_no_draft_and_can_still_be_undone(
    recipe: DesensitizePage, idle: Idle
) -> None:
    ws = recipe.session.ws
    recipe.table.choose("身份证号", "suppress")
    recipe.run.click()
    idle()
    assert drafts.kept(ws, "R0001", Kind.RECIPE, Proposal) is None
    assert not recipe.draft.made
    while recipe.draft.history.can_undo:
        bar(recipe).undo.trigger()
    assert recipe.table.choice("身份证号").operator == "mask"
    assert recipe.draft.made  # until it runs again, the output has another recipe


def test_what_is_said_of_findings_is_undone_where_it_is_said(
    window: MainWindow, messy: Path, qtbot: QtBot, idle: Idle
) -> None:
    window.take_in(messy)
    idle()
    step, recipe = page(window, ReviewPage), page(window, DesensitizePage)
    undo = next(a for a in step.actions() if a.text() == "撤销")
    assert not undo.isEnabled()
    for row in (0, 1):
        step.findings.setCurrentCell(row, 0)
        step.judging.accept()
        idle()
    assert said(step) == ["人工确认", "人工确认", ""]
    window.activateWindow()
    step.findings.setFocus()
    qtbot.keyClick(step.findings, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert said(step) == ["人工确认", "", ""]
    assert "判断已改动" in step.notice.text()
    qtbot.keyClick(step.findings, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert said(step) == ["人工确认", "人工确认", ""]
    window.page.go("desensitize")
    idle()
    recipe.table.choose("联系电话", "suppress")
    window.page.go("review")
    idle()
    assert not undo.isEnabled()  # the last step was none of this page's
    window.page.go("desensitize")
    idle()
    assert recipe.table.choice("联系电话").operator == "suppress"
    for left in (2, 1, 0):
        bar(recipe).undo.trigger()
        assert len(recipe.draft.now.recipe.judgements) == left
    assert not recipe.draft.made


def test_a_field_with_nothing_typed_lets_the_page_undo(entry: CatalogPage, qtbot: QtBot) -> None:
    name, code = entry.form.editor("name"), entry.form.editor("code")
    abstract = entry.form.editor("abstract")
    assert isinstance(name, QLineEdit)
    was = name.text()
    entry.window().activateWindow()
    for field in (code, abstract):
        name.setFocus()
        qtbot.keyClicks(name, "2026")
        field.setFocus()
        qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert name.text() == was
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        qtbot.keyClick(field, Qt.Key.Key_Z, both)
        assert name.text() == "2026" + was
        qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_a_field_undoes_its_own_typing_first(entry: CatalogPage, qtbot: QtBot) -> None:
    entry.form.change({"abstract": "另一摘要"})
    name = entry.form.editor("name")
    assert isinstance(name, QLineEdit)
    was = name.text()
    entry.window().activateWindow()
    name.setFocus()
    name.end(False)
    qtbot.keyClicks(name, "2026")
    qtbot.keyClick(name, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (name.text(), entry.entry().fields["abstract"]) == (was, "另一摘要")


def test_typing_in_one_field_is_one_step(entry: CatalogPage, qtbot: QtBot) -> None:
    line = entry.form.editor("name")
    assert isinstance(line, QLineEdit)
    was = line.text()
    qtbot.keyClicks(line, "2026")
    entry.form.change({"abstract": "另一摘要"})
    bar(entry).undo.trigger()
    assert line.text() == "2026" + was
    bar(entry).undo.trigger()
    assert line.text() == was
    assert not bar(entry).undo.isEnabled()


def test_draft_of_an_entry_fits_the_output_of_today(
    entry: CatalogPage, window: MainWindow, idle: Idle
) -> None:
    entry.form.change({"name": "甲地名录"})
    recipe = Recipe((Treatment("数量", "suppress"),))
    acts.desensitize(window.session.ws, window.session.actor, "R0001", recipe, Job())
    window.refresh()
    idle()
    assert entry.entry().fields["name"] == "甲地名录"
    assert [item.name for item in entry.entry().items] == ["单位"]
    assert isinstance(entry.draft.now, Entry)
