"""What every signature suite offers, and what an identity holds: a signer.

Keys and signatures are bytes in one fixed form a suite, so that no bit of a signed statement is free:
a second encoding of the same key or signature is refused. ECDSA and SM2 signatures are therefore r‖s,
32 bytes each, big-endian (what tokens give), never DER; their public keys are the uncompressed point
04‖x‖y of SEC 1.
"""

from typing import Protocol, runtime_checkable

from app.core.registry import Registry
from app.core.text import Text
from app.core.trust.tokens.place import Place


class Signer(Protocol):
    """A private key that signs, wherever it lies."""

    @property
    def suite(self) -> str:
        """The id of the suite that it signs with."""

    @property
    def public(self) -> bytes:
        """The public key in the suite's own form."""

    def sign(self, message: bytes) -> bytes:
        """A signature that the suite verifies with ``public``."""


@runtime_checkable
class SoftwareKey(Signer, Protocol):
    """A signer in memory, whose private key can be put into a key file."""

    @property
    def secret(self) -> bytes:
        """The private key: 32 bytes in every suite."""


@runtime_checkable
class OnToken(Signer, Protocol):
    """A signer whose private key lies on a token: a key file can only say where."""

    @property
    def place(self) -> Place:
        """Which token, and which key there."""


class Suite(Protocol):
    """One way to sign. Stateless."""

    id: str
    title: Text
    version: str

    def generate(self) -> SoftwareKey:
        """A fresh key, from the operating system's randomness."""

    def load(self, secret: bytes) -> SoftwareKey:
        """The key of a secret. Raises :class:`ValueError` for what is none."""

    def verify(self, public: bytes, signature: bytes, message: bytes) -> bool:
        """Whether ``public``'s key made the signature. What is malformed is a no, never an error."""


suites: Registry[Suite] = Registry(
    "suites", Text("签名算法", "signature suite"), "app.core.trust.suites"
)
