"""The clerk's request and the reviewer's verdict, signed over the chain of digests.

Source: 保守国家秘密法 (2024) art. 35 and its implementing regulation art. 42 (先审查、后公开);
政府信息公开条例 (2019) art. 17. One person never reviews what the same person submitted.
"""

from collections.abc import Iterable

from app.core.errors import RoleRefused, SamePerson
from app.core.model import ROLES, Envelope, Kind, Link, Opinion, Request, Verdict
from app.core.text import Text
from app.core.trust import canonical, dsse
from app.core.trust.identity import Identity


def request_review(
    release: str, links: tuple[Link, ...], handlers: Iterable[str], clerk: Identity, at: str
) -> Envelope:
    """The clerk's signature under everything that was done, and by whom. Raises RoleRefused."""
    if clerk.card.role != "clerk":
        raise RoleRefused(act=Text("送审", "submit for review"), role=ROLES["clerk"])
    request = Request(release, links, tuple(sorted(handlers)), clerk.card, at)
    return dsse.sign(request, clerk)


def give_verdict(
    request: Envelope,
    convergence: str,
    opinion: Opinion,
    basis: str,
    reason: str,
    reviewer: Identity,
    at: str,
) -> Envelope:
    """The reviewer's signed opinion. ``convergence``: the digest of the report that was weighed.

    Raises RoleRefused, SamePerson, ChainBroken.
    """
    asked = dsse.verify(request, Request, Kind.REQUEST)
    if reviewer.card.role != "reviewer":
        raise RoleRefused(act=Text("审查", "review"), role=ROLES["reviewer"])
    handlers = {*asked.handlers, asked.signer.person}
    if reviewer.card.person in handlers or reviewer.card.key == asked.signer.key:
        raise SamePerson(name=reviewer.card.name)
    verdict = Verdict(
        release=asked.release,
        links=asked.links,
        request=canonical.digest(request),
        convergence=convergence,
        opinion=opinion,
        basis=basis,
        reason=reason,
        signer=reviewer.card,
        at=at,
    )
    return dsse.sign(verdict, reviewer)
