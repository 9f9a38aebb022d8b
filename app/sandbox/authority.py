"""A throw-away certificate authority: a CA, a server certificate, client certificates.

ECDSA P-256, valid for thirty days, made for one sandbox folder and renewed there.
"""

import datetime
import ipaddress
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from app.core.files import write_atomically

VALID = datetime.timedelta(days=365)  # nobody who practises is warned of its end


@dataclass(frozen=True)
class Pair:
    """A certificate and its private key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @classmethod
    def read(cls, certificate_file: Path, key_file: Path) -> "Pair":
        """What :meth:`write` has written."""
        key = serialization.load_pem_private_key(key_file.read_bytes(), None)
        assert isinstance(key, ec.EllipticCurvePrivateKey)  # noqa: S101 — we wrote it
        return cls(x509.load_pem_x509_certificate(certificate_file.read_bytes()), key)

    def write(self, certificate_file: Path, key_file: Path) -> None:
        """Both as PEM; the key readable by its owner only."""
        certificate = self.certificate.public_bytes(serialization.Encoding.PEM)
        write_atomically(certificate_file, [certificate])
        key = self.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        write_atomically(key_file, [key], private=True)


def expires_soon(certificate_file: Path) -> bool:
    """Whether a certificate ends within a day."""
    certificate = x509.load_pem_x509_certificate(certificate_file.read_bytes())
    tomorrow = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)
    return certificate.not_valid_after_utc < tomorrow


def new_authority() -> Pair:
    """A self-signed CA."""
    key = ec.generate_private_key(ec.SECP256R1())
    builder = _builder("Gongkai sandbox CA", "Gongkai sandbox CA", key.public_key(), VALID)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_usage(sign_certificates=True), critical=True)
    builder = builder.add_extension(
        x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
    )
    return Pair(builder.sign(key, hashes.SHA256()), key)


def server_certificate(authority: Pair, valid: datetime.timedelta = VALID) -> Pair:
    """For the loopback addresses."""
    names = x509.SubjectAlternativeName(
        [
            x509.DNSName("localhost"),
            x509.IPAddress(ipaddress.ip_address("127.0.0.1")),
            x509.IPAddress(ipaddress.ip_address("::1")),
        ]
    )
    return _issue(authority, "Gongkai sandbox", ExtendedKeyUsageOID.SERVER_AUTH, valid, names)


def client_certificate(authority: Pair, department: str, valid: datetime.timedelta = VALID) -> Pair:
    """For one department's uploads."""
    return _issue(authority, department, ExtendedKeyUsageOID.CLIENT_AUTH, valid, None)


def _issue(
    authority: Pair,
    name: str,
    purpose: x509.ObjectIdentifier,
    valid: datetime.timedelta,
    names: x509.SubjectAlternativeName | None,
) -> Pair:
    key = ec.generate_private_key(ec.SECP256R1())
    builder = _builder(name, "Gongkai sandbox CA", key.public_key(), valid)
    builder = builder.add_extension(
        x509.BasicConstraints(ca=False, path_length=None), critical=True
    )
    builder = builder.add_extension(_usage(sign_certificates=False), critical=True)
    builder = builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
    builder = builder.add_extension(
        x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()),
        critical=False,
    )
    if names is not None:
        builder = builder.add_extension(names, critical=False)
    return Pair(builder.sign(authority.key, hashes.SHA256()), key)


def _builder(
    subject: str, issuer: str, key: ec.EllipticCurvePublicKey, valid: datetime.timedelta
) -> x509.CertificateBuilder:
    now = datetime.datetime.now(datetime.UTC)
    start = now - datetime.timedelta(hours=1)  # for clocks that run behind
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(min(start, now + valid - datetime.timedelta(hours=1)))
        .not_valid_after(now + valid)
    )


def _usage(*, sign_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not sign_certificates,
        key_cert_sign=sign_certificates,
        crl_sign=sign_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
