"""What every kind of key slot is: a way to give the workspace key to whoever holds a secret."""

import base64
import os
from typing import Protocol

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.core.registry import Plugin, Registry
from app.core.text import Text

SLOT = b"slot"  # what a key wrapped here is for


class SlotKind(Plugin, Protocol):
    """One kind of slot. ``id`` stands in the slot's file; what ``seal`` returns lies there in the clear."""

    def seal(self, name: str, key: bytes, secret: str) -> dict[str, str]:
        """The workspace key for whoever has ``secret``, in the slot called ``name``."""

    def unseal(self, name: str, content: dict[str, str], secret: str) -> bytes:
        """The workspace key. Raises a GongkaiError that says why not."""

    def forget(self, name: str) -> None:
        """Remove what the slot has left outside its file."""


slot_kinds: Registry[SlotKind] = Registry(
    "slots", Text("密钥槽", "key slots"), "app.core.workspace.slots"
)


def wrap(outer: bytes, key: bytes, context: bytes) -> bytes:
    """A key under another one: AES-256-GCM, nonce first."""
    nonce = os.urandom(12)
    return nonce + AESGCM(outer).encrypt(nonce, key, context)


def unwrap(outer: bytes, wrapped: bytes, context: bytes) -> bytes:
    """Raises :class:`cryptography.exceptions.InvalidTag`."""
    return AESGCM(outer).decrypt(wrapped[:12], wrapped[12:], context)


def to_text(data: bytes) -> str:
    """Bytes as they stand in a slot's file: base64."""
    return base64.b64encode(data).decode()
