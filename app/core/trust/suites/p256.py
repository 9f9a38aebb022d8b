"""ECDSA over P-256 with SHA-256 (FIPS 186-5): what tokens and an agency's CA have.

Whoever sees (r, s) can make (r, n − s), which ECDSA accepts as well. Only the smaller s counts here
(``low s``), so that nobody can change the bytes of a signed statement; signers on tokens must
normalise theirs by :func:`fixed_form`.
"""

from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.core.text import Text
from app.core.trust.suite import suites

ORDER = 0xFFFFFFFF_00000000_FFFFFFFF_FFFFFFFF_BCE6FAAD_A7179E84_F3B9CAC2_FC632551
_ALGORITHM = ec.ECDSA(hashes.SHA256())


def fixed_form(r: int, s: int) -> bytes:
    """r‖s with the smaller of s and n − s: the one form of a signature (64 bytes)."""
    return r.to_bytes(32, "big") + min(s, ORDER - s).to_bytes(32, "big")


@dataclass(frozen=True)
class P256Key:
    """A P-256 key in memory; ``secret`` is the scalar, big-endian."""

    key: ec.EllipticCurvePrivateKey
    suite = "p256"

    @property
    def secret(self) -> bytes:
        return self.key.private_numbers().private_value.to_bytes(32, "big")

    @property
    def public(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def sign(self, message: bytes) -> bytes:
        return fixed_form(*decode_dss_signature(self.key.sign(message, _ALGORITHM)))


@suites.register
class P256:
    """The NIST curve P-256, on PKCS#11 tokens everywhere."""

    id = "p256"
    title = Text.plain("ECDSA P-256")
    version = "1"

    def generate(self) -> P256Key:
        return P256Key(ec.generate_private_key(ec.SECP256R1()))

    def load(self, secret: bytes) -> P256Key:
        if len(secret) != 32:
            raise ValueError("a P-256 scalar has 32 bytes")
        return P256Key(ec.derive_private_key(int.from_bytes(secret, "big"), ec.SECP256R1()))

    def verify(self, public: bytes, signature: bytes, message: bytes) -> bool:
        r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
        if len(public) != 65 or len(signature) != 64 or s > ORDER // 2:
            return False
        try:
            key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public)
            key.verify(encode_dss_signature(r, s), message, _ALGORITHM)
        except (InvalidSignature, ValueError):
            return False
        return True
