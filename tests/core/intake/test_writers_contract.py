"""Every writer, also those to come: what is written reads back as the table."""

import csv
import hashlib
import io
import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.errors import (
    Cancelled,
    CharactersLost,
    FormatUnknown,
    GongkaiError,
    OutputExists,
    ParameterInvalid,
)
from app.core.intake.table import import_file
from app.core.intake.writer import WriteOptions, write_table, writers
from app.core.jobs import Job
from tests.core.tables import data, tables

Rows = list[dict[str, str | None]]

# Characters that XML 1.0 has; what lies outside must be refused, not lost.
PRINTABLE = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\t\n\"',=<>&_x000D@"),
    min_size=1,
    max_size=12,
)


def from_csv(content: bytes) -> Rows:
    rows = csv.DictReader(io.StringIO(content.decode(), newline=""))
    return [{name: cell or None for name, cell in row.items()} for row in rows]


def from_xml(content: bytes) -> Rows:
    root = ET.fromstring(content)  # noqa: S314 — our own output
    return [{cell.get("name", ""): cell.text for cell in row} for row in root]


def from_xlsx(content: bytes) -> Rows:
    book = openpyxl.load_workbook(io.BytesIO(content))
    header, *rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    unescape = openpyxl.utils.escape.unescape
    names = [unescape(name) for name in header]
    return [dict(zip(names, (c and unescape(c) for c in row), strict=True)) for row in rows]


READ: dict[str, Callable[[bytes], Rows]] = {
    "csv": from_csv,
    "json": json.loads,
    "jsonl": lambda content: [json.loads(line) for line in content.decode().split("\n") if line],
    "parquet": lambda content: pq.read_table(io.BytesIO(content)).to_pylist(),
    "xml": from_xml,
    "xlsx": from_xlsx,
}
NASTY = [
    "330199194912310020",
    "12345678901234567",
    "000123",
    "=1+1",
    "+86",
    "@x",
    "-1",
    "#N/A",
    "TRUE",
    "1e5",
    '引"号',
    "逗,号",
    "换\n行",
    " 前后 ",
    "𠮷䶮",
    "<b>&",
    "_x000D_",
    "_x0041_",
    "2024-03-05",
    "'001",
]


def written(id: str, table: pa.Table) -> bytes:
    sink = io.BytesIO()
    writers.get(id).write(table, sink, Job())
    return sink.getvalue()


def without_nulls(rows: Rows) -> Rows:
    """The filled cells. Blank rows below the last filled one are no rows in a workbook."""
    filled = [{name: text for name, text in row.items() if text is not None} for row in rows]
    while filled and not filled[-1]:
        filled.pop()
    return filled


def test_every_writer_has_a_reader_here() -> None:
    assert set(READ) == set(writers.all())


@pytest.mark.parametrize("id", READ)
@given(table=tables(PRINTABLE))
@settings(max_examples=40, deadline=None)
def test_round_trip(id: str, table: pa.Table) -> None:
    assert without_nulls(READ[id](written(id, table))) == without_nulls(table.to_pylist())


@pytest.mark.parametrize("id", READ)
def test_no_digit_and_no_sign_is_lost(id: str) -> None:
    table = data({"值": [*NASTY, None], "数": [*(str(n) for n in range(len(NASTY))), "x"]})
    assert without_nulls(READ[id](written(id, table))) == without_nulls(table.to_pylist())


@pytest.mark.parametrize("id", READ)
@given(table=tables())
@settings(max_examples=40, deadline=None)
def test_what_cannot_be_held_is_refused_not_lost(id: str, table: pa.Table) -> None:
    try:
        content = written(id, table)
    except CharactersLost:
        assert id in ("xml", "xlsx")
    else:
        assert without_nulls(READ[id](content)) == without_nulls(table.to_pylist())


@pytest.mark.parametrize("id", READ)
def test_empty_table(id: str) -> None:
    assert READ[id](written(id, data({"a": [], "b": []}))) == []


@pytest.mark.parametrize("id", READ)
def test_cancelled_leaves_nothing(id: str, tmp_path: Path) -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        write_table(data({"a": ["1"]}), tmp_path / f"a.{id}", job)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("id", READ)
def test_our_own_reader_reads_it_back(id: str, tmp_path: Path, job: Job) -> None:
    columns = {"名称": ["甲", "乙", None], "号码": ["330199194912310020", "007", "_x0041_"]}
    write_table(data(columns), tmp_path / f"a.{id}", job)
    assert import_file(tmp_path / f"a.{id}", job).data.to_pydict() == columns


@pytest.mark.parametrize("id", READ)
def test_what_was_written_is_told(id: str, tmp_path: Path, job: Job) -> None:
    path = tmp_path / f"表.{id}"
    told = write_table(data({"a": ["1", None, "2"]}), path, job)
    content = path.read_bytes()
    assert (told.rows, told.size) == (3, len(content))
    assert told.sha256 == hashlib.sha256(content).hexdigest()
    assert sorted(told.files) == sorted(file.name for file in tmp_path.iterdir())


