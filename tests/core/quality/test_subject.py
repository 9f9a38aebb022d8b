"""A column asked cell by cell tells what it tells by its distinct texts."""

import datetime
from dataclasses import replace

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.catalog.infer import infer
from app.core.jobs import Job
from app.core.model import Entry, Table
from app.core.quality.assess import assess
from app.core.quality.subject import Column, Subject
from tests.core.tables import table

TODAY = datetime.date(2026, 11, 23)
CELLS = st.lists(
    st.none()
    | st.sampled_from(
        ["1", "2.50", "2.50", "0.0", "甲", "甲 ", "ＡＢ店", "ab店", "（一）", "12元", "3万元",
         "2024-03-01", "2024/3/1", "20240230", "11330000002482090Q", "330106", "丁\u200b", "\u3000"]
    ),
    min_size=1,
    max_size=60,
)  # fmt: skip


def plain(source: Table) -> Table:
    """The same table with every column plain, in two pieces."""
    data = source.data
    text = pa.table({name: data[name].cast(pa.string()) for name in data.column_names})
    half = text.num_rows // 2
    return replace(source, data=pa.concat_tables([text.slice(0, half), text.slice(half)]))


def both(cells: list[str | None]) -> tuple[Column, Column]:
    source = table({"名称": cells})
    entry = Entry("guide-2017", {}, ())
    one, other = (Subject(held, entry, TODAY) for held in (source, plain(source)))
    return one.column("名称"), other.column("名称")


@settings(max_examples=25)
@given(CELLS, CELLS, CELLS)
def test_the_report_is_the_same(
    first: list[str | None], second: list[str | None], third: list[str | None]
) -> None:
    rows = min(map(len, (first, second, third)))
    columns = {"名称": first[:rows], "行政区划代码": second[:rows], "日期": third[:rows]}
    source = table(columns)
    entry = infer(source, provider="a", provider_code="b", sequence=1, today=TODAY)
    assert assess(source, entry, TODAY, Job()) == assess(plain(source), entry, TODAY, Job())


@given(CELLS)
def test_rows_where_the_text_changes(cells: list[str | None]) -> None:
    expected = [row for row in range(len(cells)) if not row or cells[row] != cells[row - 1]]
    for column in both(cells):
        assert column.changes().tolist() == [*expected, len(cells)]
        assert column.texts(np.arange(len(cells))).to_pylist() == cells


@given(CELLS)
def test_distinct_texts(cells: list[str | None]) -> None:
    texts = [text for text in dict.fromkeys(cells) if text is not None]
    for column in both(cells):
        assert column.distinct.values.to_pylist() == texts
        assert column.distinct.counts.tolist() == [*map(cells.count, texts)]
        assert column.alone == sum(cells.count(text) == 1 for text in texts)


@given(CELLS, st.floats(0, 1))
def test_a_share_is_given_up_where_too_few_match(cells: list[str | None], share: float) -> None:
    for column in both(cells):
        matching = column.matching(r"\d+(?:\.\d+)?")
        told = column.mostly(r"\d+(?:\.\d+)?", column.all_but(share))
        missed = column.filled - column.cells(matching)
        if missed > column.all_but(share):
            assert told is None
        else:
            assert told is not None
            assert told.tolist() == matching.tolist()


def test_a_share_is_given_up_before_the_end() -> None:
    cells = pa.chunked_array([pa.array(["x"] * 70_000 + ["1"] * 130_000)])
    source = table({"a": ["1"]})
    long = replace(source, data=pa.table({"a": cells}))
    column = Subject(long, Entry("guide-2017", {}, ()), TODAY).column("a")
    assert column.mostly(r"\d", 60_000) is None
    told = column.mostly(r"\d", 70_000)
    assert told is not None
    assert told.sum() == 130_000
