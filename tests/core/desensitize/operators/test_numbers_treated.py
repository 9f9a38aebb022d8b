"""Rounding, micro-aggregation, top and bottom coding."""

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.desensitize.operators.treating import learn, refused, treat


@pytest.mark.parametrize(
    ("to", "value", "rounded"),
    [
        (10, "45", "50"),
        (10, "44.9岁", "40岁"),
        (10, "-45", "-50"),
        (0.01, "2.675", "2.68"),
        (0.5, "1,234.3元", "1234.5元"),
        (1000, "499", "0"),
        (1000, "-499", "0"),
        (100, "无", None),
    ],
)
def test_round_halves_away_from_zero(to: float, value: str, rounded: str | None) -> None:
    assert treat("round", {"to": to}, [value, None]) == [rounded, None]


def test_wrong_parameters_are_refused() -> None:
    refused("round", {"to": 0})
    refused("round", {"to": float("nan")})
    refused("microaggregate", {"rows": 1})
    for params in ({}, {"low": "x"}, {"high": "120%"}, {"low": "9", "high": "9"}, {"low": "0%"}):
        refused("top-bottom-code", params)


def test_groups_become_their_means() -> None:
    column: list[str | None] = ["1", "2", "3", "101", None, "102元", "103", "无"]
    learnt, treated = learn("microaggregate", {"rows": 3}, column)
    assert learnt.means == (2.0, 102.0)
    assert treated == ["2.0", "2.0", "2.0", "102.0", None, "102.0元", "102.0", None]


def test_equal_numbers_stay_together_and_too_few_go() -> None:
    assert learn("microaggregate", {"rows": 2}, ["5"] * 3 + ["6"])[1] == ["5.3"] * 4
    assert learn("microaggregate", {"rows": 5}, ["5", "6"])[1] == [None, None]
    assert learn("microaggregate", {"rows": 2}, ["无", None])[1] == [None, None]


@given(st.lists(st.integers(0, 40), min_size=2, max_size=9), st.integers(2, 4))
@settings(max_examples=60)
def test_groups_are_the_best_there_are(numbers: list[int], rows: int) -> None:
    """Against all ways to cut the numbers in order, equal ones together."""
    ordered = sorted(numbers)
    places = [i for i in range(1, len(ordered)) if ordered[i] != ordered[i - 1]]

    def error(cuts: tuple[int, ...]) -> float:
        total = 0.0
        for start, end in zip((0, *cuts), (*cuts, len(ordered)), strict=True):
            group = ordered[start:end]
            if len(group) < rows:
                return float("inf")
            mean = sum(group) / len(group)
            total += sum((number - mean) ** 2 for number in group)
        return total

    every = [cuts for size in range(len(places) + 1) for cuts in combinations(places, size)]
    best = min(map(error, every))
    learnt, _ = learn("microaggregate", {"rows": rows}, [str(number) for number in numbers])
    if best == float("inf"):
        assert learnt.means == ()
        return
    cuts = tuple(sum(number < cut for number in ordered) for cut in learnt.cuts)
    assert error(cuts) == pytest.approx(best, abs=1e-6)


@pytest.mark.parametrize(
    ("params", "treated"),
    [
        ({"high": "90"}, ["5", "≥90", "≥90岁", "17", None, None]),
        ({"high": "90", "label": False}, ["5", "90", "90岁", "17", None, None]),
        ({"low": "14", "high": "90"}, ["≤14", "≥90", "≥90岁", "17", None, None]),
        ({"low": "25%"}, ["≤5", "90", "93岁", "17", None, None]),
        ({"low": "50%", "high": "90"}, ["≤17", "≥90", "≥90岁", "≤17", None, None]),
    ],
)
def test_what_is_beyond_becomes_the_bound(params: dict[str, Any], treated: list[Any]) -> None:
    column: list[str | None] = ["5", "90", "93岁", "17", "不详", None]
    assert learn("top-bottom-code", params, column)[1] == treated


def test_percentiles_are_of_rows_not_of_values() -> None:
    column: list[str | None] = ["1"] * 97 + ["2", "3", "1000"]
    learnt, treated = learn("top-bottom-code", {"high": "98%"}, column)
    assert (learnt.high, treated[-4:]) == ("2", ["1", "≥2", "≥2", "≥2"])


def test_percentile_of_a_column_without_numbers() -> None:
    assert learn("top-bottom-code", {"low": "10%"}, ["无", "无"])[1] == [None, None]
