"""The checks of a recipe on its output."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.desensitize.residual import shortfalls
from app.core.errors import ColumnUnknown, ParameterInvalid
from app.core.jobs import Job
from app.core.model import ResidualCheck
from tests.core.tables import data

AGES: dict[str, list[str | None]] = {
    "年龄": ["20-29", "20-29", "30-39", "30-39", "30-39", "*", None],
    "性别": ["男", "男", "女", "女", "女", "*", None],
    "病种": ["甲", "乙", "甲", "甲", "甲", "丙", "丁"],
}
BOTH = ("年龄", "性别")


def test_enough_rows_agree() -> None:
    assert shortfalls(data(AGES), (ResidualCheck(BOTH, 2),), Job()) == ()


def test_smallest_class_and_all_rows_that_fall_short() -> None:
    (short,) = shortfalls(data(AGES), (ResidualCheck(BOTH, 4),), Job())
    assert (short.k, short.l, short.rows) == (2, None, 5)


def test_classes_of_one_kind() -> None:
    (short,) = shortfalls(data(AGES), (ResidualCheck(BOTH, 2, "病种", 2),), Job())
    assert (short.k, short.l, short.rows) == (2, 1, 3)


def test_row_that_tells_something_yet_is_a_class() -> None:
    one = data({"年龄": ["*", "*"], "性别": ["男", "*"]})
    (short,) = shortfalls(one, (ResidualCheck(BOTH, 2),), Job())
    assert (short.k, short.rows) == (1, 1)


def test_empty_table_passes() -> None:
    assert shortfalls(data({"年龄": []}), (ResidualCheck(("年龄",), 5),), Job()) == ()


@pytest.mark.parametrize(
    ("check", "error"),
    [
        (ResidualCheck(("没有",), 2), ColumnUnknown),
        (ResidualCheck(("年龄",), 2, "没有"), ColumnUnknown),
        (ResidualCheck((), 2), ParameterInvalid),
        (ResidualCheck(("年龄",), 0), ParameterInvalid),
        (ResidualCheck(("年龄",), 2, "病种", 0), ParameterInvalid),
    ],
)
def test_check_that_means_nothing(check: ResidualCheck, error: type[Exception]) -> None:
    with pytest.raises(error):
        shortfalls(data(AGES), (check,), Job())


@given(st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=12), st.integers(1, 5))
def test_as_counted_by_hand(cells: list[str | None], k: int) -> None:
    found = shortfalls(data({"x": cells}), (ResidualCheck(("x",), k),), Job())
    sizes = {cell: cells.count(cell) for cell in cells}
    short = sum(size for size in sizes.values() if size < k)
    assert sum(one.rows for one in found) == short
    assert all(one.k == min(sizes.values()) for one in found)
