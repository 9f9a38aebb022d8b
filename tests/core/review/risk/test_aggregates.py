"""Unsafe cells: against the rules row by row, and at their edges."""

from collections import defaultdict

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.jobs import Job
from app.core.review.risk.aggregates import CellRules, assess_cells, house_rules, small_counts
from tests.core.tables import column, data

RULES = CellRules(least_contributors=3, n=2, k_percent=85, p_percent=10)


def one_cell(*magnitudes: str | None) -> dict[str, int]:
    table = data({"地区": ["甲"] * len(magnitudes), "产值": list(magnitudes)})
    return assess_cells(table, ["地区"], "产值", Job(), rules=RULES).by_rule


@pytest.mark.parametrize(
    ("magnitudes", "broken"),
    [
        (["10"], {"small", "dominance", "p-percent"}),
        (["10", "10"], {"small", "dominance", "p-percent"}),
        (["10", "10", "10", "10"], set()),
        (["50", "35", "15"], set()),  # exactly 85 %
        (["50", "36", "14"], {"dominance"}),
        (["50", "45", "5"], {"dominance"}),  # exactly 10 % of the first
        (["50", "45", "4"], {"dominance", "p-percent"}),
        (["0", "0", "0"], set()),
        (["-50", "45", "-4"], {"dominance", "p-percent"}),
        (["1,000", "８００", "+200.0"], {"dominance"}),
    ],
)
def test_rules_at_their_edges(magnitudes: list[str], broken: set[str]) -> None:
    assert {rule for rule, count in one_cell(*magnitudes).items() if count} == broken


@given(
    st.lists(
        st.tuples(
            st.sampled_from("甲乙"), st.sampled_from(["p", "q", "r", "s", None]), st.integers(0, 99)
        ),
        max_size=25,
    )
)
def test_rules_contributor_by_contributor(rows: list[tuple[str, str | None, int]]) -> None:
    cells: dict[str, dict[object, int]] = defaultdict(lambda: defaultdict(int))
    for place, (cell, person, magnitude) in enumerate(rows):
        cells[cell][place if person is None else person] += magnitude
    expected = {"small": 0, "dominance": 0, "p-percent": 0}
    for persons in cells.values():
        first, second, *rest = [*sorted(persons.values(), reverse=True), 0, 0]
        expected["small"] += len(persons) < 3
        expected["dominance"] += 100 * (first + second) > 85 * sum(persons.values())
        expected["p-percent"] += 10 * sum(rest) < first
    table = data(
        {
            "地区": [row[0] for row in rows],
            "企业": [row[1] for row in rows],
            "产值": [str(row[2]) for row in rows],
        }
    )
    found = assess_cells(table, ["地区"], "产值", Job(), contributor="企业", rules=RULES)
    assert found.by_rule == expected
    assert found.cells == len(cells)
    assert max(expected.values()) <= found.unsafe <= len(cells)


def test_rows_behind_the_smallest_cells() -> None:
    table = data(
        {
            "地区": ["甲", "乙", "丙", "乙", "甲", "甲", "甲"],
            "产值": ["不详", "5", "7", "5", "1", None, "1"],
        }
    )
    found = assess_cells(table, ["地区"], "产值", Job(), rules=RULES)
    shown = [(cell.contributors, cell.rows) for cell in found.examples]
    assert shown[0] == (1, (3,))
    assert set(shown[1:]) == {(2, (2, 4)), (2, (5, 7))}
    assert (found.cells, found.unsafe, found.unreadable) == (3, 3, 2)
    assert found.examples[0].rules == ("small", "dominance", "p-percent")


def test_a_table_without_rows() -> None:
    found = assess_cells(data({"地区": [], "产值": []}), ["地区"], "产值", Job())
    assert (found.cells, found.unsafe, found.examples) == (0, 0, ())


def test_small_counts_leave_zeros_alone() -> None:
    counts = pa.chunked_array([column(["0", "1", "2"]), column(["3", None, "—", "2"])])
    assert small_counts(counts, house_rules().least_contributors).tolist() == [2, 3, 7]
