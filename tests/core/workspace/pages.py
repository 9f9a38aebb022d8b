"""A look below the encryption."""

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE, RESERVED = 4096, 80  # SQLCipher 4: 16 bytes of nonce and an HMAC-SHA-512 end each page


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
