"""The command ``effect``: its keys, its exit status, and what it refuses."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.cli import run

Call = Callable[..., tuple[int, Any]]
KEYS = {
    "level",
    "r_a",
    "r_b",
    "r_c",
    "r",
    "threshold",
    "context",
    "k",
    "passes",
    "utility",
    "sentence",
}


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    def call(*arguments: object) -> tuple[int, Any]:
        capsys.readouterr()
        status = run([*map(str, arguments), "--json"])
        return status, json.loads(capsys.readouterr().out)

    return call


def written(path: Path, rows: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


@pytest.fixture
def original(tmp_path: Path) -> Path:
    rows = [["年龄", "性别", "序号"]]
    rows += [[str(20 + n % 10), "男女"[n % 2], str(n)] for n in range(120)]
    return written(tmp_path / "before.csv", [*rows, ["77", "男", "120"]])


@pytest.fixture
def output(tmp_path: Path) -> Path:
    rows = [["年龄", "性别", "序号"]]
    rows += [
        [f"[{20 + n % 10 // 5 * 5}, {25 + n % 10 // 5 * 5})", "男女"[n % 2], str(n)]
        for n in range(120)
    ]
    return written(tmp_path / "after.csv", rows)


def test_an_output_that_passes(call: Call, original: Path, output: Path) -> None:
    status, data = call("effect", output, "--qi", "年龄,性别", "--before", original)
    assert status == 0
    assert set(data) >= KEYS
    assert (data["level"], data["k"], data["passes"], data["context"]) == (3, 24, True, 1)
    assert (data["r_a"], data["r"], data["threshold"]) == (0, pytest.approx(1 / 24), 0.05)
    assert data["sentence"].endswith("年龄改为五岁一档；去掉 0.8 % 的行。")
    assert data["utility"]["removed"] == 1
    assert data["utility"]["groups"][0]["rows"] == 1
    assert data["utility"]["columns"][1]["same"] == pytest.approx(120 / 121)
    assert "仍是个人信息" in data["law"]


def test_the_original_does_not_pass(call: Call, original: Path) -> None:
    status, data = call("effect", original, "--qi", "年龄,性别", "--mode", "public")
    assert (status, data["level"], data["r"], data["passes"]) == (1, 2, 1, False)
    assert data["utility"] is None
    status, data = call("effect", original, "--qi", "性别", "--mode", "controlled", "--lang=en")
    assert (status, data["level"], data["context"]) == (0, 3, 0.3)
    assert "Nobody has judged" in data["assumptions"]


def test_direct_identifiers_are_level_one(call: Call, people_csv: Path) -> None:
    status, data = call("effect", people_csv, "--qi", "乡镇")
    assert (status, data["level"]) == (1, 1)
    assert {"resident-id", "person-name"} <= {found["type"] for found in data["direct"]}


def test_an_aggregate_is_said_to_be_one(call: Call, tmp_path: Path) -> None:
    rows = [["区域", "人数"], ["青石镇", "1203"], ["白沙乡", "877"]]
    status, data = call("effect", written(tmp_path / "sum.csv", rows), "--qi", "")
    assert (status, data["level"]) == (0, 4)


def test_the_context_and_own_rules(call: Call, output: Path, tmp_path: Path) -> None:
    status, data = call(
        "effect", output, "--qi", "年龄", "--mode", "controlled", "--controls", "high",
        "--motives", "low", "--security", "high", "--prevalence", "0.002",
    )  # fmt: skip
    assert (status, data["assumptions"]) == (0, None)
    assert data["context"] == pytest.approx(1 - 0.998**150)
    rules = tmp_path / "ours.json"
    rules.write_text(
        json.dumps({"pack": "ours", "version": "1", "threshold": {"value": 0.001, "source": "x"}})
    )
    status, data = call("effect", output, "--qi", "年龄", "--rules", rules)
    assert (status, data["level"], data["threshold"]) == (1, 2, 0.001)
    assert "ours" in data["packs"]


def test_quasi_identifiers_are_proposed_where_none_are_named(call: Call, output: Path) -> None:
    status, data = call("effect", output)
    assert status == 0
    assert {"年龄", "性别"} <= set(data["quasi_identifiers"])


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--qi", "身高"], "column-unknown"),
        (["--qi", "年龄,年龄"], "parameter-invalid"),
        (["--qi", "年龄", "--prevalence", "2", "--mode", "enclave"], "parameter-invalid"),
        (["--qi", "年龄", "--rules", "nowhere.json"], "pack-unusable"),
        (["--qi", "年龄", "--mode", "everybody"], "usage"),
    ],
)
def test_refusals(call: Call, output: Path, options: list[str], code: str) -> None:
    status, data = call("effect", output, *options)
    assert (status, data["error"]["code"]) == (2, code)
