"""Rounded counts add up, stay beside the true ones, and are right on the average."""

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.contingency import Counts
from app.core.desensitize.aggregates.margins import with_margins
from app.core.desensitize.aggregates.rounding import round_controlled
from app.core.errors import ParameterInvalid
from app.core.jobs import Job

TABLES = st.integers(1, 6).flatmap(
    lambda columns: st.lists(
        st.lists(st.integers(0, 30), min_size=columns, max_size=columns), min_size=1, max_size=6
    ).map(np.array)
)


@given(TABLES, st.integers(1, 10), st.none() | st.integers())
def test_rounded_tables_add_up_and_stay_near(counts: Counts, base: int, seed: int | None) -> None:
    source = None if seed is None else Random(seed)
    found = round_controlled(counts, base, source, Job())
    true = with_margins(counts).cells
    assert not (found % base).any()
    assert (np.abs(found - true) < base).all()
    assert (found[true % base == 0] == true[true % base == 0]).all()
    assert (with_margins(found[:-1, :-1]).cells == found).all()
    assert (found >= 0).all()


@given(st.lists(st.integers(0, 30), min_size=1, max_size=9), st.integers(1, 10))
def test_one_dimension(cells: list[int], base: int) -> None:
    found = round_controlled(np.array(cells), base, Random(1), Job())
    assert found[:-1].sum() == found[-1]
    assert (np.abs(found - [*cells, sum(cells)]) < base).all()


def test_drawn_tables_are_right_on_the_average() -> None:
    counts = np.array([[1, 2, 7], [4, 3, 3], [11, 0, 9]])
    source = Random(20)
    runs = np.array([round_controlled(counts, 5, source, Job()) for _ in range(4000)])
    # One draw is off by less than 5, so the mean of 4,000 by 3.3 deviations of 2.5/√4000 at the most.
    assert np.abs(runs.mean(axis=0) - with_margins(counts).cells).max() < 0.15


def test_without_a_source_every_run_is_the_same() -> None:
    counts = np.random.default_rng(1).integers(0, 40, (12, 9))
    first = round_controlled(counts, 3, None, Job())
    assert (first == round_controlled(counts, 3, None, Job())).all()


def test_a_base_below_one_is_refused() -> None:
    with pytest.raises(ParameterInvalid):
        round_controlled(np.array([1]), 0, None, Job())
