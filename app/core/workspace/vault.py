"""Custody of files at rest: one data key a file, wrapped by the workspace key.

Deleting a file's wrapped key makes its content unreadable for good.
"""

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

import pyarrow as pa
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.core.errors import WorkspaceDamaged
from app.core.files import atomic_file
from app.core.text import Text
from app.core.trust import stream
from app.core.trust.sealing import FIRST, SealingKey, sealings
from app.core.workspace.slot import unwrap, wrap


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
        self.key = key
        self.root = key  # the first key, which those of one purpose come from

    def write(self, chunks: Iterable[bytes | memoryview]) -> Blob:
        """Encrypt ``chunks`` into a new file."""
        name = secrets.token_hex(16)
        key = os.urandom(32)
        plain = cast("Iterable[bytes]", chunks)  # a view of bytes does as well
        with atomic_file(self._folder / name, private=True) as file:
            stream.encrypt_to(file, key, name.encode(), plain)
        return Blob(name, wrap(self.key, key, name.encode()))

    def read(self, blob: Blob) -> Iterator[bytes]:
        """The content, chunk by chunk. Raises :class:`WorkspaceDamaged`."""
        with self._opened(blob) as (key, file):
            yield from stream.decrypt(key, blob.name.encode(), file)

    def read_whole(self, blob: Blob) -> pa.Buffer:
        """The content in memory, once all of it is authentic. Raises :class:`WorkspaceDamaged`."""
        with self._opened(blob) as (key, file):
            sealed = os.fstat(file.fileno()).st_size
            content = pa.allocate_buffer(max(stream.plain_size(sealed), 0))
            stream.decrypt_into(
                memoryview(content).cast("B"), key, blob.name.encode(), file, sealed
            )
        return content

    @contextmanager
    def _opened(self, blob: Blob) -> Iterator[tuple[bytes, BinaryIO]]:
        try:
            key = unwrap(self.key, blob.wrapped_key, blob.name.encode())
            with (self._folder / blob.name).open("rb") as file:
                yield key, file
        except (InvalidTag, stream.StreamDamaged, OSError) as error:
            reason = Text("内容被改动或缺失", "its content was altered or is missing")
            raise WorkspaceDamaged(name=blob.name, reason=reason) from error

    def seal_text(self, text: str, context: str) -> bytes:
        """A short text for a database field; ``context`` ties it to its row."""
        return wrap(self.derive("text"), text.encode(), context.encode())

    def open_text(self, sealed: bytes, context: str) -> str:
        """Raises :class:`WorkspaceDamaged`."""
        try:
            return unwrap(self.derive("text"), sealed, context.encode()).decode()
        except InvalidTag as error:
            reason = Text("内容被改动", "its content was altered")
            raise WorkspaceDamaged(name=context, reason=reason) from error

    def remove(self, name: str) -> None:
        """Delete a file that nothing refers to."""
        (self._folder / name).unlink(missing_ok=True)

    def names(self) -> set[str]:
        """All files, those that a killed process has left among them."""
        return {path.name for path in self._folder.iterdir()}

    def size(self, blob: Blob) -> int:
        """How many bytes a file has on the disk; 0 if it is gone."""
        file = self._folder / blob.name
        return file.stat().st_size if file.exists() else 0

    def derive(self, purpose: str) -> bytes:
        """A 32-byte key for one purpose, the same for the life of the workspace."""
        return _derived(self.root, purpose)

    def sealing_key(self, suite: str = FIRST) -> SealingKey:
        """The agency's own key to the packages that it sealed in a suite. Raises PluginUnknown."""
        return sealings.get(suite).key(self.derive("package"))


def database_key(key: bytes) -> bytes:
    """What the database is encrypted under, by the workspace's key of today."""
    return _derived(key, "database")


def _derived(key: bytes, purpose: str) -> bytes:
    """RFC 5869."""
    return HKDF(hashes.SHA256(), 32, salt=None, info=purpose.encode()).derive(key)
