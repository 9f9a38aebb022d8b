"""Taking down what a placed release has on its platform for itself alone.

A platform that takes no packages keeps one dataset under one name: a correction or the next period has then
written over what stood there. To take down the earlier release must not take down the later.
"""

from collections.abc import Iterable
from pathlib import Path

from app.core.delivery.deliver import retract
from app.core.delivery.publisher import Item
from app.core.delivery.record import DeliveryRecord, proof_of
from app.core.model import Envelope, Kind
from app.core.pipeline import State
from app.core.workspace.store import Workspace


def take_down_own(
    ws: Workspace,
    release: str,
    record: DeliveryRecord,
    profile_file: Path,
    kept: Iterable[Item] = (),
) -> None:
    """Take down the items of a release's record that are no other placed release's, nor among ``kept``.

    Raises what the publisher raises, and ProfileUnusable for another platform's profile.
    """
    taken = {item.id for item in kept}
    for each in ws.releases():
        if each.state is State.PLACED and each.id != release:
            other = proof_of(ws.load(each.id, Kind.RECEIPT, Envelope))
            if isinstance(other, DeliveryRecord) and other.address == record.address:
                taken |= {item.id for item in other.items}
    retract(record, [item for item in record.items if item.id not in taken], profile_file)
