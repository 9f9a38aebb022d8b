"""Verdicts given apart come together in any order, or the conflict is named."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.approval.persons import Person
from app.core.approval.routes import route
from app.core.errors import ChainBroken
from app.core.handover.errors import (
    NotAwaited,
    OtherReport,
    RequestChanged,
    TwoOpinions,
    VerdictConflict,
)
from app.core.handover.merging import joined
from app.core.model import Envelope
from app.core.signoff.verdict import Said, give_verdict, request_review
from app.core.trust import canonical
from app.core.trust.identity import Identity
from app.core.trust.statements import CLAIMED

OWN = "民政局"
CLERK = Identity.new("张敏", "001", "clerk", OWN)
FIRST = Identity.new("李静", "002", "reviewer", OWN)
SECOND = Identity.new("赵云", "005", "reviewer", OWN)
THIRD = Identity.new("孙明", "008", "reviewer", OWN)
CARDS = [each.card for each in (CLERK, FIRST, SECOND, THIRD)]
LINKS = canonical.chain({kind: canonical.digest(kind.value) for kind in CLAIMED})
AT = "2026-01-01T00:00:00+00:00"


def said(opinion: str = "公开", weighed: str = "c" * 64) -> Said:
    return Said(opinion, "条例第十三条", "", weighed)  # type: ignore[arg-type]


def asked(at: str = AT) -> Envelope:
    return request_review("R0001", LINKS, [Person.of("001")], route("two-reviewers"), CLERK, at)


REQUEST = asked()


def merged(arrived: Sequence[Envelope]) -> tuple[tuple[Envelope, ...], list[VerdictConflict]]:
    """What stands after all have arrived, and what did not."""
    standing: tuple[Envelope, ...] = ()
    conflicts = []
    for envelope in arrived:
        if envelope in standing:
            continue
        try:
            joined(REQUEST, standing, envelope, CARDS)
            standing = (*standing, envelope)
        except VerdictConflict as conflict:
            conflicts.append(conflict)
    return standing, conflicts


APART = [give_verdict(REQUEST, (), said(), each, AT) for each in (FIRST, SECOND)]


@given(st.lists(st.sampled_from(APART), max_size=8))
def test_two_who_knew_nothing_of_each_other_come_to_the_same(arrived: list[Envelope]) -> None:
    standing, conflicts = merged(arrived)
    assert not conflicts
    assert set(map(canonical.digest, standing)) == set(map(canonical.digest, arrived))
    if len(standing) == 2:
        last = joined(REQUEST, standing[:1], standing[1], CARDS)
        assert last.round.outcome == "approved"


def test_a_higher_level_does_not_mind_in_which_order_the_lower_one_came() -> None:
    way = route("three")
    two = replace(way.levels[1], signatures=2)
    longer = replace(way, levels=(way.levels[0], two, way.levels[2]))
    request = request_review("R0001", LINKS, [Person.of("001")], longer, CLERK, AT)
    head = Identity.new("王强", "004", "head", OWN)
    leader = Identity.new("吴刚", "006", "approver", OWN)
    cards = [*CARDS, head.card, leader.card]
    first = give_verdict(request, (), said(), head, AT)
    pair = [give_verdict(request, (first,), said(), each, AT) for each in (FIRST, SECOND)]
    last = give_verdict(request, (first, *pair), said(), leader, AT)
    for order in itertools.permutations(pair):
        assert joined(request, (first, *order), last, cards).round.outcome == "approved"
    with pytest.raises(NotAwaited):
        joined(request, (first, pair[0]), last, cards)


def test_each_conflict_has_its_name_and_changes_nothing() -> None:
    yes = APART[0]
    no = give_verdict(REQUEST, (), said("退回"), FIRST, AT)
    for one, other in itertools.permutations((yes, no)):
        with pytest.raises(TwoOpinions):
            joined(REQUEST, (one,), other, CARDS)
    stale = give_verdict(asked("2026-01-02T00:00:00+00:00"), (), said(), SECOND, AT)
    with pytest.raises(RequestChanged):
        joined(REQUEST, (yes,), stale, CARDS)
    with pytest.raises(OtherReport):
        joined(
            REQUEST, (yes,), give_verdict(REQUEST, (), said(weighed="d" * 64), SECOND, AT), CARDS
        )
    with pytest.raises(NotAwaited):  # somebody has returned it, or everyone has signed
        joined(REQUEST, (no,), APART[1], CARDS)
    with pytest.raises(NotAwaited):
        joined(REQUEST, tuple(APART), give_verdict(REQUEST, (), said(), THIRD, AT), CARDS)


def test_a_stranger_is_no_conflict_but_a_broken_chain() -> None:
    stranger = Identity.new("钱七", "010", "reviewer", OWN)
    with pytest.raises(ChainBroken, match="trusted"):
        joined(REQUEST, (), give_verdict(REQUEST, (), said(), stranger, AT), CARDS)
