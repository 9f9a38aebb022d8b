"""Spans that overlap, as comparing each with each tells."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.core.review.spans import NONE, Spans, joined, sorted_set

PAIRS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 8)), max_size=12)


def spans(pairs: list[tuple[int, int]]) -> Spans:
    starts = np.array([start for start, _ in pairs], np.int64)
    return Spans(starts, starts + np.array([size for _, size in pairs], np.int64))


@given(PAIRS, PAIRS)
def test_overlapping(mine: list[tuple[int, int]], theirs: list[tuple[int, int]]) -> None:
    told = spans(mine).overlapping(spans(theirs))
    assert told.tolist() == [
        any(start < other + length and other < start + size for other, length in theirs)
        for start, size in mine
    ]


@given(PAIRS, PAIRS)
def test_joined_in_order(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> None:
    whole = joined(spans(one), spans(other))
    assert whole.starts.tolist() == sorted(start for start, _ in (*one, *other))
    assert len(joined()) == len(NONE) == 0


@given(st.lists(st.integers(-9, 9)))
def test_sorted_set(numbers: list[int]) -> None:
    assert sorted_set(np.array(numbers, np.int64)).tolist() == sorted(set(numbers))


def test_what_others_leave() -> None:
    one, other = spans([(0, 30), (40, 20), (70, 10)]), spans([(3, 9), (42, 12), (70, 10)])
    left = one.beside(other)
    assert list(zip(left.starts.tolist(), left.ends.tolist(), strict=True)) == [(12, 30), (54, 60)]
    assert one.beside(NONE) is one
