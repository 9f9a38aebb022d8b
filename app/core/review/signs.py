"""Which values may hold one of some words: what spares most expressions most of the values.

An expression costs a pass over all bytes, and is compiled anew for each column. So whoever asks for one
says what every match *needs*: one of some words or single signs. One pass over a column finds every
two characters that stand side by side in it; a word is sought by its first two. An answer may hold
values in excess, never too few.
"""

from collections.abc import Iterable
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.review.spans import Mask, Places
from app.core.text_bytes import blocks, offsets_and_bytes, places_of

_HASHES = 1 << 16
_FACTOR = 40503  # 2^16 by the golden ratio: Knuth, TAOCP vol. 3, 6.4
_ASTRAL = 0xF0  # begins a character of four bytes, which UTF-16 writes as two units

Pairs = npt.NDArray[np.uint16]


class Signs:
    """The words of some texts, none of them null."""

    def __init__(self, values: pa.StringArray, *, is_ascii: bool) -> None:
        """``is_ascii``: whether the values hold no other character."""
        self._values = values
        self._offsets, self._text = offsets_and_bytes(values)
        self._is_ascii = is_ascii
        self._known: dict[tuple[str, ...], Places] = {}

    def any(self, words: Iterable[str]) -> bool:
        """Whether any value may hold any of the words."""
        literal, pairs = _parted(tuple(words), self._is_ascii)
        return any(self._seen[pair] for pair in pairs) or any(len(self._bytes(w)) for w in literal)

    def values(self, words: Iterable[str]) -> Places:
        """The places of the values that may hold any of the words, in order."""
        key = tuple(words)
        if key not in self._known:
            literal, pairs = _parted(key, self._is_ascii)
            held = np.zeros(len(self._values), np.bool_)
            letters = [ord(word) for word in literal if len(word) == 1 and word.isascii()]
            _tell(held, self._offsets, places_of(self._text, letters))
            for word in literal:
                if len(word) > 1 or not word.isascii():
                    held[_of(self._offsets, self._bytes(word))] = True
            seen = [pair for pair in pairs if self._seen[pair]]
            _tell(held, self._starts, places_of(self._pairs, seen))
            self._known[key] = np.flatnonzero(held)
        return self._known[key]

    def _bytes(self, word: str) -> Places:
        """Where a word begins in the bytes; its last one is the rarest where it is no ASCII."""
        *before, last = word.encode()
        found = places_of(self._text[len(before) :], [last])
        for place, byte in enumerate(before):
            found = found[self._text[found + place] == byte]
        return found

    @cached_property
    def _seen(self) -> Mask:
        """Which pairs stand anywhere."""
        seen = np.zeros(_HASHES, np.bool_)
        seen[self._pairs] = True
        return seen

    @property
    def _pairs(self) -> Pairs:
        """Each unit of UTF-16 with the one behind it, hashed."""
        return self._decoded[0]

    @property
    def _starts(self) -> Places:
        """Where each value begins among the pairs, and the end."""
        return self._decoded[1]

    @cached_property
    def _decoded(self) -> tuple[Pairs, Places]:
        pairs, lengths = [np.zeros(0, np.uint16)], self._lengths()
        for first, last in blocks(self._offsets):
            text = self._text[self._offsets[first] : self._offsets[last]].tobytes()
            try:
                block = text.decode()
            except UnicodeDecodeError:  # bytes that came in unchecked
                raw = self._values[first:last].cast(pa.binary()).to_pylist()
                each = [value.decode("utf-8", "replace") for value in raw]
                lengths[first:last] = [len(_units(value)) for value in each]
                block = "".join(each)
            units = _units(block)
            pairs.append(units * np.uint16(_FACTOR) + np.append(units[1:], np.uint16(0)))
        return np.concatenate(pairs), np.append(0, np.cumsum(lengths))

    def _lengths(self) -> Places:
        """Units of UTF-16 in each value."""
        counted = pc.utf8_length(self._values).to_numpy(zero_copy_only=False)
        lengths: Places = counted.astype(np.int64)
        astral = _of(self._offsets, np.flatnonzero(self._text >= _ASTRAL))
        lengths += np.bincount(astral, minlength=len(lengths))
        return lengths


def _units(text: str) -> Pairs:
    return np.frombuffer(text.encode("utf-16-le"), "<u2").astype(np.uint16, copy=False)


@lru_cache(1 << 12)
def _parted(words: tuple[str, ...], is_ascii: bool) -> tuple[list[str], list[int]]:
    """Words that are sought in the bytes, and the pairs that the others begin with."""
    possible = [word for word in words if word.isascii() or not is_ascii]
    literal = [word for word in possible if is_ascii or len(word) == 1]
    pairs = {_hash(word) for word in possible if not is_ascii and len(word) > 1}
    return literal, sorted(pairs)


def _hash(word: str) -> int:
    """The pair that a word of two characters or more begins with."""
    first, second = _units(word)[:2].tolist()
    return int(first * _FACTOR + second) % _HASHES


def _tell(held: Mask, starts: Places, places: Places) -> None:
    """Mark the values that places lie in."""
    if len(places) < len(held):
        held[_of(starts, places)] = True
        return
    before = np.searchsorted(places, starts)  # how many places before each value
    held |= before[1:] > before[:-1]


def _of(starts: Places, places: Places) -> Places:
    """Which value each place lies in."""
    return np.searchsorted(starts, places, side="right") - 1
