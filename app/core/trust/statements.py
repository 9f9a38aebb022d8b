"""Whether a request and its verdicts really approve a chain: the one place where this is decided.

Used when a verdict is given, before sealing, when a package is verified, and by the platform on arrival.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from app.core.approval.round import Round, Signature
from app.core.approval.routes import covers, is_sound
from app.core.approval.values import Request, Route, Verdict
from app.core.errors import ChainBroken, Refusal
from app.core.model import Card, Envelope, Kind, Link
from app.core.trust import canonical, dsse

CLAIMED = (
    Kind.SOURCE, Kind.TABLE, Kind.FINDINGS, Kind.RECIPE, Kind.OUTPUT, Kind.RESIDUAL, Kind.ENTRY,
    Kind.QUALITY,
)  # fmt: skip
"""The links that a request speaks for."""


@dataclass(frozen=True)
class Answered:
    """A request and the verdicts on it, each of them awaited when it was given."""

    request: Request
    verdicts: tuple[Verdict, ...]
    round: Round

    @property
    def convergence(self) -> str:
        """The digest of the report that was weighed; "" before anyone has."""
        return self.verdicts[0].convergence if self.verdicts else ""


def follow(
    request: Envelope, verdicts: Sequence[Envelope], trusted: Collection[Card] | None = None
) -> Answered:
    """A request and what was answered to it so far, in the order of its route.

    Raises :class:`ChainBroken` for a signature that does not hold, that nobody awaited, or that was given
    to something else.
    """
    asked = dsse.verify(request, Request, Kind.REQUEST, trusted)
    if asked.signer.role != "clerk":
        raise ChainBroken.at(Kind.REQUEST, "签名人的角色不符", "a signer has the wrong role")
    if not is_sound(asked.route):
        raise ChainBroken.at(Kind.REQUEST, "审查路线有缺陷", "its route can be walked unsigned")
    round = Round.asked(asked)
    answered: list[Verdict] = []
    for envelope in verdicts:
        verdict = dsse.verify(envelope, Verdict, Kind.VERDICT, trusted)
        keys = {asked.signer.key, *(before.signer.key for before in answered)}
        if verdict.signer.key in keys:
            raise ChainBroken.at(Kind.VERDICT, "同一密钥签了两次", "one key has signed twice")
        level = round.position.level
        try:
            round = round.sign(Signature.by(verdict.signer, verdict.opinion))
        except Refusal as error:
            reason = error.message.format(**error.params)
            raise ChainBroken(link=Kind.VERDICT.value, reason=reason) from error
        if (verdict.release, verdict.links) != (asked.release, asked.links) or (
            verdict.request != canonical.digest(request)
        ):
            raise ChainBroken.at(Kind.VERDICT, "审查的不是这份送审单", "it answers another request")
        earlier = earlier_than(level, answered, verdicts)
        # Who signed at one level did so without regard to the other, so their order says nothing.
        if (verdict.level, sorted(verdict.earlier)) != (level, sorted(earlier)):
            raise ChainBroken.at(Kind.VERDICT, "不在其位", "it is for another place on the route")
        answered.append(verdict)
    if len({verdict.convergence for verdict in answered}) > 1:
        raise ChainBroken.at(
            Kind.CONVERGENCE, "各级所见的不是同一份", "not everyone has weighed the same report"
        )
    return Answered(asked, tuple(answered), round)


def earlier_than(
    level: int, verdicts: Sequence[Verdict], envelopes: Sequence[Envelope]
) -> tuple[str, ...]:
    """The digests of the verdicts of the levels before one: what its signers saw and sign for."""
    pairs = zip(verdicts, envelopes, strict=False)
    return tuple(canonical.digest(envelope) for verdict, envelope in pairs if verdict.level < level)


def check_answers(
    request: Envelope,
    verdicts: Sequence[Envelope],
    digests: Mapping[Kind, str],
    trusted: Collection[Card] | None,
) -> Answered:
    """The request and the verdicts, once they speak of exactly these digests.

    ``digests``: what was actually found, by kind; kinds that are absent are taken on the word of
    the signed chain. ``trusted``: the cards that may sign, or None for any.

    Raises :class:`ChainBroken`, naming the first link that does not hold.
    """
    answered = follow(request, verdicts, trusted)
    check_claim(answered.request)
    for link in answered.request.links:
        found = digests.get(link.kind)
        if found is not None and found != link.digest:
            raise ChainBroken.at(link.kind, "内容与送审时不同", "it differs from what was reviewed")
    weighed = answered.convergence
    if not weighed or digests.get(Kind.CONVERGENCE, weighed) != weighed:
        raise ChainBroken.at(
            Kind.CONVERGENCE, "与审查时不同", "it is not the report that the reviewer weighed"
        )
    return answered


def check_approval(
    request: Envelope,
    verdicts: Sequence[Envelope],
    digests: Mapping[Kind, str],
    trusted: Collection[Card] | None,
    demanded: Route | None = None,
) -> Answered:
    """What check_answers returns, once the whole route agrees to publish.

    ``demanded``: what the route must ask for at least; None takes any. Raises :class:`ChainBroken`.
    """
    answered = check_answers(request, verdicts, digests, trusted)
    outcome = answered.round.outcome
    if outcome == "returned":
        raise ChainBroken.at(Kind.VERDICT, "审查意见不是“公开”", "the opinion is not to publish")
    if outcome == "awaiting":
        raise ChainBroken.at(Kind.VERDICT, "还有人没有签署", "not everyone has signed")
    if demanded is not None and not covers(answered.request.route, demanded):
        raise ChainBroken.at(
            Kind.REQUEST, "审查路线低于要求", "its route is less than is demanded", rule="route"
        )
    return answered


def check_claim(request: Request) -> None:
    """A request speaks for one whole chain. Raises :class:`ChainBroken`."""
    check_links(request.links)
    if tuple(link.kind for link in request.links) != CLAIMED:
        raise ChainBroken.at(Kind.REQUEST, "缺少环节", "it does not cover the whole chain")


def check_links(links: tuple[Link, ...]) -> None:
    """Each link names the one before it. Raises :class:`ChainBroken` at the first that does not."""
    previous = ""
    for link in links:
        if link.previous != previous:
            raise ChainBroken.at(
                link.kind, "与前一环节不相接", "it does not follow the link before"
            )
        previous = canonical.digest(link)
