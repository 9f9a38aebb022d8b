"""Levels at which an attribute by itself needs too much suppression are not looked at beside others."""

import numpy as np
import pytest

from app.core.contingency import contingency
from app.core.desensitize.anonymize.classes import Classes
from app.core.desensitize.anonymize.grouping import Grouping
from app.core.desensitize.anonymize.metric import metrics
from app.core.desensitize.anonymize.models.k_anonymity import KAnonymity
from app.core.desensitize.anonymize.problem import Problem
from app.core.desensitize.anonymize.search import evaluate, search
from app.core.desensitize.anonymize.tuples import Tuples, tuples_of
from app.core.desensitize.hierarchies.hierarchy import from_rows
from app.core.jobs import Job
from tests.core.tables import data

HIERARCHIES = (
    from_rows("key", [[str(n), f"{n // 10}", "*"] for n in range(40)]),
    from_rows("sex", [["m", "*"], ["f", "*"]]),
)


@pytest.fixture
def tuples() -> Tuples:
    """Forty rows: a key, and ten in each of its bands; both sexes in each, five times."""
    table = data({"key": [str(n) for n in range(40)], "sex": ["mf"[n % 2] for n in range(40)]})
    return tuples_of(contingency(table, ["key", "sex"], Job()), HIERARCHIES, {})


def problem(limit: float) -> Problem:
    return Problem(HIERARCHIES, (KAnonymity(5),), metrics.get("loss"), limit)


@pytest.mark.parametrize(("limit", "least"), [(0, 1), (1, 0)])
def test_no_node_with_such_a_level_is_looked_at(
    tuples: Tuples, monkeypatch: pytest.MonkeyPatch, limit: float, least: int
) -> None:
    looked: list[tuple[int, ...]] = []
    at = Grouping.at

    def watched(grouping: Grouping, node: tuple[int, ...]) -> Classes:
        looked.append(node)
        return at(grouping, node)

    monkeypatch.setattr(Grouping, "at", watched)
    found = search(tuples, problem(limit), Job())
    assert found.optimal
    assert found.solution is not None
    assert found.solution.node == (1, 0)
    assert min(node[0] for node in looked) == least


def test_a_node_below_is_judged_all_the_same(tuples: Tuples) -> None:
    assert evaluate(tuples, problem(0), (0, 1)) is None
    above = evaluate(tuples, problem(0), (1, 0))
    assert above is not None
    assert (above.classes, above.suppressed) == (8, 0)


def test_classes_are_the_same_over_the_least_levels(tuples: Tuples) -> None:
    raised, plain = Grouping(tuples, (1, 0)), Grouping(tuples)
    for node in ((0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)):
        known = plain.over(None, node)
        found = raised.at(node)
        rows = np.sort(known.counters[known.counters > 0])
        assert np.array_equal(np.sort(found.counters[found.counters > 0]), rows)
    assert len(raised.at((1, 1)).source) == 8
