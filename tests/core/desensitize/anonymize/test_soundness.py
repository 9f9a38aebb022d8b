"""What nodes may say about others: the claims of models and the bounds of metrics, pair by pair."""

import itertools

import numpy as np
import pyarrow as pa
import pytest

from app.core.contingency import contingency
from app.core.desensitize.anonymize.grouping import Grouping
from app.core.desensitize.anonymize.lattice import Floats, Lattice, Node
from app.core.desensitize.anonymize.metric import metrics
from app.core.desensitize.anonymize.model import Model
from app.core.desensitize.anonymize.models.average_risk import AverageRisk
from app.core.desensitize.anonymize.tuples import Tuples, tuples_of
from app.core.desensitize.hierarchies.hierarchy import from_rows
from app.core.jobs import Job
from tests.core.desensitize.anonymize.test_search import BY_CLASS, TREES

MODELS = [*(model for model, _ in BY_CLASS), AverageRisk(0.3)]
NODES = list(itertools.product(range(4), range(2), range(2)))
LATTICE = Lattice([3, 1, 1])


def table(seed: int) -> pa.Table:
    """Some 10 to 60 rows, of skewed values so that classes differ in size."""
    source = np.random.default_rng(seed)
    rows = int(source.integers(10, 60))
    values = {"a": list("112345"), "b": list("xxyz"), "c": list("pq"), "s": list("1112234")}
    return pa.table({name: source.choice(texts, rows) for name, texts in values.items()})


def tuples(seed: int) -> Tuples:
    data = table(seed)
    hierarchies = [from_rows(name, rows) for name, rows in TREES.items()]
    return tuples_of(contingency(data, ["a", "b", "c"], Job()), hierarchies, {"s": data["s"]})


def below(lower: Node, upper: Node) -> bool:
    return all(one <= other for one, other in zip(lower, upper, strict=True))


def at_node(penalty: Floats | float, node: Node) -> float:
    """A penalty as it stands for one node."""
    if isinstance(penalty, float):
        return penalty
    return float(penalty[LATTICE.places(node)].sum())


def breaks(model: Model, *, absorbing: bool) -> bool:
    """Whether somewhere a claim fails: that joined classes pass where all (any) of them did."""
    for seed in range(12):
        counted = tuples(seed)
        grouping = Grouping(counted)
        at = {node: grouping.over(None, node) for node in NODES}
        keep = model.on(counted)
        passed = {
            node: keep(found, np.ones(len(found.sizes), np.bool_)) for node, found in at.items()
        }
        for lower, upper in itertools.product(NODES, NODES):
            if not below(lower, upper):
                continue
            fine, joined, numbers = passed[lower], passed[upper], at[upper].numbers
            classes = len(at[upper].counters)
            parts = np.bincount(numbers, minlength=classes)
            good = np.bincount(numbers, fine, classes)
            expected = (good > 0 if absorbing else good == parts)[numbers]
            if model.whole and not absorbing:  # it judges all classes together
                expected[:] = fine.all()
            if (expected & ~joined).any():
                return True
    return False


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.id)
def test_models_are_what_they_claim_and_claim_no_less(model: Model) -> None:
    assert breaks(model, absorbing=False) != model.monotone
    assert breaks(model, absorbing=True) != model.absorbing


@pytest.mark.parametrize("metric", list(metrics.all()))
@pytest.mark.parametrize("least", [1, 2, 4])
def test_bounds_of_metrics(metric: str, least: int) -> None:
    """No node scores less than its floor, and than what any other node says of it."""
    for seed in range(6):
        counted = tuples(seed)
        grouping = Grouping(counted)
        scale = metrics.get(metric).on(counted, grouping, LATTICE, least)
        at = {node: grouping.over(None, node) for node in NODES}
        kept = {node: classes.sizes >= least for node, classes in at.items()}
        score = {node: scale.score(at[node], kept[node]) for node in NODES}
        for number, upper in enumerate(NODES):
            assert scale.floors[number] <= score[upper] + 1e-9
            penalty = scale.penalty(at[upper], kept[upper])
            floor = scale.floor(at[upper])
            for place, node in enumerate(NODES):
                own = float(scale.floors[place])
                if floor is not None and below(upper, node):
                    own = max(own, floor)
                known = at_node(penalty, node) if below(node, upper) else 0.0
                bound = scale.join(own, max(known, 0.0))
                assert bound <= score[node] * (1 + 1e-9) + 1e-12


@pytest.mark.parametrize("metric", list(metrics.all()))
def test_bounds_hold_over_a_roll_up(metric: str) -> None:
    """Classes counted over those of a more specific node give the same score, and sound bounds."""
    for seed in range(4):
        counted = tuples(seed)
        grouping = Grouping(counted)
        scale = metrics.get(metric).on(counted, grouping, LATTICE, 3)
        for lower, upper in itertools.product(NODES, NODES):
            if not below(lower, upper):
                continue
            plain = grouping.over(None, upper)
            rolled = grouping.over(grouping.over(None, lower).rollup(), upper)
            assert sorted(rolled.sizes[rolled.first]) == sorted(plain.sizes[plain.first])
            keep, exact = rolled.sizes >= 3, plain.sizes >= 3
            assert scale.score(rolled, keep) == pytest.approx(scale.score(plain, exact))
            mine, theirs = scale.penalty(rolled, keep), scale.penalty(plain, exact)
            for node in NODES:
                if below(node, upper):
                    assert at_node(mine, node) <= at_node(theirs, node) + 1e-9
