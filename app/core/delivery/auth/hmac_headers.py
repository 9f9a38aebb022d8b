"""An application's key, the time, a nonce and their HMAC in headers: what many gateways have in common.

A profile says how they are called, in which order they are signed, and by what. HMAC is RFC 2104; SM3 is
GB/T 32905.
"""

from dataclasses import dataclass
from typing import Literal

from cryptography.hazmat.primitives import hashes

from app.core.delivery.signing import Call, auths, base64_text, mac
from app.core.text import Text

_ALGORITHMS: dict[str, hashes.HashAlgorithm] = {"sha256": hashes.SHA256(), "sm3": hashes.SM3()}


@dataclass(frozen=True)
class Options:
    """``id``: the application's key. ``message`` is what is signed, of ``{id} {timestamp} {nonce} {method}
    {path}``; ``unit``: of the time; the rest names the headers.
    """

    id: str
    message: str = "{id}{timestamp}{nonce}"
    algorithm: Literal["sha256", "sm3"] = "sha256"
    encoding: Literal["base64", "hex"] = "base64"
    unit: Literal["ms", "s"] = "ms"
    id_header: str = "X-App-Key"
    timestamp_header: str = "X-Timestamp"
    nonce_header: str = "X-Nonce"
    signature_header: str = "X-Signature"

    def __post_init__(self) -> None:
        """Raises ValueError for a message of other parts."""
        try:
            self.filled(Call("", "", "", None, 0, ""))
        except (KeyError, IndexError, ValueError, AttributeError) as error:
            raise ValueError("message: {id} {timestamp} {nonce} {method} {path}") from error

    def moment(self, call: Call) -> str:
        """The call's time in the unit that the gateway reads."""
        return str(call.seconds if self.unit == "s" else call.millis)

    def filled(self, call: Call) -> str:
        """What is signed of a call."""
        return self.message.format(
            id=self.id,
            timestamp=self.moment(call),
            nonce=call.nonce,
            method=call.method,
            path=call.path,
        )


@auths.register
class HmacHeaders:
    id = "hmac"
    title = Text("请求头签名（HMAC）", "HMAC in headers")
    version = "1"
    options = Options
    signs_body = False

    def headers(self, call: Call, options: Options, secret: str) -> dict[str, str]:
        code = mac(secret, options.filled(call), _ALGORITHMS[options.algorithm])
        return {
            options.id_header: options.id,
            options.timestamp_header: options.moment(call),
            options.nonce_header: call.nonce,
            options.signature_header: code.hex()
            if options.encoding == "hex"
            else base64_text(code),
        }
