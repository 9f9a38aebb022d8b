"""A slot for the agency's recovery key, should everybody here be gone or have forgotten.

HPKE (RFC 9180) base mode, X25519, HKDF-SHA-256, AES-256-GCM; ``info`` binds the slot's name.
"""

import base64

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from app.core.errors import ParameterInvalid
from app.core.text import Text
from app.core.workspace.errors import RecoveryKeyWrong
from app.core.workspace.slot import slot_kinds, to_text

_HPKE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


@slot_kinds.register
class RecoverySlot:
    """``secret``: the public key to seal with, the private key to unseal with; base64."""

    id = "recovery"
    title = Text("恢复密钥", "recovery key")
    version = "1"

    def seal(self, name: str, key: bytes, secret: str) -> dict[str, str]:
        try:
            public = X25519PublicKey.from_public_bytes(base64.b64decode(secret))
        except ValueError as error:
            reason = Text("不是 X25519 公钥", "it is not an X25519 public key")
            raise ParameterInvalid(name=self.title, reason=reason) from error
        return {"for": secret, "wrapped": to_text(_HPKE.encrypt(key, public, info=_info(name)))}

    def unseal(self, name: str, content: dict[str, str], secret: str) -> bytes:
        try:
            private = X25519PrivateKey.from_private_bytes(base64.b64decode(secret))
            return _HPKE.decrypt(base64.b64decode(content["wrapped"]), private, info=_info(name))
        except (InvalidTag, ValueError) as error:
            raise RecoveryKeyWrong from error

    def forget(self, name: str) -> None:
        """It leaves nothing outside its file."""


def _info(name: str) -> bytes:
    return b"gongkai key slot 1 " + name.encode()
