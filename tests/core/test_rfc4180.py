"""CSV: what any reader reads back is the table."""

import csv
import hashlib
import io

import pyarrow as pa
import pytest
from hypothesis import given

from app.core import rfc4180
from tests.core.tables import data, tables


def read_back(content: bytes) -> list[list[str | None]]:
    rows = csv.reader(io.StringIO(content.decode(), newline=""), strict=True)
    return [[cell or None for cell in row] for row in rows]


@given(tables())
def test_round_trip(table: pa.Table) -> None:
    content = b"".join(rfc4180.encode(table))
    rows = [list(row.values()) for row in table.to_pylist()]
    assert read_back(content) == [list(table.column_names), *rows]


def test_bytes() -> None:
    table = data({"名称": ["甲", 'a"b', " x", None], "数": ["1", "2,3", "行\n行", None]})
    assert b"".join(rfc4180.encode(table)) == (
        '名称,数\r\n甲,1\r\n"a""b","2,3"\r\n" x","行\n行"\r\n,\r\n'.encode()
    )


def test_blank_cell_in_a_single_column_is_no_blank_line() -> None:
    assert b"".join(rfc4180.encode(data({"a": ["1", None]}))) == b'a\r\n1\r\n""\r\n'


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_digest_is_that_of_the_bytes_however_they_are_batched(
    rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = data({"a": [str(n) for n in range(rows)], "b": [None] * rows})
    whole = hashlib.sha256(b"".join(rfc4180.encode(table))).hexdigest()
    assert rfc4180.digest(table) == whole
    monkeypatch.setattr(rfc4180, "BATCH", 2)
    assert rfc4180.digest(table) == whole


def test_digest_does_not_depend_on_how_the_column_is_encoded() -> None:
    plain = pa.table({"a": ["x", None, "x"]})
    assert rfc4180.digest(plain) == rfc4180.digest(data({"a": ["x", None, "x"]}))


def test_table_without_columns() -> None:
    assert b"".join(rfc4180.encode(pa.table({}))) == b"\r\n"
