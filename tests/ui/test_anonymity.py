"""Anonymity in the window: tried, adopted, done, and done without."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from app.core.contingency import contingency
from app.core.desensitize.hierarchies import editing
from app.core.jobs import Job
from app.core.model import Anonymity, AskedModel, Kind, Ladder, Recipe
from app.ui.dialogs.anonymity_dialog import AnonymityDialog
from app.ui.dialogs.hierarchy_dialog import HierarchyDialog
from app.ui.dialogs.ladder_list import COLUMN
from app.ui.main_window import MainWindow
from app.ui.pages.desensitize_page import DesensitizePage
from app.ui.widgets.recipe_table import EFFECT, METHOD
from tests.ui.test_whole_day import page

Idle = Callable[[], None]


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    """Sixty invented persons by sex, age and education, and one whom nobody is like."""
    rows = [
        f"{'男女'[n % 2]},{20 + n % 30},{['小学', '初中', '高中'][n % 3]},{n % 7},窗口{'甲乙丙丁'[n % 4]}"
        for n in range(60)
    ]
    path = tmp_path / "抽样调查.csv"
    path.write_text(
        "\n".join(["性别,年龄,学历,就诊次数,窗口", *rows, "女,97,博士,1,窗口甲"]), "utf-8"
    )
    return path


@pytest.fixture
def step(window: MainWindow, survey: Path, idle: Idle) -> DesensitizePage:
    window.take_in(survey)
    idle()
    window.page.go("desensitize")
    idle()
    return page(window, DesensitizePage)


def opened(step: DesensitizePage, idle: Idle) -> AnonymityDialog:
    step.anonymity.click()
    dialog = step.findChildren(AnonymityDialog)[-1]
    idle()
    return dialog


def test_tried_adopted_and_done(step: DesensitizePage, idle: Idle) -> None:
    dialog = opened(step, idle)
    assert {"性别", "年龄"} <= set(dialog.columns.ticked())
    assert dialog.k.value() == 21
    assert not dialog.ok.isEnabled()
    dialog.k.setValue(5)
    dialog.run.click()
    idle()
    assert "去掉" in dialog.outcome.text()
    assert dialog.levels.rowCount() == len(dialog.columns.ticked())
    dialog.suppression.setValue(3)  # something else is asked for now
    assert not dialog.ok.isEnabled()
    dialog.run.click()
    idle()
    dialog.ok.click()
    assert "至少 5 行" in step.together.text()
    assert "k-匿名" in step.table.item(1, EFFECT).text()
    assert not step.table.cellWidget(1, METHOD).isEnabled()
    step.run.click()
    idle()
    ws = step.session.ws
    plan = ws.load("R0001", Kind.RECIPE, Recipe).anonymity
    assert plan is not None
    output = ws.load_table("R0001", Kind.OUTPUT)
    classes = contingency(output.data, [ladder.column for ladder in plan.ladders], Job())
    assert classes.counts.min() >= 5
    assert step.effects.rowCount() == len(plan.ladders) + 1


def test_plan_comes_back_and_goes(step: DesensitizePage, idle: Idle) -> None:
    dialog = opened(step, idle)
    dialog.k.setValue(4)
    dialog.run.click()
    idle()
    dialog.ok.click()
    idle()
    again = opened(step, idle)
    assert again.k.value() == 4
    again.without.click()
    assert step.together.isHidden()


def ladders(folder: Path, values: str) -> Path:
    path = folder / "窗口.csv"
    lines = (f"窗口{one};{'东' if one in '甲乙' else '西'};*\r\n" for one in values)
    path.write_text("".join(lines), "utf-8")
    return path


def row_of(dialog: AnonymityDialog, column: str) -> int:
    names = (dialog.columns.item(row, COLUMN).text() for row in range(dialog.columns.rowCount()))
    return list(names).index(column)


def test_a_hierarchy_of_ones_own_is_looked_at_then_used(
    step: DesensitizePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, idle: Idle
) -> None:
    dialog = opened(step, idle)
    choice = dialog.columns.choice(row_of(dialog, "窗口"))
    assert choice.ladder() is None
    path = ladders(tmp_path, "甲乙丙")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    choice.activated.emit(choice.count() - 1)
    idle()
    box = dialog.findChildren(QMessageBox)[-1]
    assert "窗口丁" in box.informativeText()
    box.accept()
    assert choice.ladder() is None
    ladders(tmp_path, "甲乙丙丁")
    choice.activated.emit(choice.count() - 1)
    idle()
    box = dialog.findChildren(QMessageBox)[-1]
    assert "层次完整" in box.informativeText()
    box.button(QMessageBox.StandardButton.Yes).click()
    assert "窗口" in dialog.columns.ticked()
    dialog.k.setValue(3)
    dialog.run.click()
    idle()
    dialog.ok.click()
    idle()
    again = opened(step, idle)
    kept = again.columns.choice(row_of(again, "窗口")).ladder()
    assert kept is not None
    assert kept.document is not None
    again.run.click()
    idle()
    assert again.ok.isEnabled()
    again.reject()


def test_a_column_without_a_hierarchy_cannot_be_tried(step: DesensitizePage, idle: Idle) -> None:
    dialog = opened(step, idle)
    assert dialog.run.isEnabled()
    row = row_of(dialog, "窗口")
    dialog.columns.item(row, COLUMN).setCheckState(Qt.CheckState.Checked)
    assert not dialog.run.isEnabled()


def test_first_rows_are_shown_before_and_after(step: DesensitizePage, idle: Idle) -> None:
    dialog = opened(step, idle)
    dialog.k.setValue(5)
    dialog.run.click()
    idle()
    heads = [
        dialog.rows.horizontalHeaderItem(place).text() for place in range(dialog.rows.columnCount())
    ]
    age = dialog.rows.item(0, heads.index("年龄")).text()
    assert age.startswith("20 → ")
    assert dialog.run.isEnabled()  # again
    assert dialog.rows.rowCount() == 20


def test_a_hierarchy_is_made_by_hand_and_used(step: DesensitizePage, idle: Idle) -> None:
    dialog = opened(step, idle)
    row = row_of(dialog, "窗口")
    choice = dialog.columns.choice(row)
    choice.activated.emit(choice.count() - 2)
    idle()
    editor = dialog.findChildren(HierarchyDialog)[-1]
    editor.change(lambda tree: editing.add_level(tree, 0, {"窗口甲": "东", "窗口乙": "东"}))
    assert editor.ok.isEnabled()
    editor.ok.click()
    assert "窗口" in dialog.columns.ticked()
    ladder = choice.ladder()
    assert ladder is not None
    assert ladder.document is not None
    dialog.k.setValue(3)
    dialog.run.click()
    idle()
    assert dialog.ok.isEnabled()
    choice.activated.emit(choice.count() - 2)  # once more, from what was made
    idle()
    again = dialog.findChildren(HierarchyDialog)[-1]
    assert [len(level.labels) for level in again.hierarchy.levels] == [4, 3, 1]
    again.reject()


def test_a_further_model_and_another_method(step: DesensitizePage, idle: Idle) -> None:
    dialog = opened(step, idle)
    dialog.k.setValue(3)
    dialog.models.model.setCurrentIndex(dialog.models.model.findData("beta-likeness"))
    assert not dialog.run.isEnabled()  # it protects a column, and none is chosen
    dialog.sensitive.setCurrentIndex(dialog.sensitive.findData("就诊次数"))
    dialog.models.bound.setValue(2)
    row = row_of(dialog, "就诊次数")
    dialog.columns.item(row, COLUMN).setCheckState(Qt.CheckState.Unchecked)
    asked = AskedModel("beta-likeness", {"beta": 2.0, "sensitive": "就诊次数"})
    assert dialog.plan().models == (asked,)
    dialog.run.click()
    idle()
    dialog.ok.click()
    assert "就诊次数" in step.together.text()
    again = opened(step, idle)
    assert again.plan().models == (asked,)
    again.method.setCurrentIndex(again.method.findData("mondrian"))
    assert not again.models.isEnabled()
    assert again.plan().models == ()
    again.run.click()
    idle()
    assert "组" in again.outcome.text()
    ticked = list(again.columns.ticked())
    again.ok.click()
    step.run.click()
    idle()
    output = step.session.ws.load_table("R0001", Kind.OUTPUT)
    assert output.rows == 61
    classes = contingency(output.data, ticked, Job())
    assert classes.counts.min() >= 3


def test_columns_by_number_are_the_columns(step: DesensitizePage, idle: Idle) -> None:
    model = AskedModel("entropy-l-diversity", {"sensitive": "#4", "l": 1.5})
    plan = Anonymity((Ladder("#2", "age"),), 4, sensitive="#4", l=2, models=(model,))
    dialog = AnonymityDialog(step.session, step.session.ws.releases()[0], plan, None, step)
    idle()
    assert dialog.columns.ticked() == ("年龄",)
    asked = dialog.plan()
    assert (asked.ladders, asked.sensitive) == ((Ladder("年龄", "age"),), "就诊次数")
    assert asked.models == (AskedModel(model.id, {"sensitive": "就诊次数", "l": 1.5}),)


@pytest.fixture
def everybody(tmp_path: Path) -> Path:
    """The survey's persons three times over, and the one whom nobody is like five times."""
    rows = [f"{'男女'[n % 2]},{20 + n % 30},{['小学', '初中', '高中'][n % 3]}" for n in range(180)]
    path = tmp_path / "全体.csv"
    path.write_text("\n".join(["性别,年龄,学历", *rows, *["女,97,博士"] * 5]), "utf-8")
    return path


