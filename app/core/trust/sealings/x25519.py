"""HPKE (RFC 9180) base mode: X25519, HKDF-SHA-256, AES-256-GCM. The first suite, and the default."""

import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.core.text import Text
from app.core.trust.sealing import FIRST, sealings
from app.core.trust.stream import Aead

_HPKE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


@dataclass(frozen=True)
class X25519Key:
    """An X25519 key in memory; its seed is the private key itself."""

    key: X25519PrivateKey
    suite = FIRST

    @property
    def public(self) -> bytes:
        return self.key.public_key().public_bytes_raw()

    def unwrap(self, wrapped: bytes, info: bytes) -> bytes:
        try:
            return bytes(_HPKE.decrypt(wrapped, self.key, info=info))
        except InvalidTag as error:
            raise ValueError("not wrapped for this key") from error


@sealings.register
class X25519:
    """What every computer of ours can do fast."""

    id = FIRST
    title = Text.plain("HPKE X25519, AES-256-GCM")
    version = "1"
    key_size = 32
    sm3 = False

    def key(self, seed: bytes) -> X25519Key:
        return X25519Key(X25519PrivateKey.from_private_bytes(seed))

    def wrap(self, key: bytes, public: bytes, info: bytes) -> bytes:
        return _HPKE.encrypt(key, X25519PublicKey.from_public_bytes(public), info=info)

    def aead(self, key: bytes) -> Aead:
        return AESGCM(key)

    def context(self, header: bytes) -> bytes:
        return hashlib.sha256(header).digest()
