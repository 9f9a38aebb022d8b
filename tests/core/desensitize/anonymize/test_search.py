"""The search against looking at every node, on small tables, for every metric, model and limit.

The exhaustive side works row by row on Python texts and shares nothing with the search.
"""

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.desensitize.anonymize.answer import anonymize
from app.core.desensitize.anonymize.metric import metrics
from app.core.desensitize.anonymize.model import Model, models
from app.core.desensitize.anonymize.models.average_risk import AverageRisk
from app.core.desensitize.anonymize.models.disclosure import DisclosurePrivacy
from app.core.desensitize.anonymize.models.distinct_diversity import DistinctDiversity
from app.core.desensitize.anonymize.models.entropy_diversity import EntropyDiversity
from app.core.desensitize.anonymize.models.equal_closeness import EqualCloseness
from app.core.desensitize.anonymize.models.hierarchical_closeness import HierarchicalCloseness
from app.core.desensitize.anonymize.models.k_anonymity import KAnonymity
from app.core.desensitize.anonymize.models.k_map import KMap
from app.core.desensitize.anonymize.models.likeness import Likeness
from app.core.desensitize.anonymize.models.ordered_closeness import OrderedCloseness
from app.core.desensitize.anonymize.models.recursive_diversity import RecursiveDiversity
from app.core.desensitize.anonymize.problem import Problem
from app.core.desensitize.hierarchies.hierarchy import Hierarchy, from_rows
from app.core.jobs import Job
from tests.core.tables import data

Rows = list[tuple[str | None, ...]]

TREES = {
    "a": [
        ["1", "1-2", "1-4", "*"],
        ["2", "1-2", "1-4", "*"],
        ["3", "3-4", "1-4", "*"],
        ["4", "3-4", "1-4", "*"],
        ["5", "5-6", "5-6", "*"],
    ],
    "b": [["x", "xy"], ["y", "xy"], ["z", "z"]],  # whose top tells values apart
    "c": [["p", "*"], ["q", "*"]],
}
ILLNESS = from_rows(
    "s", [["1", "low", "*"], ["2", "low", "*"], ["3", "high", "*"], ["4", "high", "*"]]
)
POPULATION = [(a, b, c) for a in "12345" for b in "xyz" for c in "pq" if (a, b) != ("5", "z")]
SOURCE = data({name: [row[i] for row in POPULATION] for i, name in enumerate("abc")})
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["1", "1", "2", "3", "4", "5", None]),
        st.sampled_from("xxyz"),
        st.sampled_from(["p", "q", None]),
        st.sampled_from("12234"),
    ),
    min_size=1,
    max_size=24,
)
LIMITS = st.sampled_from([0.0, 0.1, 0.25, 0.6, 1.0])


def labels_at(rows: Rows, node: Sequence[int]) -> Rows:
    """Quasi-identifiers at a node; a blank stays one until all others share a label."""

    def label(value: str | None, tree: list[list[str]], level: int) -> str | None:
        tops = {line[level] for line in tree}
        if value is not None:
            return next(line[level] for line in tree if line[0] == value)
        return tops.pop() if level and len(tops) == 1 else None

    return [
        tuple(label(row[i], TREES[name], node[i]) for i, name in enumerate("abc")) for row in rows
    ]


@dataclass
class Group:
    labels: tuple[str | None, ...]
    values: list[str]
    table: Counter[str]
    rows: int  # of the table
    hiding: int  # persons of the population

    def share(self, value: str) -> float:
        return self.values.count(value) / len(self.values)

    def gaps(self, values: Sequence[str] = "1234") -> list[float]:
        return [self.share(value) - self.table[value] / self.rows for value in values]


def entropy(group: Group) -> float:
    shares = [group.share(value) for value in set(group.values)]
    return math.exp(-sum(p * math.log(p) for p in shares))


def recursive(group: Group) -> bool:
    counts = sorted(Counter(group.values).values(), reverse=True)
    return counts[0] < 2.5 * sum(counts[1:])


def ordered(group: Group) -> float:
    gaps = group.gaps(sorted(group.table))
    return sum(abs(g) for g in itertools.accumulate(gaps)) / max(len(gaps) - 1, 1)


def hierarchical(group: Group) -> float:
    one, two, three, four = group.gaps()
    if len({v in "12" for v in group.table}) == 1:  # one group from the first level on
        return sum(map(abs, (one, two, three, four))) / 2
    return (sum(map(abs, (one, two, three, four))) + abs(one + two) + abs(three + four)) / 4


