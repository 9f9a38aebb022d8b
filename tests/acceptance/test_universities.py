"""The ministry's list of universities: a real workbook with titles, merged cells and group rows.

It is not part of this project; where the file lies beside it, it must come out equal to its golden
table, and go all the way to a receipt.
"""

import csv
import json
from pathlib import Path

import pytest

from app.cli import run
from app.core import acts
from app.core.jobs import Job
from app.core.model import Findings, Kind, Profile, Recipe
from app.core.pipeline import State
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from app.sandbox.server import Sandbox

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "real"
WORKBOOK = DATA / "moe-universities.xls"
GOLDEN = DATA / "moe-universities-golden.csv"

pytestmark = pytest.mark.skipif(not WORKBOOK.exists(), reason="the workbook is not here")


def test_the_layout_is_found_and_every_text_is_equal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["inspect", str(WORKBOOK), "--json"]) == 0
    sheet = json.loads(capsys.readouterr().out)["sheets"][0]
    assert (sheet["header_rows"], sheet["rows"]) == ([3], 2631)
    assert {row["reason"] for row in sheet["dropped_rows"]} == {"title", "group"}

    assert run(["convert", str(WORKBOOK), "-o", str(tmp_path / "out.csv")]) == 0
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with GOLDEN.open(encoding="utf-8-sig", newline="") as file:
        golden = [row for row in csv.reader(file) if sum(map(bool, row)) > 1]
    assert rows == golden


def test_nothing_in_it_is_sensitive_and_it_goes_all_the_way(
    ws: Workspace, clerk: Identity, reviewer: Identity, sandbox: Sandbox, profile: Profile
) -> None:
    job = Job()
    release = acts.take_in(ws, clerk, WORKBOOK, job)
    findings = ws.load(release, Kind.FINDINGS, Findings)
    assert (findings.gate, findings.columns) == ("clear", ())
    acts.desensitize(ws, clerk, release, Recipe(()), job)
    acts.catalogue(ws, clerk, release, acts.propose_entry(ws, release))
    # The ministry's own slips, and nothing else: a blank behind a department, a prefecture spelled twice.
    slips = acts.check_quality(ws, clerk, release, job).problems
    assert {(slip.field, slip.code, slip.rows, slip.severity) for slip in slips} == {
        ("主管部门", "stray-blanks", (1305,), "warn"),
        ("主管部门", "alike-names", (1305,), "warn"),
        ("所在地", "alike-names", (2399,), "warn"),
    }
    acts.submit(ws, clerk, release, job)
    acts.review(ws, reviewer, release, "公开", "", "")
    acts.seal(ws, clerk, release, profile, job)
    sandbox.platform.trust(clerk.card, reviewer.card)
    acts.deliver(ws, clerk, release, sandbox.profile, job)
    assert ws.release(release).state is State.DELIVERED
