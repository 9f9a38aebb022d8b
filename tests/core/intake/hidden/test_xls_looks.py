"""Cells of an old workbook that their style hides."""

from pathlib import Path

import pytest
import xlwt

from app.core.intake.table import import_file
from app.core.jobs import Job

WHITE_INK = "font: colour_index white"
RED_ON_RED = "font: colour_index red; pattern: pattern solid, fore_colour red"
WHITE_ON_BLUE = "font: colour_index white; pattern: pattern solid, fore_colour blue"


def told(style: xlwt.XFStyle, value: object, folder: Path) -> set[tuple[str, str, str]]:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("名单")
    for column, name in enumerate(("名称", "数")):
        sheet.write(0, column, name)
        sheet.write(2, column, "5")
    sheet.write(1, 0, "甲")
    sheet.write(1, 1, value, style)
    book.save(str(folder / "a.xls"))
    looks = ("white-text", "tiny-text", "no-format")
    hidden = import_file(folder / "a.xls", Job()).hidden
    return {(h.kind, h.where, h.text) for h in hidden if h.kind in looks}


@pytest.mark.parametrize(
    ("easy", "format", "value", "reason"),
    [
        (WHITE_INK, "General", "底价", "white-text"),
        (RED_ON_RED, "General", "底价", "white-text"),
        ("font: height 20", "General", "底价", "tiny-text"),
        ("", ";;;", 1234.5, "no-format"),
        ("", ";;;", "底价", "no-format"),
    ],
)
def test_what_a_style_hides(
    easy: str, format: str, value: object, reason: str, tmp_path: Path
) -> None:
    assert told(xlwt.easyxf(easy, num_format_str=format), value, tmp_path) == {
        (reason, "名单!B2", str(value))
    }


@pytest.mark.parametrize(
    ("easy", "format", "value"),
    [
        (WHITE_ON_BLUE, "General", "底价"),
        ("", "0;-0;;@", "底价"),
        ("", "0;;", 5.0),
        (WHITE_INK, "General", ""),
        ("font: height 160", "#,##0.00", 5.0),
    ],
)
def test_what_can_be_read_is_not_told(
    easy: str, format: str, value: object, tmp_path: Path
) -> None:
    assert told(xlwt.easyxf(easy, num_format_str=format), value, tmp_path) == set()


def test_a_column_of_no_width_is_hidden(tmp_path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("名单")
    for row, cells in enumerate((("名称", "底价", "数"), ("甲", "99", "1"), ("乙", "98", "2"))):
        for column, text in enumerate(cells):
            sheet.write(row, column, text)
    sheet.col(1).width = 0
    book.save(str(tmp_path / "a.xls"))
    table = import_file(tmp_path / "a.xls", Job())
    assert table.columns == ("名称", "数")
    assert [h.where for h in table.hidden if h.kind == "column"] == ["名单!底价"]


def test_a_format_adds_to_a_text(tmp_path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("名单")
    for row, cells in enumerate((("名称", "数"), ("甲", "1"), ("乙", "2"))):
        sheet.write(row, 0, cells[0], xlwt.easyxf(num_format_str='@"等"'))
        sheet.write(row, 1, cells[1])
    book.save(str(tmp_path / "a.xls"))
    assert import_file(tmp_path / "a.xls", Job()).data["名称等"].to_pylist() == ["甲等", "乙等"]
