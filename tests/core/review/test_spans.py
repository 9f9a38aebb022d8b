"""Spans that overlap, as comparing each with each tells."""

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.core.review.spans import NONE, Spans, joined, sorted_set

PAIRS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 8)), max_size=12)
LONG = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 40)), max_size=8)


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


@given(LONG, PAIRS)
def test_all_pieces_that_others_leave(
    mine: list[tuple[int, int]], theirs: list[tuple[int, int]]
) -> None:
    def far_apart(pairs: list[tuple[int, int]]) -> Spans:
        firsts = np.cumsum([0, *(gap + size for gap, size in pairs)])
        return Spans(firsts[:-1] + [gap for gap, _ in pairs], firsts[1:])

    one, other = far_apart(mine), far_apart([(gap, size * 2) for gap, size in theirs])
    covered = {
        place
        for start, size in zip(other.starts, other.ends, strict=True)
        for place in range(start, size)
    }
    left = one.without(other)
    assert (np.diff(left.starts) > 0).all()
    shared = one.overlapping(other)
    expected = [(s, e) for s, e in zip(one.starts[~shared], one.ends[~shared], strict=True)]
    for start, end in zip(one.starts[shared], one.ends[shared], strict=True):
        pieces = "".join("x" if place in covered else "." for place in range(start, end))
        expected += [
            (start + piece.start(), start + piece.end())
            for piece in re.finditer(r"(?<!\.)(?:\.{6,}$|\.{12,})", pieces)
        ]
    assert list(zip(left.starts, left.ends, strict=True)) == sorted(expected)