def disclosing(group: Group) -> bool:
    return all(
        value in group.values
        and abs(math.log(group.share(value) * group.rows / group.table[value])) < 1.0
        for value in group.table
    )


def alike(group: Group) -> bool:
    return all(
        gap / (group.table[value] / group.rows) <= 1.5 + 1e-12
        for value, gap in zip("1234", group.gaps(), strict=True)
        if value in group.table
    )


Passes = Callable[[Group], bool]
BY_CLASS: list[tuple[Model, Passes]] = [
    (KAnonymity(2), lambda g: len(g.values) >= 2),
    (KAnonymity(4), lambda g: len(g.values) >= 4),
    (KMap(5, SOURCE), lambda g: max(g.hiding, len(g.values)) >= 5),
    (DistinctDiversity("s", 2), lambda g: len(set(g.values)) >= 2),
    (EntropyDiversity("s", 1.8), lambda g: entropy(g) >= 1.8 - 1e-12),
    (RecursiveDiversity("s", 2.5, 2), recursive),
    (EqualCloseness("s", 0.4), lambda g: sum(map(abs, g.gaps())) / 2 <= 0.4 + 1e-12),
    (OrderedCloseness("s", 0.3), lambda g: ordered(g) <= 0.3 + 1e-12),
    (HierarchicalCloseness("s", 0.35, ILLNESS), lambda g: hierarchical(g) <= 0.35 + 1e-12),
    (DisclosurePrivacy("s", 1.0), disclosing),
    (Likeness("s", 1.5), alike),
]
AVERAGE = AverageRisk(0.4)


def groups_at(rows: Rows, node: Sequence[int]) -> list[Group]:
    found: dict[tuple[str | None, ...], list[str]] = defaultdict(list)
    for labels, row in zip(labels_at(rows, node), rows, strict=True):
        found[labels].append(str(row[3]))
    people = Counter(labels_at([(*p, "") for p in POPULATION], node))
    table = Counter(str(row[3]) for row in rows)
    return [
        Group(labels, values, table, len(rows), people[labels]) for labels, values in found.items()
    ]


def kept_at(
    groups: list[Group], chosen: Sequence[tuple[Model, Passes]], *, average: bool
) -> list[Group]:
    kept = [group for group in groups if all(passes(group) for _, passes in chosen)]
    while average and kept and len(kept) / sum(len(g.values) for g in kept) > 0.4 + 1e-12:
        least = min(len(group.values) for group in kept)
        kept = [group for group in kept if len(group.values) > least]
    return kept


def loss_at(metric: str, rows: Rows, node: Sequence[int], kept: list[Group]) -> float:
    """Each metric by its definition, cell by cell."""
    n = len(rows)
    suppressed = n - sum(len(group.values) for group in kept)
    if metric == "discernability":
        return sum(len(group.values) ** 2 for group in kept) + n * suppressed
    if metric == "aecs":
        return n / (len(kept) + (suppressed > 0))
    labels = labels_at(rows, node)
    alive = {group.labels for group in kept}
    sums = []
    for i, name in enumerate("abc"):
        tree = TREES[name]
        values = [line[0] for line in tree] + [None] * any(row[i] is None for row in rows)
        total = 0.0
        for row, label in zip(rows, labels, strict=True):
            total += cell(metric, row[i], label[i], label in alive, values, rows, i, node[i])
        sums.append(total)
    if metric == "loss":
        return math.prod(1 + total for total in sums) ** (1 / 3) - 1
    return sum(sums) / (3 if metric == "precision" else 1)


def cell(
    metric: str,
    value: str | None,
    label: str | None,
    alive: bool,
    values: list[str | None],
    rows: Rows,
    i: int,
    level: int,
) -> float:
    n = len(rows)

    def at(one: str | None) -> str | None:
        row: list[str | None] = ["1", "x", "p", ""]
        row[i] = one
        node = [0, 0, 0]
        node[i] = level
        return labels_at([tuple(row)], node)[0][i]

    if metric == "precision":
        return (level / (len(next(iter(TREES["abc"[i]]))) - 1) if alive else 1.0) / n
    if metric == "entropy":
        own = sum(row[i] == value for row in rows)
        return math.log2((sum(at(row[i]) == label for row in rows) if alive else n) / own)
    share = sum(at(one) == label for one in values) / len(values) if alive else 1.0
    least = 1 / len(values)
    return (share - least) / (1 - least) / n


