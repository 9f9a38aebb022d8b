"""Guesses lead upwards, and end where a node is as likely to pass."""

import numpy as np
import pytest

from app.core.contingency import contingency
from app.core.desensitize.anonymize.lattice import Lattice
from app.core.desensitize.anonymize.probes import Probes
from app.core.desensitize.anonymize.tuples import Tuples, tuples_of
from app.core.desensitize.hierarchies.hierarchy import from_rows
from app.core.jobs import Job
from tests.core.tables import data

LATTICE = Lattice([2, 2])


@pytest.fixture
def tuples() -> Tuples:
    """Two columns of eight values and two levels above each, all pairs equally often."""
    trees = {name: [[str(n), f"{n // 4}", "*"] for n in range(8)] for name in "ab"}
    table = data({"a": [str(n // 8) for n in range(64)], "b": [str(n % 8) for n in range(64)]})
    hierarchies = [from_rows(name, rows) for name, rows in trees.items()]
    return tuples_of(contingency(table, ["a", "b"], Job()), hierarchies, {})


def test_nothing_is_guessed_before_a_node_has_failed(tuples: Tuples) -> None:
    probes = Probes(tuples, LATTICE)
    assert probes.above((0, 0)) == []
    probes.learn((1, 1), failed=False)
    assert probes.above((0, 0)) == []


def test_guesses_are_ever_more_general_and_have_as_much_entropy(tuples: Tuples) -> None:
    probes = Probes(tuples, LATTICE)
    probes.learn((1, 1), failed=True)  # ln 2 each
    path = probes.above((0, 0))
    assert path
    assert set(path) <= {(0, 1), (1, 0), (1, 1), (0, 2), (2, 0)}
    for before, after in zip([(0, 0), *path], path, strict=False):
        assert (np.array(after) >= before).all()
        assert after != before


def test_the_bound_follows_what_becomes_of_the_guesses(tuples: Tuples) -> None:
    probes = Probes(tuples, LATTICE)
    probes.learn((1, 1), failed=True)
    reach = len(probes.above((0, 0)))
    for _ in range(20):
        probes.guessed((1, 1), failed=True)
    assert len(probes.above((0, 0))) > reach
    for _ in range(20):
        probes.guessed((2, 2), failed=False)
    assert probes.above((0, 0)) == []
    probes.learn((0, 1), failed=True)
    assert probes.above((0, 1)) == []
    assert probes.above((0, 0)) != []


def test_what_lies_above_a_node_that_does_is_not_guessed_at(tuples: Tuples) -> None:
    probes = Probes(tuples, LATTICE)
    probes.learn((1, 1), failed=True)
    probes.guessed((0, 1), failed=False)
    probes.learn((2, 2), failed=True)  # and so, by its entropy, may every node
    assert probes.above((0, 0)) == [(1, 0), (2, 0)]
