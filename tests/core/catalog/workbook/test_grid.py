"""The Guide's grid: merged headers and cells, read again whole, and every wrong cell named."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from openpyxl import Workbook

from app.core.catalog.validate import validate
from app.core.catalog.workbook import grid
from app.core.catalog.workbook.grid_writer import write_grid
from app.core.catalog.workbook.reader import read_workbook
from app.core.errors import CatalogUnreadable
from app.core.model import Entry, InfoItem
from tests.core.catalog.test_validate import GOOD
from tests.core.catalog.workbook.test_workbook import entries, filled_in

PLACES = {column.key: place for place, column in enumerate(grid.form().columns, 1)}


def entry(number: int, items: int = 3) -> Entry:
    """An invented entry of the thirteen elements alone, as the grid gives it back."""
    told = {id: value for id, value in GOOD.fields.items() if id in PLACES and value}
    told |= {"name": f"名录{number}", "code": f"301/{number + 1:06d}"}
    told |= {"classification": GOOD.fields["classification"], "open_type": "无条件开放"}
    return Entry("guide-2017", told, tuple(InfoItem(f"列{n}", "C", 10 + n) for n in range(items)))


def written(path: Path, told: list[Entry], *, whole: bool = False) -> Path:
    path.write_bytes(write_grid(told, whole=whole))
    return path


def changed(path: Path, change: Callable[[Workbook], None]) -> Path:
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


@settings(max_examples=40)
@given(told=entries())
def test_nothing_is_lost_on_the_way(told: Entry, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = written(tmp_path_factory.mktemp("book") / "a.xlsx", [told], whole=True)
    (again,) = read_workbook(path).entries
    assert again == filled_in(told)


def test_the_thirteen_elements_come_back_from_the_grid_alone(tmp_path: Path) -> None:
    told = [entry(n, items=1 + n % 4) for n in range(60)]
    filled = read_workbook(written(tmp_path / "a.xlsx", told))
    assert filled.misfits == ()
    assert list(filled.entries) == told
    assert all(validate(one, platform=grid.rules()) == () for one in filled.entries)


def test_headers_and_resources_are_merged_and_lists_offered(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(written(tmp_path / "a.xlsx", [entry(0), entry(1)])).worksheets[0]
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A2:A3", "B2:E2", "M2:O2", "P2:R2", "S2:T2", "F4:F6", "F7:F9"} <= merged
    assert not any(area.startswith("M4") for area in merged)
    lists = {str(v.sqref).split(":")[0]: v.formula1 for v in sheet.data_validations.dataValidation}
    assert lists["P4"] == '"无条件共享,有条件共享,不予共享"'
    assert lists["N4"].startswith('"字符型C,')


def test_what_is_not_open_says_why_in_its_condition(tmp_path: Path) -> None:
    told = entry(0)
    basis = "政府信息公开条例第十五条"
    closed = told.fields | {
        "open_to_public": "否", "open_type": "不予开放", "not_open_basis": basis
    }  # fmt: skip
    path = written(tmp_path / "a.xlsx", [replace(told, fields=closed)])
    assert openpyxl.load_workbook(path).worksheets[0]["T4"].value == basis
    assert read_workbook(path).entries[0].fields == closed
    assert read_workbook(path).misfits == ()


WRONG = {  # cell, what is written there, the problem
    ("G4", "3-1", "wrong-form"),
    ("K7", "表格", "not-in-list"),
    ("H10", None, "required"),
    ("N11", "字符", "not-in-list"),
    ("O12", "十", "wrong-form"),
    ("S13", "开放", "not-in-list"),
    ("V16", "2026/11/23", "check-failed"),
    ("I19", "11330000002482090A", "check-failed"),
}


def test_exactly_the_wrong_cells_are_named(tmp_path: Path) -> None:
    def spoil(book: Workbook) -> None:
        for cell, text, _ in WRONG:
            book.worksheets[0][cell] = text

    path = changed(written(tmp_path / "a.xlsx", [entry(n) for n in range(8)]), spoil)
    misfits = read_workbook(path).misfits
    assert {(m.cell, m.problem.code) for m in misfits} == {(c, code) for c, _, code in WRONG}
    near = next(m for m in misfits if m.cell == "N11")
    assert "是否“字符型C”？" in near.problem.message.zh
    assert (near.sheet, near.row, near.column) == (grid.form().sheet, 11, "数据类型")


def test_one_name_twice_and_rows_that_contradict_each_other(tmp_path: Path) -> None:
    def spoil(book: Workbook) -> None:
        sheet = book.worksheets[0]
        sheet["F10"] = "名录0"
        sheet.unmerge_cells("U4:U6")
        sheet["U6"] = "每日"

    path = changed(written(tmp_path / "a.xlsx", [entry(n) for n in range(3)]), spoil)
    found = [(m.cell, m.problem.code) for m in read_workbook(path).misfits]
    assert found == [("U6", "contradicts"), ("F10", "repeated")]


def test_a_table_that_others_made(tmp_path: Path) -> None:
    """A title above, names as people write them, one row of headers, every cell filled, a true date."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["清溪县政务信息资源目录"])
    heads = {
        "class_1": "类", "class_2": "项", "name": "信息资源名称", "code": "* 信息资源代码",
        "provider": "提供方", "provider_code": "提供方代码", "abstract": "摘要", "format": "格式",
        "item_name": "信息项名称", "item_type": "数据类型", "share_type": "共享类型",
        "share_condition": "共享\n条件", "share_mode": "共享方式", "open_to_public": "是否向社会开放",
        "open_condition": "开放条件", "update_cycle": "更新周期", "publish_date": "发布日期",
    }  # fmt: skip
    sheet.append(list(heads.values()))
    told = grid.resource_row(entry(0))
    for item, kind in (("名称", "C"), ("人数", "整型"), ("电话", "字符串型C")):
        row = told | {"item_name": item, "item_type": kind}
        sheet.append([row.get(key, "") for key in heads])
    sheet["Q3"] = datetime.datetime(2026, 11, 23)  # noqa: DTZ001  a workbook's dates have no zone
    book.save(tmp_path / "a.xlsx")
    filled = read_workbook(tmp_path / "a.xlsx")
    assert filled.misfits == ()
    (found,) = filled.entries
    assert [(item.name, item.type) for item in found.items] == [
        ("名称", "C"), ("人数", "I"), ("电话", "C")
    ]  # fmt: skip
    assert found.fields["publish_date"] == "2026-11-23"
    assert found.fields["classification"] == "部门/省级"


def test_groups_with_short_names_below(tmp_path: Path) -> None:
    def rename(book: Workbook) -> None:
        sheet = book.worksheets[0]
        short = ("item_name", "item_type", "share_type", "share_condition", "share_mode")
        for key, text in zip(short, ("名称", "类型", "类型", "条件", "方式"), strict=True):
            sheet.cell(3, PLACES[key]).value = text

    told = [entry(0)]
    path = changed(written(tmp_path / "a.xlsx", told), rename)
    assert list(read_workbook(path).entries) == told


def test_what_cannot_be_read_is_said_so(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", [])
    with pytest.raises(CatalogUnreadable):
        read_workbook(path)
    changed(written(path, [entry(0)]), lambda book: book.worksheets[0].delete_cols(PLACES["code"]))
    with pytest.raises(CatalogUnreadable):
        read_workbook(path)


def test_an_item_without_a_name_is_told_at_its_cell(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book.worksheets[0].cell(grid_row, PLACES["item_name"]).value = None

    grid_row = 5
    path = changed(written(tmp_path / "a.xlsx", [entry(0)]), change)
    (misfit,) = read_workbook(path).misfits
    assert (misfit.row, misfit.problem.code) == (grid_row, "required")
