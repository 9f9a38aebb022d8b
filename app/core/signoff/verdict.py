"""The clerk's request and the reviewers' verdicts, signed over the chain of digests.

Source: 保守国家秘密法 (2024) art. 35 and its implementing regulation art. 42 (先审查、后公开);
政府信息公开条例 (2019) art. 17. One person never reviews what the same person submitted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.core.approval.persons import Person
from app.core.approval.round import Signature
from app.core.approval.values import Comment, Request, Route, Verdict
from app.core.errors import RoleRefused, SamePerson
from app.core.model import ROLES, Envelope, Link, Opinion
from app.core.text import Text
from app.core.trust import canonical, dsse
from app.core.trust.identity import Identity
from app.core.trust.statements import earlier_than, follow


@dataclass(frozen=True)
class Said:
    """What a reviewer has to say; ``convergence``: the digest of the report that was weighed."""

    opinion: Opinion
    basis: str
    reason: str
    convergence: str
    comments: tuple[Comment, ...] = ()


def request_review(
    release: str,
    links: tuple[Link, ...],
    handlers: Iterable[Person],
    route: Route,
    clerk: Identity,
    at: str,
) -> Envelope:
    """The clerk's signature under everything that was done, and by whom. Raises RoleRefused."""
    if clerk.card.role != "clerk":
        raise RoleRefused(act=Text("送审", "submit for review"), role=ROLES["clerk"])
    request = Request(release, links, tuple(sorted(handlers)), route, clerk.card, at)
    return dsse.sign(request, clerk)


def give_verdict(
    request: Envelope, before: Sequence[Envelope], said: Said, reviewer: Identity, at: str
) -> Envelope:
    """A signed opinion on a request; ``before``: the verdicts on it so far.

    Raises ChainBroken, SamePerson, and what Round.sign raises for who is not awaited.
    """
    answered = follow(request, before)
    asked, level = answered.request, answered.round.position.level
    answered.round.sign(Signature.by(reviewer.card, said.opinion))
    if reviewer.card.key == asked.signer.key:
        raise SamePerson(name=reviewer.card.name)
    verdict = Verdict(
        release=asked.release,
        links=asked.links,
        request=canonical.digest(request),
        convergence=said.convergence,
        level=level,
        earlier=earlier_than(level, answered.verdicts, before),
        opinion=said.opinion,
        basis=said.basis,
        reason=said.reason,
        comments=said.comments,
        signer=reviewer.card,
        at=at,
    )
    return dsse.sign(verdict, reviewer)
