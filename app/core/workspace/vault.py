"""Custody of files at rest: one data key a file, wrapped by the workspace key.

Deleting a file's wrapped key makes its content unreadable for good.
"""

import base64
import os
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.core.errors import PassphraseWrong, WorkspaceDamaged
from app.core.files import write_atomically
from app.core.text import Text
from app.core.trust import canonical, stream
from app.core.trust.identity import Stretching
from app.core.trust.sealing import FIRST, SealingKey, sealings


@dataclass(frozen=True)
class KeySlot:
    """The workspace key, wrapped under a stretched passphrase; base64."""

    stretching: Stretching
    wrapped: str


@dataclass(frozen=True)
class Blob:
    """An encrypted file: its name under ``blobs/`` and its wrapped key."""

    name: str
    wrapped_key: bytes


class Vault:
    """The encrypted files of one workspace."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder / "blobs"
        self._folder.mkdir(exist_ok=True)
        self._key = key

    @classmethod
    def create(cls, folder: Path, passphrase: str) -> "Vault":
        """A new vault with one passphrase slot."""
        key = secrets.token_bytes(32)
        stretching = Stretching.new()
        wrapped = base64.b64encode(_wrap(stretching.stretch(passphrase), key, b"slot")).decode()
        slot = canonical.encode(KeySlot(stretching, wrapped))
        write_atomically(folder / "workspace.key", [slot], private=True)
        return cls(folder, key)

    @classmethod
    def open(cls, folder: Path, passphrase: str) -> "Vault":
        """Raises :class:`PassphraseWrong`."""
        slot = canonical.read_document(folder / "workspace.key", KeySlot)
        try:
            key = _unwrap(
                slot.stretching.stretch(passphrase), base64.b64decode(slot.wrapped), b"slot"
            )
        except InvalidTag as error:
            raise PassphraseWrong(name=Text("工作区", "the workspace")) from error
        return cls(folder, key)

    def write(self, chunks: Iterable[bytes]) -> Blob:
        """Encrypt ``chunks`` into a new file."""
        name = secrets.token_hex(16)
        key = os.urandom(32)
        write_atomically(
            self._folder / name, stream.encrypt(key, name.encode(), chunks), private=True
        )
        return Blob(name, _wrap(self._key, key, name.encode()))

    def read(self, blob: Blob) -> Iterator[bytes]:
        """The content, chunk by chunk. Raises :class:`WorkspaceDamaged`."""
        try:
            key = _unwrap(self._key, blob.wrapped_key, blob.name.encode())
            with (self._folder / blob.name).open("rb") as file:
                yield from stream.decrypt(key, blob.name.encode(), file)
        except (InvalidTag, stream.StreamDamaged, OSError) as error:
            reason = Text("内容被改动或缺失", "its content was altered or is missing")
            raise WorkspaceDamaged(name=blob.name, reason=reason) from error

    def seal_text(self, text: str, context: str) -> bytes:
        """A short text for a database field; ``context`` ties it to its row."""
        return _wrap(self.derive("text"), text.encode(), context.encode())

    def open_text(self, sealed: bytes, context: str) -> str:
        """Raises :class:`WorkspaceDamaged`."""
        try:
            return _unwrap(self.derive("text"), sealed, context.encode()).decode()
        except InvalidTag as error:
            reason = Text("内容被改动", "its content was altered")
            raise WorkspaceDamaged(name=context, reason=reason) from error

    def remove(self, name: str) -> None:
        """Delete a file that nothing refers to."""
        (self._folder / name).unlink(missing_ok=True)

    def names(self) -> set[str]:
        """All files, those that a killed process has left among them."""
        return {path.name for path in self._folder.iterdir()}

    def derive(self, purpose: str) -> bytes:
        """A 32-byte key for one purpose, the same for the life of the workspace (RFC 5869)."""
        return HKDF(hashes.SHA256(), 32, salt=None, info=purpose.encode()).derive(self._key)

    def sealing_key(self, suite: str = FIRST) -> SealingKey:
        """The agency's own key to the packages that it sealed in a suite. Raises PluginUnknown."""
        return sealings.get(suite).key(self.derive("package"))


def _wrap(outer: bytes, key: bytes, context: bytes) -> bytes:
    nonce = os.urandom(12)
    return nonce + AESGCM(outer).encrypt(nonce, key, context)


def _unwrap(outer: bytes, wrapped: bytes, context: bytes) -> bytes:
    return AESGCM(outer).decrypt(wrapped[:12], wrapped[12:], context)
