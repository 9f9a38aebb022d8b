"""Verdicts of a route with several signers: what an attacker with a key of the office could try."""

import dataclasses
from collections.abc import Sequence
from typing import Any

import pytest
from msgspec import structs

from app.core.approval.persons import Person
from app.core.approval.routes import route
from app.core.approval.values import Request, Route, Verdict
from app.core.errors import ChainBroken
from app.core.model import Card, Envelope
from app.core.signoff.verdict import Said, give_verdict, request_review
from app.core.trust import canonical, dsse
from app.core.trust.identity import Identity, fingerprint
from app.core.trust.statements import CLAIMED, check_approval, follow

OWN, OTHER = "民政局", "公安局"
CLERK = Identity.new("张敏", "001", "clerk", OWN)
HEAD = Identity.new("王强", "004", "head", OWN)
REVIEWER = Identity.new("李静", "002", "reviewer", OWN)
SECOND = Identity.new("赵云", "005", "reviewer", OWN)
LEADER = Identity.new("吴刚", "006", "approver", OWN)
PARTNER = Identity.new("孙明", "008", "approver", OTHER)
DIGESTS = {kind: canonical.digest(kind.value) for kind in CLAIMED}
LINKS = canonical.chain(DIGESTS)
AT = "2026-01-01T00:00:00+00:00"
WEIGHED = "c" * 64
YES = Said("公开", "条例第十三条", "", WEIGHED)


def asked(way: str | Route, release: str = "R0001") -> Envelope:
    along = route(way) if isinstance(way, str) else way
    return request_review(release, LINKS, map(Person.of, ("001", "003")), along, CLERK, AT)


def answered(request: Envelope, *signers: Identity, said: Said = YES) -> tuple[Envelope, ...]:
    """What these people sign one after another, by the program."""
    given: tuple[Envelope, ...] = ()
    for signer in signers:
        given = (*given, give_verdict(request, given, said, signer, AT))
    return given


def forged(verdict: Envelope, signer: Identity, **changes: Any) -> Envelope:
    """The same verdict, changed and signed by someone who writes their own program."""
    statement = dsse.verify(verdict, Verdict, "verdict")
    return dsse.sign(dataclasses.replace(statement, signer=signer.card, **changes), signer)


def broken(
    request: Envelope,
    verdicts: Sequence[Envelope],
    demanded: Route | None = None,
    trusted: Sequence[Card] | None = None,
) -> str:
    """The link at which an approval breaks, or "" if it holds."""
    try:
        check_approval(request, verdicts, DIGESTS, trusted, demanded)
    except ChainBroken as error:
        return str(error.params["link"])
    return ""


@pytest.mark.parametrize(
    ("way", "signers"),
    [
        (route("one"), (REVIEWER,)),
        (route("two"), (HEAD, REVIEWER)),
        (route("three"), (HEAD, REVIEWER, LEADER)),
        (route("two-reviewers"), (SECOND, REVIEWER)),
        (route("one", [OTHER]), (PARTNER, REVIEWER)),
    ],
)
def test_a_route_holds_once_everyone_has_signed_and_not_before(
    way: Route, signers: tuple[Identity, ...]
) -> None:
    request = asked(way)
    given = answered(request, *signers)
    trusted = [CLERK.card, *(signer.card for signer in signers)]
    assert broken(request, given, way, trusted) == ""
    for short in range(len(given)):
        assert broken(request, given[:short]) in ("verdict", "convergence")
    for missing in signers:
        known = [card for card in trusted if card != missing.card]
        assert broken(request, given, way, known) == "verdict"


def test_one_person_under_two_keys_does_not_sign_twice() -> None:
    request = asked("two-reviewers")
    first = answered(request, REVIEWER)
    again = Identity.new("李 静", "002", "reviewer", OWN)
    assert broken(request, (*first, forged(first[0], again))) == "verdict"


def test_one_key_under_two_names_does_not_sign_twice() -> None:
    request = asked("two-reviewers")
    first = answered(request, REVIEWER)
    other = Identity(structs.replace(REVIEWER.card, person="005", name="赵云"), REVIEWER.key)
    assert broken(request, (*first, forged(first[0], other))) == "verdict"


@pytest.mark.parametrize("person", ["001", "003"])
def test_who_imported_or_helped_does_not_sign_in_another_role(person: str) -> None:
    request = asked("two")
    hat = Identity.new("张敏", person, "head", OWN)
    first = forged(answered(request, HEAD)[0], hat)
    earlier = (canonical.digest(first),)
    second = forged(answered(request, HEAD, REVIEWER)[1], REVIEWER, earlier=earlier)
    assert broken(request, (first, second)) == "verdict"


def test_a_key_id_that_names_another_is_a_lie() -> None:
    request = asked("one")
    (verdict,) = answered(request, REVIEWER)
    lie = verdict.signatures[0] | {"keyid": fingerprint(SECOND.card)}
    assert broken(request, (dataclasses.replace(verdict, signatures=(lie,)),)) == "verdict"