@pytest.mark.parametrize("id", READ)
def test_the_same_table_gives_the_same_bytes(id: str) -> None:
    table = data({"a": ["1", "x", None], "b": ["2", "y", "z"]})
    assert written(id, table) == written(id, table)


@pytest.mark.parametrize("id", READ)
def test_rows_beyond_a_batch_and_columns_of_any_kind(
    id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Repeated and distinct values, dictionaries that differ, plain columns, slices, blanks."""
    monkeypatch.setattr("app.core.row_text.BATCH", 8)
    texts = [f"号 {n}\n" if n % 5 else None for n in range(30)]
    few = data({"甲": ["是", None, "否,"] * 10, "乙": texts})
    plain = pa.table({"甲": pa.array(["<&>"] * 7), "乙": pa.array(texts[:7])})
    plain = plain.cast(few.schema)
    table = pa.concat_tables([few, plain, few.slice(5, 20)])
    assert without_nulls(READ[id](written(id, table))) == without_nulls(table.to_pylist())


@pytest.mark.parametrize("id", READ)
def test_long_cells_are_laid_out_in_small_blocks(id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.core.row_text.BLOCK", 1000)
    table = data({"a": ["长" * 200, "短"] * 20, "b": [str(n) * 30 for n in range(40)]})
    assert READ[id](written(id, table)) == table.to_pylist()


@pytest.mark.parametrize("id", ["xml", "xlsx"])
def test_refusal_names_the_place_and_the_characters(id: str) -> None:
    for values in (["1", "a\x01b\ufffe"], ["1"] * 30 + ["a\x01b\ufffe"]):
        with pytest.raises(CharactersLost) as caught:
            written(id, data({"x": ["1"] * len(values), "值": values}))
        where = caught.value.where
        assert (where.row, where.column) == (len(values), "值")
        assert "U+0001, U+FFFE" in caught.value.told("en")
    with pytest.raises(CharactersLost):
        written(id, data({"\x02": ["1"]}))


def test_an_entry_that_no_row_uses_is_not_refused() -> None:
    table = data({"a": ["好"] * 30 + ["\x01"]}).slice(0, 30)
    assert len(READ["xlsx"](written("xlsx", table))) == 30


def test_a_broken_write_leaves_nothing_and_the_old_file(tmp_path: Path, job: Job) -> None:
    (tmp_path / "a.xml").write_text("old")
    with pytest.raises(CharactersLost):
        write_table(data({"a": ["1", "\x01"]}), tmp_path / "a.xml", job, overwrite=True)
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("a.xml", "old")]


def test_progress_is_reported_before_every_block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.core.row_text.BATCH", 4)
    monkeypatch.setattr("app.core.intake.writers.parquet_writer.BATCH", 4)

    class Watched(Job):
        def __init__(self) -> None:
            super().__init__()
            self.seen: list[tuple[int, int | None]] = []

        def show(self, done: int, total: int | None) -> None:
            self.seen.append((done, total))

    table = data({"a": [str(n) for n in range(10)]})
    for id in READ:
        watched = Watched()
        writers.get(id).write(table, io.BytesIO(), watched)
        assert watched.seen == [(0, 10), (4, 10), (8, 10)]


@pytest.mark.parametrize(
    ("id", "options"),
    [(id, WriteOptions(guard=True)) for id in READ if id != "csv"]
    + [(id, WriteOptions(encoding="gb18030")) for id in READ if id != "csv"]
    + [("csv", WriteOptions(encoding="big5"))],
)
def test_options_that_a_format_lacks(
    id: str, options: WriteOptions, tmp_path: Path, job: Job
) -> None:
    with pytest.raises(ParameterInvalid):
        write_table(data({"a": ["1"]}), tmp_path / f"a.{id}", job, options=options)
    assert list(tmp_path.iterdir()) == []


def test_xlsx_refuses_a_cell_that_it_would_cut(tmp_path: Path, job: Job) -> None:
    with pytest.raises(CharactersLost):
        write_table(data({"a": ["字" * 32_768]}), tmp_path / "a.xlsx", job)
    assert list(tmp_path.iterdir()) == []


def test_xlsx_goes_on_in_the_next_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.core.intake.writers.xlsx_writer.SHEET_ROWS", 3)
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", data({"a": list("12345")}))))
    assert [[cell.value for cell in sheet["A"]] for sheet in book] == [
        ["a", "1", "2"],
        ["a", "3", "4"],
        ["a", "5"],
    ]


def test_xlsx_cells_are_text() -> None:
    cell = openpyxl.load_workbook(io.BytesIO(written("xlsx", data({"a": ["1"]})))).active["A2"]
    assert (cell.data_type, cell.number_format) == ("s", "@")


@pytest.mark.parametrize(
    ("name", "error"), [("a.doc", FormatUnknown), ("a", FormatUnknown), ("there.csv", OutputExists)]
)
def test_refusals(name: str, error: type[GongkaiError], tmp_path: Path, job: Job) -> None:
    (tmp_path / "there.csv").write_text("x")
    with pytest.raises(error):
        write_table(data({"a": ["1"]}), tmp_path / name, job)
    assert (tmp_path / "there.csv").read_text() == "x"
