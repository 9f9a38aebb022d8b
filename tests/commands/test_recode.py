"""The command ``recode``: each method keeps its k, on the output's own texts."""

from collections import Counter
from pathlib import Path

import pytest

from tests.commands.conftest import Call


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    path = tmp_path / "调查.csv"
    rows = [f"{'男女'[n % 2]},{20 + n % 30},{'甲乙丙'[n % 3]}" for n in range(120)]
    path.write_text("\n".join(["性别,年龄,意见", *rows, "男,97,甲"]), "utf-8")
    return path


@pytest.mark.parametrize("method", ["mondrian", "relaxed", "cells"])
def test_k_holds(call: Call, survey: Path, tmp_path: Path, method: str) -> None:
    out = tmp_path / "out.csv"
    status, data = call(
        "recode", survey, "--qi", "性别,#2", "--k", 5, "--method", method, "-o", out
    )
    assert (status, data["rows"], data["residual"]) == (0, 121, [])
    shown = Counter(line.rsplit(",", 1)[0] for line in out.read_text("utf-8").splitlines()[1:])
    assert min(shown.values()) >= 5
    assert data["k"] >= 5
    assert sum(data["changed"].values()) > 0


def test_diversity_and_what_cannot_be(call: Call, survey: Path, tmp_path: Path) -> None:
    asked = (
        "recode",
        survey,
        "--qi",
        "性别,年龄",
        "-o",
        tmp_path / "out.csv",
        "--sensitive",
        "意见",
    )
    assert call(*asked, "--k", 4, "--l", 3)[0] == 0
    assert call(*asked, "--k", 4, "--method", "cells", "--force")[0] == 2
    status, data = call(*asked, "--k", 500, "--force")
    assert (status, data["error"]["code"]) == (1, "anonymity-unreached")
