"""What an agency sets for its workspace: checked before it counts, sealed, and told by the log."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.core import acts, agency, resources
from app.core.errors import PluginUnknown, RuleInvalid, WorkspaceDamaged
from app.core.jobs import Job
from app.core.model import Findings, Kind
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace

RULE: dict[str, Any] = {
    "id": "plan-names",
    "type": "plan-name",
    "title": {"zh": "计划代号", "en": "plan name"},
    "level": "internal",
    "words": ["青松计划"],
    "treatment": {"operator": "suppress", "reason": "内部代号"},
    "tests": {"match": ["青松计划第二期"], "no_match": ["青松"]},
}


def packs(folder: Path, name: str = "ours", **content: Any) -> Path:
    folder.mkdir(exist_ok=True)
    document = {"pack": name, "version": "1", "source": "本单位"} | content
    (folder / f"{name}.json").write_text(json.dumps(document), encoding="utf-8")
    return folder


def test_its_rules_shape_every_scan_and_recipe(
    ws: Workspace, clerk: Identity, tmp_path: Path, job: Job
) -> None:
    agency.change(ws, clerk, province="zhejiang", packs=packs(tmp_path / "p", rules=[RULE]))
    source = tmp_path / "a.csv"
    source.write_text("编号,备注\n1,青松计划第一期\n2,无\n", encoding="utf-8")
    release = acts.take_in(ws, clerk, source, job)
    findings = ws.load(release, Kind.FINDINGS, Findings)
    assert [f.type for f in findings.columns] == ["plan-name"]
    assert (findings.province, {"ours", "zhejiang"} <= set(findings.packs)) == ("zhejiang", True)
    recipe = acts.propose_recipe(ws, release).recipe
    assert [(t.column, t.operator) for t in recipe.treatments] == [("备注", "suppress")]
    treated = acts.desensitize(ws, clerk, release, recipe, job)
    assert treated.residual.packs.keys() == findings.packs.keys()


def test_they_lie_sealed_and_the_log_names_them(
    ws: Workspace, clerk: Identity, tmp_path: Path
) -> None:
    agency.change(ws, clerk, packs=packs(tmp_path / "p", rules=[RULE]))
    event = ws.events()[-1]
    assert (event["act"], list(event["packs"])) == ("own-rules-set", ["ours"])
    assert ws.verify_log().valid
    for path in ws.folder.rglob("*"):
        assert not path.is_file() or "青松计划".encode() not in path.read_bytes()
    assert [d.rule for d in agency.rules(ws).detectors] == ["plan-names"]
    agency.change(ws, clerk, drop=True)
    assert agency.rules(ws).packs == ()


def test_all_of_it_or_nothing(ws: Workspace, clerk: Identity, tmp_path: Path) -> None:
    bad = RULE | {"tests": {"match": ["青松"], "no_match": ["x"]}}
    with pytest.raises(RuleInvalid, match="plan-names"):
        agency.change(ws, clerk, province="zhejiang", packs=packs(tmp_path / "p", rules=[bad]))
    with pytest.raises(PluginUnknown):
        agency.change(ws, clerk, province="nowhere", packs=packs(tmp_path / "q", rules=[RULE]))
    assert (agency.rules(ws).packs, agency.rules(ws).province) == ((), "national")


def test_a_province_of_its_own_cannot_be_taken_away_while_it_counts(
    ws: Workspace, clerk: Identity, tmp_path: Path
) -> None:
    national = resources.province_packs()["national"].data
    county = {key: national[key] for key in ("title", "openings", "grades", "levels")}
    agency.change(ws, clerk, province="qingxi", packs=packs(tmp_path / "p", "qingxi", **county))
    assert agency.rules(ws).policy().province.id == "qingxi"
    with pytest.raises(PluginUnknown, match="qingxi"):
        agency.change(ws, clerk, drop=True)
    agency.change(ws, clerk, province="national", drop=True)
    assert agency.rules(ws).packs == ()


def test_what_was_altered_is_not_used(ws: Workspace, clerk: Identity, tmp_path: Path) -> None:
    agency.change(ws, clerk, packs=packs(tmp_path / "p", rules=[RULE]))
    ws.set_setting("own-rules", "AAAA" + ws.setting("own-rules")[4:])
    with pytest.raises(WorkspaceDamaged):
        agency.rules(ws)
