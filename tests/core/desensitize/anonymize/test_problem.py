"""Bad input is told plainly, with the way out; blanks; and problems that have no solution."""

from typing import Any

import pyarrow as pa
import pytest

from app.core.desensitize.anonymize.answer import Answer, anonymize
from app.core.desensitize.anonymize.lattice import MOST_NODES, Lattice
from app.core.desensitize.anonymize.metric import metrics
from app.core.desensitize.anonymize.model import Model
from app.core.desensitize.anonymize.models.average_risk import AverageRisk
from app.core.desensitize.anonymize.models.disclosure import DisclosurePrivacy
from app.core.desensitize.anonymize.models.distinct_diversity import DistinctDiversity
from app.core.desensitize.anonymize.models.equal_closeness import EqualCloseness
from app.core.desensitize.anonymize.models.hierarchical_closeness import HierarchicalCloseness
from app.core.desensitize.anonymize.models.k_anonymity import KAnonymity
from app.core.desensitize.anonymize.models.k_map import KMap
from app.core.desensitize.anonymize.models.likeness import Likeness
from app.core.desensitize.anonymize.models.ordered_closeness import OrderedCloseness
from app.core.desensitize.anonymize.models.recursive_diversity import RecursiveDiversity
from app.core.desensitize.anonymize.problem import Problem
from app.core.desensitize.hierarchies.hierarchy import from_rows
from app.core.errors import (
    AnonymityUnreached,
    Cancelled,
    ColumnUnknown,
    HierarchyIncomplete,
    LatticeTooLarge,
    ParameterInvalid,
    QuasiIdentifierUnique,
)
from app.core.jobs import Job
from tests.core.tables import data

DISTRICTS = from_rows("区划", [["甲区", "市"], ["乙区", "市"], ["丙县", "县"]])
ROWS = {"区划": ["甲区", "乙区", "丙县", "甲区"], "病种": ["流感", "流感", "肺炎", "胃炎"]}


def solve(
    columns: dict[str, Any] | None = None,
    models: tuple[Model, ...] = (KAnonymity(2),),
    **asked: Any,
) -> Answer:
    table = data(columns or ROWS)
    problem = {"hierarchies": (DISTRICTS,), "models": models, "metric": metrics.get("loss")} | asked
    return anonymize(table, Problem(**problem), Job())


def test_a_value_that_the_hierarchy_lacks_is_named() -> None:
    with pytest.raises(HierarchyIncomplete) as caught:
        solve({"区划": ["甲区", "丁区", "戊区", "丁区"]})
    told = {name: caught.value.params[name] for name in ("column", "count", "value", "known")}
    assert told == {"column": "区划", "count": 2, "value": "丁区", "known": 3}
    assert caught.value.where.column == "区划"
    with pytest.raises(HierarchyIncomplete, match="writes “甲区”"):
        solve({"区划": ["甲区", "甲区 "]})


@pytest.mark.parametrize(
    ("model", "word"),
    [
        (KAnonymity(0), "k is"),
        (KMap(2), "population"),
        (DistinctDiversity("病种", 4), "only 3 values"),
        (DistinctDiversity("病种", 0), "at least 1"),
        (RecursiveDiversity("病种", 0.0, 2), "above 0"),
        (EqualCloseness("病种", 1.5), "0 to 1"),
        (OrderedCloseness("病种", 0.2), "numbers"),
        (HierarchicalCloseness("病种", 0.2), "hierarchy"),
        (DisclosurePrivacy("病种", 0.0), "above 0"),
        (Likeness("病种", -1.0), "above 0"),
        (AverageRisk(0.0), "0 to 1"),
        (DistinctDiversity("区划", 2), "none of them"),
    ],
)
def test_parameters_of_models(model: Model, word: str) -> None:
    with pytest.raises(ParameterInvalid, match=word):
        solve(models=(model,))


@pytest.mark.parametrize(
    "asked",
    [{"hierarchies": ()}, {"models": ()}, {"suppression": 1.5}, {"hierarchies": (DISTRICTS,) * 2}],
)
def test_parameters_of_the_problem(asked: dict[str, Any]) -> None:
    with pytest.raises(ParameterInvalid):
        solve(**asked)


def test_columns_that_are_not_there() -> None:
    with pytest.raises(ColumnUnknown):
        solve({"区": ["甲区"]})
    with pytest.raises(ColumnUnknown):
        solve(models=(DistinctDiversity("病", 2),))


def test_a_column_that_is_a_key() -> None:
    numbers = [str(n) for n in range(40)]
    keys = from_rows("编号", [[n, "*"] for n in numbers])
    with pytest.raises(QuasiIdentifierUnique):
        solve({"编号": numbers}, hierarchies=(keys,))
    # Four ages that differ may well be chance.
    few = from_rows("年龄", [[n, "*"] for n in numbers])
    assert solve({"年龄": numbers[:4]}, hierarchies=(few,)).solution.node == (1,)


