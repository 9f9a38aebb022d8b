"""Population uniqueness: populations drawn from each model, sampled, and counted; formulas by hand."""

from fractions import Fraction
from math import comb, gamma

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.anonymity.population import estimate, pitman, snb, zayatz
from app.core.contingency import Counts
from app.core.errors import ParameterInvalid
from app.core.jobs import Job
from app.core.review.risk.assess import assess_risk
from tests.core.tables import table


def drawn(sizes: Counts, rows: int, seed: int) -> Counts:
    """The class sizes of a sample without replacement from a population of these class sizes."""
    persons = np.repeat(np.arange(len(sizes)), sizes)
    chosen = np.random.default_rng(seed).choice(persons, rows, replace=False)
    found = np.bincount(chosen)
    return found[found > 0]


def seated(theta: float, alpha: float, persons: int) -> Counts:
    """Class sizes by Pitman's two-parameter Chinese restaurant."""
    source = np.random.default_rng(11)
    sizes: list[int] = []
    seats: list[int] = []
    for count in range(persons):
        if source.random() < (theta + alpha * len(sizes)) / (theta + count):
            seats.append(len(sizes))
            sizes.append(1)
            continue
        while True:  # a class by its size, less α
            seat = seats[source.integers(count)]
            if source.random() * sizes[seat] < sizes[seat] - alpha:
                break
        sizes[seat] += 1
        seats.append(seat)
    return np.array(sizes)


@pytest.mark.parametrize(("shape", "mean"), [(0.5, 4.0), (2.0, 1.0)])
def test_snb_finds_the_uniques_of_a_negative_binomial_population(shape: float, mean: float) -> None:
    source = np.random.default_rng(5)
    sizes = 1 + source.negative_binomial(shape, shape / (shape + mean), 40_000)
    true = int((sizes == 1).sum())
    for share in (0.2, 0.5):
        found = snb(drawn(sizes, int(share * sizes.sum()), 7), int(sizes.sum()))
        assert found == pytest.approx(true, rel=0.08)


def test_pitman_finds_the_uniques_of_a_restaurant() -> None:
    sizes = seated(100, 0.5, 40_000)
    true = int((sizes == 1).sum())
    for share in (0.05, 0.1, 0.5):
        found = pitman(drawn(sizes, int(share * 40_000), 3), 40_000)
        assert found == pytest.approx(true, rel=0.15)


def test_pitman_tends_to_hoshinos_approximation() -> None:
    """E(uniques) → Γ(θ+1)/Γ(θ+α)·N^α: ten times the population, 10^α times the uniques."""
    sizes = drawn(seated(20, 0.4, 20_000), 4_000, 1)
    first, second = pitman(sizes, 10**6), pitman(sizes, 10**7)
    assert first is not None
    assert second is not None
    alpha = np.log10(second / first)
    assert 0.3 < alpha < 0.5
    theta = min(
        np.linspace(1, 60, 60_000), key=lambda t: abs(gamma(t + 1) / gamma(t + alpha) * 10 ** (6 * alpha) - first)
    )  # fmt: skip
    assert 10 < theta < 35


@given(st.lists(st.integers(1, 6), min_size=2, max_size=12).filter(lambda s: 1 in s))
def test_zayatz_by_exact_binomials(sizes: list[int]) -> None:
    rows = sum(sizes)
    population = 3 * rows
    alone = {
        size: Fraction(size * comb(population - size, rows - 1), comb(population, rows)) for size in sizes
    }  # fmt: skip
    uniques = sizes.count(1)
    chance = alone[1] * uniques / sum(alone[size] for size in sizes)
    expected = float(uniques * chance * 3)
    assert zayatz(np.array(sizes), population) == pytest.approx(expected, rel=1e-9)


def test_a_whole_population_is_counted_not_estimated() -> None:
    found = estimate(np.array([1, 1, 3]), 5)
    assert set(found.uniques.values()) == {2.0}
    assert (found.share, found.true_uniques) == (0.4, 1.0)


def test_without_sample_uniques_there_is_nothing_to_estimate() -> None:
    found = estimate(np.array([2, 3]), 100)
    assert (found.share, found.true_uniques) == (0.0, 0.0)


def test_the_decision_rule() -> None:
    sizes = drawn(seated(100, 0.5, 20_000), 1_000, 3)
    assert estimate(sizes, 20_000).chosen == "pitman"
    higher = estimate(sizes, 5_000)
    assert higher.uniques["snb"] is not None
    assert higher.uniques["zayatz"] is not None
    assert higher.chosen == (
        "zayatz" if higher.uniques["zayatz"] < higher.uniques["snb"] else "snb"
    )
    alone = estimate(np.ones(50, np.int64), 5_000)  # no maximum inside: Pitman does not fit
    assert (alone.uniques["pitman"], alone.chosen) == (None, "zayatz")


@given(st.lists(st.integers(1, 40), min_size=1, max_size=30), st.integers(1, 500))
def test_estimates_are_numbers_of_persons(sizes: list[int], more: int) -> None:
    population = sum(sizes) + more
    found = estimate(np.array(sizes), population)
    for uniques in found.uniques.values():
        assert uniques is None or 0 <= uniques <= population * (1 + 1e-9)
    assert 0 <= found.true_uniques <= 1


def test_the_report_estimates_where_the_population_is_known() -> None:
    some = table({"a": ["x", "y", "y", "z"]})
    assert assess_risk(some, ["a"], Job()).population is None
    found = assess_risk(some, ["a"], Job(), population_size=40).population
    assert found is not None
    assert found.fraction == 0.1
    with pytest.raises(ParameterInvalid):
        assess_risk(some, ["a"], Job(), population_size=3)


def test_a_table_whose_rows_are_all_suppressed_has_no_one_to_find() -> None:
    some = table({"a": ["*", "*"]})
    found = assess_risk(some, ["a"], Job(), population_size=10).population
    assert found is not None
    assert (found.share, found.individual, found.expected) == (0, 0, 0)
