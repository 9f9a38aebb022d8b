"""Noise by its distribution, drawn from whole numbers only."""

from fractions import Fraction
from math import exp
from random import Random

import numpy as np
import pytest

from app.core.desensitize.aggregates.discrete import bernoulli_exp, discrete_laplace
from app.core.desensitize.aggregates.noise import NoiseParams, add_noise
from app.core.errors import ParameterInvalid
from app.core.jobs import Job

DRAWS = 20_000


@pytest.mark.parametrize("rate", [Fraction(0), Fraction(1, 3), Fraction(1), Fraction(5, 2)])
def test_chances_of_powers_of_e(rate: Fraction) -> None:
    source = Random(7)
    share = sum(bernoulli_exp(rate, source) for _ in range(DRAWS)) / DRAWS
    expected = exp(-rate)
    assert share == pytest.approx(
        expected, abs=4 * (expected * (1 - expected) / DRAWS) ** 0.5 + 1e-9
    )


@pytest.mark.parametrize("scale", [Fraction(1, 2), Fraction(1), Fraction(7, 3), Fraction(10)])
def test_the_discrete_laplace_distribution_value_by_value(scale: Fraction) -> None:
    source = Random(3)
    drawn = np.array([discrete_laplace(scale, source) for _ in range(DRAWS)])
    fading = exp(-1 / scale)
    chi, cells = 0.0, 0
    for value in range(-25, 26):
        expected = DRAWS * (1 - fading) / (1 + fading) * fading ** abs(value)
        if expected >= 10:
            chi += ((drawn == value).sum() - expected) ** 2 / expected
            cells += 1
    # χ² of so many cells: its mean and 4.5 of its deviations.
    assert chi < cells + 4.5 * (2 * cells) ** 0.5


class Whole(Random):
    """A source that fails where a float is asked for."""

    def random(self) -> float:
        raise AssertionError("a float was drawn")

    def getrandbits(self, bits: int, /) -> int:
        return self.integers.getrandbits(bits)

    integers = Random(1)


def test_no_float_is_ever_drawn() -> None:
    assert isinstance(discrete_laplace(Fraction(5, 2), Whole()), int)


def test_neighbouring_tables_differ_by_a_factor_of_e_to_the_epsilon() -> None:
    """Two tables that one person tells apart: no answer is more than e^ε times likelier for one."""
    params = NoiseParams(Fraction(1, 2))
    source = Random(9)
    runs = [
        add_noise(np.full(DRAWS, count), params, Job(), source)[:-1].tolist() for count in (10, 11)
    ]
    for value in range(8, 14):
        first, second = (run.count(value) for run in runs)
        assert first / second < exp(0.5) * 1.3
        assert second / first < exp(0.5) * 1.3


def test_totals_add_up_and_nothing_is_below_zero() -> None:
    counts = np.array([[0, 3, 50], [1, 0, 7]])
    found = add_noise(counts, NoiseParams(Fraction(1, 10), 2), Job())
    assert found.shape == (3, 4)
    assert (found >= 0).all()
    assert (found[:-1].sum(axis=0) == found[-1]).all()
    assert (found[:, :-1].sum(axis=1) == found[:, -1]).all()
    assert counts.tolist() == [[0, 3, 50], [1, 0, 7]]


def test_the_words_state_epsilon_and_how_far_counts_are_off() -> None:
    params = NoiseParams(Fraction(1, 2))
    source = Random(2)
    off = np.mean([abs(discrete_laplace(params.scale, source)) for _ in range(DRAWS)])
    said = params.describe()
    assert "ε = 0.5" in said.zh
    assert float(said.zh.rsplit(" ", 1)[1]) == pytest.approx(off, rel=0.05)


@pytest.mark.parametrize(
    ("epsilon", "sensitivity"), [(Fraction(0), 1), (Fraction(-1), 1), (Fraction(1), 0)]
)
def test_parameters_without_sense(epsilon: Fraction, sensitivity: int) -> None:
    with pytest.raises(ParameterInvalid):
        NoiseParams(epsilon, sensitivity)
