"""Tallies: whole ones count exactly, samples within the error that they state."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.review.linkage.tally import Estimate, Sample, Tally, estimate

ROWS = st.lists(st.integers(0, 12), max_size=30)
SIZE = 100_000


def tally(rows: list[int]) -> Tally:
    return Tally.of(np.array(rows, np.uint64))


@given(ROWS, ROWS)
def test_whole_tallies_count_exactly(mine: list[int], theirs: list[int]) -> None:
    ours, others = Counter(mine), Counter(theirs)
    met = tally(mine).met(Sample.of(tally(theirs), 1000).tally())
    assert met.distinct == Estimate(len(ours.keys() & others.keys()))
    assert met.rows == Estimate(sum(row in others for row in mine))
    assert met.rows_once == Estimate(sum(others[row] == 1 for row in mine))
    assert met.pairs == Estimate(sum(others[row] == ours[row] == 1 for row in mine))


@given(ROWS, st.integers(1, 8))
def test_a_sample_holds_what_lies_under_its_limit(rows: list[int], most: int) -> None:
    kept = Sample.of(tally(rows), most)
    read = kept.tally()
    every = sorted(set(rows))
    if len(every) == most + 1:  # the one that would be the limit is the last one there is
        most += 1
    assert kept.distinct == read.distinct == len(every)
    assert read.digests.tolist() == every[:most]
    assert read.limit == (every[most] if len(every) > most else None)
    counted = Counter(rows)
    assert (read.counts == 1).tolist() == [counted[row] == 1 for row in every[:most]]


def test_samples_are_right_within_the_error_they_state() -> None:
    """100 pairs of tables of 100,000 rows: 95 of 100 estimates hold the truth."""
    held = {"distinct": 0, "rows": 0, "rows_once": 0, "pairs": 0}
    for seed in range(100):
        generator = np.random.default_rng(seed)
        names = generator.integers(0, 2**64 - 1, 120_000, np.uint64)
        mine = Tally.of(names[generator.integers(0, 90_000, SIZE)])
        theirs = Tally.of(names[generator.integers(60_000, 120_000, SIZE)])
        truth, told = mine.met(theirs), mine.met(Sample.of(theirs, 4096).tally())
        for what in held:
            exact, guess = getattr(truth, what), getattr(told, what)
            assert exact.error == 0
            assert 0 < guess.error < 0.25 * exact.value
            held[what] += abs(exact.value - guess.value) <= guess.error
    assert min(held.values()) >= 88, held  # 95 ± three standard errors


def test_nothing_seen_is_not_nothing_there() -> None:
    assert estimate([], 0.1) == Estimate(0.0, 30.0)
    assert estimate([], 1.0) == Estimate(0.0, 0.0)
    assert Estimate(2.4, 0.2).whole == (2, 1)
    assert Estimate(5, 2).over(4) == Estimate(1.0, 0.5)
    assert Estimate(0).over(0) == Estimate(0.0)


@pytest.mark.parametrize(
    "parts",
    [(2, b"1234567", b"1"), (1, bytes(16), b"1"), (2, bytes(16), b""), (2, bytes(16), b"22")],
)
def test_a_damaged_sample_is_refused(parts: tuple[int, bytes, bytes]) -> None:
    with pytest.raises(ValueError, match="fit together"):
        Sample(*parts)
