"""What is known of certificate authorities grows by files: their own certificates, those that they
issued, their revocation lists.
"""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from app.core.model import Card
from app.core.text import Text
from app.core.trust import canonical
from app.core.trust.x509.authority import CertificateAuthority, Certified, read_list
from app.core.trust.x509.subject import CertificateInvalid, card_of, load

Authorities = Mapping[str, Certified]
"""By organisation."""


def anchored(known: Authorities, organisation: str, file: Path) -> Certified:
    """With one more certificate of the authority itself.

    Raises FileMissing, FileUnreadable, CertificateInvalid.
    """
    before = known.get(organisation, Certified(organisation, ()))
    fresh = tuple(pem for pem in map(_pem, load(file)) if pem not in before.anchors)
    return replace(before, anchors=(*before.anchors, *fresh))


def bound(known: Authorities, file: Path) -> tuple[Certified, Card]:
    """With the certificate of a card, and those between it and its authority; and the card.

    Raises FileMissing, FileUnreadable, and CertificateInvalid for one that vouches for nobody today.
    """
    end, *between = load(file)
    card = card_of(end, file.name)
    before = known.get(card.organisation, Certified(card.organisation, ()))
    fresh = [pem for pem in map(_pem, (end, *between)) if pem not in before.certificates]
    after = replace(before, certificates=(*before.certificates, *fresh))
    today = datetime.datetime.now(datetime.UTC)
    refusal = CertificateAuthority(after).refusal(card, today, today)
    if refusal is not None:
        raise CertificateInvalid(name=file.name, reason=refusal)
    return after, card


def revoking(known: Authorities, file: Path) -> Certified:
    """With a revocation list, in the place of an older one of the same issuer.

    Raises FileMissing, FileUnreadable, and CertificateInvalid for one of no authority in use, or an older one.
    """
    fresh = read_list(canonical.read_bytes(file))
    for before in known.values():
        if CertificateAuthority(before).signed(fresh):
            others = [pem for pem in before.revocations if _of_another(pem, fresh, file.name)]
            pem = fresh.public_bytes(Encoding.PEM).decode()
            return replace(before, revocations=(*others, pem))
    reason = Text("不是已采用的机构签发的", "it is of no authority in use here")
    raise CertificateInvalid(name=file.name, reason=reason)


def _of_another(pem: str, fresh: x509.CertificateRevocationList, name: str) -> bool:
    """Whether a list is another issuer's. Raises CertificateInvalid for a newer one of the same."""
    old = read_list(pem.encode())
    if old.issuer == fresh.issuer and old.last_update_utc > fresh.last_update_utc:
        reason = Text("比已采用的旧", "it is older than the one in use")
        raise CertificateInvalid(name=name, reason=reason)
    return old.issuer != fresh.issuer


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(Encoding.PEM).decode()
