"""What approves a chain, and what does not."""

import dataclasses
from collections.abc import Callable

import pytest

from app.core.approval.routes import route
from app.core.approval.values import Request, Verdict
from app.core.errors import ChainBroken
from app.core.model import Card, Envelope, Kind, Link, Role
from app.core.trust import canonical, dsse
from app.core.trust.identity import Identity
from app.core.trust.statements import CLAIMED, check_approval, check_links

CLERK = Identity.new("张敏", "001", "clerk", "民政局")
REVIEWER = Identity.new("李静", "002", "reviewer", "民政局")
DIGESTS = {kind: canonical.digest(kind.value) for kind in CLAIMED}
AT = "2026-01-01T00:00:00+00:00"
WEIGHED = "c" * 64


def request(clerk: Identity = CLERK, digests: dict[Kind, str] = DIGESTS, at: str = AT) -> Envelope:
    links = canonical.chain(digests)
    asked = Request("R0001", links, ("001", "003"), route("one"), clerk.card, at)
    return dsse.sign(asked, clerk)


def verdict(asked: Envelope, reviewer: Identity = REVIEWER, **changes: object) -> Envelope:
    statement = dsse.verify(asked, Request, "request")
    answer = Verdict(
        "R0001",
        statement.links,
        canonical.digest(asked),
        WEIGHED,
        1,
        (),
        "公开",
        "",
        "",
        (),
        reviewer.card,
        AT,
    )
    return dsse.sign(dataclasses.replace(answer, **changes), reviewer)


def check(asked: Envelope, answered: Envelope, trusted: tuple[Card, ...] | None = None) -> str:
    """The link at which it breaks, or "" if it holds."""
    try:
        check_approval(asked, (answered,), DIGESTS, trusted)
    except ChainBroken as error:
        return str(error.params["link"])
    return ""


@pytest.mark.parametrize(("signed", "filed"), [(WEIGHED, "d" * 64), ("", "")])
def test_a_verdict_speaks_for_the_report_on_convergence_that_was_weighed(
    signed: str, filed: str
) -> None:
    asked = request()
    digests = DIGESTS | {Kind.CONVERGENCE: filed}
    with pytest.raises(ChainBroken) as broken:
        check_approval(asked, (verdict(asked, convergence=signed),), digests, None)
    assert broken.value.params["link"] == Kind.CONVERGENCE
    check_approval(asked, (verdict(asked),), DIGESTS | {Kind.CONVERGENCE: WEIGHED}, None)


def test_a_request_and_its_verdict_approve_their_chain() -> None:
    asked = request()
    assert check(asked, verdict(asked), (CLERK.card, REVIEWER.card)) == ""


@pytest.mark.parametrize("kind", CLAIMED)
def test_a_changed_artefact_is_named(kind: Kind) -> None:
    asked = request(digests=DIGESTS | {kind: "0" * 64})
    assert check(asked, verdict(asked)) == kind.value


def test_a_chain_with_a_missing_link_is_refused() -> None:
    asked = request(digests={k: d for k, d in DIGESTS.items() if k is not Kind.QUALITY})
    assert check(asked, verdict(asked)) == "request"


@pytest.mark.parametrize("opinion", ["免于公开", "需报审", "退回"])
def test_only_one_opinion_publishes(opinion: str) -> None:
    asked = request()
    assert check(asked, verdict(asked, opinion=opinion)) == "verdict"


def test_a_verdict_on_another_request_does_not_count() -> None:
    earlier = request()
    later = request(at="2026-02-01T00:00:00+00:00")
    assert check(later, verdict(earlier)) == "verdict"


@pytest.mark.parametrize(
    ("person", "role"), [("001", "reviewer"), ("003", "reviewer"), ("002", "clerk")]
)
def test_nobody_who_handled_the_data_and_no_second_clerk_makes_a_review(
    person: str, role: Role
) -> None:
    asked = request()
    assert check(asked, verdict(asked, Identity.new("某", person, role, ""))) == "verdict"


def test_signers_must_be_trusted() -> None:
    asked = request()
    assert check(asked, verdict(asked), (CLERK.card,)) == "verdict"
    assert check(asked, verdict(asked), (REVIEWER.card,)) == "request"


def _swap(links: tuple[Link, ...]) -> tuple[Link, ...]:
    return (links[1], links[0], *links[2:])


@pytest.mark.parametrize("change", [_swap, lambda links: links[1:]])
def test_links_out_of_order_are_refused(
    change: Callable[[tuple[Link, ...]], tuple[Link, ...]],
) -> None:
    with pytest.raises(ChainBroken):
        check_links(change(canonical.chain(DIGESTS)))
