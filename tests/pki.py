"""An agency's certificate authority, invented: it issues, revokes, and makes every mistake asked for."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from app.core.trust.identity import Identity
from app.core.trust.x509.path import DOCUMENT_SIGNING
from app.core.trust.x509.subject import request

START = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
END = datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC)


def named(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


@dataclass
class Ca:
    """An authority: the root, unless another one issues it."""

    name: str = "清溪县根"
    above: "Ca | None" = None
    ca: bool | None = True
    path_length: int | None = None
    cert_sign: bool = True
    span: tuple[datetime.datetime, datetime.datetime] = (START, END)
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def __post_init__(self) -> None:
        issuer = self.above or self
        builder = started(self.name, self.span).public_key(self.key.public_key())
        if self.ca is not None:
            constraints = x509.BasicConstraints(self.ca, self.path_length if self.ca else None)
            builder = builder.add_extension(constraints, critical=True)
        builder = builder.add_extension(usage(key_cert_sign=self.cert_sign), critical=True)
        self.certificate = builder.issuer_name(named(issuer.name)).sign(issuer.key, hashes.SHA256())

    @property
    def pem(self) -> str:
        return text(self.certificate)

    def issue(
        self,
        identity: Identity,
        *,
        purposes: tuple[x509.ObjectIdentifier, ...] = (DOCUMENT_SIGNING,),
        span: tuple[datetime.datetime, datetime.datetime] = (START, END),
        subject: x509.Name | None = None,
        signing: bool = True,
        critical: x509.ExtensionType | None = None,
    ) -> x509.Certificate:
        """A certificate for what an identity's own request asks for."""
        asked = x509.load_pem_x509_csr(request(identity))
        assert asked.is_signature_valid
        builder = (
            started("", span)
            .subject_name(subject or asked.subject)
            .public_key(asked.public_key())
            .issuer_name(named(self.name))
            .add_extension(usage(digital_signature=signing), critical=True)
        )
        if purposes:
            builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), critical=False)
        if critical:
            builder = builder.add_extension(critical, critical=True)
        return builder.sign(self.key, hashes.SHA256())

    def revocations(
        self,
        *revoked: tuple[x509.Certificate, datetime.datetime, x509.ReasonFlags | None],
        made: datetime.datetime = START,
        until: datetime.datetime = END,
    ) -> x509.CertificateRevocationList:
        builder = x509.CertificateRevocationListBuilder(named(self.name), made, until)
        for certificate, at, reason in revoked:
            entry = x509.RevokedCertificateBuilder(certificate.serial_number, at)
            if reason:
                entry = entry.add_extension(x509.CRLReason(reason), critical=False)
            builder = builder.add_revoked_certificate(entry.build())
        return builder.sign(self.key, hashes.SHA256())


def started(name: str, span: tuple[Any, Any]) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder().serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(span[0]).not_valid_after(span[1])
    return builder.subject_name(named(name)) if name else builder


def usage(**flags: bool) -> x509.KeyUsage:
    names = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
        "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    return x509.KeyUsage(**{name: flags.get(name, False) for name in names})


def text(thing: x509.Certificate | x509.CertificateRevocationList) -> str:
    return thing.public_bytes(Encoding.PEM).decode()