def best_of_all(
    rows: Rows, chosen: Sequence[tuple[Model, Passes]], limit: float, metric: str, *, average: bool
) -> float | None:
    best: float | None = None
    for node in itertools.product(range(4), range(2), range(2)):
        kept = kept_at(groups_at(rows, node), chosen, average=average)
        suppressed = len(rows) - sum(len(group.values) for group in kept)
        if not kept or suppressed > math.floor(len(rows) * limit + 1e-9):
            continue
        loss = loss_at(metric, rows, node, kept)
        best = loss if best is None else min(best, loss)
    return best


def problem(chosen: Sequence[Model], metric: str, limit: float) -> Problem:
    trees: tuple[Hierarchy, ...] = tuple(from_rows(name, rows) for name, rows in TREES.items())
    return Problem(trees, tuple(chosen), metrics.get(metric), limit)


def table_of(rows: Rows) -> pa.Table:
    return data({name: [row[i] for row in rows] for i, name in enumerate("abcs")})


def agrees(
    rows: Rows, chosen: Sequence[tuple[Model, Passes]], limit: float, metric: str, *, average: bool
) -> None:
    asked = [model for model, _ in chosen] + [AVERAGE] * average
    if any(
        isinstance(model, DistinctDiversity | EntropyDiversity | RecursiveDiversity)
        for model in asked
    ):
        rows = [*rows, ("1", "x", "p", "1"), ("2", "x", "p", "2")]  # values enough for l = 2
    answer = anonymize(table_of(rows), problem(asked, metric, limit), Job())
    expected = best_of_all(rows, chosen, limit, metric, average=average)
    assert answer.found.optimal
    if expected is None:
        assert answer.found.solution is None
        assert answer.obstacle().en
        return
    assert answer.found.solution is not None
    assert answer.found.solution.loss == pytest.approx(expected, rel=1e-9, abs=1e-12)
    assert answer.found.lower_bound == pytest.approx(expected, rel=1e-9, abs=1e-12)
    check_output(rows, answer.found.solution.node, answer, chosen, average=average)


def check_output(rows: Rows, node: Sequence[int], answer, chosen, *, average: bool) -> None:  # type: ignore[no-untyped-def]
    """The output's rows are those of the node; suppressed rows and classes are those told."""
    kept = kept_at(groups_at(rows, node), chosen, average=average)
    alive = {group.labels for group in kept}
    expected = [
        (*(labels if labels in alive else ("*",) * 3), row[3])
        for labels, row in zip(labels_at(rows, node), rows, strict=True)
    ]
    output = answer.output()
    assert list(zip(*(column.to_pylist() for column in output.columns), strict=True)) == expected
    suppressed = len(rows) - sum(len(group.values) for group in kept)
    assert answer.solution.suppressed == suppressed
    assert answer.solution.classes == len(kept)
    assert answer.output(drop=True).num_rows == len(rows) - suppressed
    assert answer.measured(output, Job()) == min(len(group.values) for group in kept)
    groups = answer.suppressed_groups(100)
    assert sum(group.rows for group in groups) == suppressed
    assert sum(count for _, count in answer.suppressed_by()) == suppressed
    assert all(output["a"][group.first_row - 1].as_py() == "*" for group in groups)


@pytest.mark.parametrize("metric", list(metrics.all()))
@given(rows=ROWS, limit=LIMITS, model=st.sampled_from(BY_CLASS))
@settings(max_examples=40, deadline=None)
def test_every_metric_and_model(
    metric: str, rows: Rows, limit: float, model: tuple[Model, Passes]
) -> None:
    agrees(rows, [model], limit, metric, average=False)


@given(
    rows=ROWS,
    limit=LIMITS,
    metric=st.sampled_from(list(metrics.all())),
    chosen=st.lists(st.sampled_from(BY_CLASS), min_size=1, max_size=3),
    average=st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_models_combined(
    rows: Rows, limit: float, metric: str, chosen: list[tuple[Model, Passes]], *, average: bool
) -> None:
    agrees(rows, chosen, limit, metric, average=average)


def test_every_model_is_among_them() -> None:
    tried = {type(model) for model, _ in BY_CLASS} | {AverageRisk}
    assert tried == {type(model) for model in models.all().values()}
