"""An agency's certificate authority as the word for who may sign."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes

from app.core.model import Card
from app.core.text import Text
from app.core.trust.x509.path import chain, flaw, is_signed, revoked
from app.core.trust.x509.subject import CertificateInvalid, card_of, load, parse


@dataclass(frozen=True)
class Certified:
    """What is known of an authority, PEM: its own certificates, those that it issued, what it revoked."""

    organisation: str
    anchors: tuple[str, ...]
    certificates: tuple[str, ...] = ()
    revocations: tuple[str, ...] = ()


class CertificateAuthority:
    """An :class:`~app.core.trust.roster.Authority`. Raises CertificateInvalid for what cannot be read."""

    def __init__(self, certified: Certified) -> None:
        self.organisation = certified.organisation
        self._anchors = _parsed(certified.anchors)
        self._certificates = _parsed(certified.certificates)
        self._revocations = tuple(read_list(pem.encode()) for pem in certified.revocations)

    @cached_property
    def cards(self) -> frozenset[Card]:
        """Every card that a certificate speaks of."""
        return frozenset(self._ends)

    def refusal(self, card: Card, at: datetime.datetime, seen: datetime.datetime) -> Text | None:
        """Why what ``card`` signed at ``at`` does not count by any of its certificates."""
        reason: Text | None = Text("签名人没有证书", "its signer has no certificate")
        for end in self._ends.get(card, ()):
            reason = self._refused(end, at, seen)
            if reason is None:
                return None
        return reason

    def ends(self, card: Card) -> datetime.datetime | None:
        """When the last certificate of a card is over."""
        return max((each.not_valid_after_utc for each in self._ends.get(card, ())), default=None)

    def signed(self, revocations: x509.CertificateRevocationList) -> bool:
        """Whether a list is this authority's word, or that of one below it."""
        return any(is_signed(revocations, one) for one in (*self._anchors, *self._certificates))

    def _refused(
        self, end: x509.Certificate, at: datetime.datetime, seen: datetime.datetime
    ) -> Text | None:
        way = chain(end, self._certificates, self._anchors)
        if not way:
            return Text(
                "证书不是本单位机构签发的", "its certificate is not of the agency's authority"
            )
        return flaw(way, at) or revoked(way, self._revocations, at, seen)

    @cached_property
    def _ends(self) -> dict[Card, list[x509.Certificate]]:
        """The certificates by the card that each speaks of; an authority's own speak of none."""
        found: dict[Card, list[x509.Certificate]] = {}
        for certificate in self._certificates:
            try:
                card = card_of(certificate, "PEM")
            except CertificateInvalid:
                continue  # it stands between an end and the anchor
            found.setdefault(card, []).append(certificate)
        return found


def digests(file: Path) -> tuple[str, ...]:
    """SHA-256 of each certificate of a file, to be compared with what its authority says of itself.

    Raises FileMissing, FileUnreadable, CertificateInvalid.
    """
    return tuple(certificate.fingerprint(hashes.SHA256()).hex() for certificate in load(file))


def read_list(data: bytes) -> x509.CertificateRevocationList:
    """A revocation list, PEM or DER. Raises :class:`CertificateInvalid`."""
    pem = data.lstrip().startswith(b"-----")
    try:
        return (x509.load_pem_x509_crl if pem else x509.load_der_x509_crl)(data)
    except ValueError as error:
        reason = Text("不是吊销列表", "it is no revocation list")
        raise CertificateInvalid(name="CRL", reason=reason) from error


def _parsed(texts: Sequence[str]) -> tuple[x509.Certificate, ...]:
    return tuple(one for text in texts for one in parse(text.encode(), "PEM"))
