"""Whether a certificate leads to an agency's certificate authority at a time, and was not revoked.

Source: RFC 5280 §6.1, of which this is the part that an agency's authority needs: no policies, no name
constraints; a critical extension that is not known here is a refusal. The end certificate must be for
signing documents (RFC 9336), so that one for TLS signs no verdict.
"""

import datetime
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.x509.oid import ExtendedKeyUsageOID, ExtensionOID, ObjectIdentifier

from app.core.text import Text

DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")
"""id-kp-documentSigning."""

LONGEST = 5  # certificates from the end to the authority

_KNOWN = {
    ExtensionOID.BASIC_CONSTRAINTS,
    ExtensionOID.KEY_USAGE,
    ExtensionOID.EXTENDED_KEY_USAGE,
    ExtensionOID.SUBJECT_ALTERNATIVE_NAME,
    ExtensionOID.SUBJECT_KEY_IDENTIFIER,
    ExtensionOID.AUTHORITY_KEY_IDENTIFIER,
}

_IN_HONOUR = {
    x509.ReasonFlags.affiliation_changed,
    x509.ReasonFlags.superseded,
    x509.ReasonFlags.cessation_of_operation,
}
"""Reasons to revoke that do not put in doubt what was signed before."""


def chain(
    end: x509.Certificate,
    others: Iterable[x509.Certificate],
    anchors: Sequence[x509.Certificate],
) -> tuple[x509.Certificate, ...]:
    """From ``end`` to one of the anchors, each issued by the next; () if there is no way."""
    others = tuple(others)
    way: tuple[x509.Certificate, ...] = (end,)
    while len(way) < LONGEST:
        anchor = next((one for one in anchors if _issued(way[-1], one)), None)
        if anchor is not None:
            return (*way, anchor)
        above = next((one for one in others if one not in way and _issued(way[-1], one)), None)
        if above is None:
            return ()
        way = (*way, above)
    return ()


def flaw(way: Sequence[x509.Certificate], at: datetime.datetime) -> Text | None:
    """Why a chain does not vouch for its first certificate at a time; None if it does."""
    for certificate in way:
        if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
            return Text("证书当时不在有效期内", "a certificate was not valid then")
        if isinstance(certificate.signature_hash_algorithm, hashes.SHA1 | hashes.MD5):
            return Text("证书的摘要算法太弱", "a certificate is signed over too weak a digest")
        critical = {each.oid for each in certificate.extensions if each.critical}
        if critical - _KNOWN:
            return Text(
                "证书有不认识的关键扩展", "a certificate has a critical extension unknown here"
            )
    for below, issuer in enumerate(way[1:]):  # how many authorities stand between it and the end
        constraints = _extension(issuer, x509.BasicConstraints)
        if constraints is None or not constraints.ca:
            return Text("签发者不是证书机构", "its issuer is no certificate authority")
        if constraints.path_length is not None and constraints.path_length < below:
            return Text("证书链过长", "the chain is longer than its authority allows")
        usage = _extension(issuer, x509.KeyUsage)
        if usage is not None and not usage.key_cert_sign:
            return Text("签发者无权签发证书", "its issuer may not issue certificates")
    usage = _extension(way[0], x509.KeyUsage)
    if usage is not None and not (usage.digital_signature or usage.content_commitment):
        return Text("证书不可用于签名", "the certificate is not for signing")
    extended = _extension(way[0], x509.ExtendedKeyUsage)
    if extended is None or not {DOCUMENT_SIGNING, ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE} & set(
        extended
    ):
        return Text("证书不是文件签名用途", "the certificate is not for signing documents")
    return None


def revoked(
    way: Sequence[x509.Certificate],
    lists: Iterable[x509.CertificateRevocationList],
    at: datetime.datetime,
    seen: datetime.datetime,
) -> Text | None:
    """Why a chain does not vouch for what was signed ``at`` and ``seen`` by others, by revocation lists.

    An issuer without a list is taken to have revoked nothing; one whose list is out of date is not.
    """
    lists = tuple(lists)
    for certificate, issuer in pairwise(way):
        own = [each for each in lists if is_signed(each, issuer)]
        if own and all(each.next_update_utc and each.next_update_utc < seen for each in own):
            return Text("吊销列表已过期", "the revocation list is out of date")
        for each in own:
            entry = each.get_revoked_certificate_by_serial_number(certificate.serial_number)
            if entry is None:
                continue
            time = at if _reason(entry) in _IN_HONOUR else max(at, seen)
            if time >= entry.revocation_date_utc:
                return Text("证书已被吊销", "its signer's certificate is revoked")
    return None


def is_signed(revocations: x509.CertificateRevocationList, issuer: x509.Certificate) -> bool:
    """Whether a revocation list is an issuer's."""
    try:
        by_its_key = revocations.is_signature_valid(issuer.public_key())  # type: ignore[arg-type]
    except (TypeError, ValueError, UnsupportedAlgorithm):
        return False
    return by_its_key and revocations.issuer == issuer.subject


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def _extension(certificate: x509.Certificate, kind: type[x509.ExtensionType]) -> Any:
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None


def _reason(entry: x509.RevokedCertificate) -> x509.ReasonFlags | None:
    try:
        return entry.extensions.get_extension_for_class(x509.CRLReason).value.reason
    except x509.ExtensionNotFound:
        return None
