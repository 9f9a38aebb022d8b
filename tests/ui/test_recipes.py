"""The recipe in the window: last month's comes back, what drifted is asked, files travel."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox

from app.core import acts
from app.core.jobs import Job
from app.core.model import Kind, Recipe, ResidualCheck, Treatment
from app.core.trust import canonical
from app.ui.main_window import MainWindow
from app.ui.pages.desensitize_page import DesensitizePage
from app.ui.widgets.recipe_table import COLUMN, EFFECT
from tests.ui.test_whole_day import page

Idle = Callable[[], None]
HEAD = "姓名,公民身份号码,乡镇"
PEOPLE = ["王小伟,330199194912310020,青石镇", "李芳,330199195001010013,白沙乡"]


def brought(path: Path, head: str = HEAD, more: str = "") -> Path:
    path.write_text(
        "\n".join(
            [head + more.replace("x", "年度"), *(p + more.replace("x", "2024") for p in PEOPLE)]
        ),
        "utf-8",
    )
    return path


@pytest.fixture
def step(window: MainWindow, tmp_path: Path, idle: Idle) -> DesensitizePage:
    """The page of February, which has one more column than January."""
    ws, clerk, job = window.session.ws, window.session.actor, Job()
    january = acts.take_in(ws, clerk, brought(tmp_path / "1月.csv"), job)
    names = acts.suggested(ws, january)
    own = Treatment("姓名", "suppress", {}, "不公开姓名")
    kept = tuple(t for t in names.treatments if t.column != "姓名")
    acts.desensitize(ws, clerk, january, Recipe((own, *kept), columns=names.columns), job)
    window.take_in(brought(tmp_path / "2月.csv", more=",x"))
    idle()
    window.page.go("desensitize")
    idle()
    return page(window, DesensitizePage)


def test_columns_are_as_wide_as_what_is_described_needs(step: DesensitizePage, idle: Idle) -> None:
    table = step.table
    table.show_treatments([*HEAD.split(","), "年度"], {}, table.treatments())
    idle()
    filled = table.columnWidth(EFFECT)
    for width in (table.width() - 50, table.width()):  # a resized table is laid out anew
        table.resize(width, table.height())
    assert table.columnWidth(EFFECT) == filled


def test_recipe_of_last_month_comes_back_and_asks(step: DesensitizePage, idle: Idle) -> None:
    assert step.table.choice("姓名").operator == "suppress"
    assert "R0001" in step.notice.text()
    assert "年度" in step.notice.text()
    assert step.table.current() == "年度"
    assert "与上期不同" in step.table.item(3, COLUMN).text()
    step.run.click()
    box = step.findChild(QMessageBox)
    assert box is not None
    assert "年度" in box.text()
    box.button(QMessageBox.StandardButton.No).click()
    idle()
    ws = step.session.ws
    assert not ws.has("R0002", Kind.OUTPUT)
    step.run.click()
    step.findChildren(QMessageBox)[-1].button(QMessageBox.StandardButton.Yes).click()
    idle()
    assert "年度" in ws.load("R0002", Kind.RECIPE, Recipe).columns
    step.run.click()  # what was decided is not asked again
    idle()
    assert step.effects.rowCount() == 2


def test_suggested_recipe_is_one_click_away(step: DesensitizePage) -> None:
    step.suggest.click()
    assert step.table.choice("姓名").operator == "mask"
    assert step.notice.text() == ""


def test_file_is_saved_and_opened(
    step: DesensitizePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "方案.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    step.save.click()
    saved = canonical.read_document(file, Recipe)
    assert saved.treatments[0].reason == "不公开姓名"
    twice = Recipe(
        (Treatment("#1", "mask", {"keep_start": 1}), Treatment("姓名", "hash", {"length": 16})),
        (ResidualCheck(("乡镇",), 1),),
        saved.columns,
    )
    file.write_bytes(canonical.pretty(twice))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    step.open.click()
    effect = step.table.item(0, EFFECT).text()
    assert "前留 1 位" in effect
    assert "16 位代号" in effect
    step.save.click()
    again = canonical.read_document(file, Recipe)
    assert [t.operator for t in again.treatments[:2]] == ["mask", "hash"]
    assert again.checks == twice.checks


def test_file_that_is_no_recipe_is_said_so(
    step: DesensitizePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.json"
    file.write_text("{}", "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    step.open.click()
    assert step.window().findChildren(QDialog)
    assert step.table.choice("姓名").operator == "suppress"
