"""The first rows of a file, at once."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from app.core.errors import FormatUnknown, GongkaiError
from app.core.intake import preview
from app.core.intake.preview import preview_file
from app.core.intake.readers import xlsx
from app.core.intake.table import import_file
from app.core.jobs import Job
from tests.core.intake.books import fill, write_text, write_xlsx
from tests.core.intake.ooxml.packages import package, sheet_xml, strings_xml

HEADER = ["姓名", "乡镇", "金额"]


def people(count: int) -> list[list[str]]:
    return [HEADER, *([f"张{n}", "青石镇", str(n)] for n in range(count))]


def test_the_first_rows_of_a_short_sheet_are_those_that_import_yields(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "名单.xlsx", people(30))
    (shown,) = preview_file(path, Job())
    assert shown.whole
    assert shown.state == "visible"
    assert shown.data.to_pylist() == import_file(path, Job()).data.to_pylist()


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_of_a_long_sheet_only_the_first_rows_are_shown(tmp_path: Path, suffix: str) -> None:
    write = write_xlsx if suffix == "xlsx" else write_text
    path = write(tmp_path / f"名单.{suffix}", people(1000))
    (shown,) = preview_file(path, Job(), rows=20)
    assert shown.data.to_pylist() == import_file(path, Job()).data.to_pylist()[:20]
    assert not shown.whole


def test_each_table_of_each_sheet_is_shown(tmp_path: Path) -> None:
    book = Workbook()
    fill(book.active, [*people(3), [], [], ["学校", "人数"], ["一小", "300"], ["二小", "200"]])
    other = book.create_sheet("附表")
    other.sheet_state = "hidden"
    fill(other, people(2))
    book.save(tmp_path / "两表.xlsx")
    shown = preview_file(tmp_path / "两表.xlsx", Job())
    assert [(one.layout.sheet, one.state) for one in shown] == [
        ("Sheet", "visible"), ("Sheet#2", "visible"), ("附表", "hidden"),
    ]  # fmt: skip


def test_merges_of_a_small_sheet_are_known_and_of_a_large_one_left_for_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [["人员", None, "资金"], ["姓名", "乡镇", "金额"], *people(5)[1:]]
    path = write_xlsx(tmp_path / "合并.xlsx", rows, ["A1:B1"])
    (shown,) = preview_file(path, Job())
    assert shown.data.column_names == ["人员_姓名", "人员_乡镇", "资金_金额"]
    assert shown.whole
    monkeypatch.setattr(xlsx, "SMALL", 0)
    (shown,) = preview_file(path, Job())
    assert not shown.whole


def test_what_stands_behind_the_first_rows_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The strings and the sheet are damaged far below; the rows above are shown all the same."""
    monkeypatch.setattr(xlsx, "SMALL", 1 << 16)
    named = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>{n - 1}</v></c><c r="B{n}"><v>{n}</v></c></row>'
        for n in range(1, 20_000)
    )
    strings = strings_xml("<t>姓名</t>", *(f"<t>张三{n}</t>" for n in range(20_000)))
    path = package(tmp_path / "坏.xlsx", sheet_xml(named)[:-50], strings[:-50])
    (shown,) = preview_file(path, Job())
    assert shown.data.num_rows == preview.ROWS
    with pytest.raises(GongkaiError):
        import_file(path, Job())


def test_a_sheet_without_a_table_shows_nothing(tmp_path: Path) -> None:
    assert preview_file(write_xlsx(tmp_path / "空.xlsx", []), Job()) == ()


def test_what_no_reader_takes_is_told(tmp_path: Path) -> None:
    path = tmp_path / "图.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    with pytest.raises(FormatUnknown):
        preview_file(path, Job())
