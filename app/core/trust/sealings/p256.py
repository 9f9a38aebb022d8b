"""HPKE (RFC 9180) base mode: DHKEM of P-256, HKDF-SHA-256, AES-256-GCM, for keys of FIPS curves."""

import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hpke
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.core.text import Text
from app.core.trust.sealing import scalar, sealings
from app.core.trust.stream import Aead

ID = "hpke-p256-sha256-aes256gcm"
_CURVE = ec.SECP256R1()
_HPKE = hpke.Suite(hpke.KEM.P256, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


@dataclass(frozen=True)
class P256Key:
    """A P-256 key in memory."""

    key: ec.EllipticCurvePrivateKey
    suite = ID

    @property
    def public(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def unwrap(self, wrapped: bytes, info: bytes) -> bytes:
        try:
            return bytes(_HPKE.decrypt(wrapped, self.key, info=info))
        except InvalidTag as error:
            raise ValueError("not wrapped for this key") from error


@sealings.register
class P256:
    """The NIST curve P-256."""

    id = ID
    title = Text.plain("HPKE P-256, AES-256-GCM")
    version = "1"
    key_size = 32
    sm3 = False

    def key(self, seed: bytes) -> P256Key:
        material = HKDF(hashes.SHA256(), 48, salt=None, info=ID.encode()).derive(seed)
        return P256Key(ec.derive_private_key(scalar(material, _CURVE.group_order), _CURVE))

    def wrap(self, key: bytes, public: bytes, info: bytes) -> bytes:
        point = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, public)
        return _HPKE.encrypt(key, point, info=info)

    def aead(self, key: bytes) -> Aead:
        return AESGCM(key)

    def context(self, header: bytes) -> bytes:
        return hashlib.sha256(header).digest()