def test_k_above_the_rows_says_what_would_help() -> None:
    answer = solve(models=(KAnonymity(5),))
    assert answer.found.solution is None
    assert answer.found.optimal
    assert "4 rows" in answer.obstacle().en
    assert "5" in answer.obstacle().en
    with pytest.raises(AnonymityUnreached):
        answer.output()


def test_too_little_suppression_says_how_much_would_do() -> None:
    answer = solve()
    assert answer.found.solution is None
    assert "1 rows at least (25.00%)" in answer.obstacle().en
    assert solve(suppression=0.25).solution.suppressed == 1


def test_no_time_and_no_solution_yet() -> None:
    """The first node that is looked at will not do; the time is up, and all others are open."""
    answer = solve(models=(DistinctDiversity("病种", 3),), suppression=0.5, seconds=0.0)
    assert (answer.found.solution, answer.found.checked) == (None, 1)
    assert answer.obstacle().en


def test_suppressing_everything_is_no_solution() -> None:
    answer = solve({"区划": ["甲区", "丙县"]}, suppression=1.0)
    assert answer.found.solution is None


def test_blanks_stay_blank_until_all_join() -> None:
    rows = {"区划": ["甲区", "乙区", None, None, "丙县", "丙县"]}
    output = solve(rows).output()
    assert output["区划"].to_pylist() == ["市", "市", None, None, "县", "县"]
    wide = from_rows("区划", [["甲区", "省"], ["乙区", "省"], ["丙县", "省"]])
    joined = solve(rows, models=(KAnonymity(6),), hierarchies=(wide,)).output()
    assert joined["区划"].to_pylist() == ["省"] * 6


def test_a_hierarchy_may_say_what_becomes_of_blanks() -> None:
    listed = from_rows("区划", [["甲区", "有"], ["乙区", "有"], ["", "无"], ["丙县", "有"]])
    rows = {"区划": ["甲区", "乙区", None, None, "丙县"]}
    output = solve(rows, hierarchies=(listed,)).output()
    assert output["区划"].to_pylist() == ["有", "有", "无", "无", "有"]


def test_suppressed_groups_tell_counts_and_no_values() -> None:
    models = (KAnonymity(2), DistinctDiversity("病种", 2))
    rows = {"区划": ["甲区", "甲区", "乙区", "丙县", "丙县"], "病种": ["1", "2", "3", "4", "4"]}
    flat = from_rows("区划", [["甲区"], ["乙区"], ["丙县"]])
    answer = solve(rows, models=models, hierarchies=(flat,), suppression=0.6)
    assert [(g.rows, g.first_row, g.reason.en) for g in answer.suppressed_groups(9)] == [
        (1, 3, "1 rows, short of: at least 2 rows a class"),
        (2, 4, "2 rows, short of: at least 2 values of 病种 a class"),
    ]
    assert len(answer.suppressed_groups(1)) == 1
    assert [(model.id, rows) for model, rows in answer.suppressed_by()] == [
        ("k-anonymity", 1),
        ("distinct-l-diversity", 2),
    ]


def test_other_columns_and_a_label_of_its_own_stay() -> None:
    starred = from_rows("区划", [["甲区", "*"], ["乙区", "*"], ["丙县", "县"]])
    answer = solve(hierarchies=(starred,), suppression=0.25)
    output = answer.output()
    assert output["区划"].to_pylist() == ["*"] * 4
    assert output["病种"].equals(data(ROWS)["病种"])
    assert answer.measured(output, Job()) == 3  # the suppressed row is no part of that class
    assert answer.output(drop=True).num_rows == 3


def test_an_empty_table_has_no_solution() -> None:
    assert solve({"区划": []}).found.solution is None


def test_it_stops_when_it_is_told() -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        anonymize(data(ROWS), Problem((DISTRICTS,), (KAnonymity(2),), metrics.get("loss")), job)


def test_a_lattice_that_no_search_can_hold() -> None:
    with pytest.raises(LatticeTooLarge) as caught:
        Lattice([9] * 11)
    assert caught.value.params["most"] == MOST_NODES


def test_more_combinations_than_a_number_holds() -> None:
    """Twelve columns of 60 values: numbers are ranked on the way, and the answer stays right."""
    rows = 400
    columns = {f"c{i}": [f"{(row // 2 * (i + 3)) % 59}" for row in range(rows)] for i in range(12)}
    trees = tuple(from_rows(name, [[str(v), "*"] for v in range(60)]) for name in columns)
    answer = solve(columns, hierarchies=trees)
    assert answer.solution.node == (0,) * 12
    assert answer.solution.classes == len(set(zip(*columns.values(), strict=True)))
    assert isinstance(answer.output(), pa.Table)
