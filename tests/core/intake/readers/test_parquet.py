"""Parquet: every type as exact text, and damaged files."""

import contextlib
import datetime
import decimal
import json
import os
import signal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import FileProtected, FileUnreadable, GongkaiError
from app.core.intake.sheet import Workbook
from app.core.intake.table import import_file, open_workbook
from app.core.intake.writer import write_table
from app.core.jobs import Job
from tests.core.tables import data
from tests.dying import forked, needs_fork


def opened(table: pa.Table, folder: Path, **options: Any) -> Workbook:
    path = folder / "册.parquet"
    pq.write_table(table, path, **options)
    return open_workbook(path, Job()).book


def column(values: list[Any], kind: pa.DataType, folder: Path) -> list[str | None]:
    book = opened(pa.table({"值": pa.array(values, kind)}), folder)
    header, *rows = book.sheets[0].rows()
    assert header == ("值",)
    return [row[0] for row in rows]


MOMENT = datetime.datetime(2024, 3, 1, 4, 5, 6, 120000)  # noqa: DTZ001 — a file may know no zone
EAST = datetime.timezone(datetime.timedelta(hours=8))


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (pa.int64(), 110101199003071200, "110101199003071200"),
        (pa.uint64(), 2**64 - 1, "18446744073709551615"),
        (pa.int8(), -1, "-1"),
        (pa.decimal128(10, 2), decimal.Decimal("1.10"), "1.10"),
        (pa.decimal128(38, 20), decimal.Decimal("0.00000000000000000001"), "0.00000000000000000001"),
        (pa.decimal256(50, 0), decimal.Decimal(10**45), "1" + "0" * 45),
        (pa.float64(), 0.1, "0.1"),
        (pa.float64(), 1e22, "10000000000000000000000"),
        (pa.float64(), 1e-7, "0.0000001"),
        (pa.float64(), 3.0, "3"),
        (pa.float64(), float("nan"), "nan"),
        (pa.float32(), 0.1, "0.1"),
        (pa.bool_(), True, "TRUE"),
        (pa.bool_(), False, "FALSE"),
        (pa.string(), " 007 ", " 007 "),
        (pa.string(), "", None),
        (pa.large_string(), "𠮷", "𠮷"),
        (pa.dictionary(pa.int8(), pa.string()), "甲", "甲"),
        (pa.dictionary(pa.int8(), pa.int64()), 7, "7"),
        (pa.date32(), datetime.date(2024, 3, 1), "2024-03-01"),
        (pa.date64(), datetime.date(2024, 3, 1), "2024-03-01"),
        (pa.timestamp("us"), MOMENT, "2024-03-01 04:05:06.12"),
        (pa.timestamp("ms"), MOMENT.replace(microsecond=0), "2024-03-01 04:05:06"),
        (pa.timestamp("ns", "Asia/Shanghai"), MOMENT.replace(tzinfo=EAST), "2024-02-29 20:05:06.12Z"),
        (pa.time64("us"), datetime.time(4, 5, 6), "04:05:06"),
        (pa.duration("s"), datetime.timedelta(minutes=1), "60 s"),
        (pa.binary(), "甲".encode(), "甲"),
        (pa.binary(), b"\xff\x00", "FF00"),
        (pa.binary(2), b"\xff\x01", "FF01"),
        (pa.list_(pa.int64()), [1, None], "[1,null]"),
        (
            pa.struct({"a": pa.decimal128(5, 2), "b": pa.string()}),
            {"a": decimal.Decimal("1.10"), "b": "甲"},
            '{"a":"1.10","b":"甲"}',
        ),
        (pa.map_(pa.string(), pa.binary()), [("k", b"\xff")], '[["k","FF"]]'),
    ],
)  # fmt: skip
def test_types(kind: pa.DataType, value: object, text: str | None, tmp_path: Path) -> None:
    assert column([value, None], kind, tmp_path) == [text, None]


def test_binary_is_told(tmp_path: Path) -> None:
    book = opened(pa.table({"图": pa.array([b"\xff"])}), tmp_path)
    list(book.sheets[0].rows())
    assert [(n.code, n.where) for n in book.notices.all()] == [("binary-value", "册!图")]


