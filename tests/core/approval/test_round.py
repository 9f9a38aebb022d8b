"""Whatever who does in which order: nothing is approved without the route's persons, in order."""

import copy
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.core import pipeline
from app.core.approval.persons import Person
from app.core.approval.round import OrganisationRefused, Round, RoundOver, Signature, SignedBefore
from app.core.approval.routes import installed, route
from app.core.approval.values import Level, Route
from app.core.errors import GongkaiError, RoleRefused, SamePerson
from app.core.model import Card, Kind, Opinion
from app.core.pipeline import ACTS, TRANSITIONS, Act, State, verdict_act
from app.core.text import Text
from app.core.trust import canonical
from app.core.workspace import event_body
from app.core.workspace.event_body import Actor, Event
from app.core.workspace.replay import Replay

OWN, OTHER = "民政局", "公安局"
PEOPLE = (
    Card("张敏", "001", "clerk", OWN, ""),
    Card("周平", "003", "clerk", OWN, ""),
    Card("张敏", "001", "reviewer", OWN, ""),
    Card("周平", "003", "approver", OWN, ""),
    Card("王强", "004", "head", OWN, ""),
    Card("王强", "004", "reviewer", OWN, ""),
    Card("李静", "002", "reviewer", OWN, ""),
    Card("赵云", "005", "reviewer", OWN, ""),
    Card("吴刚", "006", "approver", OWN, ""),
    Card("郑红", "007", "approver", OWN, ""),
    Card("孙明", "008", "approver", OTHER, ""),
    Card("孙明", "008", "reviewer", OWN, ""),
    Card("何洁", "001", "approver", OTHER, ""),
)
ZHANG, HER_NUMBER = Person("张敏", OWN, "001"), Person("何洁", OTHER, "001")
STRICT = replace(route("two"), escalation=False)
ROUTES = (*installed(), route("one", [OTHER]), route("four", [OTHER]), STRICT)
OPINIONS: tuple[Opinion, ...] = ("公开", "免于公开", "需报审", "退回")
STRAIGHT = ("import", "scan", "desensitize", "catalog", "check", "submit")


