"""The findings narrowed, looked at, and dismissed with a reason, on the review page."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.core.model import Findings, Kind
from app.ui.main_window import MainWindow
from app.ui.pages.desensitize_page import DesensitizePage
from app.ui.pages.review_page import ReviewPage
from app.ui.pages.signoff_page import SignoffPage
from app.ui.widgets.findings_table import JUDGED
from tests.ui.test_whole_day import page

Idle = Callable[[], None]


@pytest.fixture
def step(window: MainWindow, messy: Path, idle: Idle) -> ReviewPage:
    window.take_in(messy)
    idle()
    return page(window, ReviewPage)


def test_the_column_of_what_was_said_waits_for_it(step: ReviewPage, idle: Idle) -> None:
    assert step.findings.isColumnHidden(JUDGED)
    step.judging.confirm.click()
    idle()
    assert not step.findings.isColumnHidden(JUDGED)


def choose(step: ReviewPage, facet: str, value: str) -> None:
    box = step.judged.facets[facet]
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_facets_narrow_and_count(step: ReviewPage) -> None:
    total = step.findings.rowCount()
    assert total >= 3
    column = step.judged.facets["column"]
    assert column.count() == 1 + len({step.findings.item(r, 0).text() for r in range(total)})
    choose(step, "column", "联系电话")
    assert {step.findings.item(r, 0).text() for r in range(step.findings.rowCount())} == {
        "联系电话"
    }
    assert step.judged.facets["type"].count() == 1 + step.findings.rowCount()
    assert column.count() > 2  # another column is one click away
    choose(step, "column", "")
    assert step.findings.rowCount() == total


def test_findings_are_judged_only_where_they_are_seen(step: ReviewPage) -> None:
    step.tabs.setCurrentWidget(step.hidden)
    assert not step.judging.confirm.isVisible()
    assert not step.read.isVisible()
    step.tabs.setCurrentWidget(step.long_texts)
    assert step.read.isVisible()
    step.tabs.setCurrentWidget(step.judged)
    assert step.judging.confirm.isVisible()
    assert not step.read.isVisible()


def test_values_are_masked_until_they_are_asked_for(step: ReviewPage, idle: Idle) -> None:
    choose(step, "column", "身份证号")
    dialog = step.judging.open_reveal()
    assert dialog is not None
    idle()
    assert dialog.cells.item(0, 1).text().startswith("110101")
    event = step.session.ws.events()[-1]
    assert (event["act"], event["column"]) == ("reveal", "身份证号")
    dialog.reject()


def test_dismissed_finding_is_kept_in_the_draft_of_the_recipe(
    step: ReviewPage, window: MainWindow, idle: Idle
) -> None:
    window.page.go("desensitize")  # which shows the recipe as it was
    idle()
    window.page.go("review")
    choose(step, "column", "姓名")
    dialog = step.judging.open_dismissal()
    assert dialog is not None
    dialog.submit()
    assert dialog.problem.text()  # no reason, no dismissal
    dialog.reason.setText("均为公示人员")
    dialog.submit()
    idle()
    assert "姓名" in step.notice.text()
    window.page.go("desensitize")
    idle()
    recipe = page(window, DesensitizePage)
    choice = recipe.table.choice("姓名")
    assert (choice.operator, choice.reason) == ("keep", "均为公示人员")
    assert recipe.draft.made
    recipe.draft.undo()
    assert recipe.table.choice("姓名").operator == "mask"


def said(step: ReviewPage) -> str:
    return step.findings.item(step.findings.currentRow(), JUDGED).text()


def test_finding_is_confirmed_with_one_key(
    step: ReviewPage, qtbot: QtBot, window: MainWindow, idle: Idle
) -> None:
    choose(step, "column", "姓名")
    assert not step.judging.take_back.isEnabled()  # nothing has been said
    window.activateWindow()
    step.findings.setFocus()
    qtbot.keyClick(step.findings, "a")
    idle()
    assert said(step) == "人工确认"
    assert step.judged.facets["judged"].findData("said") > 0
    step.judging.take_back.click()
    idle()
    assert said(step) == ""
    acts = [event["act"] for event in step.session.ws.events()]
    assert acts[-2:] == ["accept", "retract"]


def test_finding_is_reclassified_and_the_reviewer_sees_why(
    step: ReviewPage, window: MainWindow, idle: Idle
) -> None:
    choose(step, "column", "姓名")
    dialog = step.judging.open_reclassification()
    assert dialog is not None
    idle()
    assert "须处理" in dialog.outcome.text()
    dialog.type.setCurrentIndex(dialog.type.findData("health"))
    assert dialog.level.currentData() == "sensitive-personal"  # as usual for this type
    dialog.level.setCurrentIndex(dialog.level.findData("public"))
    assert "须处理" not in dialog.outcome.text()
    dialog.submit()
    assert dialog.problem.text()  # no reason, no judgement
    dialog.reason.setText("均为公示人员")
    dialog.submit()
    idle()
    assert "均为公示人员" in said(step)
    window.page.go("desensitize")
    idle()
    recipe = page(window, DesensitizePage)
    assert recipe.table.choice("姓名").operator == ""
    recipe.suggest.click()
    assert recipe.draft.now.recipe.judgements  # another proposal is no other judgement
    recipe.run.click()
    idle()
    signing = page(window, SignoffPage)
    signing.evidence.show_release(window.page.release)
    texts = [
        item.text(1) for item in signing.evidence.findItems("姓名", Qt.MatchFlag.MatchRecursive)
    ]
    assert any("均为公示人员" in text for text in texts)
    assert any(text.endswith(" · 12 个单元格") for text in texts)
    assert not any("））" in text for text in texts)


def test_what_the_scan_went_by_is_named_and_whole(step: ReviewPage) -> None:
    step.tabs.setCurrentWidget(step.basis)
    rows = range(step.basis.rowCount())
    told = [tuple(step.basis.item(row, n).text() for n in range(3)) for row in rows]
    assert ("检测器", "公民身份号码") in [row[:2] for row in told]
    assert {row[1:] for row in told if row[0] == "规则包"} == set(packs_of(step).items())


def packs_of(step: ReviewPage) -> dict[str, str]:
    assert step.release is not None
    return dict(step.session.ws.load(step.release.id, Kind.FINDINGS, Findings).packs)


def test_what_is_blocked_says_so(step: ReviewPage) -> None:
    choose(step, "column", "姓名")
    found = step.judged.current()
    assert found is not None
    step.judged.show_findings([replace(found, gate="block")])
    step.judging.offer()
    assert not step.judging.drop.isEnabled()
    assert "不得公开" in step.judging.drop.property("why")
    assert step.judging.confirm.isEnabled()
