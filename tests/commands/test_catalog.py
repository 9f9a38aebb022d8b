"""The catalog on the command line: platforms' rules, every format, and a workbook in and out."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from app.core import acts
from app.core.catalog.format import formats
from app.core.catalog.workbook.template import template
from app.core.catalog.workbook.writer import write_workbook
from app.core.jobs import Job
from app.core.model import Entry
from app.core.trust import canonical
from app.core.workspace.store import Workspace
from tests.commands.conftest import Call
from tests.core.catalog.test_validate import GOOD
from tests.core.catalog.workbook.test_workbook import entry
from tests.releases import checked

LAW = "政府信息公开条例第十{}条"


def coded(number: int) -> Entry:
    """An entry with a code of its own."""
    told = entry(number)
    return replace(told, fields=told.fields | {"code": f"301/{number + 1:06d}"})


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "entry.json"
    path.write_bytes(canonical.pretty(GOOD))
    return path


def test_each_platform_answers_for_itself(call: Call, good: Path) -> None:
    assert call("catalog", "validate", good)[1]["valid"] is True
    status, data = call("catalog", "validate", good, "--profile", "zhejiang")
    assert (status, data["valid"]) == (1, False)
    assert {"data_level", "spatial_scope"} <= {problem["field"] for problem in data["problems"]}
    assert all("lishui.gov.cn" in problem["source"] for problem in data["problems"])
    status, data = call("catalog", "validate", good, "--profile", "mars")
    assert (status, data["error"]["code"]) == (2, "plugin-unknown")


def test_what_has_one_way_out_says_it(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "entry.json"
    wrong = replace(GOOD, fields=GOOD.fields | {"open_to_public": "否", "abstract": ""})
    path.write_bytes(canonical.pretty(wrong))
    status, data = call("catalog", "validate", path)
    fixes = {problem["field"]: problem["fix"] for problem in data["problems"]}
    assert status == 1
    assert fixes == {"open_to_public": {"open_to_public": "是"}, "abstract": None}
    assert all(problem["source"] for problem in data["problems"])


@pytest.mark.parametrize("id", formats.all())
def test_every_format_is_written(call: Call, good: Path, tmp_path: Path, id: str) -> None:
    out = tmp_path / "out"
    status, data = call("catalog", "export", good, "--format", id, "-o", out)
    assert (status, data["bytes"]) == (0, out.stat().st_size)
    assert call("catalog", "export", good, "--format", id, "-o", out)[0] == 2


def test_workbook_comes_in_whole_or_not_at_all(call: Call, tmp_path: Path) -> None:
    book, out, report = (tmp_path / name for name in ("a.xlsx", "entries.json", "marked.xlsx"))
    book.write_bytes(write_workbook([entry(n) for n in range(5)]))
    filled = openpyxl.load_workbook(book)
    filled[template().entries.sheet]["K5"] = "每时"
    filled.save(book)
    before = book.read_bytes()
    status, data = call("catalog", "import", book, "-o", out, "--report", report)
    assert (status, data["valid"], data["entries"]) == (1, False, 5)
    assert [(p["cell"], p["field"]) for p in data["problems"]] == [("K5", "update_cycle")]
    assert not out.exists()
    assert openpyxl.load_workbook(report)[template().entries.sheet]["K5"].comment is not None
    assert book.read_bytes() == before
    filled[template().entries.sheet]["K5"] = "每年"
    filled.save(book)
    status, data = call("catalog", "import", book, "-o", out)
    assert (status, data["valid"], data["problems"]) == (0, True, [])
    assert [e.fields["name"] for e in canonical.decode(out.read_bytes(), list[Entry], "")] == [
        f"名录{n}" for n in range(5)
    ]


def test_register_and_indicators(call: Call, tmp_path: Path) -> None:
    where = ("--workspace", tmp_path / "own")
    who = ("--organisation", "清溪县教育局", "--organisation-code", "11330000002482090Q")
    call("key", "new", "--name", "张敏", "--person", "001", "--role", "clerk", *who, *where)
    book = tmp_path / "a.xlsx"
    book.write_bytes(write_workbook([coded(n) for n in range(12)]))
    assert call("catalog", "import", book, "--as", "张敏", *where)[0] == 0
    status, data = call("kpi", *where)
    assert status == 1
    told = {one["id"]: one["value"] for one in data["indicators"]}
    assert (told["datasets"], told["domains_reached"], told["api"]) == (12, 1, 0)
    assert data["by_domain"]["教育文化"] == 12


def test_what_is_not_opened_is_judged_anew(call: Call, tmp_path: Path) -> None:
    where = ("--workspace", tmp_path / "own")
    who = ("--organisation", "清溪县教育局", "--organisation-code", "11330000002482090Q")
    call("key", "new", "--name", "张敏", "--person", "001", "--role", "clerk", *who, *where)
    kept = {"open_type": "不予开放", "open_to_public": "否", "not_open_basis": LAW.format("五")}
    with Workspace.open(tmp_path / "own", "pw") as ws:
        acts.register(ws, ws.unlock("张敏", "a"), [replace(GOOD, fields=GOOD.fields | kept)])
        with ws.recording("none", ws.identity("张敏")) as db:
            db.execute("UPDATE register SET judged = '2020-01-01T04:00:00+00:00'")
    status, data = call("catalog", "reevaluate", *where)
    (one,) = data["kept_back"]
    assert status == 1
    assert (one["judged"], one["due"], one["basis"]) == (
        "2020-01-01",
        "2021-01-01",
        LAW.format("五"),
    )
    assert call("kpi", *where)[1]["reevaluate"] == data["kept_back"]
    judging = ("catalog", "reevaluate", one["name"], "--as", "张敏", *where)
    assert call(*judging, "--basis", "其他")[0] == 2
    status, data = call(*judging, "--basis", LAW.format("四"))
    assert (status, data["kept_back"][0]["basis"]) == (0, LAW.format("四"))
    assert call("kpi", *where)[1]["reevaluate"] == []


def test_codes_over_a_workspace(call: Call, tmp_path: Path, people_csv: Path) -> None:
    where = ("--workspace", tmp_path / "own")
    who = ("--organisation", "清溪县教育局", "--organisation-code", "11330000002482090Q")
    call("key", "new", "--name", "张敏", "--person", "001", "--role", "clerk", *who, *where)
    status, data = call("catalog", "code", *where)
    assert (status, data) == (0, {"next": "301/000001", "collisions": []})
    book = tmp_path / "a.xlsx"
    book.write_bytes(write_workbook([entry(n) for n in range(2)]))
    into = ("catalog", "import", book, "--as", "张敏", *where)
    status, data = call(*into)
    assert (status, [p["code"] for p in data["problems"]]) == (1, ["code-taken"] * 2)
    book.write_bytes(write_workbook([coded(0)]))
    assert (call(*into)[0], call(*into)[0]) == (0, 0)  # the same resource keeps its code
    book.write_bytes(
        write_workbook([replace(coded(0), fields=coded(0).fields | {"name": "另一个"})])
    )
    status, data = call(*into)
    assert (status, [p["code"] for p in data["problems"]]) == (1, ["code-taken"])
    with Workspace.open(tmp_path / "own", "pw") as ws:  # as earlier builds let it happen
        acts.register(ws, ws.unlock("张敏", "a"), [entry(n) for n in range(2)])
    status, data = call("catalog", "code", *where, "--class", "302")
    assert (status, data["next"]) == (1, "302/000001")
    assert data["collisions"] == [{"code": "301/000001", "names": ["名录0", "名录1"]}]
    assert call("catalog", "new", people_csv, *where)[1]["fields"]["code"] == "301/000002"
    assert call("catalog", "code", *where, "--class", "30")[0] == 2


def test_quality_by_own_rules_with_a_report(call: Call, tmp_path: Path, people_csv: Path) -> None:
    rules = tmp_path / "rules.json"
    rules.write_text(
        '{"rules": [{"kind": "set", "column": "乡镇", "values": ["青石镇"], "source": "本局"}]}',
        "utf-8",
    )
    out = tmp_path / "report.html"
    status, data = call("quality", people_csv, "--rules", rules, "-o", out)
    assert status == 0
    assert [(p["field"], p["rows"]) for p in data["problems"] if p["code"] == "own-rule"] == [
        ("乡镇", [2])
    ]
    assert "李芳" not in out.read_text("utf-8")
    paper = tmp_path / "report.pdf"
    assert call("quality", people_csv, "-o", paper)[0] == 0
    assert paper.read_bytes().startswith(b"%PDF")
    assert call("quality", people_csv, "-o", tmp_path / "a.doc")[0] == 2
    assert call("quality", people_csv, "-o", out)[0] == 2


def test_what_differs_from_the_last_period(call: Call, tmp_path: Path, people_csv: Path) -> None:
    assert call("drift", people_csv, people_csv, "--key", "序号")[0] == 0
    later = tmp_path / "2月.csv"
    text = people_csv.read_text("utf-8").replace("乡镇", "所属乡镇").replace("李芳", "李芬")
    later.write_text(text, "utf-8")
    status, data = call("drift", people_csv, later, "--key", "序号")
    assert status == 1
    assert [(c["kind"], c["column"], c["before"]) for c in data["changes"]] == [
        ("column-renamed", "所属乡镇", "乡镇")
    ]
    assert (data["rows"]["same"], data["rows"]["changed"]) == (2, [2])


def test_the_trend_of_a_dataset(call: Call, tmp_path: Path, people_csv: Path) -> None:
    folder, job = tmp_path / "own", Job()
    with Workspace.create(folder, "pw") as ws:
        clerk = ws.new_identity("张敏", "001", "clerk", "清溪县教育局", "a")
        ws.set_setting("provider", "清溪县教育局")
        ws.set_setting("provider_code", "11330000002482090Q")
        releases = [checked(ws, clerk, people_csv, job) for _ in range(2)]
    status, data = call("trend", releases[0], "--workspace", folder)
    assert (status, data["fell"]) == (0, False)
    assert [one["release"] for one in data["trend"]] == releases
    assert len(data["trend"][0]["dimensions"]) == 6
    drawn, paper = tmp_path / "trend.html", tmp_path / "trend.pdf"
    for out, start in ((drawn, b"<!DOCTYPE"), (paper, b"%PDF")):
        assert call("trend", releases[1], "--workspace", folder, "-o", out)[0] == 0
        assert out.read_bytes().startswith(start)
    assert "<svg" in drawn.read_text("utf-8")
    assert call("trend", releases[0], "--workspace", folder, "-o", drawn)[0] == 2
    again = call("trend", releases[0], "--workspace", folder, "-o", drawn, "--force")
    assert again[0] == 0
    assert "<svg" not in drawn.read_text("utf-8")  # of the first alone there is no trend
    assert call("trend", "R0009", "--workspace", folder)[0] == 2
