"""The catalog page: by which platform it judges, what it mends, what it writes for others."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit

from app.core import acts
from app.core.catalog.marks import item_mark
from app.core.catalog.workbook.reader import read_workbook
from app.core.jobs import Job
from app.core.model import Entry, InfoItem, Recipe
from app.ui.main_window import MainWindow
from app.ui.pages.catalog_page import CatalogPage
from app.ui.widgets.items_table import FURTHER, PARTS, ItemsTable
from tests.ui.test_whole_day import page

Idle = Callable[[], None]


@pytest.fixture
def step(window: MainWindow, tmp_path: Path, idle: Idle) -> CatalogPage:
    ws, clerk, job = window.session.ws, window.session.actor, Job()
    source = tmp_path / "名录.csv"
    source.write_text("单位,数量\n甲,1\n乙,2\n", "utf-8")
    release = acts.take_in(ws, clerk, source, job)
    acts.desensitize(ws, clerk, release, Recipe(()), job)
    window.refresh()
    window.go_to(window.session.ws.releases()[0].id, "catalog")
    idle()
    return page(window, CatalogPage)


def choice(step: CatalogPage, id: str) -> QComboBox:
    box = step.form.editor(id)
    assert isinstance(box, QComboBox)
    return box


def choose(box: QComboBox, value: str) -> None:
    box.setCurrentIndex(box.findData(value))


def test_another_platform_asks_for_more_in_its_own_words(step: CatalogPage, idle: Idle) -> None:
    choose(choice(step, "theme"), "社会救助")
    choose(choice(step, "open_type"), "有条件开放")
    condition = step.form.editor("open_condition")
    step.form.change({"open_condition": "须登记用途", "open_to_public": "是"})
    assert condition.isVisibleTo(step)
    assert "不会" in step.platform.verdict.text()
    box = step.platform.box
    box.setCurrentIndex(box.findData("zhejiang"))
    box.activated.emit(box.currentIndex())
    idle()
    assert choice(step, "open_type").currentText() == "受限开放"
    assert step.entry().fields["open_type"] == "有条件开放"
    assert "会退回" in step.platform.verdict.text()
    assert not step.save.isEnabled()
    assert step.form.editor("data_level").isVisibleTo(step.form)
    assert acts.platform(step.session.ws).id == "zhejiang"


def test_what_has_one_way_out_is_mended_by_a_click(step: CatalogPage) -> None:
    choose(choice(step, "open_type"), "不予开放")
    choose(choice(step, "open_to_public"), "是")
    mend = step.form.mend("open_to_public")
    assert mend.isVisibleTo(step.form)
    assert "否" in mend.toolTip()
    mend.click()
    assert step.entry().fields["open_to_public"] == "否"
    assert not mend.isVisibleTo(step.form)
    assert not step.form.mend("not_open_basis").isVisibleTo(step.form)


def test_every_format_goes_where_the_person_says(
    step: CatalogPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, idle: Idle
) -> None:
    file = tmp_path / "目录.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "目录"), ""))
    step.export.export("xlsx")
    idle()
    assert "目录.xlsx" in step.notice.text()
    assert read_workbook(file).entries[0].items == step.entry().items
    file.write_bytes(b"mine")
    failed: list[Exception] = []
    step.session.failed.connect(failed.append)
    step.export.export("xlsx")  # whose suffix we add: nobody was asked
    idle()
    assert failed
    assert file.read_bytes() == b"mine"


def test_attributes_of_items_are_kept_and_edited(step: CatalogPage) -> None:
    table = step.items
    item = replace(table.info_items()[0], unit="个", key=True, share="有条件共享")
    table.show_items((item,))
    assert table.info_items() == (item,)
    assert not table.isColumnHidden(PARTS.index("unit"))
    assert table.isColumnHidden(PARTS.index("standard"))
    step.more.click()
    assert not any(table.isColumnHidden(place) for place in range(len(PARTS)))
    table.item(0, PARTS.index("standard")).setText("GB/T 2260")
    table.item(0, PARTS.index("timestamp")).setCheckState(Qt.CheckState.Checked)
    assert table.info_items() == (replace(item, standard="GB/T 2260", timestamp=True),)
    assert step.entry().items == table.info_items()


def test_a_column_with_a_problem_comes_out(step: CatalogPage) -> None:
    step.items.show_items((InfoItem("单位", "C", 9),))
    assert all(step.items.isColumnHidden(PARTS.index(part)) for part in FURTHER)
    secret = step.items.item(0, PARTS.index("secret"))
    secret.setCheckState(Qt.CheckState.Checked)
    assert not step.items.isColumnHidden(PARTS.index("secret"))
    assert "涉密" in step.item_problems.text()


def test_of_many_problems_with_items_the_rest_is_counted(step: CatalogPage) -> None:
    step.items.show_items(tuple(InfoItem(name, "C", 9, secret=True) for name in "甲乙丙丁戊己"))
    step.items.edited.emit()
    lines = step.item_problems.text().splitlines()
    assert len(lines) == 5
    assert lines[-1].startswith("另有 ")


def test_hints_follow_the_platform(step: CatalogPage, idle: Idle) -> None:
    box = step.platform.box
    box.setCurrentIndex(box.findData("template"))
    box.activated.emit(box.currentIndex())
    idle()
    scope = step.form.editor("temporal_scope")
    assert isinstance(scope, QLineEdit)
    assert "2025" in scope.placeholderText()


def test_items_table_alone(qtbot: object) -> None:
    table = ItemsTable()
    items = (
        InfoItem("名称", "C", 20, description="说明"),
        InfoItem("日期", "D", 8, timestamp=True),
    )
    table.show_items(items)
    assert table.info_items() == items


def test_a_code_that_another_has_is_mended_by_its_button(step: CatalogPage, idle: Idle) -> None:
    session = step.session
    other = Entry("guide-2017", {"name": "路灯", "code": "301/000004"}, ())
    acts.register(session.ws, session.actor, [other])
    release = step.release
    assert release is not None
    step.load(release)
    idle()
    step.form.change({"code": "301/000004"})
    assert not step.save.isEnabled()
    assert step.form.mend("code").isVisibleTo(step)
    step.form.mend("code").click()
    assert step.entry().fields["code"] == "301/000005"
    assert not step.form.mend("code").isVisibleTo(step)


def test_what_the_data_say_is_told_with_its_reason(step: CatalogPage) -> None:
    place = PARTS.index("value_range")
    row = next(r for r in range(step.items.rowCount()) if step.items.item(r, 0).text() == "数量")
    assert step.items.item(row, place).text() == "1–2"
    assert "最小值" in step.items.item(row, place).toolTip()
    provider = step.session.ws.setting("provider")
    assert provider.startswith(step.entry().fields["spatial_scope"])
    assert "spatial_scope" in step.entry().inferred
    assert "提供方名称中的地区" in step.form._marks["spatial_scope"].toolTip()


def test_an_inferred_attribute_stays_marked_until_a_person_has_looked(
    step: CatalogPage, idle: Idle
) -> None:
    mark, place = item_mark("数量", "value_range"), PARTS.index("value_range")
    row = next(r for r in range(step.items.rowCount()) if step.items.item(r, 0).text() == "数量")
    cell = step.items.item(row, place)
    assert mark in step.entry().inferred
    assert cell.font().italic()
    step.items.changeEvent(QEvent(QEvent.Type.PaletteChange))
    assert mark in step.entry().inferred
    step.items.selectRow(row)
    step.items.confirm.trigger()
    assert mark not in step.entry().inferred
    assert not cell.font().italic()
    step.draft.undo()
    assert mark in step.entry().inferred
    step.items.item(row, place).setText("1–9")
    assert mark not in step.entry().inferred
    step.draft.undo()
    step.confirm.click()
    assert step.entry().inferred == ()
    assert not step.confirm.isEnabled()
