"""Two attributes rule out what every node with their levels, or lower ones, fails by."""

import itertools

import numpy as np
import pyarrow as pa
import pytest

from app.core.contingency import contingency
from app.core.desensitize.anonymize.bounds import Bounds
from app.core.desensitize.anonymize.grouping import Grouping
from app.core.desensitize.anonymize.lattice import Lattice
from app.core.desensitize.anonymize.metric import metrics
from app.core.desensitize.anonymize.models.k_anonymity import KAnonymity
from app.core.desensitize.anonymize.pairs import ruled_out
from app.core.desensitize.anonymize.problem import Problem
from app.core.desensitize.anonymize.search import search
from app.core.desensitize.anonymize.tuples import tuples_of
from app.core.desensitize.hierarchies.hierarchy import Hierarchy, from_rows
from app.core.jobs import Job

WIDTHS = {"a": 12, "b": 3, "c": 8, "d": 5, "e": 20}


def banded(name: str, values: int) -> Hierarchy:
    rows = [[str(v), f"{v // 2 * 2}-", f"{v // 4 * 4}+", "*"] for v in range(values)]
    return from_rows(name, rows)


HIERARCHIES = tuple(banded(name, values) for name, values in WIDTHS.items())
LATTICE = Lattice([3] * len(WIDTHS))


def table(seed: int, rows: int) -> pa.Table:
    source = np.random.default_rng(seed)
    return pa.table(
        {
            name: [str(v) for v in source.binomial(values - 1, 0.3, rows)]
            for name, values in WIDTHS.items()
        }
    )


@pytest.mark.parametrize("least", [(0, 0, 0, 0, 0), (1, 0, 2, 0, 1)])
@pytest.mark.parametrize("most_labels", [1 << 7, 16])
def test_pairs_of_levels_are_as_nodes_of_two_attributes(
    monkeypatch: pytest.MonkeyPatch, least: tuple[int, ...], most_labels: int
) -> None:
    """At levels above the least, if they are of few labels; else what is said is never too much."""
    monkeypatch.setattr("app.core.desensitize.anonymize.pairs._MOST_LABELS", most_labels)
    counted = tuples_of(contingency(table(1, 400), [*WIDTHS], Job()), HIERARCHIES, {})
    grouping = Grouping(counted, least)
    found = ruled_out(grouping.least, grouping.blocks, LATTICE, 5)
    right = missed = 0
    for one, other in itertools.permutations(range(len(WIDTHS)), 2):
        pair = one, other
        for levels in itertools.product(range(least[one], 3), range(least[other], 3)):
            rungs = [counted.domains[p].rungs[n] for p, n in zip(pair, levels, strict=True)]
            if any(len(rung.labels) == 1 for rung in rungs):
                continue  # one attribute alone, which the diagonal tells
            node = [3] * len(WIDTHS)
            node[one], node[other] = levels
            fails = grouping.over(None, tuple(node)).rows_below(5) > 0
            said = found[LATTICE.starts[one] + levels[0], LATTICE.starts[other] + levels[1]]
            assert fails >= said
            right += said
            missed += fails > said
    assert right
    assert (missed == 0) == (most_labels > 16)


def test_marked_figures_meet_in_the_nodes_that_have_both() -> None:
    lattice = Lattice([2, 0, 3, 1])
    source = np.random.default_rng(1)
    marked = source.random((len(lattice.levels),) * 2) < 0.03
    marked |= marked.T
    marked[1, 1] = True
    for number, met in enumerate(lattice.meet(marked)):
        places = lattice.places(lattice.node(number))
        assert met == marked[np.ix_(places, places)].any()


def test_a_search_that_asks_pairs_finds_the_best_node(monkeypatch: pytest.MonkeyPatch) -> None:
    """And compares nodes, as few are left: all others hold two levels that fail by themselves."""
    compared = []
    bounds = Bounds.__init__

    def watched(self: Bounds, *args: object, **told: object) -> None:
        bounds(self, *args, **told)  # type: ignore[arg-type]
        compared.append((len(self), self.compared))

    counted = tuples_of(contingency(table(7, 3_000), [*WIDTHS], Job()), HIERARCHIES, {})
    problem = Problem(HIERARCHIES, (KAnonymity(3),), metrics.get("loss"), 0.0)
    monkeypatch.setattr("app.core.desensitize.anonymize.search._MANY", 0)
    monkeypatch.setattr(Bounds, "__init__", watched)
    found = search(counted, problem, Job())
    ((left, were_compared),) = compared
    assert were_compared
    assert left < LATTICE.size / 4
    assert found.optimal
    assert found.solution is not None
    assert found.checked < left
    monkeypatch.setattr("app.core.desensitize.anonymize.search._MANY", LATTICE.size)
    plain = search(counted, problem, Job())
    assert plain.solution is not None
    assert found.solution.loss == pytest.approx(plain.solution.loss, rel=1e-12)
    assert found.checked < plain.checked
