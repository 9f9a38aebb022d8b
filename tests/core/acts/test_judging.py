"""What a clerk may make of a finding, and what the log and the reviewer are told of it."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.core import acts
from app.core.errors import ParameterInvalid, PluginUnknown, ResidualFound
from app.core.jobs import Job
from app.core.model import Finding, Findings, Judgement, Kind, Level, Recipe, Treatment
from app.core.review.judged import FindingStands, FindingUnknown
from app.core.trust.identity import Identity
from app.core.workspace import drafts
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


def finding(ws: Workspace, release: str, column: str, kind: Kind = Kind.FINDINGS) -> Finding:
    return next(f for f in ws.load(release, kind, Findings).columns if f.column == column)


def of_column(recipe: Recipe, column: str) -> list[str]:
    return [t.operator for t in recipe.treatments if t.column == column]


def test_accepting_takes_a_dismissal_back_and_is_signed_with_the_recipe(
    ws: Workspace, clerk: Identity, release: str, job: Job
) -> None:
    usual = of_column(acts.applied(ws, release).recipe, "姓名")
    acts.dismiss(ws, clerk, release, "姓名", "均为公示人员")
    draft = acts.accept(ws, clerk, release, "姓名", "person-name")
    assert of_column(draft.recipe, "姓名") == usual
    (said,) = draft.recipe.judgements
    assert said.accepts
    event = ws.events()[-1]
    assert (event["act"], event["column"], event["types"]) == ("accept", "姓名", ["person-name"])
    acts.desensitize(ws, clerk, release, draft.recipe, job)
    assert said in ws.load(release, Kind.RECIPE, Recipe).judgements
    assert acts.dismiss(ws, clerk, release, "姓名", "公示").recipe.judgements == ()


def test_what_is_judged_public_is_published_and_the_reason_goes_along(
    ws: Workspace, clerk: Identity, release: str, job: Job
) -> None:
    draft = acts.reclassify(ws, clerk, release, "姓名", "person-name", "public", " 均为公示人员 ")
    assert of_column(draft.recipe, "姓名") == []
    acts.desensitize(ws, clerk, release, draft.recipe, job)
    left = finding(ws, release, "姓名", Kind.RESIDUAL)
    assert (left.level, left.gate) == ("public", "clear")
    assert "均为公示人员" in left.reasons[-1].zh
    assert "均为公示人员" not in str(ws.events())
    rescanned = acts.recheck(ws, clerk, release, job)
    assert rescanned.holds
    assert ws.verify_log().valid


def test_what_is_judged_graver_has_to_be_treated(
    ws: Workspace, clerk: Identity, release: str, job: Job
) -> None:
    draft = acts.reclassify(
        ws, clerk, release, "姓名", "person-name", "sensitive-personal", "受助人", "health"
    )
    untreated = tuple(t for t in draft.recipe.treatments if t.column != "姓名")
    assert len(untreated) < len(draft.recipe.treatments)
    with pytest.raises(ResidualFound):
        acts.desensitize(ws, clerk, release, replace(draft.recipe, treatments=untreated), job)
    again = acts.suggested(ws, release, draft.recipe.judgements)
    assert of_column(again, "姓名") == of_column(draft.recipe, "姓名")


def test_a_treatment_chosen_by_hand_stays(ws: Workspace, clerk: Identity, release: str) -> None:
    recipe = acts.applied(ws, release).recipe
    others = (t for t in recipe.treatments if t.column != "姓名")
    by_hand = replace(recipe, treatments=(*others, Treatment("姓名", "suppress", {}, "不需要")))
    drafts.keep(ws, release, Kind.RECIPE, acts.Proposal(by_hand))
    draft = acts.reclassify(ws, clerk, release, "姓名", "person-name", "public", "公示")
    assert of_column(draft.recipe, "姓名") == ["suppress"]


def test_a_judgement_is_taken_back(ws: Workspace, clerk: Identity, release: str) -> None:
    before = acts.applied(ws, release).recipe
    acts.reclassify(ws, clerk, release, "姓名", "person-name", "public", "公示")
    after = acts.retract(ws, clerk, release, "姓名", "person-name").recipe
    assert after == before


@pytest.mark.parametrize("level", ["public", "internal"])
def test_what_the_policy_blocks_nobody_lowers(
    ws: Workspace, clerk: Identity, release: str, job: Job, level: Level
) -> None:
    found = ws.load(release, Kind.FINDINGS, Findings)
    blocked = tuple(replace(one, gate="block") for one in found.columns)
    with ws.act("scan", release, clerk.card) as record:
        record.put(Kind.FINDINGS, replace(found, columns=blocked))
    one = blocked[0]
    with pytest.raises(FindingStands):
        acts.reclassify(ws, clerk, release, one.column, one.type, level, "误报")
    smuggled = Judgement(one.column, one.type, one.level, one.type, level, "误报")
    recipe = replace(acts.applied(ws, release).recipe, judgements=(smuggled,))
    with pytest.raises(FindingStands):
        acts.desensitize(ws, clerk, release, recipe, job)


def test_another_level_needs_a_reason_and_a_finding(
    ws: Workspace, clerk: Identity, release: str
) -> None:
    with pytest.raises(ParameterInvalid):
        acts.reclassify(ws, clerk, release, "姓名", "person-name", "public", " ")
    with pytest.raises(FindingUnknown):
        acts.accept(ws, clerk, release, "姓名", "mobile")
    with pytest.raises(PluginUnknown):
        acts.reclassify(ws, clerk, release, "姓名", "person-name", "public", "误报", "nothing")
    assert ws.events()[-1]["act"] == "scan"


def test_judgements_are_replayed_on_the_next_table(
    ws: Workspace, clerk: Identity, release: str, people_csv: Path, job: Job
) -> None:
    draft = acts.reclassify(ws, clerk, release, "姓名", "person-name", "public", "公示")
    acts.desensitize(ws, clerk, release, draft.recipe, job)
    text = people_csv.read_text("utf-8").replace("李芳", "李小芳")
    people_csv.write_text(text, "utf-8")
    following = acts.take_in(ws, clerk, people_csv, job)
    proposal = acts.propose_recipe(ws, following)
    assert proposal.recipe.judgements == draft.recipe.judgements
    assert proposal.drift == ()  # nobody is asked again what was answered
