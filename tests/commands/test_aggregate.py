"""The command ``aggregate``: three ways to publish counts, and what it refuses."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.cli import run

Call = Callable[..., tuple[int, Any]]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    def call(*arguments: object) -> tuple[int, Any]:
        capsys.readouterr()
        status = run([*map(str, arguments), "--json"])
        return status, json.loads(capsys.readouterr().out)

    return call


@pytest.fixture
def persons(tmp_path: Path) -> Path:
    towns = {"青石镇": (12, 9), "白沙乡": (8, 2), "高田乡": (15, 11)}
    rows = [(town, sex) for town, sizes in towns.items() for sex, n in zip("男女", sizes, strict=True)
            for _ in range(n)]  # fmt: skip
    path = tmp_path / "persons.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("乡镇", "性别"), *rows])
    return path


def read(path: Path) -> dict[tuple[str, str], str]:
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    assert head == ["乡镇", "性别", "计数"]
    return {(town, sex): count for town, sex, count in rows}


def test_small_counts_are_hidden_with_what_gives_them_away(
    call: Call, persons: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.csv"
    status, data = call("aggregate", persons, "--by", "乡镇,性别", "--least", 5, "-o", out)
    assert (status, data["primary"], data["secondary"], data["cells"]) == (0, 1, 3, 12)
    counts = read(out)
    assert counts["白沙乡", "女"] == ""
    assert counts["白沙乡", "合计"] == "10"
    assert sum(count == "" for count in counts.values()) == 4
    assert "隐去 1 个小于 5 的计数" in data["sentence"]


def test_rounded_counts_add_up(call: Call, persons: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    assert call("aggregate", persons, "--by", "乡镇,性别", "--round", 5, "-o", out)[0] == 0
    counts = {key: int(count) for key, count in read(out).items()}
    assert not any(count % 5 for count in counts.values())
    for town in ("青石镇", "白沙乡", "高田乡", "合计"):
        assert counts[town, "男"] + counts[town, "女"] == counts[town, "合计"]


def test_noise_states_its_epsilon(call: Call, persons: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    status, data = call(
        "aggregate", persons, "--by", "#1", "--epsilon", "1/2", "-o", out, "--lang=en"
    )
    assert status == 0
    assert "ε = 0.5" in data["sentence"]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--by", "乡镇", "--epsilon", "x"], "parameter-invalid"),
        (["--by", "乡镇", "--epsilon", "0"], "parameter-invalid"),
        (["--by", "乡镇", "--round", "0"], "parameter-invalid"),
        (["--by", "乡镇,乡镇", "--least", "3"], "parameter-invalid"),
        (["--by", "身高", "--least", "3"], "column-unknown"),
        (["--by", "乡镇"], "usage"),
        (["--by", "乡镇", "--least", "3", "--round", "5"], "usage"),
    ],
)
def test_refusals_write_nothing(
    call: Call, persons: Path, tmp_path: Path, options: list[str], code: str
) -> None:
    out = tmp_path / "out.csv"
    status, data = call("aggregate", persons, *options, "-o", out)
    assert (status, data["error"]["code"]) == (2, code)
    assert not out.exists()
