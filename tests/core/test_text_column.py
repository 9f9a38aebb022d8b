"""Columns of both kinds hold the same cells."""

from itertools import pairwise

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from app.core.text_column import (
    blank,
    chunked,
    coded,
    compact,
    distinct,
    evenly,
    held,
    is_coded,
    repeats,
    texts_of,
    whole,
)

CELLS = st.lists(st.sampled_from(["甲", "乙", "", "a", None]), max_size=12)
COLUMNS = st.tuples(CELLS, st.booleans()).map(
    lambda pair: (
        coded(pa.array(pair[0], pa.string())) if pair[1] else pa.array(pair[0], pa.string())
    )
)


@given(st.lists(COLUMNS, max_size=4))
def test_chunks_of_both_kinds_become_one_column(chunks: list[pa.Array]) -> None:
    cells = [cell for chunk in chunks for cell in chunk.to_pylist()]
    column = chunked(chunks)
    assert column.to_pylist() == cells
    assert whole(column).to_pylist() == cells
    assert distinct(column) == list(dict.fromkeys(cell for cell in cells if cell is not None))


def test_most_cells_decide_the_kind() -> None:
    many, few = pa.array(["甲", "乙", "丙"]), coded(pa.array(["丁"]))
    assert not is_coded(chunked([few, many]))
    assert is_coded(chunked([coded(many), few.cast(pa.string())]))


def test_a_dictionary_pays_where_texts_come_again() -> None:
    assert repeats(coded(pa.array(["甲", "乙"] * 4)))
    assert not repeats(coded(pa.array(["甲", "乙", "丙"])))


def test_a_part_of_a_column_forgets_the_rest() -> None:
    part = compact(coded(pa.array(["甲", "乙", None, "丙"])).slice(1, 2))
    assert part.to_pylist() == ["乙", None]
    assert part.dictionary.to_pylist() == ["乙"]


def test_blanks() -> None:
    assert blank(2).to_pylist() == [None, None]
    assert distinct(pa.chunked_array([blank(2)])) == []


@given(COLUMNS, st.integers(0, 12), st.integers(0, 12))
def test_texts_of_any_part_of_a_column(column: pa.Array, first: int, last: int) -> None:
    part = column[first : max(first, last)]
    assert texts_of(part) == part.to_pylist()


def test_a_dictionary_that_chunks_share_is_held_once_and_not_made_anew() -> None:
    column = coded(pa.array(["甲", "乙", "甲", None]))
    shared = pa.chunked_array([column.slice(0, 1), column.slice(1)])
    (texts,) = held(shared)
    assert texts.to_pylist() == ["甲", "乙"]
    assert whole(shared).dictionary.buffers()[2].address == texts.buffers()[2].address
    assert whole(shared).to_pylist() == column.to_pylist()
    apart = pa.chunked_array([coded(pa.array(["甲"])), coded(pa.array(["甲", "乙"]))])
    assert [each.to_pylist() for each in held(apart)] == [["甲"], ["甲", "乙"]]
    assert whole(apart).dictionary.to_pylist() == ["甲", "乙"]


@given(st.lists(st.integers(0, 5), max_size=6), st.integers(1, 9))
def test_cells_from_all_over_a_column(sizes: list[int], number: int) -> None:
    cells = [str(place) for place in range(sum(sizes))]
    edges = [sum(sizes[:place]) for place in range(len(sizes) + 1)]
    chunks = [cells[first:behind] for first, behind in pairwise(edges)]
    told = evenly(pa.chunked_array(chunks, pa.string()), number).to_pylist()
    assert told == cells[:: max(len(cells) // number, 1)]
    assert min(number, len(cells)) <= len(told) <= 2 * number
