"""The workbook: what other readers see in it, and where it ends."""

import io
import zipfile

import openpyxl
import pyarrow as pa
import pytest
import python_calamine

from app.core.errors import CharactersLost
from app.core.intake.writer import writers
from app.core.jobs import Job
from tests.core.tables import data


def book(table: pa.Table) -> bytes:
    sink = io.BytesIO()
    writers.get("xlsx").write(table, sink, Job())
    return sink.getvalue()


def test_two_readers_see_the_same_texts() -> None:
    names = [f"列{n}" for n in range(30)]
    rows = [["330199194912310020", " =1+1 ", "换\n行", None, *(str(n) for n in range(26))]] * 5
    columns = {name: [row[at] for row in rows] for at, name in enumerate(names)}
    content = book(data(columns))
    seen = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    assert seen.to_python() == [names, *[[text or "" for text in row] for row in rows]]
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [names, *rows]
    assert {cell.number_format for row in sheet.iter_rows() for cell in row if cell.value} == {"@"}
    assert sheet.freeze_panes == "A2"
    assert sheet.dimensions == "A1:AD6"


def test_nothing_in_the_file_tells_who_or_when() -> None:
    with zipfile.ZipFile(io.BytesIO(book(data({"a": ["1"]})))) as archive:
        assert not [name for name in archive.namelist() if name.startswith("docProps")]
        assert {info.date_time[0] for info in archive.infolist()} == {1980}


@pytest.mark.parametrize("sign", ["字", "𠮷"])
def test_a_cell_may_be_as_long_as_excel_counts(sign: str) -> None:
    units = len(sign.encode("utf-16-le")) // 2
    longest = sign * (32_767 // units)
    assert openpyxl.load_workbook(io.BytesIO(book(data({"a": [longest]})))).active["A2"].value
    with pytest.raises(CharactersLost) as caught:
        book(data({"a": ["1", longest + sign]}))
    assert (caught.value.where.row, caught.value.where.column) == (2, "a")


def test_more_columns_than_a_sheet_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.core.intake.writers.xlsx_writer.SHEET_COLUMNS", 2)
    with pytest.raises(CharactersLost):
        book(data({"a": ["1"], "b": ["1"], "c": ["1"]}))


def test_a_sheet_beyond_the_zip_limit_is_announced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.core.intake.writers.xlsx_writer._ZIP_ENTRY", 10)
    table = data({"a": ["1", "2"], "b": ["x", None]})
    sheet = openpyxl.load_workbook(io.BytesIO(book(table))).active
    assert [cell.value for cell in sheet["A"]] == ["a", "1", "2"]
    plain = table.cast(pa.schema([("a", pa.string()), ("b", pa.string())]))
    assert book(plain) == book(table)
