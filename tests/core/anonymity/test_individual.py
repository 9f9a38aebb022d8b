"""Individual risk against the series that defines it, and against a drawn population."""

from math import comb, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.anonymity.individual import individual_risk


@given(st.integers(1, 30), st.floats(0.02, 0.98))
def test_the_mean_of_one_by_the_population_size(size: int, chance: float) -> None:
    series = sum(
        comb(size + more - 1, more) * chance**size * (1 - chance) ** more / (size + more)
        for more in range(int(60 * size / chance))
    )
    assert individual_risk(np.array([size]), chance)[0] == pytest.approx(series, rel=1e-6)


@given(st.floats(1e-6, 0.99))
def test_a_sample_unique_in_closed_form(chance: float) -> None:
    expected = chance / (1 - chance) * log(1 / chance)
    assert individual_risk(np.array([1]), chance)[0] == pytest.approx(expected, rel=1e-8)


@given(st.lists(st.integers(1, 5000), min_size=1, max_size=20), st.floats(1e-5, 1))
def test_it_falls_with_the_size_and_never_exceeds_that_of_the_sample(
    sizes: list[int], chance: float
) -> None:
    ordered = np.sort(np.array(sizes))
    found = individual_risk(ordered, chance)
    assert (np.diff(found) <= 1e-12).all()
    assert (found <= 1 / ordered + 1e-12).all()
    assert (found > 0).all()


def test_a_whole_population_has_the_risk_of_its_classes() -> None:
    assert individual_risk(np.array([1, 4]), 1.0).tolist() == [1, 0.25]


def test_it_is_right_on_the_average_under_its_prior() -> None:
    """F|f ~ f + NB(f, p) is what binomial sampling makes of a prior proportional to 1/F."""
    source = np.random.default_rng(8)
    every = np.arange(1, 3000)
    sizes = source.choice(every, 400_000, p=(1 / every) / (1 / every).sum())
    drawn = source.binomial(sizes, 0.3)
    for size in (1, 2, 5):
        true = (1 / sizes[drawn == size]).mean()
        assert individual_risk(np.array([size]), 0.3)[0] == pytest.approx(true, rel=0.02)
