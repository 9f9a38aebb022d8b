"""Every measure against its formula, worked out row by row with pandas."""

import math
from collections.abc import Callable
from itertools import combinations

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.anonymity import closeness, diversity
from app.core.contingency import Contingency, contingency, cross
from app.core.jobs import Job
from app.core.review.risk.classes import anonymity, size_bands, uniques
from app.core.review.risk.models import journalist, marketer, prosecutor
from app.core.review.risk.special import least_unique
from tests.core.tables import data

ROWS = st.lists(
    st.tuples(st.sampled_from("甲乙丙"), st.sampled_from(["x", "y", None]), st.integers(1, 6)),
    min_size=1,
    max_size=40,
)


def content(rows: list[tuple[str, str | None, int]]) -> pa.Table:
    first, second, sensitive = zip(*rows, strict=True)
    return data({"a": list(first), "b": list(second), "s": [str(2 * v) for v in sensitive]})


def classes(table: pa.Table) -> Contingency:
    return contingency(table, ["a", "b"], Job())


def groups(table: pa.Table) -> list[pd.Series]:
    """By class, the sensitive values; classes in no particular order."""
    frame = pd.DataFrame(table.to_pydict())
    return [part for _, part in frame.fillna("blank").groupby(["a", "b"])["s"]]


def same(found: np.ndarray, expected: list[float]) -> bool:
    return bool(np.allclose(np.sort(found), np.sort(expected), atol=1e-9))


@given(ROWS)
@settings(max_examples=30)  # pandas is slow on tiny groups
def test_sizes(rows: list[tuple[str, str | None, int]]) -> None:
    sizes = classes(content(rows)).counts
    expected = [len(group) for group in groups(content(rows))]
    assert anonymity(sizes) == min(expected)
    assert uniques(sizes) == expected.count(1)
    bands = size_bands(sizes)
    assert sum(band.classes for band in bands) == len(expected)
    assert sum(band.rows for band in bands) == len(rows)
    for band in bands:
        within = [s for s in expected if band.first <= s <= (band.last or len(rows))]
        assert (len(within), sum(within)) == (band.classes, band.rows)


@given(ROWS, st.sampled_from([0.05, 0.2, 1 / 3, 0.5]))
@settings(max_examples=30)  # pandas is slow on tiny groups
def test_prosecutor(rows: list[tuple[str, str | None, int]], threshold: float) -> None:
    found = prosecutor(classes(content(rows)).counts, threshold)
    by_class = [1 / len(group) for group in groups(content(rows))]
    by_row = [1 / len(group) for group in groups(content(rows)) for _ in group]
    assert found.max == max(by_row)
    assert found.mean == pytest.approx(np.mean(by_row))
    assert found.class_mean == pytest.approx(np.mean(by_class))
    assert found.rows_above == sum(risk > threshold for risk in by_row)
    assert found.classes_above == pytest.approx(np.mean([r > threshold for r in by_class]))
    assert marketer(classes(content(rows)).counts) == pytest.approx(np.mean(by_row))


def test_a_population_hides_rows() -> None:
    sizes, population = np.array([1, 2, 5]), np.array([10, 4, 3])  # of the last, too few
    found = journalist(sizes, population, 0.2)
    assert found.max == 1 / 4
    assert found.mean == pytest.approx((1 / 10 + 2 / 4 + 5 / 5) / 8)
    assert (found.rows_above, found.classes_above) == (2, pytest.approx(1 / 3))
    assert marketer(sizes, population) == pytest.approx((1 / 10 + 2 / 4 + 5 / 5) / 8)
    assert journalist(sizes, None, 0.2) == prosecutor(sizes, 0.2)


def test_nothing_is_at_risk_where_there_are_no_rows() -> None:
    none = np.zeros(0, np.int64)
    assert (anonymity(none), uniques(none), size_bands(none), marketer(none)) == (0, 0, (), 0.0)
    assert prosecutor(none, 0.05).max == 0.0


def entropy_of(group: pd.Series) -> float:
    shares = group.value_counts(normalize=True)
    return math.exp(-sum(p * math.log(p) for p in shares))


def recursive_of(values: int) -> Callable[[pd.Series], float]:
    def ratio(group: pd.Series) -> float:
        counts = sorted(group.value_counts(), reverse=True)
        tail = sum(counts[values - 1 :])
        return counts[0] / tail if tail else math.inf

    return ratio


@given(ROWS)
@settings(max_examples=30)  # pandas is slow on tiny groups
def test_diversity(rows: list[tuple[str, str | None, int]]) -> None:
    table = content(rows)
    pairs = cross(classes(table), table["s"])
    assert same(diversity.distinct(pairs), [group.nunique() for group in groups(table)])
    assert same(diversity.entropy(pairs), [entropy_of(group) for group in groups(table)])
    for values in (2, 3):
        expected = [recursive_of(values)(group) for group in groups(table)]
        assert same(diversity.recursive(pairs, values), expected)


@given(ROWS)
@settings(max_examples=30)  # pandas is slow on tiny groups
def test_closeness(rows: list[tuple[str, str | None, int]]) -> None:
    table = content(rows)
    pairs = cross(classes(table), table["s"])
    overall = pd.Series(table["s"].to_pylist()).astype(int)
    levels = sorted(set(overall))
    ranks = np.searchsorted(levels, np.array(pairs.values.to_pylist(), int)).astype(np.int64)

    def shares(series: pd.Series) -> np.ndarray:
        numbers = series.astype(int)
        return np.array([(numbers == level).mean() for level in levels])

    gaps = [shares(group) - shares(overall) for group in groups(table)]
    assert same(closeness.equal_distance(pairs), [np.abs(gap).sum() / 2 for gap in gaps])
    expected = [np.abs(np.cumsum(gap)).sum() / max(len(levels) - 1, 1) for gap in gaps]
    assert same(closeness.ordered_distance(pairs, ranks), expected)


def test_closeness_as_the_paper_works_it_out() -> None:
    """Li et al. 2007, section 4.2: incomes 3k to 11k, {3k, 4k, 5k} is 0.375, {6k, 8k, 11k} 0.167 away."""
    incomes = ["3", "4", "5", "6", "8", "11", "7", "9", "10"]
    table = data({"a": ["x"] * 3 + ["y"] * 3 + ["z"] * 3, "s": incomes})
    pairs = cross(contingency(table, ["a"], Job()), table["s"])
    ranks = np.argsort(np.argsort(np.array(pairs.values.to_pylist(), int)))
    found = closeness.ordered_distance(pairs, ranks)
    assert found[:2] == pytest.approx([0.375, 1 / 6], abs=1e-3)


@given(st.lists(st.tuples(*[st.sampled_from("abc")] * 4), min_size=1, max_size=14))
def test_special_uniques(rows: list[tuple[str, ...]]) -> None:
    table = data({str(place): [row[place] for row in rows] for place in range(4)})
    found = contingency(table, table.column_names, Job())
    least = least_unique(found, Job())[found.class_of_rows()]
    subsets = [places for size in (1, 2, 3) for places in combinations(range(4), size)]
    for row, size in zip(rows, least.tolist(), strict=True):
        alone = [
            len(places)
            for places in subsets
            if sum(all(row[p] == other[p] for p in places) for other in rows) == 1
        ]
        assert size == min(alone, default=0)
