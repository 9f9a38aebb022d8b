"""Changes of a class tree: what a code was, no other class gets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.catalog.classes import editing
from app.core.catalog.classes.tree import (
    ClassTree,
    ResourceClass,
    above,
    ancestry,
    is_code,
    level_of,
    shipped,
    tree_of,
)
from app.core.errors import ClassInUse, ClassTreeInvalid, GongkaiError

SMALL = tree_of(
    [
        ResourceClass("301001", "民政"),
        ResourceClass("3", "部门"),
        ResourceClass("301", "省级及以下"),
        ResourceClass("301001001", "社会救助"),
        ResourceClass("302", "计划单列市"),
    ]
)


def names(tree: ClassTree) -> dict[str, str]:
    return {one.code: one.name for one in tree.standing()}


def test_a_code_tells_its_level_and_what_is_above_it() -> None:
    assert [level_of(code) for code in ("3", "301", "301001", "301001A")] == [0, 1, 2, 3]
    assert ancestry("301001A") == ("3", "301", "301001", "301001A")
    assert (above("3"), above("301001A")) == ("", "301001")
    assert not any(map(is_code, ("", "30", "3010", "30100", "a", "３", "301001/1")))


def test_the_guides_classes_ship_with_the_one_that_codes_are_proposed_in() -> None:
    assert shipped().path("301") == "部门/省级及以下"
    assert shipped().code_of("主题/公共服务") == "201"
    assert all(is_code(one.code) for one in shipped().classes)


def test_a_tree_is_read_by_path_and_by_code() -> None:
    assert SMALL.paths()[-2:] == ("部门/省级及以下/民政/社会救助", "部门/计划单列市")
    assert SMALL.code_of(" 部门/省级及以下/民政 ") == "301001"
    assert SMALL.code_of("部门/民政") is None
    assert [one.code for one in SMALL.below("3")] == ["301", "302"]


def test_a_new_class_gets_the_next_code_of_its_level() -> None:
    tree = editing.add(editing.add(SMALL, "301", "教育"), "", "专题")
    tree = editing.add(editing.add(tree, "301002", "学校"), "1", "人口")
    assert names(tree) == names(SMALL) | {
        "301002": "教育", "301002001": "学校", "1": "专题", "101": "人口",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["", "  ", "民政", "甲/乙", "长" * 65])
def test_a_name_that_cannot_be_is_refused(name: str) -> None:
    with pytest.raises(ClassTreeInvalid):
        editing.add(SMALL, "301", name)


def test_nothing_stands_below_the_last_level() -> None:
    with pytest.raises(ClassTreeInvalid):
        editing.add(SMALL, "301001001", "更细")


def test_a_code_that_is_left_is_given_to_no_other_class() -> None:
    tree = editing.remove(SMALL, "301001", ())
    assert names(tree) == {"3": "部门", "301": "省级及以下", "302": "计划单列市"}
    assert tree.code_of("部门/省级及以下/民政") is None
    again = editing.add(tree, "301", "民政")
    assert again.code_of("部门/省级及以下/民政") == "301002"


def test_a_class_moves_with_all_below_it() -> None:
    tree = editing.move(SMALL, "301001", "302", ())
    assert tree.code_of("部门/计划单列市/民政/社会救助") == "302001001"
    assert {one.code for one in tree.classes if one.given_up} == {"301001", "301001001"}
    assert editing.move(SMALL, "301001", "301", ()) == SMALL
    for parent in ("3", "301001", "", "9"):
        with pytest.raises(ClassTreeInvalid):
            editing.move(SMALL, "301001", parent, ())


def test_a_class_in_which_codes_were_given_keeps_its_place_but_not_its_name() -> None:
    for used in ({"301001"}, {"301001001"}):
        with pytest.raises(ClassInUse, match="301001"):
            editing.remove(SMALL, "301", used)
        with pytest.raises(ClassInUse):
            editing.move(SMALL, "301001", "302", used)
    assert names(editing.rename(SMALL, "301001", "民政和社会组织"))["301001"] == "民政和社会组织"
    assert names(editing.remove(SMALL, "302", {"301001"})).keys() == names(SMALL).keys() - {"302"}


STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "rename", "move", "remove"]), st.integers(0, 40),
              st.integers(0, 40), st.sampled_from("甲乙丙丁")), max_size=25,
)  # fmt: skip


@given(STEPS)
def test_no_code_ever_changes_hands_and_the_tree_stays_whole(
    steps: list[tuple[str, int, int, str]],
) -> None:
    tree, owners = SMALL, dict(names(SMALL))
    for act, first, second, name in steps:
        codes = ["", *(one.code for one in tree.standing())]
        one, other = codes[first % len(codes)], codes[second % len(codes)]
        before = set(names(tree))
        try:
            match act:
                case "add":
                    tree = editing.add(tree, one, name)
                case "rename":
                    tree = editing.rename(tree, one, name)
                case "move":
                    tree = editing.move(tree, one, other, ())
                case _:
                    tree = editing.remove(tree, one, ())
        except GongkaiError:
            continue
        for code in set(names(tree)) - before:
            assert code not in owners
            owners[code] = names(tree)[code]
        standing = names(tree)
        assert all(above(code) in standing or not above(code) for code in standing)
        assert len(tree.paths()) == len(standing)
