"""CSV's own options: the encoding, and the guard against formulas."""

import csv
import hashlib
import io
from pathlib import Path

import pyarrow as pa
from hypothesis import given, settings

from app.core import rfc4180
from app.core.intake.formula_guard import unguard
from app.core.intake.writer import WriteOptions, write_table, writers
from app.core.jobs import Job
from tests.core.tables import data, tables


def content(table: pa.Table, options: WriteOptions) -> bytes:
    sink = io.BytesIO()
    writers.get("csv").write(table, sink, Job(), options)
    return sink.getvalue()


@given(tables())
@settings(max_examples=40, deadline=None)
def test_every_encoding_holds_every_text(table: pa.Table) -> None:
    plain = b"".join(rfc4180.encode(table))
    assert content(table, WriteOptions()) == plain
    assert content(table, WriteOptions("utf-8-sig")) == b"\xef\xbb\xbf" + plain
    assert content(table, WriteOptions("gb18030")).decode("gb18030") == plain.decode()


def test_gb18030_holds_all_of_unicode() -> None:
    signs = "".join(map(chr, [*range(0xD800), *range(0xE000, 0x110000)]))
    table = data({"a": [signs[at : at + 5000] for at in range(0, len(signs), 5000)]})
    back = content(table, WriteOptions("gb18030")).decode("gb18030")
    assert back == content(table, WriteOptions()).decode()


def test_digest_told_is_the_digest_of_the_table(tmp_path: Path, job: Job) -> None:
    table = data({"名称": ["甲", None, "乙,"]})
    told = write_table(table, tmp_path / "a.csv", job)
    assert told.sha256 == rfc4180.digest(table)


def test_guarded_cells_are_counted_and_named(tmp_path: Path, job: Job) -> None:
    table = data({"=列": ["=1+1"] * 9 + ["甲"], "乙": ["@x", *"123456789"], "丙": ["-1"] * 10})
    told = write_table(table, tmp_path / "a.csv", job, options=WriteOptions(guard=True))
    assert (told.guarded, told.guarded_columns) == (11, ("=列", "乙"))  # a name is a cell too
    text = (tmp_path / "a.csv").read_text("utf-8")
    assert text.startswith("'=列,乙,丙\n'=1+1,'@x,-1\n")
    assert told.sha256 == hashlib.sha256((tmp_path / "a.csv").read_bytes()).hexdigest()


@given(tables())
@settings(max_examples=40, deadline=None)
def test_guard_can_be_undone(table: pa.Table) -> None:
    text = content(table, WriteOptions(guard=True)).decode()
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    back = [unguard(pa.array(row, pa.large_string())).to_pylist() for row in rows]
    plain = csv.reader(io.StringIO(content(table, WriteOptions()).decode(), newline=""))
    assert back == list(plain)
