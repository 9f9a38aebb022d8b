"""The effect of de-identification in the window: evaluated, explained, seen before the signature."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.core import acts
from app.core.jobs import Job
from app.core.model import Recipe, Treatment
from app.ui.main_window import MainWindow
from app.ui.pages.review_page import ReviewPage
from app.ui.pages.signoff_page import SignoffPage
from app.ui.session import Session
from app.ui.widgets.effect_panel import EffectPanel
from tests.releases import checked
from tests.ui.test_whole_day import page

Idle = Callable[[], None]


@pytest.fixture
def list_file(tmp_path: Path) -> Path:
    lines = ["乡镇,性别,年龄"] + [f"青石镇,{'男女'[n % 2]},{30 + n % 10}" for n in range(60)]
    path = tmp_path / "名单.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def panel(window: MainWindow, list_file: Path, idle: Idle) -> EffectPanel:
    window.take_in(list_file)
    idle()
    review = page(window, ReviewPage)
    review.tabs.setCurrentWidget(review.effect)
    idle()
    return review.effect


def test_the_imported_table_does_not_pass_and_says_why(panel: EffectPanel, idle: Idle) -> None:
    assert {"性别", "年龄"} <= set(panel.choice.columns.ticked())
    assert not panel.controls.isEnabled()  # whoever gets it, once it is public
    silent = (panel.law, panel.worth, panel.meaning)
    assert all(label.isHidden() for label in silent)  # no gap where nothing is said yet
    panel.run.click()
    idle()
    assert "2 级" in panel.level.text()
    assert "仍是个人信息" in panel.law.text()
    assert panel.law.isVisible()
    assert [panel.figures.item(row, 0).text() for row in range(6)][1:4] == ["R_a", "R_b", "R_c"]
    panel.figures.setCurrentCell(0, 0)
    assert "另一读法 k = 20" in panel.meaning.text()
    assert "GB/T 42460-2023" in panel.meaning.text()
    assert panel.columns.rowCount() == 0
    assert panel.columns.empty == "脱敏之后才能与原表比较"


def test_the_output_is_laid_beside_the_original(
    panel: EffectPanel, window: MainWindow, session: Session, idle: Idle
) -> None:
    release = panel.choice.release
    assert release is not None
    recipe = Recipe((Treatment("年龄", "generalise", {"kind": "number", "width": 10}),))
    session.act(
        "", lambda job: acts.desensitize(session.ws, session.actor, release.id, recipe, job)
    )
    idle()
    review = page(window, ReviewPage)
    review.tabs.setCurrentWidget(review.effect)
    idle()
    assert panel.level.text() == ""  # what was evaluated for the table before is gone
    assert "评估效果" in panel.columns.empty  # desensitized it is
    panel.run.click()
    idle()
    assert "3 级" in panel.level.text()
    assert panel.worth.text() == "年龄改为十岁一档。"
    rows = range(panel.columns.rowCount())
    assert [panel.columns.item(row, 2).text() for row in rows] == ["0.0%", "0.0%", "100.0%"]


def test_how_the_recipient_is_judged_counts_where_it_is_not_public(
    panel: EffectPanel, idle: Idle
) -> None:
    panel.mode.setCurrentIndex(panel.mode.findData("controlled"))
    assert panel.controls.isEnabled()
    panel.controls.setCurrentIndex(panel.controls.findData("high"))
    panel.motives.setCurrentIndex(panel.motives.findData("low"))
    assert panel.question().context.controls == "high"
    panel.run.click()
    idle()
    assert "没有人评估过" in panel.law.text()
    assert "3 级" in panel.level.text()


def test_no_tick_says_that_there_are_no_quasi_identifiers(panel: EffectPanel, idle: Idle) -> None:
    for row in range(panel.choice.columns.rowCount()):
        panel.choice.columns.item(row, 0).setCheckState(Qt.CheckState.Unchecked)
    assert "没有准标识符" in panel.why.text()
    panel.run.click()
    idle()
    assert "4 级" in panel.level.text()
    assert "本报告不下此结论" in panel.law.text()


def test_the_reviewer_sees_it_before_signing(
    window: MainWindow, session: Session, list_file: Path, idle: Idle
) -> None:
    release = checked(session.ws, session.actor, list_file, Job())
    session.changed.emit()
    window.list.choose(release)
    window.page.go("signoff")
    signoff = page(window, SignoffPage)
    dialog = signoff.open_effect()
    assert dialog is not None
    idle()
    dialog.panel.run.click()
    idle()
    assert "级" in dialog.panel.level.text()
    dialog.reject()
