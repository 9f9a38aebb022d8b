"""A long column in parts: the same is found at the same places, and told once."""

import random
from dataclasses import replace

import pyarrow as pa
import pytest

from app.core.jobs import Job
from app.core.model import Findings, Table
from app.core.review import parts
from app.core.review.scan import read_through, scan
from tests.core.review.columns import mobile, resident_id
from tests.core.tables import table

ROWS = 6000


def letters() -> Table:
    """Numbers that fill a column, numbers in sentences, a mark that comes again, and blanks."""
    rng = random.Random(3)
    texts = [f"第{n}号来信反映道路积水，请尽快处理。" for n in range(ROWS)]
    for row in (1000, 1001, 3500, 5999):
        texts[row] += f"证号{resident_id(rng)}，请核。"
    for row in (4200, 5100):
        texts[row] = f"机密★10年 {row}"
    return table(
        {
            "电话": [None if n % 9 == 0 else mobile(rng) for n in range(ROWS)],
            "来信": texts,
            "单位": ["清溪县信访局", "清溪县民政局"] * (ROWS // 2),
        }
    )


def scanned(source: Table) -> Findings:
    return scan(source, Job(), table_digest="0" * 64)


def plain(source: Table) -> Table:
    """With each cell by itself, as import keeps texts that do not come again."""
    columns = [column.cast(pa.string()) for column in source.data.columns]
    return replace(source, data=pa.table(columns, source.data.column_names))


def in_parts(monkeypatch: pytest.MonkeyPatch, most: int = 1 << 29) -> None:
    monkeypatch.setattr(parts, "_BYTES", 1 << 12)
    monkeypatch.setattr(parts, "_ROWS", 1500)
    monkeypatch.setattr(parts, "_MOST", most)


def test_parts_follow_each_other_and_leave_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    in_parts(monkeypatch)
    column = plain(letters()).data["来信"]
    found = list(parts.parts(column))
    assert [first for first, _ in found] == [0, 1500, 3000, 4500]
    assert pa.chunked_array([c for _, part in found for c in part.chunks]).equals(column)
    assert len(list(parts.parts(pa.chunked_array([], pa.string())))) == 1


def test_parts_of_coded_texts_that_do_not_come_again_hold_none_of_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    in_parts(monkeypatch)
    column = letters().data["来信"]
    found = [part for _, part in parts.parts(column)]
    assert len(found) == 4
    assert all(part.type == pa.string() for part in found)
    assert [text for part in found for text in part.to_pylist()] == column.to_pylist()


def test_long_texts_say_enough_by_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "_BYTES", 1 << 12)
    column = pa.chunked_array([["长文。" * 100] * (1 << 14)]).cast(pa.string())
    assert [len(part) for _, part in parts.parts(column)] == [1 << 12] * 4


@pytest.mark.parametrize("most", [1 << 29, 1 << 15])
@pytest.mark.parametrize("shape", [plain, lambda source: source], ids=["plain", "coded"])
def test_the_same_is_found_as_in_the_whole(
    shape: object, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = shape(letters())  # type: ignore[operator]
    whole = scanned(source)
    in_parts(monkeypatch, most)
    found = scanned(source)
    assert [replace(f, reasons=()) for f in found.columns] == [
        replace(f, reasons=()) for f in whole.columns
    ]
    assert {finding.type for finding in found.columns} >= {"mobile", "resident-id", "secret-mark"}
    assert (found.cells, found.cells_total) == (whole.cells, whole.cells_total)
    assert (found.marks, found.gate) == (whole.marks, whole.gate)
    (read,), (read_whole,) = found.long_texts, whole.long_texts
    assert (read.texts, read.length) == (read_whole.texts, read_whole.length)


def test_the_reasons_say_that_they_are_of_a_part(monkeypatch: pytest.MonkeyPatch) -> None:
    in_parts(monkeypatch)
    found = scanned(plain(letters()))
    (told,) = (f.reasons[-1].en for f in found.columns if f.type == "resident-id")
    assert "read in 4 parts, 3 of which" in told


def test_all_texts_are_there_to_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    source = plain(letters())
    whole = read_through(source, "来信", Job())
    in_parts(monkeypatch)
    found = read_through(source, "来信", Job())
    places = (*range(5), 1000, 3500, 5999)
    assert found.page(places) == whole.page(places)
    assert found.markings == whole.markings
