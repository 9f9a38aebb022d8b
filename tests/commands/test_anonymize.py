"""The command ``anonymize``: what acceptance reads, exit statuses, and files."""

import csv
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.cli import run
from app.core.desensitize.anonymize.answer import Answer

Call = Callable[..., tuple[int, Any]]

ROWS = [
    ("31", "甲区", "借书"),
    ("32", "甲区", "还书"),
    ("47", "乙区", "借书"),
    ("48", "乙区", "办证"),
] * 3 + [("75", "丙县", "还书")]
AGES = "\n".join(f"{age};{age // 10}0-{age // 10}9;*" for age in range(100))
DISTRICTS = "甲区;某市;*\n乙区;某市;*\n丙县;某县;*\n"
ERRANDS = "借书;流通;*\n还书;流通;*\n办证;证件;*\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "来馆.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("年龄", "区划", "事项"), *ROWS])
    folder = tmp_path / "层次"
    folder.mkdir()
    (folder / "年龄.csv").write_text(AGES, encoding="utf-8")
    (folder / "来馆_hierarchy_区划.csv").write_text(DISTRICTS, encoding="gb18030")
    (folder / "事项.csv").write_text(ERRANDS, encoding="utf-8")
    return path


@pytest.fixture
def call(source: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    def call(*arguments: object) -> tuple[int, Any]:
        capsys.readouterr()
        fixed = ["anonymize", source, "--hierarchies", source.parent / "层次", "--json"]
        status = run([*map(str, fixed), *map(str, arguments)])
        return status, json.loads(capsys.readouterr().out)

    return call


def rows_of(path: Path) -> list[tuple[str, ...]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in csv.reader(file)]


def test_what_acceptance_reads(call: Call, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    status, data = call("--qi", "年龄,#2", "--k", 3, "--suppression", 0.1, "-o", out)
    assert status == 0
    keys = {"node", "loss", "suppressed", "classes", "checked", "seconds_search"}
    assert keys | {"optimal", "lower_bound"} <= set(data)
    assert (data["node"], data["suppressed"], data["classes"], data["k"]) == ([0, 0], 1, 4, 3)
    assert data["optimal"]
    assert data["lower_bound"] == pytest.approx(data["loss"])
    assert [group["rows"] for group in data["suppressed_groups"]] == [1]
    header, *rows = rows_of(out)
    assert header == ("年龄", "区划", "事项")
    assert rows[-1] == ("*", "*", "还书")
    assert rows[:-1] == ROWS[:-1]
    assert data["sentence"] == "隐去 7.7 % 的行的全部准标识符。"


def test_without_suppression(call: Call, tmp_path: Path) -> None:
    status, data = call("--qi", "年龄,区划", "--k", 3, "-o", tmp_path / "out.csv")
    assert (status, data["suppressed"]) == (0, 0)
    counted = Counter(row[:2] for row in rows_of(tmp_path / "out.csv")[1:])
    assert min(counted.values()) == data["k"] >= 3


def test_rows_may_be_left_out(call: Call, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    status, data = call(
        "--qi", "年龄,区划", "--k", 3, "--suppression", 0.1, "--drop-suppressed", "-o", out
    )
    assert (status, data["rows"]) == (0, 12)
    assert rows_of(out)[1:] == ROWS[:-1]


@pytest.mark.parametrize("distance", ["equal", "hierarchical"])
def test_models_about_a_sensitive_column(call: Call, tmp_path: Path, distance: str) -> None:
    asked = ["--qi", "年龄,区划", "--k", 2, "--sensitive", "事项", "--suppression", 0.1]
    models = ["--l", 2, "--t", 0.4, "--distance", distance]
    status, data = call(*asked, *models, "-o", tmp_path / "out.csv", "--metric", "precision")
    assert status == 0
    _, *rows = rows_of(tmp_path / "out.csv")
    for labels in {row[:2] for row in rows} - {("*", "*")}:
        assert len({row[2] for row in rows if row[:2] == labels}) >= 2
    assert data["metric"] == "precision"


def test_k_not_reached_is_no_and_writes_nothing(call: Call, tmp_path: Path) -> None:
    status, data = call("--qi", "年龄", "--k", 14, "-o", tmp_path / "out.csv")
    assert (status, data["node"], data["loss"], data["optimal"]) == (1, None, None, True)
    assert data["reason"]
    assert not (tmp_path / "out.csv").exists()


def test_an_output_short_of_k_is_never_written(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the search believes, the output's own count decides."""
    monkeypatch.setattr(Answer, "measured", lambda *_: 1)
    status, data = call("--qi", "年龄", "--k", 3, "-o", tmp_path / "out.csv")
    assert (status, data["error"]["code"]) == (1, "anonymity-unreached")
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--qi", "年龄,病", "--k", 2], "column-unknown"),
        (["--qi", "年龄", "--k", 0], "parameter-invalid"),
        (["--qi", "年龄", "--k", 2, "--l", 2], "parameter-invalid"),
        (["--qi", "年龄", "--k", 2, "--l", 9, "--sensitive", "事项"], "parameter-invalid"),
        (["--qi", "年龄,事项", "--k", 2, "--l", 2, "--sensitive", "事项"], "parameter-invalid"),
        (["--qi", "年龄", "--k", 2, "--suppression", 2], "parameter-invalid"),
        (["--qi", "年龄", "--k", 2, "--metric", "beauty"], "usage"),
        (["--qi", "年龄", "--k", 2, "--model", "beauty"], "plugin-unknown"),
        (["--qi", "年龄", "--k", 2, "--model", "beta-likeness:beta=1"], "parameter-invalid"),
        (["--qi", "年龄", "--k", 2, "--model", "average-risk:risk=high"], "parameter-invalid"),
        (["--qi", "年龄", "--k", 2, "--model", "k-map:k=2"], "parameter-invalid"),
        (["--qi", "年龄", "--k", 2, "--model", "k-map:k=2,population=nobody.csv"], "file-missing"),
    ],
)
def test_calls_that_are_wrong(
    call: Call, tmp_path: Path, arguments: list[object], code: str
) -> None:
    status, data = call(*arguments, "-o", tmp_path / "out.csv")
    assert (status, data["error"]["code"]) == (2, code)
    assert not (tmp_path / "out.csv").exists()


def test_an_incomplete_hierarchy_names_the_first_value(call: Call, source: Path) -> None:
    (source.parent / "层次" / "来馆_hierarchy_区划.csv").write_text("甲区;*\n", encoding="utf-8")
    out = source.parent / "out.csv"
    status, data = call("--qi", "区划", "--k", 2, "-o", out, "--lang", "en")
    assert (status, data["error"]["code"]) == (2, "hierarchy-incomplete")
    assert "乙区" in data["error"]["message"]
    assert "2 values" in data["error"]["message"]


def test_an_existing_file_stays(call: Call, tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("mine", encoding="utf-8")
    status, data = call("--qi", "年龄", "--k", 2, "-o", tmp_path / "out.csv")
    assert (status, data["error"]["code"]) == (2, "output-exists")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "mine"


def test_it_reads_well(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, out = source.parent / "层次", source.parent / "out.csv"
    asked = ["anonymize", source, "--hierarchies", folder, "--qi", "年龄,区划", "--k", "3"]
    status = run([*map(str, asked), "--suppression", "0.1", "-o", str(out), "--lang", "en"])
    told = capsys.readouterr().out
    assert status == 0
    assert "1 of 13 rows suppressed" in told
    assert "at least 3 rows a class" in told


def test_what_nobody_asked_for_is_still_looked_at(call: Call, source: Path, tmp_path: Path) -> None:
    lines = source.read_text("utf-8").splitlines()
    numbers = [f"1420000{n:04}" for n in range(len(ROWS))]
    with_phones = [f"{lines[0]},手机号", *map(",".join, zip(lines[1:], numbers, strict=True))]
    source.write_text("\n".join(with_phones), "utf-8")
    status, data = call("--qi", "年龄,区划", "--k", 3, "-o", tmp_path / "out.csv")
    assert status == 1
    assert [column["name"] for column in data["residual"]] == ["手机号"]


def test_sensitive_column_is_published_on_purpose(call: Call, source: Path, tmp_path: Path) -> None:
    text = source.read_text("utf-8").replace("事项", "宗教信仰")
    for illness, faith in (("借书", "佛教"), ("还书", "道教"), ("办证", "伊斯兰教")):
        text = text.replace(illness, faith)
    source.write_text(text, "utf-8")
    asked = ("--qi", "年龄,区划", "--k", 3, "--sensitive", "宗教信仰", "--l", 2)
    status, data = call(*asked, "-o", tmp_path / "out.csv")
    assert status == 0
    assert [column["name"] for column in data["residual"]] == ["宗教信仰"]


def test_illnesses_are_published_only_by_whoever_says_so(
    call: Call, source: Path, tmp_path: Path
) -> None:
    text = source.read_text("utf-8").replace("事项", "病种")
    for errand, illness in (("借书", "流感"), ("还书", "肺炎"), ("办证", "胃炎")):
        text = text.replace(errand, illness)
    source.write_text(text, "utf-8")
    asked = ("--qi", "年龄,区划", "--k", 3, "--suppression", 0.1, "-o", tmp_path / "out.csv")
    status, data = call(*asked)
    assert (status, [column["name"] for column in data["residual"]]) == (1, ["病种"])
    assert call(*asked, "--sensitive", "病种", "--force")[0] == 0


MODELS = (
    "average-risk:risk=0.3",
    "beta-likeness:beta=0.9",
    "delta-disclosure:delta=1,sensitive=#3",
    "distinct-l-diversity:l=3",
    "entropy-l-diversity:l=2.5",
    "equal-t-closeness:t=0.2",
    "hierarchical-t-closeness:t=0.1",
    "k-anonymity:k=4",
    "k-map:k=13",
    "recursive-l-diversity:c=1.2,l=2",
)


@pytest.mark.parametrize("written", MODELS)
def test_further_models(call: Call, source: Path, tmp_path: Path, written: str) -> None:
    """Each asks for more than k alone, which leaves the first level as it is."""
    if written.startswith("k-map"):
        written += f",population={source}"
    asked = ("--qi", "年龄,区划", "--k", 3, "--sensitive", "事项", "--suppression", 0.1)
    status, data = call(*asked, "--model", written, "-o", tmp_path / "out.csv")
    assert status == 0
    assert data["models"] == ["k-anonymity", written.partition(":")[0]]
    assert data["node"] != [0, 0]


def test_ordered_closeness_over_numbers(call: Call, source: Path, tmp_path: Path) -> None:
    asked = ("--qi", "区划", "--k", 3, "--suppression", 0.1, "-o", tmp_path / "out.csv")
    model = "ordered-t-closeness:sensitive=年龄,t=0.2"
    status, data = call(*asked, "--model", model)
    assert (status, data["node"]) == (0, [1])
    status, data = call(*asked, "--model", model.replace("年龄", "事项"), "--force")
    assert (status, data["error"]["code"]) == (2, "parameter-invalid")


def test_models_may_be_given_again(call: Call, tmp_path: Path) -> None:
    asked = ("--qi", "年龄,区划", "--k", 3, "--sensitive", "事项", "--suppression", 0.1)
    models = ("--model", "entropy-l-diversity:l=2", "--model", "beta-likeness:beta=0.9")
    status, data = call(*asked, *models, "-o", tmp_path / "out.csv")
    assert (status, len(data["models"])) == (0, 3)


def test_without_hierarchies_they_begin_with_what_is_suggested(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.csv"
    asked = ["anonymize", str(source), "--qi", "年龄,区划", "--k", "3", "-o", str(out), "--json"]
    assert run(asked) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["beginnings"]["年龄"] == "age"
    assert min(Counter((age, place) for age, place, _ in rows_of(out)[1:]).values()) >= 3

    assert (
        run([*asked, "--force", "--sensitive", "事项", "--t", "0.9", "--distance", "hierarchical"])
        == 2
    )
    assert "事项" in json.loads(capsys.readouterr().out)["error"]["message"]
