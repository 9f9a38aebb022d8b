"""Recipes on the command line: compared, replayed, described, and asked for when they drift."""

import json
from pathlib import Path
from typing import Any

from app.core.model import Anonymity, AskedModel, Ladder, Recipe, ResidualCheck, Treatment
from app.core.trust import canonical
from tests.commands.conftest import Call

CHOSEN = Recipe(
    (Treatment("姓名", "suppress", {}, "不公开"), Treatment("公民身份号码", "suppress", {}, "")),
    columns=("序号", "姓名", "公民身份号码", "乡镇"),
)


def written(path: Path, recipe: Recipe) -> Path:
    path.write_bytes(canonical.pretty(recipe))
    return path


def test_diff(call: Call, tmp_path: Path) -> None:
    old = written(tmp_path / "old.json", CHOSEN)
    new = written(tmp_path / "new.json", Recipe(CHOSEN.treatments[:1], (), CHOSEN.columns))
    assert call("recipe", "diff", old, old) == (0, {"changes": []})
    status, data = call("recipe", "diff", old, new)
    assert status == 1
    assert [(c["subject"], c["name"], c["after"]) for c in data["changes"]] == [
        ("column", "公民身份号码", "原样")
    ]


def test_recipe_of_the_first_version_is_still_read(call: Call, tmp_path: Path) -> None:
    old = tmp_path / "old.json"
    old.write_text(
        json.dumps({"treatments": [{"column": "a", "operator": "mask"}], "version": 1}), "utf-8"
    )
    assert call("recipe", "diff", old, old)[0] == 0


def test_replay_fits_and_asks(call: Call, tmp_path: Path, people_csv: Path) -> None:
    recipe = written(tmp_path / "r.json", CHOSEN)
    status, data = call("recipe", "replay", "--recipe", recipe, people_csv)
    assert (status, data["drift"]) == (0, [])
    text = people_csv.read_text("utf-8").replace("序号", "年度")
    people_csv.write_text(text, "utf-8")
    fitted = tmp_path / "fitted.json"
    status, data = call("recipe", "replay", "--recipe", recipe, people_csv, "-o", fitted)
    assert status == 1
    assert [(d["kind"], d["column"], d["asks"]) for d in data["drift"]] == [("added", "年度", True)]
    assert canonical.read_document(fitted, Recipe).columns[0] == "年度"


def test_a_finding_is_judged_in_a_recipe(call: Call, tmp_path: Path, people_csv: Path) -> None:
    judged = tmp_path / "judged.json"
    name = (people_csv, "--column", "姓名", "--type", "person-name")
    status, data = call(
        "recipe", "judge", *name, "--level", "public", "--reason", "公示", "-o", judged
    )
    assert status == 0
    assert [(one["level"], one["reason"]) for one in data["judgements"]] == [("public", "公示")]
    assert "姓名" not in {t["column"] for t in data["treatments"]}
    status, data = call("apply", people_csv, "--recipe", judged, "-o", tmp_path / "out.csv")
    assert (status, len(data["residual"])) == (0, 1)
    status, data = call("recipe", "judge", *name, "--recipe", judged, "--accept")
    assert [t["operator"] for t in data["treatments"] if t["column"] == "姓名"] == ["mask"]
    status, data = call("recipe", "judge", *name, "--dismiss", "--reason", "公示")
    assert [t["operator"] for t in data["treatments"] if t["column"] == "姓名"] == ["keep"]
    assert call("recipe", "judge", *name, "--level", "public")[1]["error"]["code"]


def test_schema_names_every_part(call: Call) -> None:
    status, data = call("recipe", "schema")
    assert status == 0
    parts: dict[str, Any] = data["$defs"]["Recipe"]["properties"]
    assert set(parts) == set(Recipe.__dataclass_fields__)


def test_apply_says_which_check_fails(call: Call, tmp_path: Path, people_csv: Path) -> None:
    strict = Recipe(CHOSEN.treatments, (ResidualCheck(("乡镇",), 2),))
    recipe = written(tmp_path / "r.json", strict)
    status, data = call("apply", people_csv, "--recipe", recipe, "-o", tmp_path / "out.csv")
    assert status == 1
    assert [(s["k"], s["rows"]) for s in data["shortfalls"]] == [(1, 1)]


def test_apply_brings_the_population_along(call: Call, tmp_path: Path) -> None:
    """Nobody stands twice in the table, but the population has all of them three times."""
    few, all_ = tmp_path / "few.csv", tmp_path / "all.csv"
    lines = [f"甲{n},{20 + n}" for n in range(5)]
    few.write_text("\n".join(["镇,年龄", *lines]), encoding="utf-8")
    all_.write_text("\n".join(["镇,年龄", *(lines * 3)]), encoding="utf-8")
    plan = Anonymity((Ladder("年龄", "age"),), 1, models=(AskedModel("k-map", {"k": 3}),))
    asked = ("apply", few, "--recipe", written(tmp_path / "r.json", Recipe((), anonymity=plan)))
    status, data = call(*asked, "-o", tmp_path / "out.csv")
    assert (status, data["error"]["code"]) == (2, "parameter-invalid")
    status, data = call(*asked, "--population", all_, "-o", tmp_path / "out.csv")
    assert (status, data["rows"]) == (0, 5)
    assert (tmp_path / "out.csv").read_text("utf-8").splitlines() == ["镇,年龄", *lines]


def test_unattended_run_stops_where_last_months_recipe_does_not_fit(
    call: Call, tmp_path: Path
) -> None:
    where = ("--workspace", tmp_path / "own")
    who = ("--organisation", "清溪县文化局", "--organisation-code", "11330000002482090Q")
    call("key", "new", "--name", "张敏", "--person", "001", "--role", "clerk", *who, *where)
    file = tmp_path / "图书.csv"
    file.write_text("名称,图书数量\n博物馆,100\n", encoding="utf-8")
    assert call("review", "new", file, "--as", "张敏", *where)[0] == 0
    file.write_text("名称,图书数量,开放时间\n博物馆,100,全天\n", encoding="utf-8")
    status, data = call("review", "new", file, "--as", "张敏", *where)
    assert (status, data["error"]["code"]) == (1, "drift-unanswered")
    assert "开放时间" in data["error"]["message"]
    assert call("review", "new", file, "--as", "张敏", "--accept-drift", *where)[0] == 0
