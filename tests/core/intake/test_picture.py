"""What a person sees of a file before it is imported, and what becomes of it when they correct it."""

import dataclasses
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from app.core.errors import FileMissing, FileUnreadable, GongkaiError, HeaderMissing
from app.core.intake.layout import edits
from app.core.intake.picture import Laid, Picture, check_unchanged, find_in, lay, take_picture
from app.core.intake.readers import xlsx
from app.core.intake.sheet import Wish
from app.core.intake.table import import_file
from app.core.jobs import Job
from app.core.model import Drift, FileEdits, LayoutPlan
from tests.core.intake.ooxml.packages import package, sheet_xml, strings_xml

ROWS = [
    ["低保人数"],
    ["乡镇", "人数", "占比"],
    ["青石镇", 12, 0.12345],
    ["白沙乡", 30, 0.3],
    ["合计", 42, 1],
    [],
    ["备注甲", "备注乙", "备注丙"],
    ["附一", 7, 0.07],
]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in ROWS:
        sheet.append(row)
    for row in range(3, 6):
        sheet.cell(row, 3).number_format = "0%"
    sheet.merge_cells("A1:C1")
    hidden = workbook.create_sheet("底稿")
    hidden.append(["不给人看"])
    hidden.sheet_state = "hidden"
    workbook.create_sheet("空白")
    workbook.create_sheet("说明").append(["只有一句话"])
    path = tmp_path / "人数.xlsx"
    workbook.save(path)
    return path


def first(path: Path) -> tuple[Picture, Laid]:
    picture = take_picture(path, Job())
    return picture, find_in(picture, Job())[0]


def test_the_picture_is_the_sheet_as_it_stands(book: Path) -> None:
    picture, _ = first(book)
    sheet = picture.sheets[0]
    assert [s.name for s in picture.sheets] == ["Sheet", "底稿", "空白", "说明"]
    assert sheet.cells.column_names == ["A", "B", "C"]
    assert sheet.cells["A"].to_pylist()[:4] == ["低保人数", "乡镇", "青石镇", "白沙乡"]
    assert sheet.cells["C"].to_pylist()[2] == "12%"
    assert sheet.stored["C"].to_pylist()[2] == "0.12345"
    assert sheet.whole
    assert [(m.top, m.right) for m in sheet.merges] == [(1, 3)]


def test_every_row_is_told_what_it_is(book: Path) -> None:
    _, table = first(book)
    assert table.kinds[:5] == ("title", "header", "data", "data", "total")
    assert table.names == ("乡镇", "人数", "占比")
    assert table.numbers == ("占比",)
    assert table.data.num_rows == import_file(book, Job()).rows


