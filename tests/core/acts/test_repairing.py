"""Repairs of a release: shown before, a part of the recipe after, and the entry tells the unit."""

from pathlib import Path

import pytest

from app.core import acts
from app.core.acts.repairing import proposed_repairs, repair
from app.core.jobs import Job
from app.core.model import Entry, Kind, Recipe, Report
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from tests.core.acts.conftest import Bring


@pytest.fixture
def projects(tmp_path: Path) -> Path:
    rows = [
        f"工程{n:02d},{n}万元,2024/3/{n},{n}\n"
        if n % 3
        else f"工程{n:02d},{n}500元,2024年3月{n}日,{n}\n"
        for n in range(1, 25)
    ]
    path = tmp_path / "工程.csv"
    path.write_text("工程,金额,开工日期,序号\n" + "".join(rows), "utf-8")
    return path


def test_a_repair_is_shown_then_run_with_the_recipe(
    ws: Workspace, clerk: Identity, prepare: Bring, projects: Path, job: Job
) -> None:
    release = prepare(projects, "工程名录")
    before = ws.load(release, Kind.QUALITY, Report)
    assert {p.code for p in before.problems} >= {"mixed-units", "mixed-dates"}
    found = proposed_repairs(ws, release, job)
    shown = {one.treatment.column: (one.cells, one.stay, one.examples[0]) for one in found}
    assert shown == {
        "金额": (24, 0, ("1万元", "1")),
        "开工日期": (24, 0, ("2024/3/1", "2024-03-01")),
    }
    assert repair(ws, clerk, release, [one.treatment for one in found], job)
    assert ws.release(release).state == "checked"
    table = ws.load_table(release, Kind.OUTPUT)
    assert table.data["金额"].to_pylist()[:3] == ["1", "2", "0.35"]
    assert table.data["开工日期"].to_pylist()[2] == "2024-03-03"
    entry = ws.load(release, Kind.ENTRY, Entry)
    money = next(item for item in entry.items if item.name == "金额")
    assert (money.unit, money.type, money.sensitive) == ("万元", "N", False)
    assert "items.金额.unit" in entry.inferred
    assert entry.fields["data_attribute"] == "原始数据"
    assert proposed_repairs(ws, release, job) == ()
    after = ws.load(release, Kind.QUALITY, Report)
    assert not {p.code for p in after.problems} & {"mixed-units", "mixed-dates"}
    recipe = ws.load(release, Kind.RECIPE, Recipe)
    assert [t.operator for t in recipe.treatments[-2:]] == ["in-unit", "iso-date"]


def test_the_next_period_is_repaired_by_the_same_recipe(
    ws: Workspace, clerk: Identity, prepare: Bring, projects: Path, tmp_path: Path, job: Job
) -> None:
    release = prepare(projects, "工程名录")
    repair(ws, clerk, release, [p.treatment for p in proposed_repairs(ws, release, job)], job)
    recipe = ws.load(release, Kind.RECIPE, Recipe)
    later = tmp_path / "工程2.csv"
    later.write_text(projects.read_text("utf-8").replace("1万元", "1亿元", 1), "utf-8")
    second = acts.take_in(ws, clerk, later, job)
    treated = acts.desensitize(ws, clerk, second, recipe, job)
    assert treated.table.data["金额"].to_pylist()[0] == "10000"
