"""What others have proven to be optimal, found again: ARX, and an evaluation of every node."""

from functools import cache
from typing import Any

import numpy as np
import pytest

from app.core.contingency import contingency
from app.core.desensitize.anonymize.metric import metrics
from app.core.desensitize.anonymize.model import Model
from app.core.desensitize.anonymize.models.distinct_diversity import DistinctDiversity
from app.core.desensitize.anonymize.models.equal_closeness import EqualCloseness
from app.core.desensitize.anonymize.models.k_anonymity import KAnonymity
from app.core.desensitize.anonymize.problem import Problem
from app.core.desensitize.anonymize.search import evaluate, search
from app.core.desensitize.anonymize.tuples import Tuples, tuples_of
from app.core.errors import Cancelled
from app.core.jobs import Job
from tests.core.desensitize.anonymize import adult

SENSITIVE = "occupation"
EXTRA: dict[str, tuple[Model, ...]] = {
    "-": (),
    "l3": (DistinctDiversity(SENSITIVE, 3),),
    "t0.2": (EqualCloseness(SENSITIVE, 0.2),),
}

# Every k for the metric that searches ask for; one k for the others.
EXHAUSTIVE = [
    case
    for case in adult.optima("exhaustive_optima")
    if case["metric"] == "loss" or (case["k"] == 5 and case["metric"] in ("entropy", "precision"))
]


def problem_of(case: dict[str, Any]) -> Problem:
    columns = adult.table().column_names
    if case.get("quasi_identifiers") == 8:
        columns = [name for name in columns if name != SENSITIVE]
    models = (KAnonymity(case["k"]), *EXTRA[case.get("extra", "-")])
    metric = metrics.get(case["metric"])
    return Problem(adult.hierarchies(columns), models, metric, case["suppression"])


def tuples(problem: Problem) -> Tuples:
    return _tuples(problem.quasi_identifiers, problem.sensitive)


@cache
def _tuples(columns: tuple[str, ...], sensitive: tuple[str, ...]) -> Tuples:
    table = contingency(adult.table(), columns, Job())
    beside = {column: adult.table()[column] for column in sensitive}
    return tuples_of(table, adult.hierarchies(columns), beside)


def named(case: dict[str, Any]) -> str:
    return " ".join(str(case[key]) for key in case if key not in ("node", "loss", "suppressed"))


@pytest.mark.parametrize("case", adult.optima("arx_optima"), ids=named)
def test_optima_of_arx(case: dict[str, Any]) -> None:
    problem = problem_of(case)
    counted = tuples(problem)
    found = search(counted, problem, Job())
    assert found.optimal
    assert found.solution is not None
    assert found.solution.loss == pytest.approx(case["loss"], rel=1e-9)
    assert found.lower_bound == pytest.approx(case["loss"], rel=1e-9)
    assert found.solution.suppressed == case["suppressed"]
    if list(found.solution.node) != case["node"]:  # then ARX's is as good, by our own count
        theirs = evaluate(counted, problem, tuple(case["node"]))
        assert theirs is not None
        assert theirs.loss == pytest.approx(found.solution.loss, rel=1e-12)


@pytest.mark.parametrize("case", EXHAUSTIVE, ids=named)
def test_optima_of_all_nodes(case: dict[str, Any]) -> None:
    problem = problem_of(case)
    found = search(tuples(problem), problem, Job())
    assert found.optimal
    assert found.solution is not None
    assert found.solution.loss == pytest.approx(case["loss"], rel=1e-9)
    if case["ties"] == 1:
        assert list(found.solution.node) == case["node"]
        assert found.solution.suppressed == case["suppressed"]


def test_a_time_limit_still_gives_a_certificate() -> None:
    """Stopped at any moment, the optimum lies between the bound and the best so far."""
    case = next(case for case in adult.optima("arx_optima") if case["suppression"] == 0.05)
    problem = problem_of(case)
    counted = tuples(problem)
    for looked_at in (1, 5, 50, 200):
        found = search(counted, problem, _StopsAfter(looked_at))
        assert not found.optimal
        assert found.checked >= looked_at  # some of them by a guess before it
        assert found.lower_bound <= case["loss"] + 1e-12
        assert found.solution is not None
        assert found.solution.loss >= case["loss"] - 1e-9
    none = Problem(problem.hierarchies, problem.models, problem.metric, 0.05, seconds=0.0)
    assert search(counted, none, Job()).checked == 1
    assert np.isfinite(found.lower_bound)


class _StopsAfter(Job):
    """Stops a search after so many nodes."""

    def __init__(self, nodes: int) -> None:
        super().__init__()
        self._left = nodes

    def report(self, done: int, total: int | None = None) -> None:
        assert total == 12_960
        assert 0 <= done <= total
        self._left -= 1
        if not self._left:
            raise Cancelled