def test_only_so_many_rows_are_shown_of_a_long_sheet(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("编号,名称\n" + "".join(f"{n},第{n}\n" for n in range(5000)), "utf-8")
    picture = take_picture(path, Job(), rows=40)
    sheet = picture.sheets[0]
    assert (sheet.rows, sheet.whole) == (40, False)
    assert sheet.cells.nbytes < 4000  # no texts of the rows below come along
    (table,) = find_in(picture, Job())
    assert table.data.num_rows == 39


def test_a_sheet_without_a_table_can_still_be_looked_at(book: Path) -> None:
    picture, _ = first(book)
    assert "说明" in [table.name for table in find_in(picture, Job())]
    assert "空白" not in [table.name for table in find_in(picture, Job())]


def test_a_hidden_sheet_is_shown_only_when_it_is_asked_for(book: Path) -> None:
    picture, _ = first(book)
    assert "底稿" not in [table.name for table in find_in(picture, Job())]
    assert "底稿" in [table.name for table in find_in(picture, Job(), "底稿")]


def test_what_is_corrected_by_hand_is_what_import_does(book: Path) -> None:
    picture, table = first(book)
    plan = table.layout.plan
    assert plan is not None
    by_hand = edits.left_out(FileEdits(picture.source.sha256), [4])
    by_hand = edits.kept(by_hand, [5])
    wanted = dataclasses.replace(plan, edits=by_hand, stored=("占比",))
    seen = lay(picture, table, wanted, Job())
    assert seen.kinds[3:5] == ("by-hand", "data")
    imported = import_file(book, Job(), plan=seen.layout.plan)
    assert imported.data.to_pydict() == seen.data.to_pydict()
    assert seen.data["占比"].to_pylist()[0] == "0.12345"


def test_a_header_chosen_by_hand_brings_its_names(book: Path) -> None:
    picture, table = first(book)
    by_hand = edits.as_header(FileEdits(picture.source.sha256), [7])
    plan = LayoutPlan(table.names, columns=("乡镇",), edits=by_hand)
    seen = lay(picture, table, plan, Job())
    assert seen.names == ("备注甲", "备注乙", "备注丙")
    assert seen.layout.plan is not None
    assert seen.layout.plan.columns == ()
    assert seen.layout.drift == ()
    assert seen.data.num_rows == 1
    assert seen.kinds[2] != "data"


def test_the_data_begins_and_ends_where_a_person_says(book: Path) -> None:
    picture, table = first(book)
    mine = FileEdits(picture.source.sha256)
    from_header = edits.data_from(mine, table.layout, 2)
    seen = lay(picture, table, LayoutPlan(table.names, edits=from_header), Job())
    assert seen.names == ("列1", "列2", "列3")
    assert seen.data["列1"].to_pylist()[0] == "乡镇"
    until = edits.data_to(mine, 3)
    seen = lay(picture, table, LayoutPlan(table.names, edits=until), Job())
    assert seen.data["乡镇"].to_pylist() == ["青石镇"]
    beyond = edits.data_to(mine, 8)
    seen = lay(picture, table, LayoutPlan(table.names, edits=beyond), Job())
    assert seen.data["乡镇"].to_pylist()[-1] == "附一"


def test_edits_undo_each_other() -> None:
    mine = FileEdits("ab")
    assert edits.kept(edits.left_out(mine, [4, 5]), [4]).drop_rows == (5,)
    assert edits.left_out(edits.kept(mine, [4]), [4]).keep_rows == ()
    assert edits.as_header(edits.data_to(mine, 3), [5]).last_row is None


def test_drift_is_told_and_another_template_is_refused(book: Path) -> None:
    picture, table = first(book)
    seen = lay(picture, table, LayoutPlan(("乡镇", "人数", "占比", "金额")), Job())
    assert seen.layout.drift == (Drift("removed", "金额"),)
    assert seen.notices[0].code == "drift"
    with pytest.raises(HeaderMissing):
        lay(picture, table, LayoutPlan(("设备", "型号")), Job())


def test_corrected_rows_are_those_of_the_file_that_was_seen(book: Path) -> None:
    picture, table = first(book)
    plan = LayoutPlan(table.names, edits=edits.data_to(FileEdits(picture.source.sha256), 3))
    check_unchanged(book, plan)
    book.write_bytes(book.read_bytes() + b"\0")
    with pytest.raises(FileUnreadable, match="changed"):
        check_unchanged(book, plan)
    check_unchanged(book, LayoutPlan(table.names))
    book.unlink()
    with pytest.raises(FileMissing):
        check_unchanged(book, plan)


def test_a_glance_reads_no_more_than_it_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The strings and the sheet are damaged far below; the rows above are seen all the same."""
    monkeypatch.setattr(xlsx, "SMALL", 1 << 16)
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>{n - 1}</v></c><c r="B{n}"><v>{n}</v></c></row>'
        for n in range(1, 20_000)
    )
    strings = strings_xml("<t>姓名</t>", *(f"<t>张三{n}</t>" for n in range(20_000)))
    path = package(tmp_path / "坏.xlsx", sheet_xml(rows)[:-50], strings[:-50])
    seen = take_picture(path, Job(), glance=True)
    assert seen.is_glance
    assert seen.sheets[0].cells["A"].to_pylist()[:2] == ["姓名", "张三0"]
    with pytest.raises(GongkaiError):
        take_picture(path, Job())


def test_a_person_says_how_a_text_reads(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("名称|数量\n甲|1\n乙|2\n".encode("gb18030"))
    picture = take_picture(path, Job(), Wish(encoding="gb18030", delimiter="|"))
    assert picture.sheets[0].cells["A"].to_pylist() == ["名称", "甲", "乙"]
    assert take_picture(path, Job(), Wish("gb18030", ";")).sheets[0].cells.num_columns == 1


def test_what_is_hidden_is_told_before_anything_is_imported(book: Path) -> None:
    workbook = openpyxl.load_workbook(book)
    workbook["Sheet"]["B3"].comment = Comment("核对后再定", "某人")
    workbook["Sheet"].row_dimensions[4].hidden = True
    workbook.save(book)
    picture, table = first(book)
    told = {(hidden.kind, hidden.where): hidden.text for hidden in table.hidden}
    assert told["sheet", "底稿"] == "不给人看"
    assert told["comment", "Sheet!B3"] == "核对后再定"
    assert "白沙乡" in told["row", "Sheet!4"]
    assert set(table.hidden) == set(import_file(book, Job()).hidden)
    assert all(hidden.kind != "row" for hidden in picture.hidden)


def test_a_glance_does_not_look_for_what_is_hidden(book: Path) -> None:
    assert take_picture(book, Job(), glance=True).hidden == ()
