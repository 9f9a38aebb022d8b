"""Provinces and own rules by the command line: each kind of rule, and errors with their place."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.cli import run
from app.core.workspace.store import Workspace
from tests.commands.conftest import Call

TITLE = {"title": {"zh": "内部编号", "en": "internal number"}, "level": "internal"}
KINDS: dict[str, dict[str, Any]] = {
    "expression": {
        "pattern": r"ZZ[0-9]{6}",
        "tests": {"match": ["见 ZZ202401"], "no_match": ["ZZ12"]},
    },
    "word-list": {
        "words": ["青松计划", "C++(内)"],
        "tests": {"match": ["青松计划二期"], "no_match": ["青松"]},
    },
    "column": {
        "columns": {"words": ["卷宗"], "not": ["卷宗数"]},
        "tests": {"match": ["7"], "no_match": [{"value": "7", "column": "卷宗数"}]},
    },
    "negative-list": {
        "pattern": r"ZZ[0-9]{6}",
        "not": ["作废"],
        "tests": {"match": ["ZZ202401"], "no_match": ["ZZ202401（作废）"]},
    },
}
TABLE = "卷宗,备注\n1,见 ZZ202401 号\n2,ZZ202402（作废）\n3,青松计划\n"
FOUND = {
    "expression": ("备注", 2),
    "word-list": ("备注", 1),
    "column": ("卷宗", 3),
    "negative-list": ("备注", 1),
}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "a.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def packs(tmp_path: Path, *rules: dict[str, Any]) -> Path:
    folder = tmp_path / "packs"
    folder.mkdir(exist_ok=True)
    document = {"pack": "county", "version": "1", "source": "本单位", "rules": list(rules)}
    (folder / "county.json").write_text(json.dumps(document), encoding="utf-8")
    return folder


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_rule(call: Call, tmp_path: Path, source: Path, kind: str) -> None:
    rule = {"id": kind, "type": "internal-number"} | TITLE | KINDS[kind]
    status, data = call("scan", source, "--pack", packs(tmp_path, rule))
    found = {
        column["name"]: told
        for column in data["columns"]
        for told in column["types"]
        if told["type"] == "internal-number"
    }
    name, count = FOUND[kind]
    assert (status, data["gate"], list(found)) == (1, "hold", [name])
    assert (found[name]["count"], found[name]["level"]) == (count, "internal")
    assert len(data["packs"]["county"]) == 64


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_rule_that_fails_its_own_examples_is_not_used(
    call: Call, tmp_path: Path, source: Path, kind: str, language: str
) -> None:
    tests = KINDS[kind]["tests"]
    turned = {"match": tests["no_match"], "no_match": tests["match"]}
    rule = {"id": kind, "type": "internal-number"} | TITLE | KINDS[kind] | {"tests": turned}
    status, data = call("scan", source, "--pack", packs(tmp_path, rule), "--lang", language)
    error = data["error"]
    assert (status, error["code"], error["where"]) == (2, "rule-invalid", {"file": "county.json"})
    assert kind in error["message"]
    assert {"zh": "第 1 个 match 例子", "en": "example 1 of match"}[language] in error["message"]


@pytest.mark.parametrize(
    ("language", "told"), [("zh", "RE2 不接受表达式"), ("en", "RE2 refuses the expression")]
)
def test_an_expression_that_is_not_re2(
    call: Call, tmp_path: Path, source: Path, language: str, told: str
) -> None:
    rule = {"id": "behind", "type": "internal-number"} | TITLE | KINDS["expression"]
    folder = packs(tmp_path, rule | {"pattern": "(?<=号)ZZ"})
    status, data = call("scan", source, "--pack", folder, "--lang", language)
    assert (status, data["error"]["where"]) == (2, {"file": "county.json"})
    assert "behind" in data["error"]["message"]
    assert told in data["error"]["message"]


def test_a_file_that_is_no_pack(call: Call, tmp_path: Path, source: Path) -> None:
    folder = packs(tmp_path)
    (folder / "county.json").write_text('{"pack": "county",\n', encoding="utf-8")
    status, data = call("scan", source, "--pack", folder)
    assert (status, data["error"]["code"]) == (2, "pack-unusable")
    assert data["error"]["where"] == {"file": "county.json", "row": 2}
    assert call("scan", source, "--pack", tmp_path / "nowhere")[0] == 2


def test_the_grade_by_province(call: Call, people_csv: Path) -> None:
    status, national = call("scan", people_csv)
    assert status == 1
    assert (national["province"], national["grade"], national["may"]) == (
        "national", 3, "conditional",
    )  # fmt: skip
    types = [told for column in national["columns"] for told in column["types"]]
    assert {(told["type"], told["grade"]) for told in types} == {
        ("person-name", 3), ("resident-id", 3),
    }  # fmt: skip
    _, zhejiang = call("scan", people_csv, "--province", "zhejiang")
    assert (zhejiang["grade_name"], zhejiang["may_name"]) == ("L3 较敏感", "受限开放")
    _, shanghai = call("scan", people_csv, "--province", "shanghai")
    assert (shanghai["may"], shanghai["may_name"]) == ("not-open", "非开放")
    status, data = call("scan", people_csv, "--province", "atlantis")
    assert (status, data["error"]["code"]) == (2, "plugin-unknown")


def test_the_grade_is_told_to_people(people_csv: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["scan", str(people_csv), "--province", "zhejiang"]) == 1
    assert "级别：L3 较敏感，受限开放" in capsys.readouterr().out


def test_a_recipe_is_applied_by_the_agencys_rules(call: Call, tmp_path: Path, source: Path) -> None:
    rule = {"id": "expression", "type": "internal-number"} | TITLE | KINDS["expression"]
    recipe = tmp_path / "r.json"
    recipe.write_text('{"treatments": []}', encoding="utf-8")
    common = ("apply", source, "--recipe", recipe)
    key = tmp_path / "key"
    key.write_bytes(bytes(range(32)))
    assert call(*common, "--key-file", key, "-o", tmp_path / "1.csv")[0] == 0
    own = ("--pack", packs(tmp_path, rule), "--key-file", key)
    status, data = call(*common, *own, "-o", tmp_path / "2.csv")
    assert (status, [column["name"] for column in data["residual"]]) == (1, ["备注"])


def test_settings_of_a_workspace(
    call: Call, ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ws.new_identity("张敏", "001", "clerk", "清溪县民政局", "a")
    folder = ws.folder
    ws.close()
    monkeypatch.setenv("GONGKAI_PASSPHRASE", "pw")
    monkeypatch.setenv("GONGKAI_KEY_PASSPHRASE", "a")
    at = ("settings", "--workspace", folder)
    status, data = call(*at)
    assert (status, data["province"], data["packs"]) == (0, "national", [])
    assert {"national", "zhejiang", "shanghai"} <= set(data["provinces"])
    assert call(*at, "--province", "zhejiang")[1]["error"]["code"] == "parameter-invalid"
    rule = {"id": "expression", "type": "internal-number"} | TITLE | KINDS["expression"]
    own = packs(tmp_path, rule)
    status, data = call(*at, "--province", "zhejiang", "--pack", own, "--as", "张敏")
    assert (status, data["province"]) == (0, "zhejiang")
    assert [pack["name"] for pack in data["packs"]] == ["county"]
    assert call(*at)[1] == data
    assert call(*at, "--no-pack", "--as", "张敏")[1]["packs"] == []
    status, log = call("log", "--workspace", folder)
    assert [event["act"] for event in log["events"]][-3:] == [
        "own-rules-set", "province-set", "own-rules-set",
    ]  # fmt: skip


def test_the_worked_example_of_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """docs/own-rules.md: the pack loads, and the scan answers as the page says."""
    page = (Path(__file__).resolve().parents[2] / "docs" / "own-rules.md").read_text("utf-8")
    pack, answer = (page.split(fence)[1].split("```")[0] for fence in ("```json\n", "```\n\n```\n"))
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "qingxi.json").write_text(pack, encoding="utf-8")
    source = tmp_path / "台账.csv"
    rows = "备注,卷宗,卷宗数\n见 ZZ202401 号,甲一,1\nZZ202402（作废）,甲二,2\n青松计划二期,乙三,1\n"
    source.write_text(rows, encoding="utf-8")
    options = ["--pack", str(tmp_path / "rules"), "--province", "zhejiang"]
    assert run(["scan", str(source), *options]) == 1
    assert capsys.readouterr().out == answer
