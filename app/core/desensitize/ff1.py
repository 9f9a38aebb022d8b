"""Format-preserving encryption by FF1 (NIST SP 800-38G, 2016), many texts of one length at once.

A Feistel network of ten rounds over two halves of a string of numerals; its round function is the
CBC-MAC of a block cipher. The cipher's blocks of all texts are enciphered in one call, and the
halves are numbers in one array. With SM4 (GB/T 32907-2016) in the place of AES the construction
is the same, but no standard names it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

Numerals = npt.NDArray[np.integer[Any]]
Halves = npt.NDArray[Any]  # uint64, or Python's numbers where these are too small
Blocks = npt.NDArray[np.uint8]
BlockCipher = Literal["aes", "sm4"]

SMALLEST_DOMAIN = 1_000_000  # strings that there must be of a length: SP 800-38G Rev. 1 (draft)
_ROUNDS = 10
_BLOCK = 16  # bytes
_FAST = 1 << 55  # halves below it leave room in 64 bits for another byte
_CIPHERS = {"aes": algorithms.AES, "sm4": algorithms.SM4}


def shortest(radix: int) -> int:
    """How many numerals a string must have at least."""
    length = 2
    while radix**length < SMALLEST_DOMAIN:
        length += 1
    return length


@dataclass(frozen=True)
class FF1:
    """``key``: 16, 24 or 32 bytes (SM4: 16); ``radix``: 2 to 2^16."""

    key: bytes
    radix: int
    tweak: bytes = b""
    cipher: BlockCipher = "aes"

    def encrypt(self, numerals: Numerals) -> Numerals:
        """Strings of numerals from 0 to radix - 1, a row each. Raises ValueError if too short."""
        network = self._network(numerals)
        left, right = network.halves(numerals)
        for number in range(_ROUNDS):
            modulus = network.modulus(number)
            left, right = right, (left + network.f(number, right, modulus)) % modulus
        return network.joined(left, right)

    def decrypt(self, numerals: Numerals) -> Numerals:
        """What :meth:`encrypt` was given."""
        network = self._network(numerals)
        left, right = network.halves(numerals)
        for number in reversed(range(_ROUNDS)):
            modulus = network.modulus(number)
            left, right = (right + (modulus - network.f(number, left, modulus))) % modulus, left
        return network.joined(left, right)

    def _network(self, numerals: Numerals) -> "_Network":
        length = numerals.shape[1]
        if length < shortest(self.radix):
            raise ValueError(f"{length} numerals to the base {self.radix}: the domain is too small")
        # Nothing is chained by the mode: FF1 chains blocks itself, and asks for the bare cipher.
        bare = Cipher(_CIPHERS[self.cipher](self.key), modes.ECB())  # noqa: S305
        return _Network(self.radix, length, self.tweak, bare.encryptor().update)


@dataclass(frozen=True)
class _Network:
    """What the rounds share for strings of one length; names follow the standard's ``u``, ``v``."""

    radix: int
    length: int
    tweak: bytes
    encipher: Callable[[bytes], bytes]

    @property
    def u(self) -> int:
        return self.length // 2

    @property
    def v(self) -> int:
        return self.length - self.u

    @property
    def width(self) -> int:
        """Bytes of a half as a number: ``b``."""
        largest: int = self.radix**self.v - 1
        return (largest.bit_length() + 7) // 8

    @property
    def kind(self) -> Any:
        return np.uint64 if self.radix**self.v <= _FAST else np.object_

    def modulus(self, number: int) -> Any:
        modulus = self.radix ** (self.v if number % 2 else self.u)
        return np.uint64(modulus) if self.kind is np.uint64 else modulus

    def halves(self, numerals: Numerals) -> tuple[Halves, Halves]:
        """Both halves as numbers, the first numeral the highest."""
        return self._number(numerals[:, : self.u]), self._number(numerals[:, self.u :])

    def joined(self, left: Halves, right: Halves) -> Numerals:
        """The numerals of both halves."""
        columns = []
        for half, length in ((right, self.v), (left, self.u)):
            rest = half
            for _ in range(length):
                rest, numeral = rest // self._radix, rest % self._radix
                columns.append(numeral.astype(np.int64))
        return np.stack(columns[::-1], axis=1)

    def f(self, number: int, half: Halves, modulus: Any) -> Halves:
        """The round function of a half, as a remainder."""
        size = 4 * ((self.width + 3) // 4) + 4  # ``d``
        made = [self._mac(self._message(number, half))]
        for count in range(1, -(-size // _BLOCK)):
            counter = np.frombuffer(count.to_bytes(_BLOCK, "big"), np.uint8)
            made.append(self._encipher(made[0] ^ counter))
        return self._remainder(np.concatenate(made, axis=1)[:, :size], modulus)

    @property
    def _radix(self) -> Any:
        return np.uint64(self.radix) if self.kind is np.uint64 else self.radix

    def _number(self, numerals: Numerals) -> Halves:
        number = np.zeros(len(numerals), self.kind)
        for column in numerals.T:
            number = number * self._radix + column.astype(np.uint64).astype(self.kind)
        return number

    def _message(self, number: int, half: Halves) -> Blocks:
        """``Q``: the tweak, the round's number and the half, in whole blocks."""
        filling = (-len(self.tweak) - self.width - 1) % _BLOCK
        start = self.tweak + bytes(filling) + bytes([number])
        if self.kind is np.uint64:
            digits = half.astype(">u8").view(np.uint8).reshape(len(half), 8)[:, 8 - self.width :]
        else:
            made = b"".join([each.to_bytes(self.width, "big") for each in half.tolist()])
            digits = np.frombuffer(made, np.uint8).reshape(len(half), self.width)
        same = np.broadcast_to(np.frombuffer(start, np.uint8), (len(half), len(start)))
        return np.concatenate([same, digits], axis=1)

    def _mac(self, message: Blocks) -> Blocks:
        head = bytes([1, 2, 1]) + self.radix.to_bytes(3, "big") + bytes([_ROUNDS, self.u % 256])
        head += self.length.to_bytes(4, "big") + len(self.tweak).to_bytes(4, "big")
        state = np.frombuffer(self.encipher(head), np.uint8)
        for first in range(0, message.shape[1], _BLOCK):
            state = self._encipher(state ^ message[:, first : first + _BLOCK])
        return state

    def _encipher(self, blocks: Blocks) -> Blocks:
        made = self.encipher(np.ascontiguousarray(blocks).tobytes())
        return np.frombuffer(made, np.uint8).reshape(-1, _BLOCK)

    def _remainder(self, number: Blocks, modulus: Any) -> Halves:
        """Big-endian numbers by a modulus, as many bytes at once as leave room in 64 bits."""
        if self.kind is np.object_:
            made = number.tobytes()
            size = number.shape[1]
            whole = [
                int.from_bytes(made[at : at + size], "big") for at in range(0, len(made), size)
            ]
            remainder: Halves = np.array(whole, np.object_) % modulus
            return remainder
        step = next(size for size in (4, 2, 1) if int(modulus) << (8 * size) <= 1 << 64)
        words = number.view(f">u{step}").astype(np.uint64)
        rest = np.zeros(len(number), np.uint64)
        for word in words.T:
            rest = ((rest << np.uint64(8 * step)) | word) % modulus
        return rest
