"""The command line's contract: JSON on stdout, exit statuses, nothing overwritten unasked."""

import argparse
import csv
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import main
from app import cli
from app.cli import run
from app.core import resources
from app.core.desensitize.operation import operators
from app.core.model import Profile
from app.core.review.detector import detectors
from app.core.workspace.store import Workspace
from app.sandbox.server import Sandbox
from tests.commands.conftest import Call


def test_inspect_tells_what_import_sees(call: Call, people_csv: Path) -> None:
    status, data = call("inspect", people_csv)
    sheet = data["sheets"][0]
    assert (status, data["kind"], data["encoding"]) == (0, "csv", "utf-8")
    assert (sheet["header_rows"], sheet["first_row"], sheet["last_row"]) == ([1], 2, 4)
    assert [column["name"] for column in sheet["columns"]] == [
        "序号",
        "姓名",
        "公民身份号码",
        "乡镇",
    ]
    assert {"name", "type", "nulls", "distinct", "sample"} <= set(sheet["columns"][0])
    assert {"sheets", "hidden", "warnings"} <= set(data)


@pytest.mark.parametrize(
    "before", [["--json"], ["--json", "--lang", "en"], ["--progress", "none", "--json"]]
)
def test_options_of_every_command_may_stand_before_it(
    people_csv: Path, capsys: pytest.CaptureFixture[str], before: list[str]
) -> None:
    assert run([*before, "profile", str(people_csv)]) == 0
    assert len(json.loads(capsys.readouterr().out)["columns"]) == 4


@pytest.mark.parametrize("call", [["inspect"], ["risk", "--qi", "姓名,乡镇"], ["profile"]])
def test_who_reads_chinese_is_told_in_chinese(
    people_csv: Path, capsys: pytest.CaptureFixture[str], call: list[str]
) -> None:
    assert run([*call, str(people_csv), "--lang", "zh"]) == 0
    told = capsys.readouterr().out
    assert "行" in told or "不同的值" in told
    assert not {"rows", "distinct", "header", "prosecutor"} & set(told.replace(":", " ").split())


@pytest.mark.parametrize("call", [["inspect"], ["scan"], ["recipe", "suggest"], ["quality"]])
def test_a_person_reads_words_where_programs_read_codes(
    people_csv: Path, capsys: pytest.CaptureFixture[str], call: list[str]
) -> None:
    run([*call, str(people_csv), "--lang", "zh"])
    told = set(
        re.findall(r"[a-z]+(?:-[a-z]+)*", capsys.readouterr().out.replace(people_csv.stem, ""))
    )
    ids = {*detectors.all(), *operators.all()}  # these are asked for by name
    assert told <= ids, told - ids


