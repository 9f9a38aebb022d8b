"""Messy sheets put together from what offices do to tables, each with its golden table."""

import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from app.core.intake.layout import find_tables
from app.core.intake.table import import_file
from app.core.jobs import Job
from tests.acceptance.grids import Grid, found_headers, grids, headers, misread
from tests.core.intake.books import write_xlsx

Rows = list[list[object]]


@dataclass(frozen=True)
class Mess:
    """How one sheet is spoiled."""

    title: str
    header: str
    under: str
    body: str
    foot: str
    left: int

    @property
    def id(self) -> str:
        return "-".join((self.title, self.header, self.under, self.body, self.foot, str(self.left)))


TITLES: dict[str, list[str]] = {
    "bare": [],
    "title": ["清溪县项目投资情况表"],
    "annex": ["附件2", "", "清溪县2024年项目投资情况表"],
    "filled": ["清溪县项目投资情况表", "填报单位：清溪县发改局", "单位：万元"],
}
HEADERS: dict[str, tuple[Rows, list[str], tuple[str, ...]]] = {
    "one": (
        [["序号", "项目名称", "所在乡镇", "计划", "完成"]],
        [],
        ("序号", "项目名称", "所在乡镇", "计划", "完成"),
    ),
    "broken": (
        [["序\n号", "项目\n名称", "所在 乡镇", "计  划", "完成"]],
        [],
        ("序号", "项目名称", "所在乡镇", "计划", "完成"),
    ),
    "two": (
        [["序号", "项目名称", "所在乡镇", "投资额", None], [None, None, None, "计划", "完成"]],
        ["A1:A2", "B1:B2", "C1:C2", "D1:E1"],
        ("序号", "项目名称", "所在乡镇", "投资额_计划", "投资额_完成"),
    ),
    "lost": (
        [["序号", "项目名称", "所在乡镇", "投资额", None], [None, None, None, "计划", "完成"]],
        [],
        ("序号", "项目名称", "所在乡镇", "投资额_计划", "投资额_完成"),
    ),
    "three": (
        [
            ["序号", "项目", None, "2024年", None],
            [None, "项目名称", "所在乡镇", "投资额", None],
            [None, None, None, "计划", "完成"],
        ],
        ["A1:A3", "B1:C1", "B2:B3", "C2:C3", "D1:E1", "D2:E2"],
        ("序号", "项目_项目名称", "项目_所在乡镇", "2024年_投资额_计划", "2024年_投资额_完成"),
    ),
}
UNDER: dict[str, Rows] = {
    "plain": [],
    "numbered": [["1", "2", "3", "4", "5"]],
    "stems": [["甲", "乙", "丙", "1", "2"]],
}
FEET: dict[str, Rows] = {
    "end": [],
    "total": [["合计", None, None, "1500", "900"]],
    "signed": [
        [],
        ["注：完成数为累计数。"],
        ["填表人：王一", None, "审核人：李二", None, "日期：2024年7月"],
    ],
}
NAMES = ["青石大桥", "白沙水库", "城关污水厂", "东门停车场", "西门小学", "沙口卫生院"]
TOWNS = ["青石镇", "白沙乡", "城关镇"]


def data(random_: random.Random) -> Rows:
    rows = [[str(n), name, random_.choice(TOWNS)] for n, name in enumerate(NAMES, 1)]
    return [[*row, str(random_.randint(100, 900)), str(random_.randint(10, 99))] for row in rows]


def body(kind: str, rows: Rows, header: Rows) -> Rows:
    if kind == "groups":
        return [
            ["一、交通（3个）"],
            *rows[:3],
            ["小计", None, None, "9", "9"],
            ["二、民生（3个）"],
            *rows[3:],
        ]
    if kind == "pages":
        return [*rows[:3], ["第1页 共2页"], *header, *rows[3:]]
    if kind == "gaps":
        return [rows[0], [], *rows[1:4], [], [], *rows[4:]]
    return rows


def moved(merges: list[str], down: int, right: int) -> list[str]:
    def cell(name: str) -> str:
        return chr(ord(name[0]) + right) + str(int(name[1:]) + down)

    return [":".join(map(cell, merge.split(":"))) for merge in merges]


def messes() -> list[Mess]:
    """Sixty of all combinations, every part in several of them."""
    every = itertools.product(
        TITLES, HEADERS, UNDER, ("rows", "groups", "pages", "gaps"), FEET, (0, 2)
    )
    return [Mess(*mess) for mess in random.Random(20241124).sample(list(every), 60)]


@pytest.mark.parametrize("mess", messes(), ids=lambda mess: mess.id)
def test_the_golden_table_comes_out(mess: Mess, tmp_path: Path, job: Job) -> None:
    rows = data(random.Random(mess.id))
    header, merges, names = HEADERS[mess.header]
    above: Rows = [[text] if text else [] for text in TITLES[mess.title]]
    lines = [*above, *header, *UNDER[mess.under], *body(mess.body, rows, header), *FEET[mess.foot]]
    shifted = [[*[None] * mess.left, *line] for line in lines]
    path = write_xlsx(tmp_path / "a.xlsx", shifted, moved(merges, len(above), mess.left))
    table = import_file(path, job)
    assert table.columns == names
    assert [list(row.values()) for row in table.data.to_pylist()] == rows


GRIDS = grids()
SURE = [grid for grid in GRIDS if not grid.unsure]


def each(sheets: Sequence[Grid]) -> list[ParameterSet]:
    """The sheets as parameters; one beyond today's reading must be taken off that list once it is read."""
    wrong = pytest.mark.xfail(strict=True, reason="read wrongly today")
    return [pytest.param(g, id=g.id, marks=[wrong] if g.beyond else []) for g in sheets]


@pytest.mark.parametrize("grid", each(SURE))
def test_a_form_of_an_agency_is_read_as_a_clerk_reads_it(grid: Grid) -> None:
    tables = grid.tables()
    assert found_headers(grid, tables) == headers(grid)
    for body, right in zip(tables, grid.names, strict=True):
        assert ",".join(body.data.column_names) in right
    assert not misread(grid, tables)


@pytest.mark.parametrize("grid", each(SURE))
def test_a_csv_file_that_lost_the_merges_has_the_same_rows(grid: Grid) -> None:
    tables = grid.tables(merges=False)
    assert found_headers(grid, tables) == headers(grid)
    assert not misread(grid, tables)


def test_a_sheet_without_a_table_asks_for_a_look_and_others_seldom_do() -> None:
    asked = {
        grid.id for grid in GRIDS if any(r.unsure for r in find_tables(grid.rows, grid.merges))
    }
    assert {grid.id for grid in GRIDS if grid.unsure and not grid.beyond} <= asked
    assert len(asked & {grid.id for grid in SURE if any(headers(grid))}) <= 0.05 * len(SURE)
