"""Measures of sensitive values against their definitions, worked out class by class."""

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.anonymity.closeness import equal_distance, hierarchical_distance
from app.core.anonymity.disclosure import disclosure, likeness
from app.core.contingency import Cross, contingency, cross
from app.core.jobs import Job
from tests.core.tables import data

ROWS = st.lists(
    st.tuples(st.sampled_from("甲乙丙"), st.sampled_from("abcde")), min_size=1, max_size=30
)
# a, b | c, d | e, and c, d, e together before all are one.
LEVELS = {"a": "1p", "b": "1p", "c": "2q", "d": "2q", "e": "3q"}


def crossed(rows: list[tuple[str, str]]) -> tuple[Cross, list[dict[str, float]], dict[str, float]]:
    """The cross, of each class the shares of its values, and those of the table."""
    first, second = zip(*rows, strict=True)
    table = data({"x": list(first), "s": list(second)})
    classes = contingency(table, ["x"], Job())
    pairs = cross(classes, table["s"])
    groups = [
        [value for place, value in rows if place == classes.values[0][int(code)].as_py()]
        for code in classes.codes[0]
    ]
    return pairs, [shares(group) for group in groups], shares(list(second))


def shares(values: list[str]) -> dict[str, float]:
    return {value: count / len(values) for value, count in Counter(values).items()}


@given(ROWS)
def test_disclosure_counts_absent_values_as_infinite(rows: list[tuple[str, str]]) -> None:
    pairs, groups, whole = crossed(rows)
    expected = [
        max(abs(math.log(group[v] / q)) if v in group else math.inf for v, q in whole.items())
        for group in groups
    ]
    assert disclosure(pairs) == pytest.approx(expected)


@given(ROWS)
def test_likeness_looks_at_gains_only(rows: list[tuple[str, str]]) -> None:
    pairs, groups, whole = crossed(rows)
    expected = [
        max(max((p - whole[v]) / whole[v], 0) for v, p in group.items()) for group in groups
    ]
    assert likeness(pairs) == pytest.approx(expected)


@given(ROWS)
def test_hierarchical_distance_is_the_papers_cost_of_all_nodes(rows: list[tuple[str, str]]) -> None:
    """Li et al. 2007, section 4.1: Σ height/H · min(positive, negative extra of the children)."""
    pairs, groups, whole = crossed(rows)
    texts = pairs.values.to_pylist()
    levels = [np.arange(len(texts))] + [
        np.unique([LEVELS[text][level] for text in texts], return_inverse=True)[1].astype(np.intp)
        for level in (0, 1)
    ]
    expected = []
    for group in groups:
        extra = {v: group.get(v, 0) - q for v, q in whole.items()}
        cost = 0.0
        for height, keys in enumerate((lambda v: LEVELS[v][0], lambda v: LEVELS[v][1], len), 1):
            upper: dict[object, list[float]] = {}
            children: dict[str, float] = {}
            for value, gap in extra.items():
                child = value if height == 1 else LEVELS[value][height - 2]
                children[child] = children.get(child, 0) + gap
            for value in extra:
                child = value if height == 1 else LEVELS[value][height - 2]
                if child in children:
                    upper.setdefault(keys(value), []).append(children.pop(child))
            for gaps in upper.values():
                much = sum(g for g in gaps if g > 0)
                little = -sum(g for g in gaps if g < 0)
                cost += height / 3 * min(much, little)
        expected.append(cost)
    assert hierarchical_distance(pairs, levels) == pytest.approx(expected, abs=1e-12)


def test_one_level_is_the_equal_distance() -> None:
    pairs, _, _ = crossed([("甲", "a"), ("甲", "b"), ("乙", "a"), ("乙", "c")])
    levels = [np.arange(len(pairs.values))]
    assert hierarchical_distance(pairs, levels).tolist() == equal_distance(pairs).tolist()
