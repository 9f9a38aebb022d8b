"""Items and their entries: one slip, one cell."""

from app.core.catalog.workbook.belonging import belonging

ENTRIES = [(4, "学校名录"), (5, "医院名录"), (6, "公园名录")]
ITEMS = [(3, "学校名录"), (4, "医院名录"), (5, "医院名录"), (6, "公园名录")]


def test_names_that_agree_are_left_alone() -> None:
    found = belonging(ENTRIES, ITEMS)
    assert (found.of_entries, found.of_items, found.meant) == ({}, {}, frozenset())


def test_a_misspelt_entry_is_told_where_it_is_and_not_at_the_entry_too() -> None:
    found = belonging(ENTRIES, [*ITEMS[:3], (6, "公元名录")])
    assert found.of_items.keys() == {6}
    assert "是否“公园名录”？" in found.of_items[6].message.zh
    assert found.meant == {"公园名录"}


def test_a_name_that_stands_twice_is_told_once_with_what_is_missing_now() -> None:
    found = belonging([*ENTRIES[:2], (6, "学校名录")], ITEMS)
    assert (found.of_entries.keys(), found.of_items) == ({6}, {})
    told = found.of_entries[6].message.zh
    assert "第 4 行" in told
    assert "“公园名录”没有目录" in told


def test_items_of_nowhere_are_told_at_each_row() -> None:
    found = belonging(ENTRIES, [*ITEMS, (7, "天气"), (8, "天气"), (9, "")])
    assert found.of_items.keys() == {7, 8, 9}
    assert found.meant == frozenset()


def test_two_slips_at_once_are_not_taken_for_each_other() -> None:
    names = [f"名录{n}" for n in range(20)]
    entries = [(n, "名录2" if n == 9 else name) for n, name in enumerate(names)]
    items = [(n, "名录xx" if n == 15 else name) for n, name in enumerate(names)]
    found = belonging(entries, items)
    assert "“名录9”" in found.of_entries[9].message.zh
    assert found.of_items.keys() == {15}
    assert found.meant == {"名录15"}
