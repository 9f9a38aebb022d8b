"""The agency's word that what is public must be so no more: of one package, or of many at once."""

from collections.abc import Collection
from dataclasses import dataclass

from app.core.model import Card, Envelope, Kind, Withdrawal
from app.core.trust import dsse, in_toto


@dataclass(frozen=True)
class Stop:
    """紧急下架: one signature over several packages, by their digests. ``scope``: how they were chosen.

    The platform is sent it once for each, and answers for each: what is down stays down whatever
    becomes of the others.
    """

    scope: str
    packages: tuple[str, ...]
    reason: str
    signer: Card
    at: str


@in_toto.digests.register
def _(stop: Stop) -> dict[str, str]:
    return {f"package {number}": sha256 for number, sha256 in enumerate(stop.packages, 1)}


def read_notice(notice: Envelope, trusted: Collection[Card] | None = None) -> Withdrawal | Stop:
    """A notice of either kind, once its signature holds. Raises :class:`ChainBroken`."""
    if dsse.holds(notice, Stop, Kind.WITHDRAWAL):
        return dsse.verify(notice, Stop, Kind.WITHDRAWAL, trusted)
    return dsse.verify(notice, Withdrawal, Kind.WITHDRAWAL, trusted)


def covers(notice: Withdrawal | Stop, sha256: str) -> bool:
    """Whether a notice asks for this package."""
    return sha256 in (notice.packages if isinstance(notice, Stop) else (notice.sha256,))
