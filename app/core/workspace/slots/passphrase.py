"""A slot that a passphrase opens: the key wrapped under the passphrase stretched by Argon2id."""

import base64
from dataclasses import asdict

import msgspec
from cryptography.exceptions import InvalidTag

from app.core.errors import PassphraseWrong
from app.core.text import Text
from app.core.trust.identity import Stretching
from app.core.workspace.slot import SLOT, slot_kinds, to_text, unwrap, wrap


@slot_kinds.register
class PassphraseSlot:
    """``secret``: the passphrase."""

    id = "passphrase"
    title = Text("口令", "passphrase")
    version = "1"

    def seal(self, name: str, key: bytes, secret: str) -> dict[str, str]:
        stretching = Stretching.new()
        wrapped = to_text(wrap(stretching.stretch(secret), key, SLOT))
        return {k: str(v) for k, v in asdict(stretching).items()} | {"wrapped": wrapped}

    def unseal(self, name: str, content: dict[str, str], secret: str) -> bytes:
        stretching = msgspec.convert(content, Stretching, strict=False)  # numbers lie as text
        try:
            return unwrap(stretching.stretch(secret), base64.b64decode(content["wrapped"]), SLOT)
        except InvalidTag as error:
            raise PassphraseWrong(name=Text("工作区", "the workspace")) from error

    def forget(self, name: str) -> None:
        """It leaves nothing outside its file."""
