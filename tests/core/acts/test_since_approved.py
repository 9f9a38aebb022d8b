"""What a reviewer is shown of a new period: all that differs from what was approved, and nothing else."""

from dataclasses import replace
from pathlib import Path

from app.core import acts
from app.core.desensitize.suggest import suggest
from app.core.jobs import Job
from app.core.model import Entry, Findings, Kind, Treatment
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from tests.releases import checked


def test_nothing_was_approved_before(ws: Workspace, submitted: str, job: Job) -> None:
    assert acts.since_approved(ws, submitted, job) is None


def test_the_same_again_differs_in_its_code_only(
    ws: Workspace, clerk: Identity, approved: str, people_csv: Path, job: Job
) -> None:
    again = checked(ws, clerk, people_csv, job)
    found = acts.since_approved(ws, again, job)
    assert found is not None
    assert found.before.id == approved
    assert (found.recipe, found.data) == ((), ())
    same, other = (ws.load(one, Kind.ENTRY, Entry) for one in (approved, again))
    differing = {id for id, value in other.fields.items() if value != same.fields.get(id)}
    assert len(found.entry) == len(differing)


def test_another_treatment_and_another_text_are_told(
    ws: Workspace, clerk: Identity, approved: str, people_csv: Path, job: Job
) -> None:
    release = acts.take_in(ws, clerk, people_csv, job)
    recipe = suggest(ws.load(release, Kind.FINDINGS, Findings))
    column = recipe.treatments[0].column
    gone = Treatment(column, "suppress", {}, "不公开")
    acts.desensitize(
        ws, clerk, release, replace(recipe, treatments=(gone, *recipe.treatments[1:])), job
    )
    entry = acts.propose_entry(ws, release)
    changed = entry.fields | {"theme": "社会救助", "abstract": "另一段摘要"}
    acts.catalogue(ws, clerk, release, replace(entry, fields=changed))
    found = acts.since_approved(ws, release, job)
    assert found is not None
    assert [change.name for change in found.recipe] == [column]
    assert "另一段摘要" in {field.after for field in found.entry}
    assert [(change.kind, change.column) for change in found.data] == [("column-removed", column)]
