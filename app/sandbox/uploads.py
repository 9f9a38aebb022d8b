"""Uploads in progress: each a file and a sidecar with the offset that counts.

The sidecar is written after the bytes are on disk, so a server killed in mid-chunk never claims
what it has not verified.
"""

import hashlib
import json
import os
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

BLOCK = 64 * 1024


class UploadMissing(Exception):
    """No upload of this id."""


class UploadBusy(Exception):
    """Another connection is writing to it."""


class OffsetWrong(Exception):
    """The client is elsewhere than we are."""


class ChecksumWrong(Exception):
    """The chunk is not what its checksum says; it was discarded."""


@dataclass(frozen=True)
class Upload:
    """One upload: ``length`` and ``offset`` in bytes."""

    id: str
    length: int
    offset: int
    metadata: dict[str, str]
    uploader: str


class UploadStore:
    """The uploads in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._folder.mkdir(parents=True, exist_ok=True)
        self._busy: set[str] = set()
        self._turn = threading.Lock()

    def create(self, length: int, metadata: dict[str, str], uploader: str) -> Upload:
        upload = Upload(secrets.token_hex(16), length, 0, metadata, uploader)
        self.file(upload.id).touch()
        self._commit(upload)
        return upload

    def get(self, id: str) -> Upload:
        """Raises :class:`UploadMissing`."""
        try:
            return Upload(**json.loads(self._sidecar(id).read_text(encoding="utf-8")))
        except FileNotFoundError:
            raise UploadMissing from None

    def all(self) -> list[Upload]:
        """Every upload that has not been forgotten."""
        return [self.get(file.stem) for file in sorted(self._folder.glob("*.json"))]

    def append(
        self, id: str, offset: int, source: BinaryIO, size: int, checksum: bytes | None
    ) -> Upload:
        """Take ``size`` bytes from ``source``; what arrives before a cut is kept, unless a checksum
        covers the whole chunk. Raises UploadMissing, UploadBusy, OffsetWrong, ChecksumWrong."""
        with self._alone(id):
            upload = self.get(id)
            if offset != upload.offset or offset + size > upload.length:
                raise OffsetWrong
            digest = hashlib.sha256()
            received = 0
            with self.file(id).open("r+b") as file:
                file.truncate(offset)
                file.seek(offset)
                for block in _blocks(source, size):
                    file.write(block)
                    digest.update(block)
                    received += len(block)
                if checksum is not None and (received < size or digest.digest() != checksum):
                    file.truncate(offset)
                    raise ChecksumWrong
                file.flush()
                os.fsync(file.fileno())
            return self._commit(
                Upload(id, upload.length, offset + received, upload.metadata, upload.uploader)
            )

    def remove(self, id: str) -> None:
        """Forget an upload. Raises UploadMissing, UploadBusy."""
        with self._alone(id):
            self.get(id)
            self.file(id).unlink(missing_ok=True)
            self._sidecar(id).unlink()

    def file(self, id: str) -> Path:
        """Where the bytes lie. Raises :class:`UploadMissing` for what is no id of ours."""
        if not (len(id) == 32 and all(c in "0123456789abcdef" for c in id)):
            raise UploadMissing
        return self._folder / f"{id}.bin"

    def _sidecar(self, id: str) -> Path:
        return self.file(id).with_suffix(".json")

    def _commit(self, upload: Upload) -> Upload:
        part = self._sidecar(upload.id).with_suffix(".part")
        with part.open("w", encoding="utf-8") as file:
            json.dump(asdict(upload), file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self._sidecar(upload.id))
        return upload

    @contextmanager
    def _alone(self, id: str) -> Iterator[None]:
        with self._turn:
            if id in self._busy:
                raise UploadBusy
            self._busy.add(id)
        try:
            yield
        finally:
            with self._turn:
                self._busy.discard(id)


def _blocks(source: BinaryIO, size: int) -> Iterator[bytes]:
    """The bytes that arrive, until ``size`` or until the connection is cut."""
    left = size
    while left:
        try:
            block = source.read(min(left, BLOCK))
        except OSError:
            return
        if not block:
            return
        left -= len(block)
        yield block
