"""Looking around in a table: rows found, ordered and counted as a plain loop over cells would."""

from collections import Counter

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import Cancelled
from app.core.exploring import Condition, filtered, holding, matches, ordered, texts_at
from app.core.jobs import Job

CELLS = st.lists(
    st.sampled_from([None, "甲", "乙a", "A乙", "10", "9", "2.5", "丙\n丁"]), max_size=12
)


def column(pieces: list[list[str | None]], coded: bool) -> pa.ChunkedArray:
    """Pieces as an import leaves them, each with its own dictionary if it has one."""
    plain = [pa.array(piece, pa.string()) for piece in pieces]
    kind = pa.dictionary(pa.int32(), pa.string()) if coded else pa.string()
    return pa.chunked_array([p.dictionary_encode() for p in plain] if coded else plain, kind)


@given(st.lists(CELLS, max_size=3), st.booleans(), st.sampled_from(["a", "乙", "0", "(", ""]))
def test_every_condition_finds_the_rows_that_a_loop_finds(
    pieces: list[list[str | None]], coded: bool, text: str
) -> None:
    cells = [cell for piece in pieces for cell in piece]
    data = pa.table({"x": column(pieces, coded)})
    wanted = {
        "is": [n for n, cell in enumerate(cells) if cell == text],
        "contains": [n for n, cell in enumerate(cells) if cell and text.lower() in cell.lower()],
        "blank": [n for n, cell in enumerate(cells) if cell is None],
        "filled": [n for n, cell in enumerate(cells) if cell is not None],
    }
    for how, rows in wanted.items():
        assert filtered(data, (Condition(0, how, text),), Job()).tolist() == rows  # type: ignore[arg-type]
    assert matches(data, text, None, Job()).tolist() == wanted["contains"]


@given(st.lists(CELLS, max_size=3), st.booleans())
def test_a_column_holds_what_counting_its_cells_tells(
    pieces: list[list[str | None]], coded: bool
) -> None:
    cells = [cell for piece in pieces for cell in piece]
    told = holding(pa.table({"x": column(pieces, coded)}), 0, None, Job())
    counts = Counter(cell for cell in cells if cell is not None)
    assert (told.rows, told.blank, told.distinct) == (len(cells), cells.count(None), len(counts))
    assert dict(told.top) == counts
    assert [count for _, count in told.top] == sorted(counts.values(), reverse=True)


@given(st.lists(CELLS, max_size=3), st.booleans(), st.booleans())
def test_an_order_keeps_every_row_and_puts_blanks_last(
    pieces: list[list[str | None]], coded: bool, descending: bool
) -> None:
    cells = [cell for piece in pieces for cell in piece]
    data = pa.table({"x": column(pieces, coded)})
    rows = ordered(data, 0, np.arange(len(cells)), Job(), descending=descending)
    assert sorted(rows) == list(range(len(cells)))
    blanks = [cells[row] is None for row in rows]
    assert blanks == sorted(blanks)
    assert texts_at(data.column(0), rows) == [cells[row] for row in rows]


def order(texts: list[str | None], **how: bool) -> list[str | None]:
    data = pa.table({"x": texts})
    return texts_at(data.column(0), ordered(data, 0, np.arange(len(texts)), Job(), **how))


def test_numbers_stand_by_size_to_the_last_of_18_digits() -> None:
    assert order(["10", "9", None, "1,000"]) == ["9", "10", "1,000", None]
    long = ["110101196101010013", "110101196101010012"]
    assert order(long) == long[::-1]


def test_chinese_stands_by_sound_as_in_a_spreadsheet() -> None:
    assert order(["张", "李", "王", "陈"]) == ["陈", "李", "王", "张"]
    assert order(["张", None, "李"], descending=True) == ["张", "李", None]


def test_equal_cells_stay_as_they_stood() -> None:
    data = pa.table({"x": ["b", "a", "b", "a"]})
    assert ordered(data, 0, np.array([3, 2, 1, 0]), Job()).tolist() == [3, 1, 2, 0]


def test_conditions_add_up_and_matches_count_what_is_shown() -> None:
    data = pa.table({"x": ["甲1", "乙1", "甲2"], "y": ["1", None, "1"]})
    rows = filtered(data, (Condition(0, "contains", "1"), Condition(1, "filled")), Job())
    assert rows.tolist() == [0]
    assert matches(data, "1", np.array([2, 0]), Job()).tolist() == [1, 2, 3]


def test_least_and_most_are_compared_as_numbers_where_all_are() -> None:
    told = holding(pa.table({"x": ["10", "9", "100"]}), 0, np.array([0, 1]), Job())
    assert (told.are_numbers, told.least, told.most) == (True, "9", "10")
    assert not holding(pa.table({"x": ["10", "甲"]}), 0, None, Job()).are_numbers
    assert holding(pa.table({"x": pa.array([None], pa.string())}), 0, None, Job()).least == ""


def test_a_person_may_stop_it() -> None:
    job = Job()
    job.cancel()
    data = pa.table({"x": ["1"]})
    with pytest.raises(Cancelled):
        filtered(data, (Condition(0, "blank"),), job)
    with pytest.raises(Cancelled):
        ordered(data, 0, np.arange(1), job)