class Releases(RuleBasedStateMachine):
    """One release by the transition table, and the log's replay beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.state, self.standing = State.NEW, set[Kind]()
        self.handlers: set[Person] = set()
        self.round: Round | None = None
        self.replay = Replay()
        self.signed: list[tuple[Card, Opinion]] = []

    @initialize(chosen=st.sampled_from(ROUTES), clerk=st.sampled_from(PEOPLE[:2]))
    def take(self, chosen: Route, clerk: Card) -> None:
        self.route = chosen
        self.prepare(clerk)

    @rule(clerk=st.sampled_from(PEOPLE[:2]))
    def prepare(self, clerk: Card) -> None:
        """A clerk goes the straight way, and submits."""
        for id in STRAIGHT:
            self.try_to(ACTS[id], clerk)

    @rule(signer=st.sampled_from(PEOPLE), opinion=st.sampled_from(("公开", *OPINIONS)))
    def sign(self, signer: Card, opinion: Opinion) -> None:
        """Someone gives a verdict; the round tells which act it is."""
        if self.round is not None:
            try:
                act = verdict_act(self.round.sign(Signature.by(signer, opinion)))
            except GongkaiError:
                act = ACTS["approve"]
            self.try_to(act, signer, opinion)

    @rule(opinion=st.sampled_from(("公开", "公开", *OPINIONS)), least=st.integers(0, 1))
    def sign_as_awaited(self, opinion: Opinion, least: int) -> None:
        """Someone of the role that is next in order, so that many rounds come to their end."""
        level = self.round.awaited if self.round else None
        fits = [card for card in PEOPLE if level is not None and card.role == level.role]
        for signer in fits[least:]:
            before = len(self.signed)
            self.sign(signer, opinion)
            if len(self.signed) > before:
                return

    @rule(act=st.sampled_from(TRANSITIONS), actor=st.sampled_from(PEOPLE), data=st.data())
    def anything(self, act: Act, actor: Card, data: st.DataObject) -> None:
        """Anyone tries anything."""
        opinion = data.draw(st.sampled_from(act.opinions)) if act.opinions else None
        self.try_to(act, actor, opinion)

    def try_to(self, act: Act, actor: Card, opinion: Opinion | None = None) -> None:
        event = self.event(act, actor, opinion)
        admitted = self.admits(act, actor, opinion)
        assert copy.deepcopy(self.replay).admits(*event) == admitted
        if admitted:
            self.replay.admits(*event)
            self.do(act, actor, opinion)

    def admits(self, act: Act, actor: Card, opinion: Opinion | None) -> bool:
        try:
            pipeline.admit(act, self.state, self.standing, actor, self.round)
            if opinion is None or self.round is None:
                return True
            return verdict_act(self.round.sign(Signature.by(actor, opinion))) is act
        except GongkaiError:
            return False

    def do(self, act: Act, actor: Card, opinion: Opinion | None) -> None:
        void = {*act.produces, *act.invalidates}
        self.standing = (self.standing - void) | set(act.produces)
        self.state = act.lands(self.state)
        if actor.role == "clerk":
            self.handlers.add(Person.of(actor))
        if opinion is not None and self.round is not None:
            self.round = self.round.sign(Signature.by(actor, opinion))
            self.signed.append((actor, opinion))
        elif Kind.VERDICT in void:
            self.signed = []
            if act.id == "submit":
                self.round = Round(self.route, frozenset(self.handlers))
            elif self.round is not None:
                kept = self.round if Kind.REQUEST in self.standing else None
                self.round = replace(kept, signatures=()) if kept else None

    def event(self, act: Act, actor: Card, opinion: Opinion | None) -> tuple[Event, Actor]:
        who = {"name": actor.name, "person": actor.person, "role": actor.role}
        body = {
            "act": act.id,
            "at": "2026-01-01T00:00:00+00:00",
            "release": "R0001",
            "seq": 1,
            "actor": who | {"organisation": actor.organisation},
            "state": act.lands(self.state).value,
            "produced": {},
            "route": canonical.as_json(self.route),
        }
        said = {} if opinion is None else {"opinion": opinion}
        event, actor, is_canonical = event_body.read(canonical.encode(body | said))
        assert is_canonical
        return event, actor

    @invariant()
    def nothing_is_approved_without_the_persons_of_its_route(self) -> None:
        if self.state not in (State.APPROVED, State.SEALED, State.DELIVERED):
            return
        persons = [Person.of(signer) for signer, _ in self.signed]
        assert len(set(persons)) == len(persons) > 0
        assert self.round is not None  # who seals afterwards had not handled what was reviewed
        for one, other in combinations([*self.round.handlers, *persons], 2):
            assert one.person != other.person or {one, other} == {ZHANG, HER_NUMBER}
            if one.person == other.person:
                assert any(level.organisation == OTHER for level in self.route.levels)
        named = {level.organisation for level in self.route.levels} - {""}
        signers = iter(
            (card.role, card.organisation if card.organisation in named else "")
            for card, _ in self.signed
        )
        for level in self.route.levels:
            for _ in range(0 if level.only_unsure else level.signatures):
                assert (level.role, level.organisation) in signers  # in this order
        opinions = [opinion for _, opinion in self.signed]
        assert opinions[-1] == "公开"
        assert set(opinions) <= {"公开", *(["需报审"] if self.route.escalation else [])}

    @invariant()
    def what_was_refused_is_back_with_the_clerk(self) -> None:
        last = self.signed[-1][1] if self.signed else "公开"
        assert last not in ("退回", "免于公开") or self.state is State.RETURNED


Releases.TestCase.settings = settings(max_examples=80, stateful_step_count=20, deadline=None)
test_releases = Releases.TestCase


def level(role: str, **more: Any) -> Level:
    return Level(Text(role, role), role, 1, **more)  # type: ignore[arg-type]


def opened(*levels: Level, escalation: bool = True) -> Round:
    way = Route("r", Text("路线", "route"), levels, escalation, "0" * 64)
    return Round(way, frozenset({Person("张敏", OWN, "001")}))


def by(person: str, role: str, opinion: Opinion = "公开", organisation: str = OWN) -> Signature:
    return Signature(person, person, role, organisation, opinion)


def test_an_unsure_level_asks_the_next_and_only_then_the_one_for_doubts() -> None:
    way = opened(level("reviewer"), level("approver", only_unsure=True))
    assert way.sign(by("2", "reviewer")).outcome == "approved"
    unsure = way.sign(by("2", "reviewer", "需报审"))
    assert (unsure.outcome, unsure.position.level) == ("awaiting", 2)
    assert unsure.sign(by("3", "approver")).outcome == "approved"
    assert unsure.sign(by("3", "approver", "需报审")).outcome == "returned"


def test_a_doubt_that_the_next_level_has_answered_goes_no_further() -> None:
    way = opened(level("head"), level("reviewer"), level("approver", only_unsure=True))
    assert way.sign(by("2", "head", "需报审")).sign(by("3", "reviewer")).outcome == "approved"


def test_without_escalation_a_doubt_returns() -> None:
    way = opened(level("head"), level("reviewer"), escalation=False)
    assert way.sign(by("2", "head", "需报审")).outcome == "returned"


def test_one_of_two_reviewers_is_not_enough_and_one_refusal_is() -> None:
    way = opened(level("reviewer", signatures=2))
    half = way.sign(by("2", "reviewer"))
    assert (half.outcome, half.position.missing) == ("awaiting", 1)
    assert half.sign(by("3", "reviewer")).outcome == "approved"
    assert way.sign(by("2", "reviewer", "退回")).outcome == "returned"


def test_refusals_say_why() -> None:
    way = opened(level("head"), level("approver", organisation=OTHER))
    with pytest.raises(RoleRefused):
        way.sign(by("2", "approver"))
    with pytest.raises(SamePerson):
        way.sign(by("001", "head"))
    with pytest.raises(OrganisationRefused):
        way.sign(by("2", "head", organisation=OTHER))
    assert way.sign(by("2", "head", organisation="民政局保密办")).position.level == 2
    half = way.sign(by("2", "head"))
    with pytest.raises(OrganisationRefused):
        half.sign(by("3", "approver"))
    with pytest.raises(SignedBefore):
        half.sign(by("2", "approver", organisation=OTHER))
    with pytest.raises(RoundOver):
        half.sign(by("3", "approver", organisation=OTHER)).sign(by("4", "approver"))
