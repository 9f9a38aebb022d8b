"""Which values may hold one of some words: what spares most expressions most of the values.

An expression costs a pass over all bytes, and is compiled anew for each column. So whoever asks for one
says what every match *needs*: one of some words or single signs. One pass over a column tells of all
lists of words that have ever been asked for, a bit each, which values may hold one: a sign is sought by
itself, a word by the two signs that it begins with. An answer may hold values in excess, never too few.
Lists that are known from the start are best told of at once (:func:`sought`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Lock

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.review.spans import Places
from app.core.text_bytes import blocks, each_or, edges_and_bytes

_UNITS = 1 << 16  # of UTF-16
_BITS = 20  # of a hash of two of them: with 16, two of five texts were asked by mistake
_ASCII = 1 << 7
_FACTOR = 2654435769  # 2^32 by the golden ratio: Knuth, TAOCP vol. 3, 6.4
_LISTS = 64  # the bits of a number
_ASTRAL = 0xF0  # begins a character of four bytes, which UTF-16 writes as two units

Units = npt.NDArray[np.uint16]
Bits = npt.NDArray[np.uint64]


@dataclass
class _Sought:
    """Up to :data:`_LISTS` lists of words. ``signs``, ``pairs``: by unit, and by the hash of two, the bits
    of the lists that ask for it; ``ascii``: by two units of ASCII. A list that is added while others read
    is none of theirs.
    """

    count: int = 0
    signs: Bits = field(default_factory=lambda: np.zeros(_UNITS, np.uint64))
    pairs: Bits = field(default_factory=lambda: np.zeros(1 << _BITS, np.uint64))
    ascii: Bits = field(default_factory=lambda: np.zeros((_ASCII, _ASCII), np.uint64))

    def add(self, words: tuple[str, ...]) -> None:
        bit = np.uint64(1 << self.count)
        for word in words:
            units = _units(word)
            if len(units) == 1:
                self.signs[units] |= bit
                self.ascii[units[units < _ASCII]] |= bit
            else:
                self.pairs[_hashed(units)[0]] |= bit
                if (units[:2] < _ASCII).all():
                    self.ascii[units[0], units[1]] |= bit
        self.count += 1


class _Lists:
    """All lists that have been asked for, by number: what a program looks for is soon known."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, ...], int] = {}
        self._sought: list[_Sought] = []
        self._lock = Lock()

    def number(self, words: tuple[str, ...]) -> int:
        with self._lock:
            number = self._numbers.setdefault(words, len(self._numbers))
            if number == len(self._sought) * _LISTS:
                self._sought.append(_Sought())
            sought = self._sought[number // _LISTS]
            if number % _LISTS == sought.count:
                sought.add(words)
            return number

    def group(self, number: int) -> _Sought:
        return self._sought[number]


_lists = _Lists()


class Words(tuple[str, ...]):
    """A list of words, or single signs, that columns are asked for; ``number`` stands for it."""

    number: int


def sought(words: Iterable[str]) -> Words:
    """The words, as a list that columns will be asked for: a pass that begins before a list is known
    does not tell of it, and another one must.
    """
    if isinstance(words, Words):
        return words
    listed = Words(words)
    listed.number = _lists.number(listed)
    return listed


@dataclass(frozen=True)
class _Told:
    """``bits`` of each value for the first ``count`` lists; ``any``: those of all values together."""

    count: int
    bits: Bits
    any: int


class Signs:
    """The words of some texts, none of them null."""

    def __init__(self, values: pa.StringArray, *, is_ascii: bool) -> None:
        """``is_ascii``: whether the values hold no other character."""
        self._values = values
        self._offsets, self._text = edges_and_bytes(values)
        self._is_ascii = is_ascii
        self._told: dict[int, _Told] = {}

    def any(self, words: Iterable[str]) -> bool:
        """Whether any value may hold any of the words."""
        told, bit = self._of(words)
        return bool(told.any & bit)

    def values(self, *lists: Iterable[str]) -> Places:
        """The places of the values that may hold a word of each list, in order."""
        masks = [told.bits & np.uint64(bit) != 0 for told, bit in map(self._of, lists)]
        return np.flatnonzero(np.logical_and.reduce(masks))

    def _of(self, words: Iterable[str]) -> tuple[_Told, int]:
        """What is told of a list of words, and its bit."""
        group, place = divmod(sought(words).number, _LISTS)
        if group not in self._told or self._told[group].count <= place:
            self._told[group] = self._read(_lists.group(group))
        return self._told[group], 1 << place

    def _read(self, sought: _Sought) -> _Told:
        count = sought.count
        bits = np.zeros(len(self._values), np.uint64)
        for first, last in blocks(self._offsets):
            if self._is_ascii:
                found, starts = self._in_ascii(sought, first, last)
            else:
                units, starts = self._block(first, last)
                found = np.take(sought.pairs, _hashed(units), mode="clip")
                found |= np.take(sought.signs, units, mode="clip")
            bits[first:last] = each_or(found, starts)
        return _Told(count, bits, int(np.bitwise_or.reduce(bits)))

    def _in_ascii(self, sought: _Sought, first: int, last: int) -> tuple[Bits, Places]:
        """The bits of each byte of some values, and where each value begins, and the end."""
        edges = self._offsets[first : last + 1]
        text = self._text[edges[0] : edges[-1]]
        two = text.astype(np.uint16)
        two *= np.uint16(_ASCII)
        two[:-1] += text[1:]
        return np.take(sought.ascii.ravel(), two, mode="clip"), edges - edges[0]

    def _block(self, first: int, last: int) -> tuple[Units, Places]:
        """Some values in UTF-16, and where each begins in it, and the end."""
        edges = self._offsets[first : last + 1]
        text = self._text[edges[0] : edges[-1]]
        values = self._values[first:last]
        try:
            units = _units(str(text.data, "utf-8"))
        except UnicodeDecodeError:  # bytes that came in unchecked
            each = [v.decode("utf-8", "replace") for v in values.cast(pa.binary()).to_pylist()]
            return _units("".join(each)), np.append(0, np.cumsum([len(_units(v)) for v in each]))
        lengths = pc.utf8_length(values).to_numpy().astype(np.int64)
        if text.max() >= _ASTRAL:
            astral = np.flatnonzero(text >= _ASTRAL)
            of = np.searchsorted(edges - edges[0], astral, side="right") - 1
            lengths += np.bincount(of, minlength=len(lengths))
        return units, np.append(0, np.cumsum(lengths))


def _units(text: str) -> Units:
    return np.frombuffer(text.encode("utf-16-le"), "<u2").astype(np.uint16, copy=False)


def _hashed(units: Units) -> npt.NDArray[np.uint32]:
    """Each unit with the one behind it."""
    hashed = units.astype(np.uint32)
    hashed[:-1] |= hashed[1:] << np.uint32(16)
    hashed *= np.uint32(_FACTOR)
    hashed >>= np.uint32(32 - _BITS)
    return hashed
