"""Whom a workspace believes: what speaks for an agency is adopted once a person has compared its digest.

Whoever could exchange the file on its way could exchange a digest beside it: so the first characters are typed,
as somebody has read them out.
"""

import datetime
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes

from app.core.errors import Refusal
from app.core.model import Card
from app.core.text import Text
from app.core.trust.roles.history import Document, History, digest, open_document
from app.core.trust.x509.authority import CertificateAuthority, Certified, digests, read_list
from app.core.trust.x509.subject import CertificateInvalid, card_of, parse
from app.core.workspace import authorities
from app.core.workspace.store import Workspace

SPOKEN = 16
"""Hexadecimal digits that are compared; 64 bits, and nobody can try them out beside the original."""


class DigestDiffers(Refusal):
    code = "digest-differs"
    message = Text("摘要对不上", "The digest is another one")
    hint = Text(
        "请打电话或当面请对方念出摘要的前 16 位。仍对不上，就不要采用这个文件。",
        "Have its first 16 characters read out, by telephone or face to face. If they still differ, "
        "do not use the file.",
    )


@dataclass(frozen=True)
class Certificate:
    """One thing that is known of an authority. ``card``: whom it speaks of, None for an authority's own.

    ``refusal``: why it vouches for nobody today. ``is_list``: it says what was revoked.
    """

    organisation: str
    name: str
    ends: datetime.datetime | None
    digest: str
    card: Card | None = None
    refusal: Text | None = None
    is_list: bool = False


def is_known(ws: Workspace, organisation: str) -> bool:
    """Whether a roles document of an organisation is in use: a later version follows from it by itself."""
    return organisation in authorities.roles(ws)


def adopt_roles(ws: Workspace, actor: Card, document: Document, said: str) -> History:
    """Use a roles document from now on. ``said``: of the first one's newest version, as it was read out.

    Raises DigestDiffers, and what authorities.adopt_roles raises.
    """
    history = open_document(document)
    if not is_known(ws, history.organisation):
        _compare(said, (digest(history.newest),))
    return authorities.adopt_roles(ws, actor, document)


def adopt_authority(
    ws: Workspace, actor: Card, organisation: str, file: Path, said: str
) -> tuple[str, ...]:
    """Let a certificate authority vouch for an organisation's cards. ``said``: of its first certificate.

    Raises DigestDiffers, and what authorities.adopt_authority raises.
    """
    _compare(said, digests(file)[:1])
    return authorities.adopt_authority(ws, actor, organisation, file)


def certificates(ws: Workspace, now: datetime.datetime) -> tuple[Certificate, ...]:
    """Everything that is known of the authorities in use, and how it stands ``now`` (UTC)."""
    return tuple(
        line
        for known in authorities.certified(ws).values()
        for line in (
            *(_own(known, pem) for pem in known.anchors),
            *(_issued(known, pem, now) for pem in known.certificates),
            *(_revocations(known, pem) for pem in known.revocations),
        )
    )


def _compare(said: str, digests: tuple[str, ...]) -> None:
    typed = "".join(said.split()).casefold()
    if len(typed) < SPOKEN or not any(digest.startswith(typed) for digest in digests):
        raise DigestDiffers


def _own(known: Certified, pem: str) -> Certificate:
    (certificate,) = parse(pem.encode(), "PEM")
    return _line(known, certificate)


def _issued(known: Certified, pem: str, now: datetime.datetime) -> Certificate:
    (certificate,) = parse(pem.encode(), "PEM")
    try:
        card = card_of(certificate, "PEM")
    except CertificateInvalid:
        return _line(known, certificate)  # it stands between a card and the authority
    refusal = CertificateAuthority(known).refusal(card, now, now)
    return _line(known, certificate, card, refusal)


def _line(
    known: Certified,
    certificate: x509.Certificate,
    card: Card | None = None,
    refusal: Text | None = None,
) -> Certificate:
    name = card.name if card else certificate.subject.rfc4514_string()
    said = certificate.fingerprint(hashes.SHA256()).hex()
    ends = certificate.not_valid_after_utc
    return Certificate(known.organisation, name, ends, said, card, refusal)


def _revocations(known: Certified, pem: str) -> Certificate:
    revoked = read_list(pem.encode())
    name, ends = revoked.issuer.rfc4514_string(), revoked.next_update_utc
    said = revoked.fingerprint(hashes.SHA256()).hex()
    return Certificate(known.organisation, name, ends, said, is_list=True)