def test_properties_are_hidden_content(tmp_path: Path) -> None:
    schema = pa.schema([pa.field("n", pa.int64(), metadata={"comment": "由李四填"})])
    schema = schema.with_metadata({"pandas": json.dumps({"creator": "甲"}), "作者": "张三"})
    found = opened(pa.table({"n": [1, 9]}, schema=schema), tmp_path).hidden
    assert all(hidden.kind == "property" for hidden in found)
    texts = {hidden.where: hidden.text for hidden in found}
    assert texts["作者"] == "张三"
    assert "creator" in texts["pandas"]
    assert texts["n comment"] == "由李四填"
    assert texts["statistics"] == "n: 1 … 9"
    assert "parquet" in texts["created_by"]


def test_many_batches_and_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.core.intake.readers.parquet.BATCH", 3)
    table = pa.table({"a": [str(n % 4) for n in range(20)], "b": list(range(20))})
    sheet = opened(table, tmp_path, row_group_size=7).sheets[0]
    expected = [("a", "b"), *((str(n % 4), str(n)) for n in range(20))]
    assert list(sheet.rows()) == expected
    assert list(sheet.rows()) == expected


def test_equal_names(tmp_path: Path) -> None:
    table = pa.table([pa.array(["x"]), pa.array([1])], names=["a", "a"])
    assert list(opened(table, tmp_path).sheets[0].rows()) == [("a", "a"), ("x", "1")]


def test_our_own_export(tmp_path: Path, job: Job) -> None:
    columns = {"名称": ["甲", "乙", None], "号码": ["330199194912310020", "007", "1e5"]}
    write_table(data(columns), tmp_path / "a.parquet", job)
    opened = open_workbook(tmp_path / "a.parquet", job)
    source, book = opened.source, opened.book
    assert source.kind == "parquet"
    header, *rows = book.sheets[0].rows()
    assert header == tuple(columns)
    assert [list(cells) for cells in zip(*rows, strict=True)] == list(columns.values())


def test_encrypted(tmp_path: Path, job: Job) -> None:
    (tmp_path / "a").write_bytes(b"PARE" + bytes(100))
    with pytest.raises(FileProtected):
        open_workbook(tmp_path / "a", job)


def whole(folder: Path) -> bytes:
    path = folder / "w"
    pq.write_table(pa.table({"a": ["甲", "乙"] * 50, "b": list(range(100))}), path)
    return path.read_bytes()


@pytest.mark.parametrize("keep", [4, 8, 100, -1, -20])
def test_truncated(keep: int, tmp_path: Path, job: Job) -> None:
    (tmp_path / "a").write_bytes(whole(tmp_path)[:keep])
    with pytest.raises(FileUnreadable):
        open_workbook(tmp_path / "a", job)


@needs_fork
@given(st.integers(4, 1500), st.binary(min_size=1, max_size=20))
def test_any_bytes_end_in_rows_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, at: int, noise: bytes
) -> None:
    folder = tmp_path_factory.mktemp("p")
    content = whole(folder)
    (folder / "a").write_bytes(content[:at] + noise + content[at + len(noise) :])

    def read() -> None:
        with contextlib.suppress(GongkaiError):
            for _ in open_workbook(folder / "a", Job()).book.sheets[0].rows():
                pass

    # One in thousands makes Arrow end the process that reads: why imports have one of their own.
    ended = os.waitstatus_to_exitcode(os.waitpid(forked(read), 0)[1])
    assert ended in (0, -signal.SIGABRT)


def test_whole_numbers_that_a_double_has_rounded_are_told(tmp_path: Path, job: Job) -> None:
    columns = {
        "证号": [1.1010119900307e17, None],
        "金额": [0.1, 1e15 - 1],
        "比": [float("inf"), 2.5],
    }
    pq.write_table(pa.table(columns), tmp_path / "a.parquet")
    table = import_file(tmp_path / "a.parquet", job)
    assert [n.where for n in table.warnings if n.code == "precision-lost"] == ["a!证号"]
    assert table.data["证号"].to_pylist() == ["110101199003070000", None]
