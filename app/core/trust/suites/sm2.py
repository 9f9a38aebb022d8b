"""SM2 with SM3 (GB/T 32918.2-2016, GB/T 32905-2016), for platforms that ask for 国密.

In software this is the algorithm, not a certified 商用密码 product: what the law of cryptography asks of
important systems is met by a certified token behind the same interface.
"""

from dataclasses import dataclass

from app.core.text import Text
from app.core.trust import sm2
from app.core.trust.suite import suites


@dataclass(frozen=True)
class Sm2Key:
    """An SM2 key in memory; ``secret`` is the scalar, big-endian."""

    secret: bytes
    public: bytes
    suite = "sm2"

    def sign(self, message: bytes) -> bytes:
        return sm2.sign(self.secret, self.public, message)


@suites.register
class Sm2:
    """The curve of GB/T 32918.5 with the default signer's name."""

    id = "sm2"
    title = Text.plain("SM2")
    version = "1"

    def generate(self) -> Sm2Key:
        return self.load(sm2.generate())

    def load(self, secret: bytes) -> Sm2Key:
        return Sm2Key(secret, sm2.public_of(secret))

    def verify(self, public: bytes, signature: bytes, message: bytes) -> bool:
        return sm2.verify(public, signature, message)
