"""What a clerk may make of a finding, and what the log and the reviewer are told of it."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.core import acts
from app.core.acts.judging import FindingStands
from app.core.errors import ParameterInvalid
from app.core.jobs import Job
from app.core.model import Findings, Kind, Recipe
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace


@pytest.fixture
def release(ws: Workspace, clerk: Identity, people_csv: Path, job: Job) -> str:
    return acts.take_in(ws, clerk, people_csv, job)


def test_dismissal_is_a_draft_until_it_is_signed_with_the_recipe(
    ws: Workspace, clerk: Identity, release: str, job: Job
) -> None:
    column = ws.load(release, Kind.FINDINGS, Findings).columns[0].column
    draft = acts.dismiss(ws, clerk, release, column, " 均为公示人员 ")
    (kept,) = (t for t in draft.recipe.treatments if t.column == column)
    assert (kept.operator, kept.reason) == ("keep", "均为公示人员")
    others = acts.applied(ws, release).recipe.treatments
    assert len(draft.recipe.treatments) == len(others)  # nothing else is touched
    assert not ws.has(release, Kind.RECIPE)
    event = ws.events()[-1]
    assert (event["act"], event["of"], event["column"]) == ("dismiss", release, column)
    assert "均为公示人员" not in str(event)
    acts.desensitize(ws, clerk, release, draft.recipe, job)
    assert kept in ws.load(release, Kind.RECIPE, Recipe).treatments
    assert column in {f.column for f in ws.load(release, Kind.RESIDUAL, Findings).columns}


def test_dismissal_needs_a_reason(ws: Workspace, clerk: Identity, release: str) -> None:
    with pytest.raises(ParameterInvalid):
        acts.dismiss(ws, clerk, release, "姓名", "  ")
    assert ws.events()[-1]["act"] != "dismiss"


def test_what_the_policy_blocks_no_clerk_dismisses(
    ws: Workspace, clerk: Identity, release: str
) -> None:
    found = ws.load(release, Kind.FINDINGS, Findings)
    blocked = tuple(replace(finding, gate="block") for finding in found.columns)
    with ws.act("scan", release, clerk) as record:
        record.put(Kind.FINDINGS, replace(found, columns=blocked))
    with pytest.raises(FindingStands):
        acts.dismiss(ws, clerk, release, blocked[0].column, "误报")


def test_who_reveals_is_told_and_the_values_are_not(
    ws: Workspace, clerk: Identity, release: str, job: Job
) -> None:
    finding = ws.load(release, Kind.FINDINGS, Findings).columns[0]
    shown = acts.reveal(ws, clerk, release, finding.column, finding.type)
    table = ws.load_table(release, Kind.TABLE).data[finding.column].to_pylist()
    assert shown
    assert all(table[row - 1] == text for row, text in shown)
    event = ws.events()[-1]
    assert (event["act"], event["column"], event["cells"]) == ("reveal", finding.column, len(shown))
    assert event["actor"]["name"] == clerk.card.name
    assert not any(text in str(event) for _, text in shown)
    assert ws.verify_log().valid
