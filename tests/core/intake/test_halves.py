"""A roster printed in halves is one table: all rows, in order, with what is said of each."""

from pathlib import Path

import pytest

from app.core.intake.layout import find_tables
from app.core.intake.table import import_file
from app.core.jobs import Job
from app.core.model import FileEdits, LayoutPlan, Table
from app.core.trust.canonical import digest_file
from tests.core.intake.books import write_xlsx

HEADER = ["序号", "姓名", "得分"]
LEFT = [["1", "王一", "90"], ["2", "李二", "88"], ["3", "赵三", "85"]]
RIGHT = [["4", "钱四", "80"], ["5", "孙五", "79"]]


def halves(left: list[list[str]], right: list[list[str]], *gap: None) -> list[list[str | None]]:
    right = [*right, *[["", "", ""]] * (len(left) - len(right))]
    pairs = zip([HEADER, *left], [HEADER, *right], strict=True)
    return [["考核成绩"], *([*a, *gap, *(text or None for text in b)] for a, b in pairs)]


def rows_of(table: Table) -> list[list[str]]:
    return [list(row.values()) for row in table.data.to_pylist()]


@pytest.mark.parametrize("gap", [(), (None,)])
def test_the_right_half_stands_below_the_left(
    gap: tuple[None, ...], tmp_path: Path, job: Job
) -> None:
    table = import_file(write_xlsx(tmp_path / "a.xlsx", halves(LEFT, RIGHT, *gap)), job)
    assert table.columns == tuple(HEADER)
    assert rows_of(table) == [*LEFT, *RIGHT]
    assert [row.reason for row in table.layout.dropped] == ["title"]
    assert not any("钱四" in text for _, text in table.surroundings)


def test_rows_counted_from_side_to_side_stay_in_their_order(tmp_path: Path, job: Job) -> None:
    everyone = [*LEFT, *RIGHT]
    table = import_file(write_xlsx(tmp_path / "a.xlsx", halves(everyone[::2], everyone[1::2])), job)
    assert rows_of(table) == everyone


def test_a_total_in_one_half_is_told_and_its_neighbour_kept(tmp_path: Path, job: Job) -> None:
    rows = halves(LEFT, [*RIGHT, ["合计", "", "422"]])
    table = import_file(write_xlsx(tmp_path / "a.xlsx", rows), job)
    assert rows_of(table) == [*LEFT, *RIGHT]
    assert [(row.row, row.reason) for row in table.layout.dropped] == [(1, "title"), (5, "total")]


def test_groups_across_the_sheet_are_those_of_both_halves(tmp_path: Path, job: Job) -> None:
    rows = [HEADER * 2, ["第一考场"], LEFT[0] + LEFT[1], ["第二考场"], LEFT[2] + RIGHT[0]]
    path = write_xlsx(tmp_path / "a.xlsx", rows, ["A2:F2", "A4:F4"])
    plan = LayoutPlan(tuple(HEADER), groups="column")
    table = import_file(path, job, plan=plan)
    assert [row[:2] for row in rows_of(table)] == [
        ["第一考场", "1"], ["第一考场", "2"], ["第二考场", "3"], ["第二考场", "4"],
    ]  # fmt: skip


def test_a_row_left_out_by_hand_is_left_out_of_both(tmp_path: Path, job: Job) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", halves(LEFT, RIGHT))
    edits = FileEdits(digest_file(path), header_rows=(2,), drop_rows=(3,), keep_rows=(5,))
    table = import_file(path, job, plan=LayoutPlan(tuple(HEADER), edits=edits))
    assert rows_of(table) == [*LEFT[1:], RIGHT[1]]


@pytest.mark.parametrize(
    "rows",
    [
        [("男子组", None, None, "女子组", None), ("姓名", "得分", None, "姓名", "得分")],
        [("村名", "面积", "产量", "面积", "产量")],
        [("金额", "税额", "金额", "税额")],
    ],
)
def test_what_looks_like_halves_is_left_as_it_is(rows: list[tuple[str | None, ...]]) -> None:
    width = len(rows[-1])
    data = [tuple(str(n * 7 + place) for place in range(width)) for n in range(3)]
    data = [tuple(t if rows[-1][p] else None for p, t in enumerate(line)) for line in data]
    assert all(not region.further for region in find_tables([*rows, *data], ()))
