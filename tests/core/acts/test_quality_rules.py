"""Quality rules that a workspace keeps: they count from the next check on, and lie sealed."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from app.core import acts, agency
from app.core.errors import ColumnUnknown, ParameterInvalid
from app.core.jobs import Job
from app.core.quality.own.rules import Regex, Rules, Unique
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from tests.core.acts.conftest import Bring


def rules(folder: Path, *told: dict[str, Any]) -> Path:
    path = folder / "规则.json"
    path.write_text(json.dumps({"rules": [{"source": "本局", **one} for one in told]}), "utf-8")
    return path


RANGE = {"kind": "range", "column": "数量", "min": 0, "max": 10}
KEY = {"kind": "foreign-key", "column": "单位", "file": "单位.csv", "reference": "名称"}
ELSEWHERE = {"kind": "not-null", "column": "面积"}


@pytest.fixture
def release(prepare: Bring, tmp_path: Path) -> str:
    source = tmp_path / "名录.csv"
    source.write_text("单位,数量\n甲,1\n乙,99\n丁,3\n", "utf-8")
    (tmp_path / "单位.csv").write_text("名称,电话\n甲,1\n乙,2\n丙,3\n", "utf-8")
    return prepare(source)


def test_kept_rules_count_where_they_concern_the_table(
    ws: Workspace, clerk: Identity, release: str, tmp_path: Path, job: Job
) -> None:
    before = acts.check_quality(ws, clerk, release, job)
    acts.keep_quality_rules(ws, clerk, rules(tmp_path, RANGE, KEY, ELSEWHERE), job)
    (tmp_path / "单位.csv").unlink()  # what is pointed into is kept with the rules
    assert len(acts.quality_rules(ws).rules) == 3
    report = acts.check_quality(ws, clerk, release, job)
    own = {(p.field, p.rows) for p in report.problems if p.code == "own-rule"}
    assert own == {("数量", (2,)), ("单位", (3,))}
    assert "丙" not in ws.setting("quality-rules")
    acts.keep_quality_rules(ws, clerk, None, job)
    assert acts.check_quality(ws, clerk, release, job) == before
    assert ws.verify_log().valid


def test_a_file_that_will_not_do_leaves_what_stood(
    ws: Workspace, clerk: Identity, release: str, tmp_path: Path, job: Job
) -> None:
    acts.keep_quality_rules(ws, clerk, rules(tmp_path, RANGE), job)
    with pytest.raises(ColumnUnknown):
        acts.keep_quality_rules(ws, clerk, rules(tmp_path, KEY | {"reference": "编码"}), job)
    with pytest.raises(ParameterInvalid):
        acts.keep_quality_rules(ws, clerk, rules(tmp_path, {"kind": "other"}), job)
    assert len(acts.quality_rules(ws).rules) == 1


@pytest.mark.parametrize(
    ("form", "start"),
    [("html", b"<!DOCTYPE"), ("pdf", b"%PDF"), ("json", b"{"), ("xlsx", b"PK")],
)
def test_the_report_of_a_release(
    ws: Workspace, release: str, form: acts.Form, start: bytes, job: Job
) -> None:
    assert acts.release_report(ws, release, form, job, "zh").startswith(start)


def test_the_report_of_a_drill_says_so(ws: Workspace, release: str, job: Job) -> None:
    page = acts.release_report(ws, release, "html", job, "zh")
    agency.mark_as_drill(ws)
    assert "演练" not in page.decode()
    assert "演练" in acts.release_report(ws, release, "html", job, "zh").decode()
    paper = PdfReader(io.BytesIO(acts.release_report(ws, release, "pdf", job, "zh")))
    assert "演练" in paper.pages[0].extract_text()


def test_rules_written_here_keep_what_came_with_a_file(
    ws: Workspace, clerk: Identity, release: str, tmp_path: Path, job: Job
) -> None:
    stood = acts.keep_quality_rules(ws, clerk, rules(tmp_path, KEY, ELSEWHERE), job)
    unique = Unique(columns=("单位",), source="本局")
    both = Rules((*stood.rules, unique))
    acts.author_quality_rules(ws, clerk, both)
    assert acts.quality_rules(ws) == both
    key, elsewhere, alone = acts.try_rules(ws, release, both, job)
    assert key is not None
    assert [(one.count, one.rows) for one in key] == [(1, (3,))]
    assert (elsewhere, alone) == (None, ())
    with pytest.raises(ParameterInvalid):
        acts.author_quality_rules(
            ws, clerk, Rules((Regex(column="单位", pattern="(", source="a"),))
        )
    assert acts.quality_rules(ws) == both
    acts.author_quality_rules(ws, clerk, Rules(()))
    assert acts.quality_rules(ws).rules == ()
    assert ws.setting("quality-rules") == ""
    assert ws.verify_log().valid
