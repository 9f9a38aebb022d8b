"""Ed25519 (RFC 8032): the default. Public key and signature are the RFC's 32 and 64 bytes."""

from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.core.text import Text
from app.core.trust.suite import suites


@dataclass(frozen=True)
class Ed25519Key:
    """An Ed25519 key in memory; ``secret`` is the seed."""

    key: Ed25519PrivateKey
    suite = "ed25519"

    @property
    def secret(self) -> bytes:
        return self.key.private_bytes_raw()

    @property
    def public(self) -> bytes:
        return self.key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        return self.key.sign(message)


@suites.register
class Ed25519:
    """Edwards curve 25519 with SHA-512."""

    id = "ed25519"
    title = Text.plain("Ed25519")
    version = "1"

    def generate(self) -> Ed25519Key:
        return Ed25519Key(Ed25519PrivateKey.generate())

    def load(self, secret: bytes) -> Ed25519Key:
        return Ed25519Key(Ed25519PrivateKey.from_private_bytes(secret))

    def verify(self, public: bytes, signature: bytes, message: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True
