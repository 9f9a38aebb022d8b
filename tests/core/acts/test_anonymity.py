"""A hierarchy of one's own for a release, and what a trial shows of the first rows."""

from pathlib import Path

import pytest

from app.core import acts
from app.core.errors import HierarchyInvalid
from app.core.jobs import Job
from app.core.model import Anonymity
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace


@pytest.fixture
def release(ws: Workspace, clerk: Identity, tmp_path: Path, job: Job) -> str:
    rows = ["工种,人数", *(f"{one},{n}" for n in range(3) for one in "甲乙丙")]
    source = tmp_path / "工种.csv"
    source.write_text("\n".join([*rows, "丁,9"]), "utf-8")
    return acts.take_in(ws, clerk, source, job)


def hierarchy(folder: Path, *lines: str) -> Path:
    path = folder / "层次.csv"
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_trial_shows_each_row_before_and_after(
    ws: Workspace, release: str, tmp_path: Path, job: Job
) -> None:
    path = hierarchy(tmp_path, "甲;前", "乙;前", "丙;后", "丁;后二")
    own = acts.own_ladder(ws, release, "工种", path)
    assert own.fits
    assert any("3" in said.to("zh") for said in own.told)  # labels on the last level
    trial = acts.try_anonymity(ws, release, Anonymity((own.ladder,), 3, suppression=0.1), job)
    before = [row for (row,), _ in trial.example]
    assert before == [*"甲乙丙" * 3, "丁"]
    assert trial.example[-1][1] is None
    assert [after for _, after in trial.example if after] == [(one,) for one in "甲乙丙" * 3]
    coarser = acts.try_anonymity(ws, release, Anonymity((own.ladder,), 6, suppression=0.4), job)
    assert [after for _, after in coarser.example[:3]] == [("前",), ("前",), None]


def test_a_missing_value_is_told_and_does_not_fit(
    ws: Workspace, release: str, tmp_path: Path
) -> None:
    own = acts.own_ladder(ws, release, "工种", hierarchy(tmp_path, "甲;*", "乙;*", "丙;*"))
    assert not own.fits
    assert "丁" in own.told[0].to("zh")
    with pytest.raises(HierarchyInvalid):
        acts.own_ladder(ws, release, "工种", hierarchy(tmp_path, "甲;*", "甲;*"))


def test_columns_without_a_built_in_hierarchy_are_offered_too(
    ws: Workspace, release: str, job: Job
) -> None:
    found = {one.column: one for one in acts.climbable(ws, release, job)}
    assert found["工种"].ladders == ()
    assert not found["工种"].proposed
    assert found["人数"].ladders
