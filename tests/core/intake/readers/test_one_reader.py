"""Each file has one reader that is asked first, whatever its suffix says."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.intake.table import import_file
from app.core.jobs import Job
from tests.core.intake import biff12
from tests.core.intake.books import write_xlsx
from tests.core.intake.readers import test_ods, test_web_page, test_xml_spreadsheet

ROWS = [["名称", "数"], ["甲小学", "12"], ["乙小学", "34"], ["丙小学", "56"]]


def xlsb(folder: Path) -> Path:
    cells = [[biff12.text(n, cell) for n, cell in enumerate(row)] for row in ROWS]
    rows = [biff12.row(n, *row) for n, row in enumerate(cells)]
    return biff12.write_xlsb(folder / "a", biff12.Page(rows=rows))


def ods(folder: Path) -> Path:
    rows = "".join(test_ods.row(*map(test_ods.cell, row)) for row in ROWS)
    return test_ods.written(folder, test_ods.table(rows))


def xml_spreadsheet(folder: Path) -> Path:
    maker = test_xml_spreadsheet
    rows = "".join(maker.row(*map(maker.cell, row)) for row in ROWS)
    return maker.written(folder, maker.sheet(rows), styles=maker.style("Default", "General"))


def web_page(folder: Path) -> Path:
    rows = "".join("<tr>" + "".join(f"<td>{cell}" for cell in row) for row in ROWS)
    return test_web_page.written(folder, test_web_page.page(f"<table>{rows}</table>"))


def xlsx(folder: Path) -> Path:
    return write_xlsx(folder / "a.xlsx", ROWS)


@pytest.mark.parametrize("suffix", [".xls", ".xlsx", ".et", ".csv"])
@pytest.mark.parametrize("made", [xlsb, ods, xml_spreadsheet, web_page, xlsx])
def test_kind_is_told_by_the_bytes(
    made: Callable[[Path], Path], suffix: str, tmp_path: Path
) -> None:
    path = made(tmp_path)
    table = import_file(path.rename(tmp_path / f"b{suffix}"), Job())
    assert (table.source.kind, table.columns, table.rows) == (made.__name__, ("名称", "数"), 3)
    assert table.data["数"].to_pylist() == ["12", "34", "56"]
