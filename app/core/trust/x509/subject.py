"""How a card stands in a certificate: name, staff number, agency and role in the subject, and the key.

Subject: CN the name, serialNumber (2.5.4.5) the staff number, O the agency, title (2.5.4.12) the role's id.
The key is P-256 or Ed25519. SM2 certificates can be parsed by the library used here but neither their keys
loaded nor their signatures checked, so they are refused, not half believed.
"""

import base64
from pathlib import Path

from asn1crypto import algos, csr, keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID

from app.core.errors import DocumentInvalid, InputError, ParameterInvalid
from app.core.model import ROLES, Card
from app.core.spelling import normal
from app.core.text import Text
from app.core.trust import canonical
from app.core.trust.identity import Identity


class CertificateInvalid(InputError):
    code = "certificate-invalid"
    message = Text(
        "证书 {name} 不能采用：{reason}", "The certificate {name} cannot be used: {reason}"
    )
    hint = Text(
        "请向本单位的证书机构核对证书和签发机构。",
        "Ask the agency's certificate authority about it.",
    )


def request(identity: Identity) -> bytes:
    """A certificate signing request (PKCS #10, RFC 2986) for an identity, PEM; its own key signs.

    Raises :class:`ParameterInvalid` for a suite that has no certificates here, and a staff number that
    certificates do not take.
    """
    card, public = identity.card, base64.b64decode(identity.card.key)
    if card.suite not in _ALGORITHMS:
        reason = Text(f"{card.suite} 没有可用的证书", f"there are no certificates for {card.suite}")
        raise ParameterInvalid(name=Text("签名算法", "signature suite"), reason=reason)
    if not card.person.isascii():
        reason = Text("证书中只能是字母和数字", "in a certificate it is letters and digits")
        raise ParameterInvalid(name=Text("工号", "staff number"), reason=reason)
    subject = {
        "organization_name": card.organisation,
        "common_name": card.name,
        "serial_number": card.person,
        "title": card.role,
    }
    key = (
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), public)
        if card.suite == "p256"
        else Ed25519PublicKey.from_public_bytes(public)
    )
    encoded = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    info = csr.CertificationRequestInfo(
        {
            "version": "v1",
            "subject": asn1.Name.build({k: v for k, v in subject.items() if v}),
            "subject_pk_info": keys.PublicKeyInfo.load(encoded),
            "attributes": [],
        }
    )
    signature = identity.key.sign(info.dump())
    if card.suite == "p256":
        r, s = signature[:32], signature[32:]
        signature = encode_dss_signature(int.from_bytes(r, "big"), int.from_bytes(s, "big"))
    whole = csr.CertificationRequest(
        {
            "certification_request_info": info,
            "signature_algorithm": algos.SignedDigestAlgorithm(
                {"algorithm": _ALGORITHMS[card.suite]}
            ),
            "signature": signature,
        }
    )
    return x509.load_der_x509_csr(whole.dump()).public_bytes(Encoding.PEM)


def card_of(certificate: x509.Certificate, name: str) -> Card:
    """The card that a certificate speaks of. ``name``: of its file, for errors.

    Raises :class:`CertificateInvalid`.
    """
    told = {
        attribute.oid: str(attribute.value)
        for attribute in certificate.subject
        if len(certificate.subject.get_attributes_for_oid(attribute.oid)) == 1
    }
    wanted = (NameOID.COMMON_NAME, NameOID.SERIAL_NUMBER, NameOID.ORGANIZATION_NAME, NameOID.TITLE)
    missing = [oid for oid in wanted if oid not in told]
    if missing:
        lacks = ", ".join(_SPOKEN[oid] for oid in missing)
        reason = Text(f"主题中缺少 {lacks}", f"its subject does not say {lacks}")
        raise CertificateInvalid(name=name, reason=reason)
    person, number, organisation, role = (told[oid] for oid in wanted)
    if role not in ROLES:
        reason = Text(f"没有名为 {role} 的角色", f"there is no role {role}")
        raise CertificateInvalid(name=name, reason=reason)
    suite, public = _key(certificate, name)
    fields = {
        "name": normal(person),
        "person": normal(number),
        "role": role,
        "organisation": organisation,
    }
    key = base64.b64encode(public).decode()
    document = canonical.encode(fields | {"key": key, "suite": suite})
    try:
        return canonical.decode(document, Card, name)
    except DocumentInvalid as error:
        reason = Text("主题中有看不见的字符", "its subject holds characters that do not show")
        raise CertificateInvalid(name=name, reason=reason) from error


def load(path: Path) -> list[x509.Certificate]:
    """The certificates of a file, at least one. Raises FileMissing, FileUnreadable, CertificateInvalid."""
    return parse(canonical.read_bytes(path), path.name)


def parse(data: bytes, name: str) -> list[x509.Certificate]:
    """One certificate as DER, or one and more as PEM. Raises :class:`CertificateInvalid`."""
    try:
        if data.lstrip().startswith(b"-----"):
            return x509.load_pem_x509_certificates(data)
        return [x509.load_der_x509_certificate(data)]
    except ValueError as error:
        reason = Text("不是证书", "it is no certificate")
        raise CertificateInvalid(name=name, reason=reason) from error


def _key(certificate: x509.Certificate, name: str) -> tuple[str, bytes]:
    """The suite and the public key. Raises :class:`CertificateInvalid`."""
    try:
        key = certificate.public_key()
    except (UnsupportedAlgorithm, ValueError) as error:
        reason = Text(
            "不支持它的密钥算法（如 SM2）", "its kind of key, such as SM2, is not supported"
        )
        raise CertificateInvalid(name=name, reason=reason) from error
    if isinstance(key, Ed25519PublicKey):
        return "ed25519", key.public_bytes_raw()
    if isinstance(key, EllipticCurvePublicKey) and isinstance(key.curve, SECP256R1):
        return "p256", key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    reason = Text("密钥须为 P-256 或 Ed25519", "its key must be P-256 or Ed25519")
    raise CertificateInvalid(name=name, reason=reason)


_ALGORITHMS = {"p256": "sha256_ecdsa", "ed25519": "ed25519"}

_SPOKEN = {
    NameOID.COMMON_NAME: "CN",
    NameOID.SERIAL_NUMBER: "serialNumber",
    NameOID.ORGANIZATION_NAME: "O",
    NameOID.TITLE: "title",
}
