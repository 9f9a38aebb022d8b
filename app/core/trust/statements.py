"""Whether a request and a verdict really approve a chain: the one place where this is decided.

Used before sealing, when a package is verified, and by the platform on arrival.
"""

from collections.abc import Collection, Mapping

from app.core.errors import ChainBroken
from app.core.model import Card, Envelope, Kind, Link, Request, Verdict
from app.core.trust import canonical, dsse

CLAIMED = (
    Kind.SOURCE, Kind.TABLE, Kind.FINDINGS, Kind.RECIPE, Kind.OUTPUT, Kind.RESIDUAL, Kind.ENTRY,
    Kind.QUALITY,
)  # fmt: skip
"""The links that a request speaks for."""


def check_approval(
    request: Envelope,
    verdict: Envelope,
    digests: Mapping[Kind, str],
    trusted: Collection[Card] | None,
) -> tuple[Request, Verdict]:
    """The request and the verdict, once they approve exactly these digests.

    ``digests``: what was actually found, by kind; kinds that are absent are taken on the word of
    the signed chain. ``trusted``: the cards that may sign, or None for any.

    Raises :class:`ChainBroken`, naming the first link that does not hold.
    """
    asked = dsse.verify(request, Request, Kind.REQUEST, trusted)
    answered = dsse.verify(verdict, Verdict, Kind.VERDICT, trusted)
    check_links(asked.links)
    if tuple(link.kind for link in asked.links) != CLAIMED:
        raise ChainBroken.at(Kind.REQUEST, "缺少环节", "it does not cover the whole chain")
    for link in asked.links:
        found = digests.get(link.kind)
        if found is not None and found != link.digest:
            raise ChainBroken.at(link.kind, "内容与送审时不同", "it differs from what was reviewed")
    if answered.links != asked.links or answered.release != asked.release:
        raise ChainBroken.at(Kind.VERDICT, "审查的不是这份送审单", "it answers another request")
    weighed = digests.get(Kind.CONVERGENCE, answered.convergence)
    if not answered.convergence or answered.convergence != weighed:
        raise ChainBroken.at(
            Kind.CONVERGENCE, "与审查时不同", "it is not the report that the reviewer weighed"
        )
    if answered.request != canonical.digest(request):
        raise ChainBroken.at(Kind.VERDICT, "审查的不是这份送审单", "it answers another request")
    if asked.signer.role != "clerk" or answered.signer.role != "reviewer":
        raise ChainBroken.at(Kind.VERDICT, "签名人的角色不符", "a signer has the wrong role")
    handlers = {*asked.handlers, asked.signer.person}
    if answered.signer.person in handlers or asked.signer.key == answered.signer.key:
        raise ChainBroken.at(
            Kind.VERDICT, "审查人经手过这份数据", "the reviewer has handled this data"
        )
    if answered.opinion != "公开":
        raise ChainBroken.at(Kind.VERDICT, "审查意见不是“公开”", "the opinion is not to publish")
    return asked, answered


def check_links(links: tuple[Link, ...]) -> None:
    """Each link names the one before it. Raises :class:`ChainBroken` at the first that does not."""
    previous = ""
    for link in links:
        if link.previous != previous:
            raise ChainBroken.at(
                link.kind, "与前一环节不相接", "it does not follow the link before"
            )
        previous = canonical.digest(link)
