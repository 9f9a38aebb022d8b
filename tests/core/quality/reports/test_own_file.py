"""The clerk's own workbook, marked: its sheet, its rows, its looks, and a list of what is wrong."""

import io
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from app.core.catalog.infer import infer
from app.core.intake.table import import_file
from app.core.jobs import Job
from app.core.quality.assess import found
from app.core.quality.check import checks
from app.core.quality.reports.own_file import marked_file
from app.core.quality.subject import Subject
from tests.core.quality.test_checks import TODAY


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A title, two groups, a total, a column that is left out of the table, and three faults."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "名录"
    for row in (
        ["单位名录"], [], ["单位", "电话", "成立日期"], ["城区"], ["甲局", "8801", "2024-03-01"],
        ["乙局", None, "2024-03-02"], ["乡镇"], ["丙局", "8803", "2024/3/3"],
        ["丁局 ", "8804", "2024-02-28"], ["戊局", "8805", "2024-03-05"], ["合计", "5 家", None],
    ):  # fmt: skip
        sheet.append(row)
    sheet["A1"].font = Font(bold=True, size=20)
    sheet.merge_cells("A1:C1")
    book.create_sheet("说明").append(["请勿改动"])
    path = tmp_path / "名录.xlsx"
    book.save(path)
    return path


def marked(path: Path) -> openpyxl.Workbook | None:
    table = import_file(path, Job())
    entry = infer(table, provider="", provider_code="", sequence=1, today=TODAY)
    faults = list(found(Subject(table, entry, TODAY), tuple(checks.all().values()), Job()))
    content = marked_file(path, table, faults, Job(), "zh")
    return None if content is None else openpyxl.load_workbook(io.BytesIO(content))


def test_cells_are_marked_where_they_stand_in_the_file_that_came(path: Path) -> None:
    before = path.read_bytes()
    book = marked(path)
    assert book is not None
    sheet = book["名录"]
    said = {c.coordinate: c.comment.text for row in sheet for c in row if c.comment}
    assert said.keys() == {"B6", "C8", "A9"}
    assert "日期" in said["C8"]
    assert (sheet["A1"].font.size, sheet["A1"].value) == (20, "单位名录")
    assert book["说明"]["A1"].value == "请勿改动"
    listed = list(book["问题清单"].values)
    assert listed[0][-1] == "首个单元格"
    assert {row[-1] for row in listed[1:]} == {"B6", "C8", "A9"}
    assert path.read_bytes() == before


def test_a_list_of_ours_in_the_file_is_not_taken_for_another(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    book.create_sheet("问题清单").append(["他们自己的"])
    book.save(path)
    again = marked(path)
    assert again is not None
    assert again["问题清单"]["A1"].value == "他们自己的"


def test_what_is_no_such_sheet_is_left_to_the_other_report(path: Path, tmp_path: Path) -> None:
    text = tmp_path / "a.csv"
    text.write_text("单位,电话\n甲,1\n乙,\n", "utf-8")
    assert marked(text) is None
