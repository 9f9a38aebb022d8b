from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.desensitize.hierarchies.hierarchy import from_rows, without_idle_levels
from app.core.errors import HierarchyInvalid

AGES = [["17", "15-19", "*"], ["18", "15-19", "*"], ["20", "20-24", "*"]]


def test_levels_and_shares() -> None:
    ages = from_rows("年龄", AGES)
    assert ages.values.to_pylist() == ["17", "18", "20"]
    assert ages.levels[1].labels.to_pylist() == ["15-19", "20-24"]
    assert ages.levels[1].groups.tolist() == [0, 0, 1]
    assert ages.shares(1).tolist() == pytest.approx([2 / 3, 1 / 3])
    assert ages.shares(2).tolist() == [1]


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ([], ""),
        ([["17", "15-19"], ["18"]], "18"),
        ([["17", "15-19"], ["17", "15-19"]], "17"),
        ([["1", "a", "x"], ["2", "a", "y"]], "a"),
    ],
)
def test_what_is_no_tree_is_refused_by_name(rows: list[list[str]], named: str) -> None:
    with pytest.raises(HierarchyInvalid) as caught:
        from_rows("年龄", rows)
    assert named in caught.value.told("zh")
    assert "年龄" in caught.value.told("zh")


@given(st.lists(st.integers(0, 999), min_size=1, max_size=30, unique=True))
def test_each_level_joins_the_one_before(numbers: list[int]) -> None:
    found = from_rows("n", [[f"{n:03}", f"{n:03}"[:2], f"{n:03}"[:1], "*"] for n in numbers])
    for lower, upper in pairwise(found.levels):
        pairs = set(zip(lower.groups.tolist(), upper.groups.tolist(), strict=True))
        assert len(pairs) == len(lower.labels)


def test_levels_that_join_nothing_are_idle() -> None:
    rows = [["小学", "小学学历", "义务教育", "*"], ["初中", "初中学历", "义务教育", "*"]]
    short = without_idle_levels(from_rows("学历", rows))
    assert [level.labels.to_pylist() for level in short.levels] == [["小学", "初中"], ["义务教育"]]
