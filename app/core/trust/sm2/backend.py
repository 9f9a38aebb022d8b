"""The SM2 curve, and what a library must compute on it.

Source: GB/T 32918.5-2017 (curve), GB/T 35276-2017 (the form of a ciphertext, the default name).
"""

from typing import Protocol

from cryptography.hazmat import asn1

FIELD = 0xFFFFFFFE_FFFFFFFF_FFFFFFFF_FFFFFFFF_FFFFFFFF_00000000_FFFFFFFF_FFFFFFFF
A = FIELD - 3
B = 0x28E9FA9E_9D9F5E34_4D5A9E4B_CF6509A7_F39789F5_15AB8F92_DDBCBD41_4D940E93
ORDER = 0xFFFFFFFE_FFFFFFFF_FFFFFFFF_FFFFFFFF_7203DF6B_21C6052B_53BBF409_39D54123
DEFAULT_NAME = b"1234567812345678"


class Backend(Protocol):
    """A library; keys and numbers that reach it are in range and on the curve."""

    def sign(self, secret: bytes, public: bytes, message: bytes, /) -> tuple[int, int]: ...

    def verify(self, public: bytes, r: int, s: int, message: bytes, /) -> bool: ...

    def encrypt(self, public: bytes, plain: bytes, /) -> bytes: ...

    def decrypt(self, secret: bytes, wrapped: bytes, /) -> bytes: ...


@asn1.sequence
class Ciphertext:
    """SM2Cipher of GB/T 35276: the point C1, the digest C3, the masked text C2."""

    x: int
    y: int
    digest: bytes
    masked: bytes


def on_curve(public: bytes) -> bool:
    """Whether these are the bytes 04‖x‖y of a point. The curve has no small subgroups."""
    x, y = int.from_bytes(public[1:33], "big"), int.from_bytes(public[33:], "big")
    return (
        len(public) == 65
        and public[0] == 4
        and max(x, y) < FIELD
        and (y * y - (x * x * x + A * x + B)) % FIELD == 0
    )
