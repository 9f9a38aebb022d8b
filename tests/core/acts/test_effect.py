"""The effect of a release's recipe: before there is an output, and after."""

from pathlib import Path

import pytest

from app.core import acts
from app.core.acts import EffectQuestion
from app.core.errors import ColumnUnknown
from app.core.jobs import Job
from app.core.model import Recipe, Treatment
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace


@pytest.fixture
def release(ws: Workspace, clerk: Identity, tmp_path: Path, job: Job) -> str:
    lines = ["乡镇,性别,年龄"] + [f"青石镇,{'男女'[n % 2]},{30 + n % 10}" for n in range(60)]
    path = tmp_path / "名单.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return acts.take_in(ws, clerk, path, job)


def test_before_and_after_the_recipe(
    ws: Workspace, clerk: Identity, release: str, job: Job
) -> None:
    asked = EffectQuestion(("乡镇", "性别", "年龄"))
    raw = acts.weigh_effect(ws, release, asked, job)
    assert (raw.report.level, raw.report.k, raw.utility) == (2, 6, None)
    recipe = Recipe((Treatment("年龄", "generalise", {"kind": "number", "width": 10}),))
    acts.desensitize(ws, clerk, release, recipe, job)
    treated = acts.weigh_effect(ws, release, asked, job)
    assert (treated.report.level, treated.report.k, treated.report.passes) == (3, 30, True)
    assert treated.utility is not None
    assert treated.utility.sentence.zh == "年龄改为十岁一档。"
    assert "3 级" in treated.sentence.zh
    assert "仍是个人信息" in treated.law.zh


def test_a_column_that_the_recipe_dropped_is_no_quasi_identifier(
    ws: Workspace, clerk: Identity, release: str, job: Job
) -> None:
    recipe = Recipe((Treatment("年龄", "suppress", {}),))
    acts.desensitize(ws, clerk, release, recipe, job)
    with pytest.raises(ColumnUnknown):
        acts.weigh_effect(ws, release, EffectQuestion(("乡镇", "性别", "年龄")), job)
    assert acts.weigh_effect(ws, release, EffectQuestion(("乡镇", "性别")), job).report.passes
