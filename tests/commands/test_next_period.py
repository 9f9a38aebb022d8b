"""A new period under an earlier release, by the command line: what fits follows, what does not is told."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.commands.conftest import Call

HEADER = ["企业名称", "所在街道", "注册资本"]
OTHER = ["项目", "说明"]


def rows(month: int, count: int = 4) -> list[list[str]]:
    return [[f"清溪{month}{n}号店", f"第{n % 2}街道", f"{100 + n}"] for n in range(count)]


def book(path: Path, **sheets: list[list[str]]) -> Path:
    """A workbook of sheets by name, each under a title."""
    file = openpyxl.Workbook()
    file.remove(file.active)
    for name, cells in sheets.items():
        sheet = file.create_sheet(name)
        for line in [["企业名单"], *cells]:
            sheet.append(line)
    file.save(path)
    return path


@pytest.fixture
def mine(call: Call, tmp_path: Path) -> tuple[object, ...]:
    """Who asks, and where; one month is a release there already, and the next under it."""
    where = ("--workspace", tmp_path / "own")
    who = ("--organisation", "清溪县", "--organisation-code", "11330000002482090Q")
    new = ("key", "new", "--name", "张敏", "--person", "001", "--role", "clerk")
    assert call(*new, *who, *where)[0] == 0
    mine = ("--as", "张敏", *where)
    january = book(tmp_path / "1月.xlsx", 表=[HEADER, *rows(1)])
    assert call("review", "new", january, *mine)[1]["release"] == "R0001"
    february = book(tmp_path / "2月.xlsx", 表=[HEADER, *rows(2)])
    assert call("review", "new", february, "--append", "R0001", *mine)[1]["release"] == "R0002"
    return mine


def releases(call: Call, mine: tuple[object, ...]) -> int:
    return len(call("status", *mine[2:])[1]["releases"])


def kept(folder: Path) -> set[Path]:
    """The files of a workspace; the database's journal comes and goes."""
    return {path for path in folder.rglob("*") if path.is_file() and "-" not in path.suffix}


def turned(line: list[str]) -> list[str]:
    return [line[2], line[0], line[1]]


FITTING: dict[str, tuple[dict[str, list[list[str]]], list[str]]] = {
    "reordered": ({"表": [turned(line) for line in [HEADER, *rows(3)]]}, []),
    "lower": ({"表": [["单位：清溪县"], [], HEADER, *rows(3)]}, []),
    "renamed": ({"表": [["单位名称", *HEADER[1:]], *rows(3)]}, ["--rename", "单位名称=企业名称"]),
    "narrower": ({"表": [HEADER[:2], *(line[:2] for line in rows(3))]}, ["--union"]),
    "second sheet": ({"说明": [OTHER, ["甲", "乙"]], "表": [HEADER, *rows(3)]}, []),
    "sheet by name": (
        {"说明": [OTHER, ["甲", "乙"]], "表": [HEADER, *rows(3)]},
        ["--sheet", "表"],
    ),
}
NOT_FITTING: dict[str, tuple[dict[str, list[list[str]]], list[str], str]] = {
    "renamed": ({"表": [["单位名称", *HEADER[1:]], *rows(3)]}, [], "columns-differ"),
    "narrower": ({"表": [HEADER[:2], *(line[:2] for line in rows(3))]}, [], "columns-differ"),
    "wider": ({"表": [[*HEADER, "备注"], *([*x, "甲"] for x in rows(3))]}, [], "columns-differ"),
    "twice": ({"表": [[HEADER[0], *HEADER[:2]], *rows(3)]}, [], "columns-differ"),
    "another table": ({"说明": [OTHER, ["甲", "乙"]]}, [], "header-missing"),
    "no sheet": ({"表": [HEADER, *rows(3)]}, ["--sheet", "无"], "sheet-missing"),
    "no plan": ({"表": [HEADER, *rows(3)]}, ["--plan", "none.json"], "file-missing"),
}


@pytest.mark.parametrize("name", FITTING)
def test_a_period_that_fits(
    name: str, call: Call, mine: tuple[object, ...], tmp_path: Path
) -> None:
    sheets, options = FITTING[name]
    file = book(tmp_path / "3月.xlsx", **sheets)
    status, data = call("review", "new", file, "--append", "R0002", *options, *mine)
    assert (status, data["release"], data["state"]) == (0, "R0003", "submitted")


@pytest.mark.parametrize("name", NOT_FITTING)
def test_a_period_that_does_not_fit_leaves_nothing(
    name: str, call: Call, mine: tuple[object, ...], tmp_path: Path
) -> None:
    sheets, options, code = NOT_FITTING[name]
    file = book(tmp_path / "3月.xlsx", **sheets)
    before = kept(tmp_path / "own")
    status, data = call("review", "new", file, "--append", "R0002", *options, *mine)
    assert (status, data["error"]["code"]) == (2, code)
    if code == "columns-differ":  # the table that it should go under, and the file
        assert "与 1月.xlsx 不同：3月.xlsx" in data["error"]["message"]
    assert releases(call, mine) == 2
    assert kept(tmp_path / "own") == before


def test_no_such_release(call: Call, mine: tuple[object, ...], tmp_path: Path) -> None:
    file = book(tmp_path / "3月.xlsx", 表=[HEADER, *rows(3)])
    for option in ("--append", "--plan-of"):
        status, data = call("review", "new", file, option, "R0999", *mine)
        assert (status, data["error"]["code"]) == (2, "release-unknown")


def test_one_plan_and_not_two(call: Call, mine: tuple[object, ...], tmp_path: Path) -> None:
    file = book(tmp_path / "3月.xlsx", 表=[HEADER, *rows(3)])
    plans = ("--plan-of", "R0001", "--plan", tmp_path / "plan.json")
    status, data = call("review", "new", file, *plans, *mine)
    assert (status, data["error"]["code"]) == (2, "parameter-invalid")


@pytest.mark.parametrize(
    ("cells", "code"), [([HEADER], "no-rows"), ([HEADER, *rows(2)], "rows-repeated")]
)
def test_a_period_that_brings_nothing_new_says_so(
    cells: list[list[str]], code: str, call: Call, mine: tuple[object, ...], tmp_path: Path
) -> None:
    file = book(tmp_path / "3月.xlsx", 表=cells)
    status, data = call("review", "new", file, "--append", "R0002", *mine)
    told: list[Any] = data["warnings"]
    assert status == 0
    assert [(w["code"], w["where"][:8]) for w in told if w["code"] == code] == [(code, "[3月.xlsx")]
