"""What every signing family offers: headers that prove who sends a request, and when."""

import base64
import secrets
import time
from dataclasses import dataclass, field
from typing import Any, Protocol

from cryptography.hazmat.primitives import hashes, hmac

from app.core.registry import Registry
from app.core.text import Text


@dataclass(frozen=True)
class Call:
    """A request about to be sent. ``query``: as in the address; ``body``: None for one that is streamed;
    ``millis``: the time, since 1970 UTC; ``nonce``: once in a lifetime.
    """

    method: str
    path: str
    query: str
    body: bytes | None
    millis: int = field(default_factory=lambda: time.time_ns() // 1_000_000)
    nonce: str = field(default_factory=lambda: secrets.token_hex(16))

    @property
    def seconds(self) -> int:
        return self.millis // 1000


class Auth(Protocol):
    """One family. ``options``: a dataclass of what a profile says beside the secret; ``signs_body``: a
    body that is streamed cannot be signed.
    """

    id: str
    title: Text
    version: str
    options: type[Any]
    signs_body: bool

    def headers(self, call: Call, options: Any, secret: str) -> dict[str, str]:
        """What to add to the request; ``options`` is one of :attr:`options`."""


auths: Registry[Auth] = Registry(
    "auth", Text("签名方式", "signing family"), "app.core.delivery.auth"
)


def mac(secret: str, message: str, algorithm: hashes.HashAlgorithm | None = None) -> bytes:
    """HMAC (RFC 2104), with SHA-256 unless told otherwise."""
    code = hmac.HMAC(secret.encode(), algorithm or hashes.SHA256())
    code.update(message.encode())
    return code.finalize()


def base64_text(data: bytes) -> str:
    return base64.b64encode(data).decode()
