"""The commands ``hierarchy``: from a column to a file that ``anonymize`` reads."""

from pathlib import Path

import pytest

from tests.commands.conftest import Call


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    path = tmp_path / "调查.csv"
    rows = [f"{20 + n % 40},窗口{'甲乙丙丁'[n % 4]}" for n in range(120)]
    path.write_text("\n".join(["年龄,窗口", *rows]), "utf-8")
    return path


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    path = tmp_path / "窗口.csv"
    path.write_text("窗口甲;东\n窗口乙;东\n窗口丙;西\n窗口丁;西\n", "utf-8")
    return path


def rows_of(path: Path) -> list[list[str]]:
    return [line.split(";") for line in path.read_text("utf-8").splitlines()]


def test_suggested_then_used(call: Call, survey: Path, tmp_path: Path) -> None:
    folder = tmp_path / "层次"
    folder.mkdir()
    asked = ("hierarchy", "suggest", survey, "--column", "年龄")
    status, data = call(*asked, "-o", folder / "年龄.csv")
    assert (status, data["by"], data["values"]) == (0, data["proposals"][0]["id"], 40)
    assert data["levels"][-1]["groups"] == 1
    status, data = call(*asked, "--by", "width=15", "-o", folder / "年龄.csv", "--force")
    assert [level["groups"] for level in data["levels"]] == [40, 3, 2, 1]
    out = tmp_path / "out.csv"
    status, data = call(
        "anonymize", survey, "--hierarchies", folder, "--qi", "年龄", "--k", 25, "-o", out
    )
    assert (status, data["node"]) == (0, [1])


def test_suggest_writes_nothing_over_a_file(call: Call, survey: Path, tree: Path) -> None:
    before = tree.read_bytes()
    status, data = call("hierarchy", "suggest", survey, "--column", "窗口", "-o", tree)
    assert (status, data["error"]["code"]) == (2, "output-exists")
    assert tree.read_bytes() == before


def test_shown(call: Call, tree: Path) -> None:
    status, data = call("hierarchy", "show", tree)
    assert (status, data["column"]) == (0, "窗口")
    assert [level["groups"] for level in data["levels"]] == [4, 2]


def test_checked_against_a_table(call: Call, survey: Path, tree: Path) -> None:
    status, data = call("hierarchy", "check", tree, survey)
    assert (status, data["complete"], data["top_labels"]) == (1, False, 2)
    tree.write_text("窗口甲;东;*\n窗口乙;东;*\n窗口丙;西;*\n别处;西;*\n", "utf-8")
    status, data = call("hierarchy", "check", tree, survey)
    assert (status, data["missing"], data["unused"]) == (1, 1, 1)


def test_edits_work_one_after_another(call: Call, tree: Path, tmp_path: Path) -> None:
    out = tmp_path / "新.csv"
    edits = ("--move", 0, "窗口乙", "西", "--rename", 1, "西", "其余", "--add-top")
    more = ("--add", "窗口戊", "东", "--add-level", 1, "东=城区")
    status, data = call("hierarchy", "edit", tree, *edits, *more, "-o", out)
    assert status == 0
    assert rows_of(out) == [
        ["窗口甲", "东", "城区", "*"],
        ["窗口乙", "其余", "其余", "*"],
        ["窗口丙", "其余", "其余", "*"],
        ["窗口丁", "其余", "其余", "*"],
        ["窗口戊", "东", "城区", "*"],
    ]
    status, data = call("hierarchy", "edit", out, "--drop-level", 2, "-o", out, "--force")
    assert [level["groups"] for level in data["levels"]] == [5, 2, 1]
    status, data = call(
        "hierarchy", "edit", out, "--merge", 1, "全部", "东", "其余", "-o", out, "--force"
    )
    assert [level["groups"] for level in data["levels"]] == [5, 1, 1]


@pytest.mark.parametrize(
    ("edits", "code"),
    [
        (["--move", 0, "窗口己", "西"], "hierarchy-invalid"),
        (["--move", 7, "窗口甲", "西"], "hierarchy-invalid"),
        (["--move", "x", "窗口甲", "西"], "parameter-invalid"),
        (["--rename", 1, "东", "西"], "hierarchy-invalid"),
        (["--drop-level", 0], "hierarchy-invalid"),
        (["--add-level", 1, "东"], "parameter-invalid"),
        (["--merge", 1, "全部"], "parameter-invalid"),
        (["--add", "窗口甲"], "hierarchy-invalid"),
        (["--add", "戊", "东", "西"], "parameter-invalid"),
    ],
)
def test_an_edit_that_fails_writes_nothing(
    call: Call, tree: Path, tmp_path: Path, edits: list[object], code: str
) -> None:
    out = tmp_path / "新.csv"
    status, data = call("hierarchy", "edit", tree, "--add-top", *edits, "-o", out)
    assert (status, data["error"]["code"]) == (2, code)
    assert not out.exists()
