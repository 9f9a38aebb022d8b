"""SM2 on bytes in one fixed form each (GB/T 32918-2016, curve of part 5, SM3).

A secret is its 32-byte scalar, a public key the point 04‖x‖y, a signature r‖s, a wrapped key the DER of
GB/T 35276. What is malformed is turned away here, before a library sees it: GmSSL (``native``)
computes where its wheel is installed, gmalg in plain Python (``portable``) everywhere else.
"""

import secrets

from app.core.trust.sm2 import portable
from app.core.trust.sm2.backend import ORDER, Backend, on_curve

try:
    from app.core.trust.sm2 import native

    backend: Backend = native
except ImportError:  # a platform for which GmSSL has no wheel
    backend = portable


def generate() -> bytes:
    """A fresh secret, from the operating system's randomness."""
    return (secrets.randbelow(ORDER - 2) + 1).to_bytes(32, "big")


def public_of(secret: bytes) -> bytes:
    """The public key of a secret. Raises :class:`ValueError` for what is no secret."""
    if len(secret) != 32 or not 1 <= int.from_bytes(secret, "big") <= ORDER - 2:
        raise ValueError("an SM2 scalar has 32 bytes and lies in [1, n − 2]")
    return portable.public_of(secret)


def sign(secret: bytes, public: bytes, message: bytes) -> bytes:
    """r‖s over SM3 of the default signer's name, the public key and the message."""
    r, s = backend.sign(secret, public, message)
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def verify(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the signature holds; anything malformed is a no."""
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    if len(signature) != 64 or not (0 < r < ORDER and 0 < s < ORDER and (r + s) % ORDER):
        return False
    return on_curve(public) and backend.verify(public, r, s, message)


def wrap(public: bytes, key: bytes) -> bytes:
    """``key`` encrypted for ``public``. Raises :class:`ValueError` for a point off the curve."""
    if not on_curve(public):
        raise ValueError("not a point of the SM2 curve")
    return backend.encrypt(public, key)


def unwrap(secret: bytes, wrapped: bytes) -> bytes:
    """What :func:`wrap` wrapped. Raises :class:`ValueError`."""
    return backend.decrypt(secret, wrapped)
