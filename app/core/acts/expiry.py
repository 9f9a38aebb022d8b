"""What ends soon: the certificates that this workspace delivers with, and its people's cards."""

import datetime
from dataclasses import dataclass
from pathlib import Path

from app.core.acts.ways_out import upload_profile
from app.core.delivery.certificates import Term, Validity, client_validity
from app.core.errors import GongkaiError
from app.core.model import Card, Profile
from app.core.text import Text
from app.core.trust import canonical
from app.core.trust.roster import Roster
from app.core.workspace import delivery_queue as queue
from app.core.workspace.authorities import roster
from app.core.workspace.delivery_queue import Standing
from app.core.workspace.store import Workspace


def expiring(ws: Workspace, now: datetime.datetime) -> tuple[tuple[Path, Validity], ...]:
    """Each profile whose certificate is over, or ends within 30, 7 or 1 days. ``now``: UTC.

    A profile that cannot be read is left to whoever delivers with it.
    """
    chosen = upload_profile(ws)
    profiles = {chosen} if chosen else set()
    profiles |= {q.profile for q in queue.queue(ws) if q.standing is not Standing.DONE}
    found = []
    for path in sorted(profiles):
        try:
            profile = canonical.read_document(path, Profile)
            held = client_validity(profile, path.parent, now)
        except GongkaiError:
            continue
        if held.warning is not None:
            found.append((path, held))
    return tuple(found)


@dataclass(frozen=True)
class CardTerm:
    """How an identity of the workspace stands: why it cannot act now, or None; its end, if it has one."""

    card: Card
    refusal: Text | None
    term: Term | None

    @property
    def told(self) -> Text | None:
        """What its owner should know, in one sentence; None if nothing is due."""
        if self.refusal is not None:
            return Text("{name}：{reason}", "{name}: {reason}").format(
                name=self.card.name, reason=self.refusal
            )
        return self.term.told() if self.term and self.term.warning is not None else None


def card_terms(ws: Workspace, now: datetime.datetime) -> tuple[CardTerm, ...]:
    """Everyone who has a key here, by the word of the adopted authorities. ``now``: UTC."""
    known = roster(ws, now.isoformat())
    if known is None:
        return tuple(CardTerm(card, None, None) for card in ws.identities().values())
    return tuple(_card_term(card, known, now) for card in ws.identities().values())


def _card_term(card: Card, known: Roster, now: datetime.datetime) -> CardTerm:
    ends = known.ends(card)
    term = None if ends is None else Term.until(ends, card.name, now)
    return CardTerm(card, known.refusal(card, now.isoformat()), term)
