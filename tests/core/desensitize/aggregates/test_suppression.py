"""Hidden counts stay hidden: what an outsider can infer, by trying every table that fits."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.contingency import Counts
from app.core.desensitize.aggregates.margins import with_margins
from app.core.desensitize.aggregates.suppression import UNBOUNDED, Suppressed, bounds, suppress
from app.core.errors import Cancelled, ParameterInvalid
from app.core.jobs import Job

TABLES = st.integers(1, 4).flatmap(
    lambda columns: st.lists(
        st.lists(st.sampled_from([0, 1, 2, 3, 5, 8, 20]), min_size=columns, max_size=columns),
        min_size=1, max_size=4,
    ).map(np.array)
)  # fmt: skip


def possible(counts: Counts, hidden: np.ndarray, most: int) -> tuple[Counts, Counts]:
    """The least and the most of each cell over all tables of counts up to ``most`` that agree with
    what is published."""
    inner = hidden[:-1, :-1]
    places = np.argwhere(inner)
    truth = with_margins(counts).cells
    low, high = np.full(truth.shape, most * 99), np.full(truth.shape, -1)
    for guess in product(range(most + 1), repeat=len(places)):
        table = counts.copy()
        table[tuple(places.T)] = guess
        cells = with_margins(table).cells
        if (cells[~hidden] == truth[~hidden]).all():
            low, high = np.minimum(low, cells), np.maximum(high, cells)
    return low, high


@given(
    st.lists(st.integers(0, 4), min_size=6, max_size=6), st.sets(st.integers(0, 5), max_size=4), st.booleans()
)  # fmt: skip
@settings(max_examples=25)
def test_bounds_are_those_of_all_tables_that_fit(
    cells: list[int], closed: set[int], row_total: bool
) -> None:
    counts = np.array(cells).reshape(2, 3)
    hidden = np.zeros((3, 4), np.bool_)
    for place in closed:
        hidden[divmod(place, 3)] = True
    hidden[0, 3] = row_total
    low, high = bounds(counts, hidden, Job())
    # No count can exceed the grand total where column totals are published.
    expected_low, expected_high = possible(counts, hidden, int(counts.sum(axis=0).max()))
    assert (low == expected_low).all()
    assert (high == expected_high).all()


def check(counts: Counts, least: int, found: Suppressed) -> None:
    low, high = bounds(counts, found.hidden, Job())
    small = (found.cells > 0) & (found.cells < least)
    assert (found.primary == small).all()
    assert not (found.primary & found.secondary).any()
    protected = (high == UNBOUNDED) | (high >= found.cells + least)
    assert protected[found.primary].all()
    assert (low <= found.cells).all()


@given(TABLES, st.integers(1, 6))
def test_every_small_count_may_be_larger_for_all_that_is_published(
    counts: Counts, least: int
) -> None:
    found = suppress(counts, least, Job())
    check(counts, least, found)


@given(st.lists(st.sampled_from([0, 1, 2, 4, 9, 30]), min_size=2, max_size=8), st.integers(2, 5))
def test_one_dimension(cells: list[int], least: int) -> None:
    counts = np.array(cells)
    found = suppress(counts, least, Job())
    assert found.cells.tolist() == [*cells, sum(cells)]
    check(counts, least, found)


def test_one_small_count_takes_the_cheapest_rectangle_with_it() -> None:
    counts = np.array([[20, 50, 10], [8, 19, 22], [17, 32, 2]])
    found = suppress(counts, 3, Job())
    assert np.argwhere(found.primary).tolist() == [[2, 2]]
    assert np.argwhere(found.secondary).tolist() == [[0, 0], [0, 2], [2, 0]]
    assert found.published()[2].tolist() == [None, 32, None, 51]


def test_a_single_hidden_count_would_be_a_difference() -> None:
    counts = np.array([[20, 50], [8, 2]])
    alone = np.zeros((3, 3), np.bool_)
    alone[1, 1] = True
    low, high = bounds(counts, alone, Job())
    assert (low[1, 1], high[1, 1]) == (2, 2)


def test_a_table_without_small_counts_is_published_whole() -> None:
    found = suppress(np.array([[20, 0], [0, 30]]), 3, Job())
    assert not found.hidden.any()


def test_a_larger_table_in_no_time() -> None:
    counts = np.random.default_rng(4).poisson(12, (60, 25))
    found = suppress(counts, 8, Job())
    assert 0 < found.primary.sum() < counts.size / 2
    assert found.secondary.sum() < 1.5 * found.primary.sum()
    assert not found.hidden[-1].any()  # no total is needed


@pytest.mark.parametrize(
    ("counts", "least"),
    [
        (np.array([[1, -2]]), 3),
        (np.array([[1.5]]), 3),
        (np.zeros((0, 3), np.int64), 3),
        (np.zeros((2, 2, 2), np.int64), 3),
        (np.array([[1]]), 0),
    ],
)
def test_what_is_no_table_of_counts(counts: Counts, least: int) -> None:
    with pytest.raises(ParameterInvalid):
        suppress(counts, least, Job())


def test_it_stops_when_it_is_told() -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        suppress(np.array([[1, 5], [7, 9]]), 3, job)
