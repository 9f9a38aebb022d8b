"""Rows of an output are placed in their original only where no other place is possible."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from app.core.contingency import code
from app.core.desensitize.utility.pairing import pair
from app.core.jobs import Job
from tests.core.tables import data

ROWS = st.lists(st.sampled_from("abc"), min_size=1, max_size=8)


@given(ROWS, st.data())
def test_only_what_every_way_of_placing_agrees_on(rows: list[str], more: st.DataObject) -> None:
    kept = sorted(more.draw(st.sets(st.integers(0, len(rows) - 1), min_size=1)))
    output = [rows[place] for place in kept]
    columns = [(code(data({"x": rows})["x"]), code(data({"x": output})["x"]))]
    found = pair(columns, len(rows), len(output), Job())
    ways = [
        way for way in combinations(range(len(rows)), len(output))
        if [rows[place] for place in way] == output
    ]  # fmt: skip
    sure = [row for row in range(len(output)) if len({way[row] for way in ways}) == 1]
    if 2 * len(sure) < len(output):
        assert found is None
    else:
        assert found is not None
        assert found[1].tolist() == sure
        assert found[0].tolist() == [ways[0][row] for row in sure]


def test_columns_that_were_changed_do_not_mislead() -> None:
    old = data({"id": ["1", "2", "3", "4"], "x": ["a", "b", "c", "d"]})
    new = data({"id": ["1", "3", "4"], "x": ["p", "q", "q"]})
    found = pair([(code(old[n]), code(new[n])) for n in ("id", "x")], 4, 3, Job())
    assert found is not None
    assert found[0].tolist() == [0, 2, 3]


def test_an_output_that_is_no_part_of_it() -> None:
    both = [(code(data({"x": ["a", "b", "b"]})["x"]), code(data({"x": ["b", "a"]})["x"]))]
    assert pair(both, 3, 2, Job()) is None
    assert pair(both, 2, 3, Job()) is None


def test_what_other_columns_became_is_learned_from_rows_that_are_sure() -> None:
    """Sex alone leaves places open; the bands, once known, do not: classes go whole or stay whole."""
    ages = [21, 31, 22, 32, 21, 41, 31, 22, 42, 32]
    sexes = list("fmmffffffm")
    kept = [row for row, age in enumerate(ages) if age < 40]
    old = data({"age": [str(age) for age in ages], "sex": sexes})
    new = data(
        {"age": [f"{ages[row] // 10}0s" for row in kept], "sex": [sexes[row] for row in kept]}
    )
    both = [(code(old[name]), code(new[name])) for name in ("age", "sex")]
    alone = pair(both[1:], len(ages), len(kept), Job())
    assert alone is None or len(alone[1]) < len(kept)
    found = pair(both, len(ages), len(kept), Job())
    assert found is not None
    assert found[0].tolist() == kept