def test_another_signature_under_a_good_statement_is_refused() -> None:
    """The key that counts is the one of the card inside, not whoever made the signature."""
    request = asked("one")
    (verdict,) = answered(request, REVIEWER)
    (foreign,) = answered(request, SECOND)
    swapped = verdict.signatures[0] | {"sig": foreign.signatures[0]["sig"]}
    assert broken(request, (dataclasses.replace(verdict, signatures=(swapped,)),)) == "verdict"


def test_a_verdict_counts_once() -> None:
    request = asked("two-reviewers")
    (verdict,) = answered(request, REVIEWER)
    assert broken(request, (verdict, verdict)) == "verdict"
    doubled = dataclasses.replace(verdict, signatures=verdict.signatures * 2)
    assert broken(request, (doubled,)) == "verdict"


def test_more_verdicts_than_the_route_asks_for_are_refused() -> None:
    request = asked("one")
    (verdict,) = answered(request, REVIEWER)
    assert broken(request, (verdict, forged(verdict, SECOND))) == "verdict"


def test_the_second_level_does_not_sign_before_the_first() -> None:
    request = asked("two")
    first, second = answered(request, HEAD, REVIEWER)
    assert broken(request, (second, first)) == "verdict"
    assert broken(request, (second,)) == "verdict"
    early = forged(second, REVIEWER, earlier=())
    assert broken(request, (first, early)) == "verdict"  # it did not see the first
    elsewhere = forged(second, REVIEWER, level=1)
    assert broken(request, (first, elsewhere)) == "verdict"


def test_a_level_cannot_be_exchanged_under_those_above_it() -> None:
    request = asked("two")
    first, second = answered(request, HEAD, REVIEWER)
    other = forged(first, Identity.new("刘洋", "009", "head", OWN))
    assert broken(request, (first, second)) == ""
    assert broken(request, (other, second)) == "verdict"


def test_a_verdict_on_another_request_does_not_count() -> None:
    request, other = asked("two"), asked("two", release="R0002")
    first, second = answered(other, HEAD, REVIEWER)
    assert broken(request, (first, second)) == "verdict"
    mixed = (*answered(request, HEAD), second)
    assert broken(request, mixed) == "verdict"


def test_a_route_is_not_exchanged_after_the_signatures() -> None:
    lesser, full = asked("one"), asked("two")
    given = answered(full, HEAD, REVIEWER)
    assert broken(lesser, (given[1],)) == "verdict"
    statement = dsse.verify(full, Request, "request")
    shorter = dataclasses.replace(statement.route, levels=statement.route.levels[1:])
    again = dsse.sign(dataclasses.replace(statement, route=shorter), CLERK)
    assert broken(again, (given[1],)) == "verdict"


def test_a_lesser_route_than_the_platform_demands_is_refused() -> None:
    request = asked("one")
    given = answered(request, REVIEWER)
    assert broken(request, given, route("one")) == ""
    assert broken(request, given, route("two")) == "request"
    assert broken(request, given, route("one", [OTHER])) == "request"


def test_a_route_without_levels_approves_nothing() -> None:
    request = asked(dataclasses.replace(route("one"), levels=()))
    assert broken(request, ()) == "request"


def test_what_was_made_together_needs_the_other_agency() -> None:
    request = asked(route("one", [OTHER]))
    missing = forged(
        answered(asked("one"), REVIEWER)[0], REVIEWER, request=canonical.digest(request)
    )
    assert broken(request, (missing,)) == "verdict"
    given = answered(request, PARTNER, REVIEWER)
    impostor = forged(given[0], LEADER)  # of the clerk's own agency
    assert broken(request, (impostor, given[1])) == "verdict"


def test_all_levels_weigh_the_same_report() -> None:
    request = asked("two")
    first, second = answered(request, HEAD, REVIEWER)
    assert broken(request, (first, forged(second, REVIEWER, convergence="d" * 64))) == "convergence"


def test_a_doubt_is_passed_on_only_where_the_route_says_so() -> None:
    unsure = dataclasses.replace(YES, opinion="需报审")
    request = asked("when-unsure")
    first = answered(request, REVIEWER, said=unsure)
    assert broken(request, first) == "verdict"
    decided = (*first, give_verdict(request, first, YES, LEADER, AT))
    assert broken(request, decided) == ""
    assert follow(asked("one"), answered(asked("one"), REVIEWER, said=unsure)).round.outcome == (
        "returned"
    )


def test_only_a_clerk_asks() -> None:
    statement = dsse.verify(asked("one"), Request, "request")
    posing = dsse.sign(dataclasses.replace(statement, signer=SECOND.card), SECOND)
    assert broken(posing, answered(asked("one"), REVIEWER)) == "request"


@pytest.mark.parametrize("changes", [{"release": "R0002"}, {"links": LINKS[:-1]}])
def test_a_verdict_speaks_of_the_chain_that_it_answers(changes: dict[str, Any]) -> None:
    request = asked("one")
    (verdict,) = answered(request, REVIEWER)
    assert broken(request, (forged(verdict, REVIEWER, **changes),)) == "verdict"
