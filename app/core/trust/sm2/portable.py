"""SM2 by gmalg, in plain Python: slow, not in constant time, and on every platform there is."""

import gmalg
from cryptography.hazmat import asn1
from gmalg.errors import GMError

from app.core.trust.sm2.backend import DEFAULT_NAME, Ciphertext, on_curve


def public_of(secret: bytes) -> bytes:
    """The point 04‖x‖y of a scalar."""
    return bytes(gmalg.SM2().generate_pk(secret))


def sign(secret: bytes, public: bytes, message: bytes, /) -> tuple[int, int]:
    r, s = gmalg.SM2(secret, DEFAULT_NAME, public).sign(message)
    return int.from_bytes(r, "big"), int.from_bytes(s, "big")


def verify(public: bytes, r: int, s: int, message: bytes, /) -> bool:
    key = gmalg.SM2(uid=DEFAULT_NAME, pk=public)
    return bool(key.verify(message, r.to_bytes(32, "big"), s.to_bytes(32, "big")))


def encrypt(public: bytes, plain: bytes, /) -> bytes:
    raw = gmalg.SM2(pk=public).encrypt(plain)  # 04‖x‖y‖C3‖C2
    x, y = int.from_bytes(raw[1:33], "big"), int.from_bytes(raw[33:65], "big")
    return asn1.encode_der(Ciphertext(x=x, y=y, digest=raw[65:97], masked=raw[97:]))


def decrypt(secret: bytes, wrapped: bytes, /) -> bytes:
    """Raises :class:`ValueError`."""
    parts = asn1.decode_der(Ciphertext, wrapped)
    if min(parts.x, parts.y) < 0 or max(parts.x, parts.y) >= 1 << 256:
        raise ValueError("no point")
    point = b"\x04" + parts.x.to_bytes(32, "big") + parts.y.to_bytes(32, "big")
    if not on_curve(point):
        raise ValueError("no point of the curve")
    try:
        return bytes(gmalg.SM2(secret).decrypt(point + parts.digest + parts.masked))
    except GMError as error:
        raise ValueError("not encrypted for this key") from error
