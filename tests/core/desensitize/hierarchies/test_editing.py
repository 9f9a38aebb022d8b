"""Edits: each makes a new tree, or says why it cannot."""

from collections.abc import Callable

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.desensitize.hierarchies import editing
from app.core.desensitize.hierarchies.hierarchy import Hierarchy, from_rows
from app.core.errors import HierarchyInvalid

DEGREES = from_rows(
    "学历",
    [
        ["博士", "研究生", "高等", "*"],
        ["硕士", "研究生", "高等", "*"],
        ["本科", "本科", "高等", "*"],
        ["高中", "高中", "中等", "*"],
        ["中专", "中专", "中等", "*"],
    ],
)


def rows(edited: Hierarchy) -> list[list[str]]:
    levels = [edited.labels(level).to_pylist() for level in range(len(edited.levels))]
    return [list(row) for row in zip(*levels, strict=True)]


def test_a_value_and_a_group_move_with_all_that_is_above() -> None:
    assert rows(editing.move(DEGREES, 0, "中专", "本科"))[4] == ["中专", "本科", "高等", "*"]
    moved = editing.move(DEGREES, 1, "研究生", "中等")
    assert rows(moved)[:2] == [["博士", "研究生", "中等", "*"], ["硕士", "研究生", "中等", "*"]]
    assert rows(DEGREES)[0] == ["博士", "研究生", "高等", "*"]


def test_an_empty_group_vanishes() -> None:
    assert "中专" not in editing.move(DEGREES, 0, "中专", "高中").levels[1].labels.to_pylist()


def test_rename_and_merge() -> None:
    assert rows(editing.rename(DEGREES, 2, "中等", "中学"))[3] == ["高中", "高中", "中学", "*"]
    merged = editing.merge(DEGREES, 1, ["高中", "中专"], "高中阶段")
    assert [row[1] for row in rows(merged)[3:]] == ["高中阶段", "高中阶段"]


def test_levels_come_and_go() -> None:
    fewer = editing.remove_level(DEGREES, 1)
    assert rows(fewer)[0] == ["博士", "高等", "*"]
    again = editing.add_level(fewer, 0, {"博士": "研究生", "硕士": "研究生"})
    assert rows(again)[:3] == rows(DEGREES)[:3]
    topless = editing.remove_level(DEGREES, 3)
    assert rows(editing.add_top(topless)) == rows(DEGREES)
    assert editing.add_top(DEGREES) is DEGREES


def test_missing_values_are_added_to_a_group_or_suppressed() -> None:
    values = pa.array(["职高", "技校"])
    assert rows(editing.add_values(DEGREES, values, "中专"))[-1] == ["技校", "中专", "中等", "*"]
    assert rows(editing.add_values(DEGREES, values))[-1] == ["技校", "*", "*", "*"]


@pytest.mark.parametrize(
    ("edit", "named"),
    [
        (lambda: editing.move(DEGREES, 0, "博士", "初中"), "初中"),
        (lambda: editing.move(DEGREES, 3, "*", "x"), "4"),
        (lambda: editing.rename(DEGREES, 0, "博士", "x"), "0"),
        (lambda: editing.rename(DEGREES, 1, "研究生", "本科"), "本科"),
        (lambda: editing.merge(DEGREES, 1, ["本科", "高中"], "x"), "x"),
        (lambda: editing.merge(DEGREES, 1, ["本科", "研究生"], "高中"), "高中"),
        (lambda: editing.remove_level(DEGREES, 0), "0"),
        (lambda: editing.remove_level(DEGREES, 4), "4"),
        (lambda: editing.add_level(DEGREES, 1, {"本科": "x", "高中": "x"}), "x"),
        (lambda: editing.add_values(DEGREES, pa.array(["博士"])), "博士"),
    ],
)
def test_what_would_make_no_tree_is_refused(edit: Callable[[], Hierarchy], named: str) -> None:
    with pytest.raises(HierarchyInvalid) as caught:
        edit()
    assert named in caught.value.told("zh")


@given(st.data())
def test_a_move_and_its_way_back_leave_the_tree_as_it_was(data: st.DataObject) -> None:
    level = data.draw(st.sampled_from([0, 1]))
    label = data.draw(st.sampled_from(DEGREES.levels[level].labels.to_pylist()))
    home = rows(DEGREES)[[row[level] for row in rows(DEGREES)].index(label)][level + 1]
    into = data.draw(st.sampled_from(DEGREES.levels[level + 1].labels.to_pylist()))
    moved = editing.move(DEGREES, level, label, into)
    if home in moved.levels[level + 1].labels.to_pylist():  # not left empty
        assert rows(editing.move(moved, level, label, home)) == rows(DEGREES)
