"""国密: keys wrapped by SM2 (GB/T 32918.4), chunks by SM4-GCM (GB/T 32907, 36624), digests by SM3.

SM2 encryption takes no ``info``: what ties a wrapped key to its package is that every chunk
authenticates the digest of the header, which names the package and all its readers. In software
this is no certified 商用密码 product.
"""

from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.core.text import Text
from app.core.trust import sm2
from app.core.trust.sealing import scalar, sealings
from app.core.trust.sm2.backend import ORDER
from app.core.trust.sm3 import Sm3
from app.core.trust.sm4 import Sm4Gcm
from app.core.trust.stream import Aead

ID = "sm2-sm4gcm-sm3"


@dataclass(frozen=True)
class Sm2SealingKey:
    """An SM2 key in memory."""

    secret: bytes
    public: bytes
    suite = ID

    def unwrap(self, wrapped: bytes, info: bytes) -> bytes:
        return sm2.unwrap(self.secret, wrapped)


@sealings.register
class Sm:
    """For platforms that must show 国密."""

    id = ID
    title = Text.plain("SM2, SM4-GCM, SM3")
    version = "1"
    key_size = 16
    sm3 = True

    def key(self, seed: bytes) -> Sm2SealingKey:
        material = HKDF(hashes.SM3(), 48, salt=None, info=ID.encode()).derive(seed)
        secret = scalar(material, ORDER).to_bytes(32, "big")
        return Sm2SealingKey(secret, sm2.public_of(secret))

    def wrap(self, key: bytes, public: bytes, info: bytes) -> bytes:
        return sm2.wrap(public, key)

    def aead(self, key: bytes) -> Aead:
        return Sm4Gcm(key)

    def context(self, header: bytes) -> bytes:
        digest = Sm3()
        digest.update(header)
        return digest.digest()
