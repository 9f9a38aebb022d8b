"""Next month the same recipe runs on the new file."""

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.core import acts
from app.core.errors import AnonymityMissed, ReversibleUnreasoned
from app.core.jobs import Job
from app.core.model import Kind, Recipe, ResidualCheck, Treatment
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace

HEADER = ["姓名", "公民身份号码", "乡镇"]
PEOPLE = [
    ["王小伟", "330199194912310020", "青石镇"],
    ["李芳", "330199195001010013", "白沙乡"],
    ["张建国", "330199196203040055", "青石镇"],
]


def brought(folder: Path, name: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


@pytest.fixture
def january(ws: Workspace, clerk: Identity, tmp_path: Path, job: Job) -> str:
    """A release whose clerk has chosen otherwise than suggested."""
    release = acts.take_in(ws, clerk, brought(tmp_path, "1月.csv", HEADER, PEOPLE), job)
    recipe = acts.suggested(ws, release)
    own = Treatment("姓名", "suppress", {}, "不公开姓名")
    chosen = Recipe(
        (own, *(t for t in recipe.treatments if t.column != "姓名")), (), recipe.columns
    )
    acts.desensitize(ws, clerk, release, chosen, job)
    return release


def test_first_release_begins_with_what_was_found(
    ws: Workspace, clerk: Identity, people_csv: Path, job: Job
) -> None:
    release = acts.take_in(ws, clerk, people_csv, job)
    proposal = acts.propose_recipe(ws, release)
    assert (proposal.origin, proposal.drift) == ("", ())
    assert proposal.recipe == acts.suggested(ws, release)
    assert proposal.recipe.columns == ("序号", "姓名", "公民身份号码", "乡镇")
    assert proposal.recipe.packs


def test_next_file_with_such_a_header_begins_with_the_recipe_before(
    ws: Workspace, clerk: Identity, january: str, tmp_path: Path, job: Job
) -> None:
    file = brought(tmp_path, "2月.csv", [*HEADER, "年度"], [[*row, "2024"] for row in PEOPLE])
    release = acts.take_in(ws, clerk, file, job)
    proposal = acts.propose_recipe(ws, release)
    assert proposal.origin == january
    assert [(d.kind, d.column) for d in proposal.open_questions] == [("added", "年度")]
    assert proposal.recipe.treatments[0].reason == "不公开姓名"
    acts.desensitize(ws, clerk, release, proposal.recipe, job)


def test_new_period_begins_with_the_recipe_of_the_one_before(
    ws: Workspace, clerk: Identity, january: str, tmp_path: Path, job: Job
) -> None:
    release = acts.take_in_next(
        ws, clerk, january, brought(tmp_path, "2月.csv", HEADER, PEOPLE), job
    )
    proposal = acts.propose_recipe(ws, release)
    assert proposal.origin == january
    assert [(d.kind, d.column, d.asks) for d in proposal.drift] == [("added", "来源文件", False)]


def test_other_table_begins_anew(
    ws: Workspace, clerk: Identity, january: str, tmp_path: Path, job: Job
) -> None:
    file = brought(tmp_path, "路灯.csv", ["路段", "盏数"], [["人民路", "12"], ["解放路", "9"]])
    assert acts.propose_recipe(ws, acts.take_in(ws, clerk, file, job)).origin == ""


def test_output_that_fails_a_check_is_not_filed(
    ws: Workspace, clerk: Identity, january: str, job: Job
) -> None:
    recipe = ws.load(january, Kind.RECIPE, Recipe)
    strict = Recipe(recipe.treatments, (ResidualCheck(("乡镇",), 2),), recipe.columns)
    with pytest.raises(AnonymityMissed) as caught:
        acts.desensitize(ws, clerk, january, strict, job)
    assert "乡镇" in caught.value.told("zh")
    assert ws.load(january, Kind.RECIPE, Recipe) == recipe


def test_what_can_be_undone_needs_a_reason(
    ws: Workspace, clerk: Identity, january: str, job: Job
) -> None:
    rest = ws.load(january, Kind.RECIPE, Recipe)
    undone = Treatment("乡镇", "fpe", {"alphabet": "han", "otherwise": "blank"})
    with pytest.raises(ReversibleUnreasoned) as caught:
        acts.desensitize(ws, clerk, january, Recipe((*rest.treatments, undone)), job)
    assert "乡镇" in caught.value.told("zh")
