"""A release that has gone the whole way, and a look below the encryption."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from app.core import acts
from app.core.jobs import Job
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from app.sandbox.server import Sandbox

PAGE, RESERVED = 4096, 80  # SQLCipher 4: 16 bytes of nonce and an HMAC-SHA-512 end each page


@pytest.fixture
def delivered(
    ws: Workspace,
    clerk: Identity,
    reviewer: Identity,
    sandbox: Sandbox,
    approved: str,
    package: Path,
    job: Job,
) -> str:
    """A release with its receipt."""
    sandbox.platform.trust(clerk.card, reviewer.card)
    acts.deliver(ws, clerk, approved, sandbox.profile, job)
    return approved


def decrypted(folder: Path, key: bytes) -> bytes:
    """Every page of the database and of its write-ahead log, the free ones among them."""
    return b"".join(_pages(folder / "workspace.db", 0, 0, key)) + b"".join(
        _pages(folder / "workspace.db-wal", 32, 24, key)
    )


def _pages(file: Path, header: int, before_each: int, key: bytes) -> Iterator[bytes]:
    content = file.read_bytes()[header:] if file.exists() else b""
    for number in range(len(content) // (before_each + PAGE)):
        start = number * (before_each + PAGE) + before_each
        page = content[start : start + PAGE]
        nonce = page[PAGE - RESERVED :][:16]
        cipher = Cipher(algorithms.AES256(key), modes.CBC(nonce)).decryptor()
        salted = content[start - before_each :][:4] == b"\0\0\0\1" if before_each else number == 0
        yield cipher.update(page[16 if salted else 0 : PAGE - RESERVED])
