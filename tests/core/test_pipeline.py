"""The transition table: what it promises holds for every sequence of acts."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import pipeline
from app.core.approval.persons import Person
from app.core.approval.round import JudgeSends, Round, Signature
from app.core.approval.routes import route
from app.core.errors import ActRefused, ArtefactMissing, RoleRefused, SamePerson
from app.core.model import Card, Kind
from app.core.pipeline import ACTS, PUBLIC, TRANSITIONS, Act, State

ROOT = Path(__file__).resolve().parents[2]
CLERK = Card("张敏", "001", "clerk", "", "")
REVIEWER = Card("李静", "002", "reviewer", "", "")
ROUND = Round(route("one"), frozenset({Person.of(CLERK)}))


def standing_after(acts: list[Act]) -> tuple[State, set[Kind]]:
    """State and artefacts after those of ``acts`` that are admitted, in order."""
    state, standing = State.NEW, set[Kind]()
    for act in acts:
        actor = REVIEWER if act.role is None else CLERK
        try:
            pipeline.admit(act, state, standing, actor, ROUND)
        except (ActRefused, ArtefactMissing):
            continue
        standing = (standing - set(act.invalidates)) | set(act.produces)
        state = act.lands(state)
    return state, standing


@given(st.lists(st.sampled_from(TRANSITIONS), max_size=40))
def test_a_release_is_never_ahead_of_its_proof(acts: list[Act]) -> None:
    state, standing = standing_after(acts)
    if state in (State.APPROVED, State.SEALED, *PUBLIC, State.WITHDRAWN):
        reviewed = {Kind.OUTPUT, Kind.RESIDUAL, Kind.ENTRY, Kind.REQUEST, Kind.CONVERGENCE}
        assert reviewed | {Kind.VERDICT} <= standing
    if state in (*PUBLIC, State.WITHDRAWN):
        assert {Kind.PACKAGE, Kind.RECEIPT, Kind.SKETCH} <= standing


@given(st.lists(st.sampled_from(TRANSITIONS), max_size=40))
def test_the_artefacts_that_stand_have_no_gap_before_them(acts: list[Act]) -> None:
    """Nothing downstream outlives a change upstream; a recheck stands beside the chain."""
    _, standing = standing_after(acts)
    kinds = [kind for kind in Kind if kind is not Kind.RECHECK]
    standing -= {Kind.RECHECK}
    if standing:
        last = max(kinds.index(kind) for kind in standing)
        assert standing == set(kinds[: last + 1])


@pytest.mark.parametrize("act", [act for act in TRANSITIONS if State.APPROVED in act.sources])
def test_what_changes_an_approved_release_voids_the_verdict(act: Act) -> None:
    assert act.id in ("seal", "recheck") or Kind.VERDICT in act.invalidates


def test_every_act_belongs_to_one_step_and_every_state_is_reachable() -> None:
    assert sorted(a for step in pipeline.STEPS for a in step.acts) == sorted(ACTS)
    assert {act.target for act in TRANSITIONS if act.target} | {State.NEW} == set(State)


def test_the_straight_way_leads_through_the_steps_to_the_receipt() -> None:
    walked = []
    for act in ("import", "scan", "desensitize", "catalog", "check", "submit", "approve", "seal"):
        step = pipeline.next_step(ACTS[act].lands(State.NEW))
        assert step is not None
        walked.append(step.id)
    assert walked == [
        "review", "desensitize", "catalog", "quality", "signoff", "signoff", "deliver", "deliver",
    ]  # fmt: skip
    assert {pipeline.next_step(state) for state in PUBLIC} == {None}
    assert pipeline.next_step(State.RETURNED) is not None


def test_refusals_say_why() -> None:
    everything = set(Kind)
    with pytest.raises(ActRefused, match="awaiting review"):
        pipeline.admit(ACTS["seal"], State.SUBMITTED, everything, CLERK)
    with pytest.raises(ArtefactMissing):
        pipeline.admit(ACTS["approve"], State.SUBMITTED, (), REVIEWER, ROUND)
    with pytest.raises(ArtefactMissing):
        pipeline.admit(ACTS["approve"], State.SUBMITTED, everything, REVIEWER)
    with pytest.raises(RoleRefused):
        pipeline.admit(ACTS["approve"], State.SUBMITTED, everything, CLERK, ROUND)
    with pytest.raises(SamePerson):
        own = replace(ROUND, handlers=frozenset({Person.of("002")}))
        pipeline.admit(ACTS["approve"], State.SUBMITTED, everything, REVIEWER, own)
    with pytest.raises(RoleRefused):
        pipeline.admit(ACTS["seal"], State.APPROVED, everything, REVIEWER)
    with pytest.raises(ActRefused):  # one signature is all that this route asks for
        pipeline.admit(ACTS["endorse"], State.SUBMITTED, everything, REVIEWER, ROUND)


@pytest.mark.parametrize("act", [act for act in TRANSITIONS if act.role == "clerk"])
def test_nobody_sends_what_they_judged_under_another_card(act: Act) -> None:
    """Who made the data may send it; who judged may work on it anew, which voids the verdict, or end it."""
    signed = ROUND.sign(Signature.by(REVIEWER, "公开"))
    second = Card("李静", REVIEWER.person, "clerk", "", "")
    pipeline.admit(act, act.sources[0], set(Kind), CLERK, signed)
    if Kind.PACKAGE in act.produces or act.target in PUBLIC:
        with pytest.raises(JudgeSends):
            pipeline.admit(act, act.sources[0], set(Kind), second, signed)
        with pytest.raises(ArtefactMissing):  # where nobody knows who judged, nobody sends
            pipeline.admit(act, act.sources[0], set(Kind), second)
    else:
        pipeline.admit(act, act.sources[0], set(Kind), second, signed)


def test_the_documents_show_the_table_as_it_is() -> None:
    """Mend with: python -m app.core.pipeline"""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert pipeline.diagram() in text
    assert pipeline.table() in text
