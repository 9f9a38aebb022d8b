"""Verdicts that were given apart, put together: one more beside those that stand, or a conflict.

Whoever signs at one level does so without regard to the other, so two come together in either order. What
cannot stand beside what stands is told and changes nothing.
"""

from collections.abc import Collection, Sequence

from app.core.approval.values import Verdict
from app.core.errors import ChainBroken
from app.core.handover.errors import NotAwaited, OtherReport, RequestChanged, TwoOpinions
from app.core.model import Card, Envelope, Kind
from app.core.trust import canonical, dsse
from app.core.trust.statements import Answered, follow


def joined(
    request: Envelope,
    standing: Sequence[Envelope],
    arrived: Envelope,
    trusted: Collection[Card],
) -> Answered:
    """What a request has come to with one more verdict.

    Raises :class:`VerdictConflict`, and :class:`ChainBroken` for a signature that does not hold.
    """
    verdict = dsse.verify(arrived, Verdict, Kind.VERDICT, trusted)
    name, opinion = verdict.signer.name, verdict.opinion
    if verdict.request != canonical.digest(request):
        raise RequestChanged(name=name, opinion=opinion)
    before = follow(request, standing, trusted)
    if _place(verdict) in map(_place, before.verdicts):
        raise TwoOpinions(name=name, opinion=opinion)
    if before.verdicts and before.convergence != verdict.convergence:
        raise OtherReport(name=name, opinion=opinion)
    try:
        return follow(request, (*standing, arrived), trusted)
    except ChainBroken as error:
        raise NotAwaited(name=name, opinion=opinion, reason=error.params["reason"]) from error


def _place(verdict: Verdict) -> tuple[str, int]:
    return verdict.signer.person, verdict.level
