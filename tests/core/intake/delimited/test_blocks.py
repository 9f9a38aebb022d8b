"""Blocks hold exactly the cells that the csv module reads."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.errors import BytesUndecodable, Cancelled, FileTooLarge, FileUnreadable
from app.core.intake.delimited import blocks as csv_blocks
from app.core.intake.delimited import columns as csv_columns
from app.core.intake.delimited import pieces
from app.core.intake.delimited.blocks import Delimited
from app.core.intake.delimited.columns import unguard
from app.core.intake.encoding import text_blocks
from app.core.intake.encoding.text_blocks import TextBlocks
from app.core.intake.sheet import Block, Row
from app.core.jobs import Job
from app.core.text_column import is_coded

CELL = st.text(st.sampled_from("甲𠮷aé,\t;|\"'=\n\r 01\u2028\x0b"), max_size=6)
PIECES = st.lists(
    st.sampled_from(["a", "甲𠮷", ",", ",", '"', '"', '""', "\n", "\n", "\r\n", "\r", '="0', "\t"]),
    max_size=60,
)


def delimited(
    content: bytes, folder: Path, encoding: str = "utf-8", delimiter: str = ",", shown: bool = False
) -> Delimited:
    path = folder / "a.csv"
    path.write_bytes(content)
    text = TextBlocks(path, encoding, Job(), delimiter=delimiter, shown=shown)
    return Delimited(text, delimiter)


def cells(blocks: Iterator[Block]) -> list[Row]:
    """The rows of blocks, without the blanks at their ends; checks what a block promises."""
    rows: list[Row] = []
    for block in blocks:
        assert block.first == len(rows) + 1
        for column in block.columns:
            assert len(column) == block.rows
            if is_coded(column):
                texts = column.dictionary.to_pylist()
                assert len(set(texts)) == len(texts)
            assert "" not in column.to_pylist()
        columns = [column.to_pylist() for column in block.columns]
        rows += [trimmed(tuple(c[n] for c in columns)) for n in range(block.rows)]
    return rows


def trimmed(row: Row) -> Row:
    while row and row[-1] is None:
        row = row[:-1]
    return row


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of a few bytes, so that every cut is met in a short text."""
    monkeypatch.setattr(text_blocks, "FIRST", 7)
    monkeypatch.setattr(text_blocks, "BLOCK", 11)
    monkeypatch.setattr(pieces, "SMALL", 1)
    monkeypatch.setattr(pieces, "LARGE", 1)


SHARED = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@SHARED
@given(
    rows=st.lists(st.lists(CELL, min_size=2, max_size=3), min_size=1, max_size=12),
    encoding=st.sampled_from(["utf-8", "gb18030", "utf-16-le"]),
    delimiter=st.sampled_from([",", "\t", ";", "|", "，"]),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
@pytest.mark.usefixtures("small_blocks")
def test_written_rows_come_back(
    rows: list[list[str]],
    encoding: str,
    delimiter: str,
    end: str,
    quoting: int,
    tmp_path: Path,
) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)
    table = delimited(buffer.getvalue().encode(encoding), tmp_path, encoding, delimiter)
    written = csv.reader(io.StringIO(buffer.getvalue(), newline=""), delimiter=delimiter)
    expected = [tuple(unguard(cell) or None for cell in row) for row in written]
    assert list(table.rows()) == expected
    assert cells(table.blocks()) == [trimmed(row) for row in expected]


@SHARED
@given(parts=PIECES, encoding=st.sampled_from(["utf-8", "gb18030"]))
@pytest.mark.usefixtures("small_blocks")
def test_any_text_reads_as_by_the_csv_module(
    parts: list[str], encoding: str, tmp_path: Path
) -> None:
    text = "".join(parts)
    table = delimited(text.encode(encoding), tmp_path, encoding)
    expected = [
        tuple(unguard(cell) or None for cell in row)
        for row in csv.reader(io.StringIO(text, newline=""))
    ]
    try:
        rows = list(table.rows())
    except FileUnreadable as error:
        assert error.where.row is not None
        with pytest.raises(FileUnreadable) as caught:
            cells(table.blocks())
        assert caught.value.where.row == error.where.row == len(expected)
        return
    assert rows == expected
    assert cells(table.blocks()) == [trimmed(row) for row in expected]


def test_first_block_is_small_and_comes_before_the_rest_is_read(tmp_path: Path) -> None:
    seen: list[int] = []

    class Watched(Job):
        def show(self, done: int, total: int | None) -> None:
            seen.append(done)

    path = tmp_path / "a.csv"
    path.write_text("编号,名称\n" + "1,甲\n" * 500_000, encoding="utf-8")
    blocks = Delimited(TextBlocks(path, "utf-8", Watched()), ",").blocks()
    assert next(blocks).rows == csv_blocks.FIRST_ROWS
    assert seen == [text_blocks.FIRST]
    assert sum(block.rows for block in blocks) == 500_001 - csv_blocks.FIRST_ROWS
    assert seen[-1] == path.stat().st_size


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_ragged_rows_among_many(encoding: str, tmp_path: Path) -> None:
    lines = [f"{n},名{n % 7},丙" for n in range(20_000)]
    lines[0] = "某某表"
    lines[9_000] = "短"
    lines[9_001] = ""
    lines[15_000] = '长,"含\n行",丙,丁,戊'
    table = delimited("\n".join(lines).encode(encoding), tmp_path, encoding)
    rows = cells(table.blocks())
    assert rows == [trimmed(row) for row in table.rows()]
    assert rows[9_000:9_002] == [("短",), ()]
    assert rows[15_000] == ("长", "含\n行", "丙", "丁", "戊")
    assert max(block.rows for block in table.blocks()) > 10_000  # none was read row by row


