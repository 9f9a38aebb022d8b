"""Keyed digests of 64 bits: of texts, and of tuples of digests.

The digest is AES-256-CMAC (NIST SP 800-38B, RFC 4493), cut to 64 bits. CMAC is a pseudorandom function:
without the key its output tells nothing but whether two inputs are equal. All texts go through the
cipher side by side, a block of each at a time, so that a million cost a tenth of what a million calls
of a keyed hash do, and nothing need be guessed first by a hash without a key.

Two of n texts share a digest by chance with a probability of at most n² / 2⁶⁵: at a million texts, one
in thirty million.
"""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

Digests: TypeAlias = npt.NDArray[np.uint64]
Places: TypeAlias = npt.NDArray[np.int64]

LEAST_KEY = 16  # bytes
_BLOCK = 16  # bytes
_AT_ONCE = 1 << 16  # messages whose blocks stay in the processor's cache


class Keyed:
    """The digests under one key. ``key``: at least 16 secret bytes; ``id``: tells keys apart.

    Texts, tuples and the id have keys of their own, derived by HKDF-SHA-256 (RFC 5869).
    """

    def __init__(self, key: bytes) -> None:
        if len(key) < LEAST_KEY:
            raise ValueError("a key has at least 16 bytes")
        self._texts = Cmac(_derived(key, b"texts"))
        self._tuples = Cmac(_derived(key, b"tuples"))
        self.id = _derived(key, b"id")[:8].hex()

    def texts(self, texts: pa.StringArray) -> Digests:
        """A digest for each text. ``texts`` holds no null."""
        if not len(texts):
            return np.zeros(0, np.uint64)
        ends = np.frombuffer(texts.buffers()[1], np.int32, len(texts) + 1, texts.offset * 4)
        data = np.frombuffer(texts.buffers()[2] or b"", np.uint8)[ends[0] : ends[-1]]
        starts = ends.astype(np.int64) - ends[0]
        return self._texts.digests(data, starts[:-1], np.diff(starts))

    def tuples(self, parts: Sequence[Digests]) -> Digests:
        """A digest for each tuple; ``parts``: one array a place, all as long."""
        result = np.empty(len(parts[0]), np.uint64)
        for first in range(0, len(result), _AT_ONCE):
            some = slice(first, first + _AT_ONCE)
            result[some] = self._tuples.of_words([part[some] for part in parts])
        return result


class Cmac:
    """AES-CMAC of many messages at once; the first 8 bytes of each tag, as a little-endian number."""

    def __init__(self, key: bytes) -> None:
        # Each block of each chain is enciphered by itself: CMAC does the chaining.
        self._cipher = Cipher(algorithms.AES(key), modes.ECB()).encryptor()  # noqa: S305
        whole = _doubled(self._cipher.update(bytes(_BLOCK)))
        padded = _doubled(whole)
        # By how many bytes of the last block are the message's: which these are, and what is added.
        keep = [b"\xff" * left + bytes(_BLOCK - left) for left in range(_BLOCK + 1)]
        stop = [(bytes(left) + b"\x80" + bytes(_BLOCK))[:_BLOCK] for left in range(_BLOCK)]
        add = [_xor(mark, padded) for mark in stop] + [whole]
        self._keep = np.frombuffer(b"".join(keep), "<u8").reshape(-1, 2)
        self._add = np.frombuffer(b"".join(add), "<u8").reshape(-1, 2)

    def digests(self, data: npt.NDArray[np.uint8], starts: Places, lengths: Places) -> Digests:
        """A digest for each message ``data[start : start + length]``."""
        # A block may begin at any byte, and the last one reaches beyond the end.
        room = np.concatenate([data, np.zeros(2 * _BLOCK, np.uint8)])
        words = np.ndarray(len(data) + _BLOCK, "<u8", room, strides=(1,))
        result = np.empty(len(starts), np.uint64)
        for first in range(0, len(starts), _AT_ONCE):
            some = slice(first, first + _AT_ONCE)
            result[some] = self._chain(words, starts[some], lengths[some])
        return result

    def of_words(self, parts: Sequence[Digests]) -> Digests:
        """A digest for each message of as many words of 8 bytes as there are ``parts``."""
        state = np.zeros((len(parts[0]), 2), "<u8")
        for place in range(0, len(parts), 2):
            pair = parts[place : place + 2]
            for side, part in enumerate(pair):
                state[:, side] ^= part
            if place + 2 >= len(parts):
                state ^= self._add[len(pair) * 8]
            state = np.frombuffer(self._cipher.update(state.tobytes()), "<u8").reshape(-1, 2).copy()
        return state[:, 0].astype(np.uint64)

    def _chain(self, words: Digests, starts: Places, lengths: Places) -> Digests:
        state = np.zeros((len(starts), 2), "<u8")
        blocks = np.maximum(-(-lengths // _BLOCK), 1)
        for place in range(int(blocks.max(initial=0))):
            rows = np.flatnonzero(blocks > place)
            at = starts[rows] + place * _BLOCK
            block = np.stack([words[at], words[at + 8]], axis=1)
            last = np.flatnonzero(blocks[rows] == place + 1)
            left = lengths[rows[last]] - place * _BLOCK
            block[last] = (block[last] & self._keep[left]) ^ self._add[left]
            cipher = self._cipher.update((state[rows] ^ block).tobytes())
            state[rows] = np.frombuffer(cipher, "<u8").reshape(-1, 2)
        return state[:, 0].astype(np.uint64)


def _derived(key: bytes, purpose: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt=None, info=b"gongkai linkage 1 " + purpose).derive(key)


def _doubled(block: bytes) -> bytes:
    """Times x in the field of 2¹²⁸ elements: RFC 4493 §2.3."""
    number = int.from_bytes(block) << 1
    return ((number & ((1 << 128) - 1)) ^ (0x87 if number >> 128 else 0)).to_bytes(_BLOCK)


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
