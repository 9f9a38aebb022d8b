"""What proves a delivery: the platform's receipt or, where it signs none, the clerk's own record."""

from dataclasses import dataclass

from app.core.delivery.publisher import Item
from app.core.model import Card, Envelope, Kind, Receipt
from app.core.trust import dsse, in_toto


@dataclass(frozen=True)
class DeliveryRecord:
    """交付记录: the clerk's word for what a platform held when it was read back.

    ``sha256`` and ``package`` name the sealed package that the items were opened from; ``platform`` and
    ``address`` are the profile's; ``received``: ISO 8601, UTC.
    """

    package: str
    sha256: str
    size: int
    dataset: str
    received: str
    platform: str
    address: str
    items: tuple[Item, ...]
    log_head: str
    signer: Card


@in_toto.digests.register
def _(record: DeliveryRecord) -> dict[str, str]:
    return {"package": record.sha256}


@in_toto.signed_at.register
def _(record: DeliveryRecord) -> str:
    return record.received


def proof_of(envelope: Envelope) -> Receipt | DeliveryRecord:
    """What is filed as a release's receipt. Raises :class:`ChainBroken`."""
    if dsse.holds(envelope, DeliveryRecord, Kind.RECEIPT):
        return dsse.verify(envelope, DeliveryRecord, Kind.RECEIPT)
    return dsse.verify(envelope, Receipt, Kind.RECEIPT)
