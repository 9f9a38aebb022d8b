"""The findings narrowed, looked at, and dismissed with a reason, on the review page."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.ui.main_window import MainWindow
from app.ui.pages.desensitize_page import DesensitizePage
from app.ui.pages.review_page import ReviewPage
from tests.ui.test_whole_day import page

Idle = Callable[[], None]


@pytest.fixture
def step(window: MainWindow, messy: Path, idle: Idle) -> ReviewPage:
    window.take_in(messy)
    idle()
    return page(window, ReviewPage)


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


def test_values_are_masked_until_they_are_asked_for(step: ReviewPage, idle: Idle) -> None:
    choose(step, "column", "身份证号")
    dialog = step.open_reveal()
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
    dialog = step.open_dismissal()
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
