"""Where somebody's letters are sealed to: a card with a sealing key, signed with the card's own.

The sealing key belongs to the workspace in which its owner works, one a card: what is received lies there
under the workspace key in any case, so that a key of its own under a passphrase would protect nothing more,
and a signing key that lies on a token could not make one. It never leaves: it is derived anew.
"""

import base64
import hashlib
from dataclasses import dataclass

from app.core.errors import ChainBroken, DocumentInvalid
from app.core.handover.errors import CardUnusable
from app.core.model import Card, Envelope
from app.core.trust import canonical, dsse, in_toto
from app.core.trust.sealing import FIRST

SUITES = {"ed25519": FIRST, "p256": "hpke-p256-sha256-aes256gcm", "sm2": "sm2-sm4gcm-sm3"}
"""In which suite a card's letters are sealed, by that of its signatures; never negotiated."""


@dataclass(frozen=True)
class Address:
    """``key``: a public sealing key of ``suite``, base64. It has no date: the same card, the same code."""

    suite: str
    key: str
    signer: Card


@in_toto.digests.register
def _(value: Address) -> dict[str, str]:
    return {"sealing-key": canonical.digest(value.key)}


@dataclass(frozen=True)
class Introduction:
    """What a card file holds: a bare card, which can only sign, or one with an address."""

    card: Card
    address: Envelope | None

    @property
    def code(self) -> str:
        """What two people compare: 80 bits of SHA-256, in base 32, four by four."""
        shown = opened(self.address) if self.address else self.card
        text = base64.b32encode(hashlib.sha256(canonical.encode(shown)).digest()[:10]).decode()
        return "-".join(text[start : start + 4] for start in range(0, 16, 4))


_HEARD = str.maketrans("01", "OI")


def same_code(one: str, other: str) -> bool:
    """Whether two people mean the same code, however they space it."""
    return _plain(one) == _plain(other)


def opened(envelope: Envelope) -> Address:
    """An address, once its own card has signed for it. Raises :class:`ChainBroken`."""
    address = dsse.verify(envelope, Address, "address")
    if SUITES.get(address.signer.suite) != address.suite:
        raise ChainBroken.at("address", "收件算法与签名算法不配套", "its suites do not go together")
    return address


def read(data: bytes, name: str) -> Introduction:
    """The content of a card file. Raises :class:`CardUnusable`, ChainBroken."""
    try:
        envelope = canonical.decode(data, Envelope, name)
    except DocumentInvalid:
        try:
            return Introduction(canonical.decode(data, Card, name), None)
        except DocumentInvalid as error:
            raise CardUnusable(name=name) from error
    return Introduction(opened(envelope).signer, envelope)


def _plain(code: str) -> str:
    """As it is compared. Base32 has no 0 and no 1: whoever hears an O or an I may write them so."""
    return "".join(sign for sign in code.upper() if sign.isalnum()).translate(_HEARD)