def test_a_bug_is_no_answer_and_says_where_and_no_value(
    people_csv: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    number = "110101196101010012"

    def broken(*_: object) -> None:
        raise ValueError(number)

    monkeypatch.setattr("app.commands.tables.inspect_file", broken)
    assert run(["inspect", str(people_csv), "--json"]) == 70
    said = capsys.readouterr()
    assert json.loads(said.out)["error"]["code"] == "unexpected"
    assert "test_cli.py" in said.err and "ValueError" in said.err
    assert "110101" not in said.out + said.err


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "json", "jsonl", "xml", "parquet"])
def test_convert_writes_by_suffix_and_never_over_a_file(
    call: Call, people_csv: Path, tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / f"out.{suffix}"
    status, data = call("convert", people_csv, "-o", out)
    before = out.read_bytes()
    assert status == 0
    assert (data["rows"], data["columns"]) == (3, ["序号", "姓名", "公民身份号码", "乡镇"])
    assert (data["size"], data["sha256"]) == (len(before), hashlib.sha256(before).hexdigest())
    status, data = call("convert", people_csv, "-o", out)
    assert (status, data["error"]["code"]) == (2, "output-exists")
    assert out.read_bytes() == before
    assert call("convert", people_csv, "-o", out, "--force")[0] == 0


def test_convert_in_another_encoding_with_a_guard(call: Call, tmp_path: Path) -> None:
    source, out = tmp_path / "a.csv", tmp_path / "b.csv"
    source.write_text("名称,备注\n甲,=1+1\n乙,-12.5\n", encoding="utf-8")
    options = ["--output-encoding", "gb18030", "--guard"]
    status, data = call("convert", source, "-o", out, *options)
    assert (status, data["guarded"], data["guarded_columns"]) == (0, 1, ["备注"])
    assert out.read_text("gb18030") == "名称,备注\n甲,'=1+1\n乙,-12.5\n"
    status, data = call("convert", source, "-o", tmp_path / "b.xlsx", "--guard")
    assert (status, data["error"]["code"]) == (2, "parameter-invalid")


def test_scan_answers_no_when_something_must_not_leave(call: Call, people_csv: Path) -> None:
    status, data = call("scan", people_csv)
    assert (status, data["gate"]) == (1, "hold")
    found = {column["name"]: [t["type"] for t in column["types"]] for column in data["columns"]}
    assert found["公民身份号码"] == ["resident-id"]
    assert found["乡镇"] == []
    assert data["cells_total"] == 6
    assert data["cells"][0].keys() == {"row", "column", "type", "span", "level"}
    assert "330199194912310020" not in json.dumps(data)


def test_scan_answers_yes_for_a_clean_table(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "clean.csv"
    path.write_text("名称,面积\n图书馆,300\n文化馆,200\n", encoding="utf-8")
    assert call("scan", path)[0] == 0


@pytest.fixture
def patients_csv(tmp_path: Path) -> Path:
    path = tmp_path / "patients.csv"
    rows = ["男,60,甲镇,感冒,90", "男,60,甲镇,肺炎,5", "男,60,甲镇,感冒,5", "女,61,乙镇,感冒,2"]
    path.write_text("\n".join(["性别,年龄,乡镇,病种,费用", *rows]) + "\n", encoding="utf-8")
    return path


def test_risk_gives_its_figures_and_the_rows_behind_them(call: Call, patients_csv: Path) -> None:
    status, data = call("risk", patients_csv, "--qi", "性别, #2,乡镇", "--sensitive", "病种")
    assert status == 0
    assert data["quasi_identifiers"] == ["性别", "年龄", "乡镇"]
    expected = {"rows": 4, "classes": 2, "k": 1, "uniques": 1, "prosecutor_max": 1.0}
    expected |= {"prosecutor_mean": 0.5, "marketer": 0.5, "l": 1, "t": 0.25}
    assert {key: data[key] for key in expected} == pytest.approx(expected)
    assert data["behind"]["uniques"] == [4]
    assert data["linkage"] == []
    assert data["proposed"] == []


def test_risk_against_a_table_that_is_public(call: Call, tmp_path: Path) -> None:
    here, there = tmp_path / "补助.csv", tmp_path / "名单.csv"
    persons = [
        f"{town}镇,19{60 + n % 30}-0{n % 9 + 1}-1{n % 8},{n}"
        for n, town in enumerate("青白红黄" * 12)
    ]
    here.write_text("\n".join(["乡镇,出生日期,金额", *persons]), encoding="utf-8")
    named = [f"{row.rsplit(',', 1)[0]},队员{n}" for n, row in enumerate(persons[:20])]
    there.write_text("\n".join(["乡镇,出生日期,姓名", *named]), encoding="utf-8")
    status, data = call("risk", here, "--qi", "乡镇,出生日期", "--against", there)
    assert status == 1
    link = data["linkage"][0]
    assert link["dataset"] == "名单.csv"
    assert link["rows_made_unique"] > 10
    assert link["message"]


def test_risk_proposes_quasi_identifiers_and_says_why(call: Call, patients_csv: Path) -> None:
    status, data = call("risk", patients_csv, "--lang=en")
    assert (status, data["l"], data["t"]) == (0, None, None)
    assert {"性别", "年龄", "乡镇"} <= set(data["quasi_identifiers"])
    assert "sex" in data["proposed"][0]["reason"]
    status, data = call("risk", patients_csv, "--sensitive", "年龄")
    assert "年龄" not in data["quasi_identifiers"]


def test_risk_of_cells_counts_and_a_population(
    call: Call, patients_csv: Path, tmp_path: Path
) -> None:
    population = tmp_path / "all.csv"
    population.write_text("性别\n" + "男\n" * 30 + "女\n" * 20, encoding="utf-8")
    options = ["--measure", "费用", "--counts", "费用", "--population", population]
    status, data = call("risk", patients_csv, "--qi", "性别", *options)
    assert status == 0
    assert data["journalist"]["max"] == pytest.approx(1 / 20)
    assert data["aggregate"]["by_rule"] == {"small": 1, "dominance": 2, "p-percent": 2}
    assert data["small_counts"] == {"rows": 1, "behind": [4]}


def test_risk_estimates_how_many_of_a_population_are_unique(call: Call, patients_csv: Path) -> None:
    status, data = call("risk", patients_csv, "--qi", "性别,年龄", "--population-size", "40")
    assert (status, data["population"]["size"], data["population"]["fraction"]) == (0, 40, 0.1)
    assert set(data["population"]["uniques"]) == {"zayatz", "snb", "pitman"}
    status, data = call("risk", patients_csv, "--qi", "性别", "--population-size", "3")
    assert (status, data["error"]["code"]) == (2, "parameter-invalid")


def test_risk_refuses_what_makes_no_sense(call: Call, patients_csv: Path, tmp_path: Path) -> None:
    status, data = call("risk", patients_csv, "--qi", "性别,身高")
    assert (status, data["error"]["code"]) == (2, "column-unknown")
    plain = tmp_path / "plain.csv"
    plain.write_text("说明\n一段文字\n另一段文字\n", encoding="utf-8")
    status, data = call("risk", plain)
    assert (status, data["error"]["code"]) == (2, "parameter-invalid")


def test_suggest_apply_and_scan_again(call: Call, people_csv: Path, tmp_path: Path) -> None:
    recipe, out = tmp_path / "r.json", tmp_path / "out.csv"
    assert call("recipe", "suggest", people_csv, "-o", recipe)[0] == 0
    status, data = call("apply", people_csv, "--recipe", recipe, "-o", out)
    assert (status, data["rows"], data["residual"]) == (0, 3, [])
    assert call("scan", out)[0] == 0
    rows = list(csv.reader(out.read_text(encoding="utf-8").splitlines()))
    assert rows[1][:3] == ["1", "王**", "3301991949********"]


def test_apply_says_what_is_left(call: Call, people_csv: Path, tmp_path: Path) -> None:
    recipe = tmp_path / "r.json"
    recipe.write_text('{"treatments": [{"column": "#3", "operator": "hash"}]}', encoding="utf-8")
    status, data = call("apply", people_csv, "--recipe", recipe, "-o", tmp_path / "out.csv")
    assert status == 1
    assert [column["name"] for column in data["residual"]] == ["姓名"]


def test_a_keyed_recipe_gives_the_same_result_again(
    call: Call, people_csv: Path, tmp_path: Path
) -> None:
    recipe = tmp_path / "r.json"
    recipe.write_text('{"treatments": [{"column": "#3", "operator": "hash"}]}', encoding="utf-8")
    for name in ("a.csv", "b.csv"):
        call("apply", people_csv, "--recipe", recipe, "-o", tmp_path / name)
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("inspect", "nowhere.csv"), "file-missing"),
        (("bogus",), "usage"),
        (("scan",), "usage"),
        (("verify", "nowhere.gkp"), "file-missing"),
        (("log", "verify", "--workspace", "nowhere"), "workspace-missing"),
    ],
)
def test_a_wrong_call_is_one_json_error_with_a_hint(
    call: Call, arguments: tuple[str, ...], code: str
) -> None:
    status, data = call(*arguments)
    assert (status, data["error"]["code"]) == (2, code)
    assert data["error"]["message"] and data["error"]["hint"]


