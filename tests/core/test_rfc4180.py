"""CSV: what any reader reads back is the table."""

import csv
import hashlib
import io

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core import rfc4180, row_text
from tests.core.tables import TEXTS, data, tables


def read_back(content: bytes) -> list[list[str | None]]:
    rows = csv.reader(io.StringIO(content.decode(), newline=""), strict=True)
    return [[cell or None for cell in row] for row in rows]


@given(tables())
def test_round_trip(table: pa.Table) -> None:
    content = b"".join(rfc4180.encode(table))
    rows = [list(row.values()) for row in table.to_pylist()]
    assert read_back(content) == [list(table.column_names), *rows]


def cell(text: str | None, *, alone: bool) -> str:
    """The rule, one cell at a time."""
    text = text or ""
    special = any(sign in text for sign in ',"\r\n') or text[:1] == " " or text[-1:] == " "
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if special or (alone and not text) else text


@settings(max_examples=60, deadline=None)
@given(tables(TEXTS | st.sampled_from([" ", '"', "a,b", " x", "x ", "\ta", "\r", "a" * 9])))
def test_bytes_are_those_of_the_rule_however_the_columns_are_held(table: pa.Table) -> None:
    alone = table.num_columns == 1
    lines = [[cell(text, alone=alone) for text in row.values()] for row in table.to_pylist()]
    names = [cell(name, alone=False) for name in table.column_names]
    expected = "".join(",".join(line) + "\r\n" for line in [names, *lines]).encode()
    schema = pa.schema([pa.field(name, pa.string()) for name in table.column_names])
    plain = table.cast(schema)
    chunked = pa.concat_tables([plain.slice(0, 2), plain.slice(2).combine_chunks()])
    padded = pa.concat_tables([plain, plain]).unify_dictionaries().slice(0, table.num_rows)
    many = pa.concat_tables(
        [table] * 8
    ).combine_chunks()  # rows enough to escape dictionaries whole
    for held in (table, plain, chunked, padded):
        assert b"".join(rfc4180.encode(held)) == expected
    whole = b"".join(rfc4180.encode(many))
    head = (",".join(names) + "\r\n").encode()
    assert whole == head + expected[len(head) :] * 8


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
    monkeypatch.setattr(row_text, "BATCH", 2)
    assert rfc4180.digest(table) == whole


def test_digest_does_not_depend_on_how_the_column_is_encoded() -> None:
    plain = pa.table({"a": ["x", None, "x"]})
    assert rfc4180.digest(plain) == rfc4180.digest(data({"a": ["x", None, "x"]}))


def test_table_without_columns() -> None:
    assert b"".join(rfc4180.encode(pa.table({}))) == b"\r\n"