def test_rows_grow_wider_for_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "SMALL", 1 << 17)
    text = "甲,乙\n" * 10_000 + "甲,乙,丙\n" * 20_000
    table = delimited(text.encode(), tmp_path)
    assert sum(block.rows for block in table.blocks()) == 30_000
    *_, last = table.blocks()
    assert len(last.columns) == 3


@pytest.mark.parametrize("cell", ['="001"', '"=""001"""', '"\t001"', "001\t"])
def test_guarded_and_bare_texts_are_one(cell: str, tmp_path: Path, small_blocks: None) -> None:
    table = delimited(f"甲,1\n甲,2\n001,3\n{cell},4\n001,5\n".encode(), tmp_path)
    assert [row[0] for row in cells(table.blocks())] == ["甲", "甲", "001", "001", "001"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
def test_bytes_that_do_not_decode_far_below(encoding: str, tmp_path: Path) -> None:
    good = "甲,乙\n".encode(encoding) * 50_000
    bad = b"\xff\xff" if encoding == "gb18030" else b"\x00\xd8"
    content = good + bad + "甲,乙\n".encode(encoding)
    if encoding == "utf-8":
        content = good + b"\xff" + "甲,乙\n".encode()
    table = delimited(content, tmp_path, encoding)
    for read in (table.blocks, table.rows):
        with pytest.raises(BytesUndecodable) as caught:
            list(read())
        assert caught.value.where.row == 50_001


def test_bytes_that_do_not_decode_are_shown_where_a_person_chose(tmp_path: Path) -> None:
    table = delimited("甲,乙\n丙,".encode() + b"\xff\n", tmp_path, shown=True)
    assert cells(table.blocks()) == list(table.rows()) == [("甲", "乙"), ("丙", "⟦FF⟧")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_byte_order_mark_is_no_text(encoding: str, tmp_path: Path) -> None:
    table = delimited('"甲",乙\n丙,丁\n'.encode(encoding), tmp_path, encoding)
    assert cells(table.blocks()) == list(table.rows()) == [("甲", "乙"), ("丙", "丁")]


def test_quote_that_is_never_closed_far_below(tmp_path: Path) -> None:
    text = "甲,乙\n" * 60_000 + '"丙,丁\n' + "甲,乙\n" * 60_000
    table = delimited(text.encode(), tmp_path)
    for read in (table.blocks, table.rows):
        with pytest.raises(FileUnreadable) as caught:
            list(read())
        assert caught.value.where.row == 60_001


@pytest.mark.parametrize("lead", ['"', ""])
def test_row_without_end(lead: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.core.intake.delimited.pieces.LONGEST", 1 << 18)
    monkeypatch.setattr(csv_blocks, "LONGEST", 1 << 18)
    text = "甲,乙\n丙,丁\n" + lead + "a" * (1 << 23)
    table = delimited(text.encode(), tmp_path)
    for read in (table.blocks, table.rows):
        with pytest.raises(FileTooLarge) as caught:
            list(read())
        assert caught.value.where.row == 3


def test_too_many_columns(tmp_path: Path) -> None:
    wide = "," * csv_blocks.MOST_COLUMNS
    table = delimited(f"甲,乙\n{wide}\n".encode(), tmp_path)
    for read in (table.blocks, table.rows):
        with pytest.raises(FileTooLarge) as caught:
            list(read())
        assert caught.value.where.row == 2


def test_one_wide_row_does_not_fill_memory_with_blanks(tmp_path: Path) -> None:
    text = "甲\n" * 5000 + "," * 4000 + "\n" + "甲\n" * 5000
    blocks = list(delimited(text.encode(), tmp_path).blocks())
    assert sum(block.rows for block in blocks) == 10_001
    assert all(block.rows * len(block.columns) <= 1 << 21 for block in blocks)


def test_file_that_grows_while_it_is_read(tmp_path: Path) -> None:
    table = delimited("甲,乙\n".encode() * 50_000, tmp_path)
    blocks = table.blocks()
    next(blocks)
    with table.text.path.open("ab") as file:
        file.write(b"1,2\n")
    with pytest.raises(FileUnreadable):
        list(blocks)


def test_file_that_vanishes_between_two_readings(tmp_path: Path) -> None:
    table = delimited("甲,乙\n".encode(), tmp_path)
    table.text.path.unlink()
    for read in (table.blocks, table.rows):
        with pytest.raises(FileUnreadable):
            list(read())


def test_reading_can_be_stopped(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("甲,乙\n".encode() * 50_000)
    job = Job()
    blocks = Delimited(TextBlocks(path, "utf-8", job), ",").blocks()
    next(blocks)
    job.cancel()
    with pytest.raises(Cancelled):
        list(blocks)


def test_a_text_that_comes_again_is_decoded_once_though_its_column_is_not_coded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []
    decode = csv_columns._decoded

    def counted(values: pa.BinaryArray, codec: str) -> pa.StringArray:
        told.append(len(values))
        return decode(values, codec)

    monkeypatch.setattr(csv_columns, "_decoded", counted)
    table = delimited("青石镇,甲\n白沙乡,\n".encode("gb18030") * 20_000, tmp_path, "gb18030")
    blocks = list(table.blocks(coded={1}))
    assert cells(iter(blocks)) == [("青石镇", "甲"), ("白沙乡",)] * 20_000
    assert tuple(map(is_coded, blocks[-1].columns)) == (False, True)
    assert sum(told) < 100