def test_messages_come_in_the_language_asked_for(call: Call) -> None:
    assert call("inspect", "nowhere.csv", "--lang", "en")[1]["error"]["message"].isascii()
    assert not call("inspect", "nowhere.csv")[1]["error"]["message"].isascii()


def test_self_check_lists_what_is_installed(call: Call) -> None:
    status, data = call("self-check")
    assert (status, data["ok"]) == (0, True)
    assert {"id": "resident-id", "version": "2"} in data["detectors"]
    assert all(len(pack["sha256"]) == 64 for pack in data["packs"])
    assert {"operators", "exporters", "connectors", "fonts", "crypto"} <= set(data)
    assert {"id": "datapackage", "version": "3"} in data["exporters"]
    assert [model["name"] for model in data["models"]] == ["lac"]


def test_self_check_sees_a_model_that_is_not_what_was_built(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "models" / "lac"
    shutil.copytree(resources.path("models", "lac"), folder)
    with (folder / "weights.npz").open("ab") as file:
        file.write(b"more")
    inside = resources.path
    monkeypatch.setattr(
        resources,
        "path",
        lambda *parts: tmp_path.joinpath(*parts) if parts[0] == "models" else inside(*parts),
    )
    status, data = call("self-check")
    assert (status, data["ok"], data["models"]) == (1, False, [])
    assert "weights.npz" in data["problems"][0]


def test_catalog_new_validate_export(call: Call, people_csv: Path, tmp_path: Path) -> None:
    entry = tmp_path / "e.json"
    assert call("catalog", "new", people_csv, "-o", entry)[0] == 0
    status, data = call("catalog", "validate", entry)
    assert (status, data["valid"]) == (1, False)
    assert {"provider", "provider_code", "theme"} <= {p["field"] for p in data["problems"]}
    assert call("catalog", "export", entry, "-o", tmp_path / "dp.json")[0] == 0
    assert json.loads((tmp_path / "dp.json").read_text(encoding="utf-8"))["resources"] == []


def test_quality_scores_six_dimensions(call: Call, people_csv: Path) -> None:
    status, data = call("quality", people_csv)
    assert status == 0
    assert set(data["dimensions"]) == {
        "completeness",
        "accuracy",
        "consistency",
        "validity",
        "timeliness",
        "accessibility",
    }


def test_a_release_goes_all_the_way(
    call: Call, tmp_path: Path, sandbox: Sandbox, profile: Profile
) -> None:
    table = tmp_path / "设施.csv"
    table.write_text("名称,图书数量\n图书馆,300\n文化馆,200\n", encoding="utf-8")
    where = ("--workspace", tmp_path / "own")
    who = ("--organisation", "清溪县文化局", "--organisation-code", "11330000002482090Q")
    people = (("张敏", "001", "clerk", "p256"), ("李静", "002", "reviewer", "sm2"))
    for name, person, role, suite in people:
        said = ("--name", name, "--person", person, "--role", role, "--suite", suite)
        status, made = call("key", "new", *said, *who, *where)
        assert (status, made["suite"]) == (0, suite)
        card = tmp_path / f"{person}.json"
        assert call("key", "card", name, "-o", card, *where)[0] == 0
    with Workspace.open(tmp_path / "own", "pw") as own:
        sandbox.platform.trust(*own.identities().values())
    status, data = call("review", "new", table, "--as", "张敏", *where)
    assert (status, data["state"]) == (0, "submitted")
    release = data["release"]
    status, data = call("review", "sign", release, "--as", "张敏", "--basis", "条例", *where)
    assert (status, data["error"]["code"]) == (1, "role-refused")
    status, data = call("review", "compare", release, "--as", "李静", "--against", table, *where)
    assert (status, data["gate"]) == (0, "warn")
    assert [each["name"] for each in data["beside"]] == ["设施.csv"]
    status, data = call("review", "sign", release, "--as", "李静", "--basis", "条例", *where)
    assert (status, data["state"]) == (0, "approved")
    assert call("review", "show", release, *where)[1]["convergence"]["gate"] == "warn"
    package = tmp_path / "p.gkp"
    sealed = call(
        "seal", release, "--as", "张敏", "--profile", sandbox.profile, "-o", package, *where
    )
    assert sealed[0] == 0
    assert call("verify", package)[1]["valid"] is True
    check_unpacking(call, package, sandbox, where)
    status, data = call("upload", release, "--profile", sandbox.profile, "--as", "张敏", *where)
    assert (status, data["resumed_from"]) == (0, 0)
    receipt = data["receipt_file"]
    again = call("upload", package, "--profile", sandbox.profile)[1]
    assert again["receipt"] == data["receipt"]
    assert again["bytes_sent"] == 0
    checked = call("verify", receipt, "--package", package, "--profile", sandbox.profile)[1]
    assert (checked["valid"], checked["unchecked"]) == (True, [])
    assert call("status", *where)[1]["releases"][0]["state"] == "delivered"
    nothing = {"outdated": [], "rescanned": [], "withdraw": []}
    assert call("rescan", *where) == (0, nothing)
    status, data = call("rescan", release, "--as", "张敏", *where)
    assert (status, [each["holds"] for each in data["rescanned"]]) == (0, [True])
    away = ("--as", "张敏", "--profile", sandbox.profile, *where)
    status, data = call("withdraw", release, "--reason", "误发", *away)
    assert (status, data["state"]) == (0, "withdrawn")
    assert sandbox.platform.catalog() == []
    assert call("log", "verify", *where)[1]["valid"] is True
    assert call("verify", tmp_path / "own")[1]["valid"] is True


def check_unpacking(call: Call, package: Path, sandbox: Sandbox, where: tuple[object, ...]) -> None:
    """The agency and the platform get the same out of a package; a key of another suite gets nothing."""
    folder = package.parent
    status, own = call("unpack", package, "-o", folder / "own-copy", *where)
    assert (status, "data/data.csv" in own["files"], own["unchecked"]) == (0, True, [])
    key = ("--key", sandbox.platform.folder / "sealing.key")
    trusted = ("--trust", sandbox.platform.folder / "trusted")
    assert call("unpack", package, "-o", folder / "theirs", *key, *trusted) == (0, own)
    other = ("--suite", "sm2-sm4gcm-sm3")
    status, refused = call("unpack", package, "-o", folder / "none", *key, *other)
    assert (status, refused["error"]["code"]) == (1, "suite-refused")
    assert not (folder / "none").exists()


def test_verify_names_the_broken_link(call: Call, package: Path) -> None:
    data = bytearray(package.read_bytes())
    data[len(data) // 2] ^= 1
    package.write_bytes(data)
    status, answer = call("verify", package)
    assert status == 1
    assert [problem["field"] for problem in answer["problems"]] == ["payload"]


def test_without_a_passphrase_the_error_names_the_variable(
    call: Call, ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GONGKAI_PASSPHRASE")
    status, data = call("status", "--workspace", ws.folder)
    assert status == 2
    assert "GONGKAI_PASSPHRASE" in data["error"]["hint"]


def test_human_output_reads_well(people_csv: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["scan", str(people_csv)]) == 1
    out = capsys.readouterr().out
    assert "公民身份号码：公民身份号码（resident-id、个人信息" in out
    assert "330199194912310020" not in out
    assert run(["inspect", "nowhere.csv"]) == 2
    assert "nowhere.csv" in capsys.readouterr().err


@pytest.mark.parametrize("key", [b"", b"ab\n", b"x" * 31])
def test_a_key_that_can_be_guessed_is_refused(
    call: Call, people_csv: Path, tmp_path: Path, key: bytes
) -> None:
    (tmp_path / "key").write_bytes(key)
    recipe, out = tmp_path / "r.json", tmp_path / "out.csv"
    recipe.write_text('{"treatments": [{"column": "#3", "operator": "hash"}]}', encoding="utf-8")
    arguments = ("--recipe", recipe, "--key-file", tmp_path / "key", "-o", out)
    status, data = call("apply", people_csv, *arguments)
    assert (status, data["error"]["code"], out.exists()) == (2, "parameter-invalid", False)


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ('{"treatments": [{"column": "#2", "operator": "mask", "parms": {}}]}', "document-invalid"),
        ('{"treatments": [], "extra": 1}', "document-invalid"),
        (
            '{"treatments": [{"column": "#1", "operator": "suppress"}, {"column": "#2", "operator":'
            ' "suppress"}, {"column": "#3", "operator": "suppress"}, {"column": "#4", "operator":'
            ' "suppress"}]}',
            "parameter-invalid",
        ),
    ],
)
def test_a_recipe_that_means_nothing_is_refused(
    call: Call, people_csv: Path, tmp_path: Path, document: str, code: str
) -> None:
    recipe, out = tmp_path / "r.json", tmp_path / "out.csv"
    recipe.write_text(document, encoding="utf-8")
    status, data = call("apply", people_csv, "--recipe", recipe, "-o", out)
    assert (status, data["error"]["code"], out.exists()) == (2, code, False)


def test_a_second_identity_does_not_change_who_publishes(call: Call, tmp_path: Path) -> None:
    where = ("--workspace", tmp_path / "own")
    first = ("--organisation", "清溪县文化局", "--organisation-code", "11330000002482090Q")
    call("key", "new", "--name", "张敏", "--person", "1", "--role", "clerk", *first, *where)
    other = ("--role", "reviewer", "--organisation", "x")
    call("key", "new", "--name", "李静", "--person", "2", *other, *where)
    with Workspace.open(tmp_path / "own", "pw") as own:
        assert own.setting("provider") == "清溪县文化局"
        assert own.setting("provider_code") == "11330000002482090Q"


def test_a_damaged_database_is_told_as_such(call: Call, ws: Workspace) -> None:
    ws.close()
    (ws.folder / "workspace.db").write_bytes(b"garbage" * 1000)
    for suffix in ("-wal", "-shm"):
        (ws.folder / f"workspace.db{suffix}").unlink(missing_ok=True)
    for arguments in (("log", "verify"), ("status",)):
        status, data = call(*arguments, "--workspace", ws.folder)
        assert (status, data["error"]["code"]) == (2, "workspace-damaged")


def test_a_sandbox_that_cannot_listen_says_so(call: Call, sandbox: Sandbox, tmp_path: Path) -> None:
    port = sandbox.address.rpartition(":")[2]
    for bad in (("--port", port), ("--port", "99999")):
        status, data = call("sandbox", "serve", "--dir", tmp_path / "p2", *bad)
        assert (status, data["error"]["code"]) == (2, "output-unwritable")


def test_a_folder_becomes_a_release_and_the_next_month_follows(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "年报"
    folder.mkdir()
    (folder / "1月.csv").write_text("名称,图书数量\n图书馆,300\n", encoding="utf-8")
    (folder / "2月.csv").write_text("图书数量,名称\n200,文化馆\n", encoding="utf-8")
    march = tmp_path / "3月.csv"
    march.write_text("名称,图书数量\n博物馆,100\n", encoding="utf-8")
    where = ("--workspace", tmp_path / "own")
    who = ("--organisation", "清溪县文化局", "--organisation-code", "11330000002482090Q")
    new = ("key", "new", "--name", "张敏", "--person", "001", "--role", "clerk")
    assert call(*new, *who, *where)[0] == 0
    mine = ("--as", "张敏", *where)
    status, data = call("review", "new", folder, *mine)
    assert (status, data["release"]) == (0, "R0001")
    status, data = call("review", "new", march, "--append", "R0001", *mine)
    assert (status, data["release"]) == (0, "R0002")
    status, data = call("review", "new", march, "--plan-of", "R0002", *mine)
    assert (status, data["release"]) == (0, "R0003")
    out = tmp_path / "out"
    status, data = call("review", "originals", "R0002", "-o", out, *mine)
    assert (status, data["files"]) == (0, ["1月.csv", "2月.csv", "3月.csv"])
    status, data = call("review", "new", folder, "--append", "R0001", *mine)
    assert (status, data["error"]["code"]) == (2, "parameter-invalid")
    april = tmp_path / "4月.csv"
    april.write_text("单位名称,图书数量\n科技馆,50\n", encoding="utf-8")
    next_month = ("review", "new", april, "--append", "R0002", *mine)
    status, data = call(*next_month)
    assert (status, data["error"]["code"]) == (2, "columns-differ")
    status, data = call(*next_month, "--rename", "单位名称=名称")
    assert (status, data["release"]) == (0, "R0004")
    status, data = call("review", "new", april, "--append", "R0004", *mine)
    assert (status, data["release"]) == (0, "R0005")


def test_a_closed_pipe_ends_quietly(people_csv: Path) -> None:
    """As in ``inspect … | head``: nobody reads the answer any more."""
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, main.__file__, "inspect", people_csv]
    ended = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (ended.returncode, ended.stderr) == (141, b"")


@pytest.mark.parametrize("family", cli.FAMILIES)
def test_every_family_has_the_commands_that_it_is_asked_for(family: str) -> None:
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers()
    common = argparse.ArgumentParser(add_help=False)
    import_module(f"app.commands.{family}").add_commands(commands, common)
    assert list(commands.choices) == list(cli.FAMILIES[family])


def test_the_list_of_commands_needs_no_library() -> None:
    told = subprocess.run(
        [sys.executable, "-X", "importtime", main.__file__, "--help"],
        capture_output=True,
        check=True,
    )
    for names in cli.FAMILIES.values():
        for name, purpose in names.items():
            assert name in told.stdout.decode()
            assert purpose in " ".join(told.stdout.decode().split())
    assert b"pyarrow" not in told.stderr
    assert b"app.core.acts" not in told.stderr


def test_no_family_is_left_out() -> None:
    folder = Path(cli.__file__).parent / "commands"
    have = {p.stem for p in folder.glob("*.py") if "def add_commands(" in p.read_text("utf-8")}
    assert set(cli.FAMILIES) == have
