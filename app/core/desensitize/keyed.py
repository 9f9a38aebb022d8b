"""What the workspace's key makes of a text: a digest, and choices that nobody could foresee.

HMAC (RFC 2104, FIPS 198-1) over SHA-256 or SM3 (GB/T 32905-2016). Only the key's holder can tell
what stands for what, or test a guess.
"""

import hashlib
import hmac
from typing import Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.hmac import HMAC

from app.core.text_bytes import from_bytes

Digest = Literal["sha256", "sm3"]
Matrix = npt.NDArray[np.uint8]
Numbers = npt.NDArray[np.int64]

SIZE = 32  # bytes of a digest, of either function
_AT_ONCE = 4096  # texts that Python holds as objects: more leave the processor's cache, a tenth of the time
_FUNCTIONS = {"sha256": hashes.SHA256, "sm3": hashes.SM3}
_HEX = np.frombuffer(bytes(range(256)).hex().encode(), np.uint16)  # two digits of each byte


def derived(key: bytes, purpose: str) -> bytes:
    """A key of its own for a purpose: what is made by one tells nothing of what another makes."""
    return hmac.digest(key, purpose.encode(), hashlib.sha256)


def digests(texts: pa.StringArray, key: bytes, function: Digest = "sha256") -> Matrix:
    """The digest of each text, a row each; a null has that of an empty text."""
    start = HMAC(key, _FUNCTIONS[function]()).copy  # so that the key is taken in once
    cells, made = texts.fill_null("").cast(pa.binary()), bytearray()
    for first in range(0, len(cells), _AT_ONCE):
        for text in cells.slice(first, _AT_ONCE).to_pylist():
            state = start()
            state.update(text)
            made += state.finalize()
    return np.frombuffer(made, np.uint8).reshape(len(texts), SIZE)


def hexadecimal(matrix: Matrix, length: int) -> pa.StringArray:
    """The first ``length`` hex digits of each digest."""
    pairs = _HEX[matrix[:, : (length + 1) // 2]]
    return fixed_width(pairs.view(np.uint8)[:, :length])


def fixed_width(characters: Matrix) -> pa.StringArray:
    """Texts of one length from ASCII codes, a row each."""
    count, width = characters.shape
    offsets = np.arange(count + 1, dtype=np.int64) * width
    return from_bytes(offsets, np.ascontiguousarray(characters).reshape(-1))


class Draws:
    """Choices that follow from a text and a key, each as good as chance.

    A choice takes 32 bits of the digest of the text; when these are used up, of another digest.
    """

    def __init__(self, texts: pa.StringArray, key: bytes, purpose: str) -> None:
        self._texts, self._key, self._purpose = texts, key, purpose
        self._words: npt.NDArray[np.uint32] = np.zeros((len(texts), 0), np.uint32)
        self._block = self._used = 0

    def below(self, limit: int | Numbers) -> Numbers:
        """A number from 0 to ``limit`` - 1 for each text; limits up to 2^20 are fair to 1 in 4,000."""
        return (self._next().astype(np.int64) % limit).astype(np.int64)

    def uniform(self) -> npt.NDArray[np.float64]:
        """A number between 0 and 1, both excluded, for each text, of 53 bits."""
        bits = (self._next().astype(np.uint64) << np.uint64(21)) | (
            self._next().astype(np.uint64) >> np.uint64(11)
        )
        return (bits + np.float64(0.5)) / 2.0**53

    def pick(self, values: pa.StringArray) -> pa.StringArray:
        """One of some values for each text."""
        return values.take(pa.array(self.below(len(values))))

    def digits(self, count: int) -> Matrix:
        """So many decimal digits for each text, as ASCII codes."""
        columns = [self.below(10) for _ in range(count)]
        shape = (len(self._texts), 0)
        stacked = np.stack(columns, axis=1) if columns else np.zeros(shape, np.int64)
        return (stacked + ord("0")).astype(np.uint8)

    def _next(self) -> npt.NDArray[np.uint32]:
        if self._used == self._words.shape[1]:
            made = digests(self._texts, derived(self._key, f"{self._purpose}/{self._block}"))
            self._words, self._block, self._used = made.view("<u4"), self._block + 1, 0
        self._used += 1
        return self._words[:, self._used - 1]
