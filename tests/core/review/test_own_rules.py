"""An administrator's own rules: what they find, and which packs are not loaded."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from app.core import resources
from app.core.desensitize.suggest import suggest
from app.core.errors import GongkaiError, PackUnusable, RuleInvalid
from app.core.jobs import Job
from app.core.model import Findings
from app.core.review import own_rules
from app.core.review.scan import scan
from tests.core.review.columns import view
from tests.core.tables import table

GRANT: dict[str, Any] = {
    "id": "grant-number",
    "type": "grant-number",
    "title": {"zh": "资助编号", "en": "grant number"},
    "level": "internal",
    "pattern": r"ZZ\d{6}",
    "not": ["作废"],
    "treatment": {"operator": "suppress", "params": {}, "reason": "内部编号"},
    "tests": {"match": ["ZZ202401", "见 ZZ202402 号"], "no_match": ["ZZ12", "ZZ202403（作废）"]},
}
PLAN: dict[str, Any] = {
    "id": "plan-names",
    "type": "plan-name",
    "title": {"zh": "计划代号", "en": "plan name"},
    "level": "secret",
    "words": ["青松计划"],
    "tests": {"match": ["青松计划第二期"], "no_match": ["青松"]},
}


def folder(path: Path, *rules: dict[str, Any], pack: str = "county") -> Path:
    document = {"pack": pack, "version": "1", "source": "本单位", "rules": list(rules)}
    (path / f"{pack}.json").write_text(json.dumps(document), encoding="utf-8")
    return path


def scanned(path: Path, job: Job, columns: dict[str, list[str]]) -> Findings:
    return scan(table(columns), job, table_digest="x", own=own_rules.load(path))


def test_a_new_type(tmp_path: Path, job: Job) -> None:
    values = ["见 ZZ202401 号", "ZZ202402（作废）", "无"]
    findings = scanned(folder(tmp_path, GRANT), job, {"备注": values})
    (finding,) = findings.columns
    assert (finding.type, finding.level, finding.count) == ("grant-number", "internal", 1)
    assert [cell.span for cell in findings.cells] == [(2, 10)]
    assert findings.gate == "hold"
    assert len(findings.packs["county"]) == 64


def test_words_of_the_secret_level_block_wherever_they_stand(tmp_path: Path, job: Job) -> None:
    path = folder(tmp_path, PLAN)
    assert scanned(path, job, {"备注": ["青松计划"]}).gate == "block"
    assert scanned(path, job, {"青松计划进度": ["1"]}).gate == "block"
    assert scanned(path, job, {"备注": ["青松"]}).gate == "clear"


def test_names_of_columns(tmp_path: Path, job: Job) -> None:
    rule = {
        "id": "badge", "type": "badge", "title": {"zh": "工号", "en": "badge"}, "level": "personal",
        "columns": {"words": ["工号"], "not": ["工号牌"]},
        "tests": {"match": ["17"], "no_match": [{"value": "17", "column": "工号牌数量"}]},
    }  # fmt: skip
    path = folder(tmp_path, rule)
    assert [f.type for f in scanned(path, job, {"职工工号": ["17", "18"]}).columns] == ["badge"]
    assert scanned(path, job, {"编号": ["17", "18"]}).columns == ()


def test_a_type_of_the_program_is_listed_once(tmp_path: Path, job: Job) -> None:
    rule = {
        "id": "short-mail", "type": "email", "pattern": r"[a-z]+#oa",
        "tests": {"match": ["lisi#oa"], "no_match": ["lisi"]},
    }  # fmt: skip
    values = ["a@example.cn", "b@example.cn", "lisi#oa"]
    findings = scanned(folder(tmp_path, rule), job, {"邮箱": values})
    assert [(f.type, f.count) for f in findings.columns] == [("email", 3)]


def test_its_treatment_is_proposed(tmp_path: Path, job: Job) -> None:
    own = own_rules.load(folder(tmp_path, GRANT))
    findings = scan(table({"备注": ["ZZ202401"]}), job, table_digest="x", own=own)
    (treatment,) = suggest(findings, own=own.treatments).treatments
    assert (treatment.column, treatment.operator) == ("备注", "suppress")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"pattern": r"(?<=a)b"}, "RE2"),
        ({"pattern": r"(a)\1"}, "RE2"),
        ({"pattern": "(("}, "RE2"),
        ({"pattern": "a*"}, "empty"),
        ({"pattern": ""}, "needs a pattern"),
        ({"tests": {"match": ["ZZ202401"]}}, "no_match"),
        ({"tests": {"match": ["ZZ1"], "no_match": ["x"]}}, "example 1 of match"),
        (
            {"tests": {"match": ["ZZ202401"], "no_match": ["x", "ZZ202401"]}},
            "example 2 of no_match",
        ),
        ({"level": "top"}, "level"),
        ({"title": None}, "ill-formed"),
        ({"words": "青松"}, "list of texts"),
        ({"type": "secret-mark"}, "marks pack"),
        ({"patern": "x"}, "patern"),
        ({"treatment": {}}, "operator"),
    ],
)
def test_a_rule_that_is_refused_is_named(tmp_path: Path, change: dict[str, Any], told: str) -> None:
    with pytest.raises(RuleInvalid, match="grant-number") as refused:
        own_rules.load(folder(tmp_path, GRANT | change))
    assert told in str(refused.value)


def test_groups_brackets_and_words_with_signs(tmp_path: Path, job: Job) -> None:
    rule = GRANT | {
        "pattern": r"(甲|(?P<x>乙))[(（[:digit:]]+\(", "words": ["C++(内)"],
        "tests": {"match": ["甲(7(", "用C++(内)写"], "no_match": ["甲(7", "C+"]},
    }  # fmt: skip
    findings = scanned(folder(tmp_path, rule), job, {"备注": ["说乙1(了", "用C++(内)写"]})
    assert [cell.span for cell in findings.cells] == [(1, 4), (1, 7)]


def test_folders_without_usable_packs(tmp_path: Path) -> None:
    with pytest.raises(PackUnusable):
        own_rules.load(tmp_path)
    (tmp_path / "x.json").write_text("[]", encoding="utf-8")
    with pytest.raises(PackUnusable):
        own_rules.load(tmp_path)


@pytest.mark.parametrize("pack", ["marks", "mobile"])
def test_names_of_the_program_are_taken(tmp_path: Path, pack: str) -> None:
    with pytest.raises(PackUnusable):
        own_rules.load(folder(tmp_path, GRANT, pack=pack))


def test_two_rules_of_one_id(tmp_path: Path) -> None:
    with pytest.raises(GongkaiError, match="grant-number"):
        own_rules.load(folder(tmp_path, GRANT, GRANT))


def test_a_greedy_expression_takes_no_time(tmp_path: Path) -> None:
    rule = GRANT | {"pattern": r"(x+x+)+y", "tests": {"match": ["xxy"], "no_match": ["xx"]}}
    (detector,) = own_rules.load(folder(tmp_path, rule)).detectors
    start = time.process_time()
    assert detector.examine(view(["x" * 5000])) is None
    assert time.process_time() - start < 1


def write(path: Path, pack: str, **content: Any) -> Path:
    document = {"pack": pack, "version": "1", "source": "本单位"} | content
    (path / f"{pack}.json").write_text(json.dumps(document), encoding="utf-8")
    return path


def test_an_agency_sets_what_a_type_asks_for(tmp_path: Path, job: Job) -> None:
    plates = {"车牌号": ["VA12345", "KB23456"]}
    assert scanned(
        write(tmp_path, "a", gates={"plate": {"secret": "block"}}), job, plates
    ).gate == ("block")
    civil = {"车牌号": ["浙A12345", "浙A23456"]}
    path = write(tmp_path, "a", gates={"plate": "warn"})
    findings = scanned(path, job, civil)
    assert [(f.level, f.gate) for f in findings.columns] == [("personal", "warn")]
    assert findings.gate == "warn"
    assert scanned(path, job, plates).gate == "hold"  # the province opens nothing of this grade
    hidden = {"备注": ["现役，南字第123456号"]}
    assert scanned(write(tmp_path, "a", gates={"military-id": "hold"}), job, hidden).gate == "hold"


@pytest.mark.parametrize(
    ("gates", "told"),
    [
        ({"plate": "stop"}, "plate"),
        ({"plate": {"top": "hold"}}, "plate"),
        ({"plate": "clear"}, "plate"),
        ({"secret-mark": "warn"}, "marks pack"),
        ({"plates": "hold"}, "no such type"),
        (["plate"], "gates"),
    ],
)
def test_gates_that_mean_nothing_are_refused(tmp_path: Path, gates: Any, told: str) -> None:
    with pytest.raises(GongkaiError) as refused:
        own_rules.load(write(tmp_path, "county", gates=gates))
    assert told in str(refused.value)
    assert refused.value.where.file == "county.json"


def test_an_agency_of_a_province_that_is_not_installed(tmp_path: Path, job: Job) -> None:
    national = resources.province_packs()["national"].data
    county = {key: national[key] for key in ("openings", "grades", "levels")}
    county["title"] = {"zh": "清溪县", "en": "Qingxi"}
    county["types"] = [{"type": "vin", "grade": 2, "source": "本单位"}]
    own = own_rules.load(write(tmp_path, "qingxi", **county)).of_province("qingxi")
    source = table({"车架号": ["1M8GDM9AXKP042788"] * 3})
    (finding,) = scan(source, job, table_digest="x", own=own).columns
    assert finding.grade is not None
    assert (finding.type, finding.grade.rank) == ("vin", 2)


def test_a_grade_for_a_type_that_is_not_there_is_refused(tmp_path: Path) -> None:
    county = dict(resources.province_packs()["national"].data) | {
        "types": [{"type": "vni", "grade": 2, "source": "本单位"}]
    }
    county = {key: value for key, value in county.items() if key not in ("pack", "version")}
    with pytest.raises(RuleInvalid, match="vni"):
        own_rules.load(write(tmp_path, "qingxi", **county))


def test_a_pack_that_is_no_json_is_told_by_its_line(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('{"pack": "x",\n oops}', encoding="utf-8")
    with pytest.raises(PackUnusable, match="line 2") as refused:
        own_rules.load(tmp_path)
    assert "第 2 行" in refused.value.told("zh")