def test_persons_hide_among_a_population(
    step: DesensitizePage,
    everybody: Path,
    monkeypatch: pytest.MonkeyPatch,
    idle: Idle,
    qtbot: QtBot,
) -> None:
    dialog = opened(step, idle)
    assert dialog.models.population.isHidden()
    assert dialog.k.minimum() == 2
    dialog.models.model.setCurrentIndex(dialog.models.model.findData("k-map"))
    assert not dialog.models.population.isHidden()
    assert not dialog.run.isEnabled()  # nobody has said among whom
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(everybody), ""))
    dialog.models.population.click()
    assert dialog.models.population.text() == everybody.name
    dialog.models.bound.setValue(5)
    dialog.k.setValue(1)
    for row in range(dialog.columns.rowCount()):
        item = dialog.columns.item(row, COLUMN)
        among = item.text() in ("性别", "年龄", "学历")
        item.setCheckState(Qt.CheckState.Checked if among else Qt.CheckState.Unchecked)
    assert dialog.plan().models == (AskedModel("k-map", {"k": 5}),)
    dialog.run.click()
    idle()
    assert "去掉 0 行" in dialog.outcome.text()
    dialog.ok.click()
    idle()
    assert "总体中每组至少 5 人" in step.together.text()
    qtbot.waitUntil(lambda: step.outlook.shown is not None, timeout=20_000)
    step.run.click()
    idle()
    assert step.session.ws.load_table("R0001", Kind.OUTPUT).rows == 61
    again = opened(step, idle)
    assert (again.k.value(), again.plan().models) == (1, (AskedModel("k-map", {"k": 5}),))
    assert again.models.population.path == everybody
    again.models.model.setCurrentIndex(0)
    assert again.k.value() == 2
    again.reject()


def test_a_recipe_that_asks_for_a_population_waits_for_it(
    step: DesensitizePage, idle: Idle
) -> None:
    plan = Anonymity((Ladder("年龄", "age"),), 1, models=(AskedModel("k-map", {"k": 2}),))
    step._adopt(plan, None)
    idle()
    assert not step.run.isEnabled()
    assert "总体数据表" in step.run.toolTip()
