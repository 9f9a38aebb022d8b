"""Encrypted streams of any length in constant memory, for the vault and for packages.

The STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár, CRYPTO 2015), over AES-256-GCM unless a
suite says otherwise: 64 KiB chunks, each under the nonce ``counter (11 bytes) ‖ last-chunk flag (1 byte)``. Reordering,
truncation and extension are detected. A key serves one stream only, so nonces never repeat.
"""

import io
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

CHUNK = 64 * 1024
TAG = 16

AT_ONCE = 16 * CHUNK  # bytes to a file in one call: whole pages, and few calls


class Aead(Protocol):
    """Authenticated encryption under one key; the tag follows the ciphertext."""

    def encrypt(
        self, nonce: bytes, data: bytes | bytearray | memoryview, context: bytes, /
    ) -> bytes: ...

    def decrypt(
        self, nonce: bytes, data: bytes | bytearray | memoryview, context: bytes, /
    ) -> bytes:
        """Raises :class:`InvalidTag`."""


class StreamDamaged(Exception):
    """Chunk ``number`` (from 0) is not what was written, or the end is missing."""

    def __init__(self, number: int) -> None:
        super().__init__(f"chunk {number}")
        self.number = number


def encrypt(
    key: bytes, context: bytes, plain: Iterable[bytes], aead: Callable[[bytes], Aead] = AESGCM
) -> Iterator[bytes]:
    """Ciphertext chunks; ``context`` is authenticated with each of them, not stored."""
    cipher = aead(key)
    number = 0
    pending: bytes | bytearray | memoryview = b""
    for chunk in _chunks(plain):
        if pending:
            yield cipher.encrypt(_nonce(number, last=False), pending, context)
            number += 1
        pending = chunk
    yield cipher.encrypt(_nonce(number, last=True), pending, context)


def decrypt(
    key: bytes,
    context: bytes,
    source: BinaryIO,
    length: int | None = None,
    aead: Callable[[bytes], Aead] = AESGCM,
) -> Iterator[bytes]:
    """Plaintext chunks, each one authentic; ``length``: how many bytes of ``source`` belong to us.

    The consumer must not trust the whole before the iterator has ended: truncation shows last.
    Raises :class:`StreamDamaged`.
    """
    cipher = aead(key)
    left = length
    number = 0
    block = source.read(_wanted(left))
    while True:
        left = None if left is None else left - len(block)
        following = source.read(_wanted(left))
        last = not following
        try:
            yield cipher.decrypt(_nonce(number, last=last), block, context)
        except InvalidTag as error:
            raise StreamDamaged(number) from error
        if last:
            return
        block = following
        number += 1


def encrypt_to(sink: BinaryIO, key: bytes, context: bytes, plain: Iterable[bytes]) -> None:
    """The same stream as :func:`encrypt` makes with AES-256-GCM, through one buffer into a file."""
    cipher = AESGCM(key)
    sealed = memoryview(bytearray(AT_ONCE + CHUNK + TAG))
    filled = number = 0
    pending: bytes | bytearray | memoryview = b""
    for chunk in _chunks(plain):
        if pending:
            end = filled + CHUNK + TAG
            cipher.encrypt_into(_nonce(number, last=False), pending, context, sealed[filled:end])
            number += 1
            filled = end
            if filled >= AT_ONCE:
                sink.write(sealed[:AT_ONCE])
                filled -= AT_ONCE
                sealed[:filled] = sealed[AT_ONCE:end]
        pending = chunk
    end = filled + len(pending) + TAG
    cipher.encrypt_into(_nonce(number, last=True), pending, context, sealed[filled:end])
    sink.write(sealed[:end])


def plain_size(sealed: int) -> int:
    """How many bytes of plaintext a stream of ``sealed`` bytes holds."""
    return sealed - TAG * -(-sealed // (CHUNK + TAG))


def decrypt_into(
    target: memoryview, key: bytes, context: bytes, source: BinaryIO, sealed: int
) -> None:
    """The whole plaintext of ``sealed`` bytes at once, :func:`plain_size` of them.

    ``target`` is worth nothing until this returns. Raises :class:`StreamDamaged`.
    """
    cipher = AESGCM(key)
    step = CHUNK + TAG
    block = memoryview(bytearray(AT_ONCE // CHUNK * step))
    last = max(-(-sealed // step), 1) - 1
    if sealed - last * step < TAG:
        raise StreamDamaged(last)
    number = 0
    for start in range(0, sealed, len(block)):
        size = min(sealed - start, len(block))
        filled = source.readinto(block[:size])  # type: ignore[attr-defined]
        if filled != size:
            raise StreamDamaged(number + filled // step)
        for at in range(0, size, step):
            one = block[at : min(at + step, size)]
            plain = target[number * CHUNK : (number + 1) * CHUNK]
            try:
                cipher.decrypt_into(_nonce(number, last=number == last), one, context, plain)
            except InvalidTag as error:
                raise StreamDamaged(number) from error
            number += 1


class Reader(io.RawIOBase):
    """A decrypted stream as a file object, for libraries that read from one."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        super().__init__()
        self._chunks = chunks
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._rest = chunk
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def _chunks(plain: Iterable[bytes]) -> Iterator[bytearray | memoryview]:
    """The same bytes in pieces of a chunk's size, but for the last; a large piece is not copied."""
    rest = bytearray()
    for piece in plain:
        view = memoryview(piece)
        if rest:
            taken = CHUNK - len(rest)
            rest += view[:taken]
            view = view[taken:]
            if len(rest) < CHUNK:
                continue
            yield rest
        whole = len(view) - len(view) % CHUNK
        for start in range(0, whole, CHUNK):
            yield view[start : start + CHUNK]
        rest = bytearray(view[whole:])
    if rest:
        yield rest


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _wanted(left: int | None) -> int:
    return CHUNK + TAG if left is None else min(CHUNK + TAG, left)
