"""A dataset over its releases: keys that are lost, keys that point to another dataset, and the trend."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.core import acts
from app.core.jobs import Job
from app.core.model import Entry, Kind, Report
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from tests.core.acts.conftest import Bring

Check = Callable[..., Report]


def schools(folder: Path, name: str, codes: list[str], rank: str = "1") -> Path:
    path = folder / f"{name}.csv"
    lines = [f"{code},{rank}" for code in codes]
    path.write_text("\n".join(["学校编号,等级", *lines]) + "\n", "utf-8")
    return path


@pytest.fixture
def check(ws: Workspace, clerk: Identity, prepare: Bring, job: Job) -> Check:
    """Take in a file of the dataset and check it; its first column is the key."""

    def checked(path: Path) -> Report:
        release = prepare(path, "学校名录")
        entry = ws.load(release, Kind.ENTRY, Entry)
        items = (replace(entry.items[0], key=True), *entry.items[1:])
        acts.catalogue(ws, clerk, release, replace(entry, items=items))
        return acts.check_quality(ws, clerk, release, job)

    return checked


def test_keys_that_the_last_period_had(check: Check, tmp_path: Path) -> None:
    first = check(schools(tmp_path, "一月", ["A1", "A2", "A3", "A4"]))
    assert "lost-keys" not in {p.code for p in first.problems}
    report = check(schools(tmp_path, "二月", ["A1", "A3", "A5"]))
    (lost,) = [p for p in report.problems if p.code == "lost-keys"]
    assert (lost.field, lost.severity, lost.rows) == ("学校编号", "warn", ())
    assert "上期的 2 个主键（共 4 个）" in lost.message.zh
    assert "A2" not in lost.message.zh
    whole = check(schools(tmp_path, "三月", ["A5", "A3", "A1", "A9"]))
    assert "lost-keys" not in {p.code for p in whole.problems}


def test_keys_point_into_what_was_last_made_of_a_dataset(
    ws: Workspace, clerk: Identity, prepare: Bring, tmp_path: Path, job: Job
) -> None:
    told = {
        "kind": "foreign-key",
        "column": "学校编号",
        "dataset": "学校名录",
        "reference": "学校编号",
    }
    rules = tmp_path / "rules.json"
    rules.write_text(json.dumps({"rules": [told | {"source": "本局"}]}), "utf-8")
    acts.keep_quality_rules(ws, clerk, rules, job)
    marks = prepare(schools(tmp_path, "成绩", ["A1", "A7", "A2"], "9"), "成绩")
    broken = [p for p in acts.check_quality(ws, clerk, marks, job).problems if p.code == "own-rule"]
    assert [(p.rows, "学校名录" in p.message.zh) for p in broken] == [((), True)]
    prepare(schools(tmp_path, "名录", ["A1", "A2", "A3"]), "学校名录")
    broken = [p for p in acts.check_quality(ws, clerk, marks, job).problems if p.code == "own-rule"]
    assert [p.rows for p in broken] == [(2,)]


def test_the_trend_is_of_one_dataset_in_order(
    ws: Workspace, clerk: Identity, prepare: Bring, tmp_path: Path, job: Job
) -> None:
    first = prepare(schools(tmp_path, "一月", ["A1", "A2", "A3", "A4"]), "学校名录")
    other = prepare(schools(tmp_path, "别的", ["B1", "B2"]), "别的名录")
    later = prepare(schools(tmp_path, "二月", ["A1", "", "A3"]), "学校名录")
    third = acts.take_in_next(ws, clerk, later, schools(tmp_path, "三月", ["A7"]), job)
    trend = acts.quality_trend(ws, third)
    assert [one.release.id for one in trend] == [later]  # as yet it has no name
    trend = acts.quality_trend(ws, first)
    assert [one.release.id for one in trend] == [first, later]
    assert trend == acts.quality_trend(ws, later)
    assert trend[1].report.score < trend[0].report.score
    assert [one.release.id for one in acts.quality_trend(ws, other)] == [other]
