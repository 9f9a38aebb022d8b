"""What every sealing suite offers: a key wrapped for a reader, and the cipher and hash that go with it.

A suite is one fixed choice of all algorithms; none is ever negotiated. Public keys are bytes in one
form: the RFC 7748 string of X25519, the uncompressed point 04‖x‖y of the curves.
"""

from typing import Protocol

from app.core.registry import Registry
from app.core.text import Text
from app.core.trust.stream import Aead


class SealingKey(Protocol):
    """A reader's private key."""

    @property
    def suite(self) -> str:
        """The id of the one suite that it opens."""

    @property
    def public(self) -> bytes:
        """What others seal for."""

    def unwrap(self, wrapped: bytes, info: bytes) -> bytes:
        """The file key. Raises :class:`ValueError` for what was not wrapped for this key so."""


class Sealing(Protocol):
    """One way to seal. Stateless.

    ``key_size``: of a file key, in bytes. ``sm3``: whether digests by SM3 stand beside those by
    SHA-256.
    """

    id: str
    title: Text
    version: str
    key_size: int
    sm3: bool

    def key(self, seed: bytes) -> SealingKey:
        """The key that 32 secret random bytes make, always the same."""

    def wrap(self, key: bytes, public: bytes, info: bytes) -> bytes:
        """A file key for one reader, tied to ``info`` wherever the suite can.

        Raises :class:`ValueError` for what is no public key.
        """

    def aead(self, key: bytes) -> Aead:
        """The cipher of the chunks, under a file key."""

    def context(self, header: bytes) -> bytes:
        """The header's digest, which is authenticated with every chunk."""


FIRST = "hpke-x25519-sha256-aes256gcm"
"""The suite of packages, profiles and keys that name none."""

sealings: Registry[Sealing] = Registry(
    "sealings", Text("封装算法", "sealing suite"), "app.core.trust.sealings"
)


def scalar(material: bytes, order: int) -> int:
    """A private scalar in [1, n − 2] of 48 random bytes, without bias that matters (FIPS 186-5, A.2.1)."""
    return int.from_bytes(material, "big") % (order - 2) + 1
