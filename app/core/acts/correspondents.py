"""Whom this workspace exchanges letters with: cards that somebody has compared, and our own addresses."""

from dataclasses import dataclass
from pathlib import Path

from app.core.handover import address as addresses
from app.core.handover.address import SUITES, Address
from app.core.handover.errors import (
    AddressMissing,
    CodeMissing,
    CodeWrong,
    CorrespondentUnknown,
)
from app.core.model import Card, Envelope
from app.core.trust import canonical, dsse
from app.core.trust.identity import Identity, fingerprint
from app.core.trust.recipients import public_text
from app.core.trust.sealing import SealingKey, sealings
from app.core.workspace.store import Workspace


@dataclass(frozen=True)
class Correspondent:
    """Somebody on another computer; ``address``: None for who can only sign."""

    card: Card
    address: Address | None


def own_address(ws: Workspace, actor: Identity) -> Envelope:
    """Our own card with its address, signed, for others to import; it says the same every time."""
    key = letter_key(ws, actor.card)
    return dsse.sign(Address(key.suite, public_text(key), actor.card), actor)


def letter_key(ws: Workspace, card: Card) -> SealingKey:
    """What opens letters to one of our cards."""
    seed = ws.vault.derive(f"letters {fingerprint(card)}")
    return sealings.get(SUITES[card.suite]).key(seed)


def trust_card(ws: Workspace, actor: Identity, file: Path, code: str) -> Correspondent:
    """Take over somebody's card, once a person has compared its ``code`` with its owner.

    A card that is trusted already, by an authority's word or from before, needs none: its own key has
    signed for the address. Raises CardUnusable, :class:`CodeMissing` where nobody has, :class:`CodeWrong`.
    """
    shown = addresses.read(canonical.read_bytes(file), file.name)
    card = shown.card
    if not code.strip() and card not in ws.trusted():
        raise CodeMissing(name=card.name, person=card.person, organisation=card.organisation)
    if code.strip() and not addresses.same_code(code, shown.code):
        raise CodeWrong
    told = {"card": fingerprint(card), "name": card.name, "code": shown.code}
    with ws.recording("card-trusted", actor.card, **told) as db:
        row = {
            "fingerprint": fingerprint(card),
            "card": canonical.encode(card).decode(),
            "address": canonical.encode(shown.address).decode() if shown.address else "",
        }
        db.table("correspondents").upsert(row, pk="fingerprint")
    return correspondent(ws, fingerprint(card))


def keep_address(ws: Workspace, envelope: Envelope) -> None:
    """Remember where a trusted card wants its answers sent to."""
    card = addresses.opened(envelope).signer
    with ws.changing() as db:
        db.execute(
            "UPDATE correspondents SET address = ? WHERE fingerprint = ?",
            [canonical.encode(envelope).decode(), fingerprint(card)],
        )


def correspondents(ws: Workspace) -> tuple[Correspondent, ...]:
    """All of them, by name."""
    found = [
        Correspondent(
            canonical.decode(row["card"].encode(), Card, "card"),
            addresses.opened(canonical.decode(row["address"].encode(), Envelope, "address"))
            if row["address"]
            else None,
        )
        for row in ws.query("SELECT * FROM correspondents")
    ]
    return tuple(sorted(found, key=lambda one: one.card.name))


def correspondent(ws: Workspace, name: str) -> Correspondent:
    """By name, or by the whole fingerprint. Raises :class:`CorrespondentUnknown`."""
    known = correspondents(ws)
    for one in known:
        if name in (one.card.name, fingerprint(one.card)):
            return one
    raise CorrespondentUnknown(name=name, known=", ".join(one.card.name for one in known))


def address_of(ws: Workspace, name: str) -> Address:
    """Where to write to. Raises CorrespondentUnknown, :class:`AddressMissing`."""
    found = correspondent(ws, name)
    if found.address is None:
        raise AddressMissing(name=found.card.name)
    return found.address
