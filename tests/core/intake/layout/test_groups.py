"""Group rows become columns, one a level."""

import numpy as np
import pytest

from app.core.intake.layout import group_columns


@pytest.mark.parametrize(
    ("groups", "rows", "expected"),
    [
        ([(2, "城区"), (5, "乡镇")], [1, 3, 4, 6], [[None, "城区", "城区", "乡镇"]]),
        (
            [(1, "一、农业"), (2, "（一）种植"), (4, "（二）养殖"), (6, "二、工业")],
            [3, 5, 7],
            [["一、农业", "一、农业", "二、工业"], ["（一）种植", "（二）养殖", None]],
        ),
        (
            [(1, "甲省"), (2, "甲市"), (4, "乙市"), (6, "乙省"), (7, "丙市")],
            [3, 5, 8],
            [["甲省", "甲省", "乙省"], ["甲市", "乙市", "丙市"]],
        ),
        ([], [1, 2], []),
        ([(3, "尾")], [1], [[None]]),
    ],
)
def test_levels(groups: list[tuple[int, str]], rows: list[int], expected: list[list[str]]) -> None:
    columns = group_columns(groups, np.array(rows, dtype=np.int64))
    assert [column.to_pylist() for column in columns] == expected
