"""SM2 by GmSSL, in C. It writes a line to stderr for each signature that does not hold."""

import gmssl_pyx
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)

from app.core.trust.sm2.backend import DEFAULT_NAME


def sign(secret: bytes, public: bytes, message: bytes, /) -> tuple[int, int]:
    return decode_dss_signature(gmssl_pyx.sm2_sign(secret, public[1:], message, DEFAULT_NAME))


def verify(public: bytes, r: int, s: int, message: bytes, /) -> bool:
    signature = encode_dss_signature(r, s)
    return bool(gmssl_pyx.sm2_verify(public[1:], message, signature, DEFAULT_NAME))


def encrypt(public: bytes, plain: bytes, /) -> bytes:
    return bytes(gmssl_pyx.sm2_encrypt(public[1:], plain))


def decrypt(secret: bytes, wrapped: bytes, /) -> bytes:
    """Raises :class:`ValueError`."""
    try:
        return bytes(gmssl_pyx.sm2_decrypt(secret, wrapped))
    except gmssl_pyx.GmsslInnerError as error:
        raise ValueError("not encrypted for this key") from error
