"""Which values may hold one of some words: what spares most expressions most of the values.

An expression costs a pass over all bytes, and is compiled anew for each column. So whoever asks for one
says what every match *needs*: one of some words or single signs. One pass over a column tells of all
lists of words that have ever been asked for, a bit each, which values may hold one: a sign is sought by
itself, a word by the two signs that it begins with. An answer may hold values in excess, never too few;
of single signs it is exact.
Lists that are known from the start are best told of at once (:func:`sought`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Lock

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.code_table import CodeTable
from app.core.review.spans import Places
from app.core.text_bytes import blocks, each_or, edges_and_bytes

_UNITS = 1 << 16  # of UTF-16
_ASCII = 1 << 7
_FACTOR = 40503  # 2^16 by the golden ratio: Knuth, TAOCP vol. 3, 6.4
_LISTS = 64  # the bits of a number
_ASTRAL = 0xF0  # begins a character of four bytes, which UTF-16 writes as two units

Units = npt.NDArray[np.uint16]
Bits = npt.NDArray[np.uint64]


def _table() -> CodeTable[np.uint64]:
    return CodeTable(np.zeros(_UNITS, np.uint64))


@dataclass
class _Sought:
    """Lists of words, of which each takes a bit for its single signs and one for its words, as it has
    them. ``firsts``, ``seconds``, ``pairs``: by unit, by the one behind it, and by the hash of both,
    the bits of the lists with a word that may begin so; ``ascii``: by two units of ASCII. A list that is
    added while others read is none of theirs.

    A hash of 16 bits alone lets too much pass, and one of more bits leaves the processor's cache.
    """

    count: int = 0
    firsts: CodeTable[np.uint64] = field(default_factory=_table)
    seconds: CodeTable[np.uint64] = field(default_factory=_table)
    pairs: CodeTable[np.uint64] = field(default_factory=_table)
    ascii: CodeTable[np.uint64] = field(default_factory=_table)

    def add(self, words: tuple[str, ...]) -> int | None:
        """The bits of the list, None where there is no room for it."""
        each = [_units(word) for word in words]
        signs = [units for units in each if len(units) == 1]
        longer = [units for units in each if len(units) > 1]
        kinds = [(kind, add) for kind, add in ((signs, self._sign), (longer, self._word)) if kind]
        if self.count + len(kinds) > _LISTS:
            return None
        bits = 0
        for kind, add in kinds:
            bit = 1 << self.count
            for units in kind:
                add(units, np.uint64(bit))
            self.count, bits = self.count + 1, bits | bit
        return bits

    def _sign(self, units: Units, bit: np.uint64) -> None:
        self.firsts.values[units] |= bit
        self.seconds.values |= bit  # whatever stands behind it
        self.pairs.values |= bit
        for unit in units[units < _ASCII].tolist():
            self.ascii.values[unit * _ASCII : (unit + 1) * _ASCII] |= bit

    def _word(self, units: Units, bit: np.uint64) -> None:
        first, second = units[:2].tolist()
        self.firsts.values[first] |= bit
        self.seconds.values[second] |= bit
        self.pairs.values[_hashed(units)[0]] |= bit
        if max(first, second) < _ASCII:
            self.ascii.values[first * _ASCII + second] |= bit


class _Lists:
    """All lists that have been asked for: what a program looks for is soon known."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, ...], tuple[int, int]] = {}
        self._sought = [_Sought()]
        self._lock = Lock()

    def place(self, words: tuple[str, ...]) -> tuple[int, int]:
        """The group that a list is in, and its bits there."""
        with self._lock:
            if words not in self._places:
                bits = self._sought[-1].add(words)
                if bits is None:
                    self._sought.append(_Sought())
                    bits = self._sought[-1].add(words) or 0
                self._places[words] = len(self._sought) - 1, bits
            return self._places[words]

    def group(self, number: int) -> _Sought:
        return self._sought[number]


_lists = _Lists()


class Words(tuple[str, ...]):
    """A list of words, or single signs, that columns are asked for; ``bits`` of the group ``group``
    stand for it.
    """

    group: int
    bits: int


def sought(words: Iterable[str]) -> Words:
    """The words, as a list that columns will be asked for: a pass that begins before a list is known
    does not tell of it, and another one must.
    """
    if isinstance(words, Words):
        return words
    listed = Words(words)
    listed.group, listed.bits = _lists.place(listed)
    return listed


@dataclass(frozen=True)
class _Told:
    """``bits`` of each value, of those that were known by then; ``any``: of all values together."""

    known: int
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
        told, bits = self._of(words)
        return bool(told.any & bits)

    def values(self, *lists: Iterable[str]) -> Places:
        """The places of the values that may hold a word of each list, in order."""
        places: Places | None = None
        for told, bits in map(self._of, lists):
            asked = told.bits if places is None else told.bits[places]
            held = np.flatnonzero(asked & np.uint64(bits))
            places = held if places is None else places[held]
        return np.arange(len(self._values)) if places is None else places

    def _of(self, words: Iterable[str]) -> tuple[_Told, int]:
        """What is told of a list of words, and its bits."""
        listed = sought(words)
        group, bits = listed.group, listed.bits
        if group not in self._told or bits & ~self._told[group].known:
            self._told[group] = self._read(_lists.group(group))
        return self._told[group], bits

    def _read(self, sought: _Sought) -> _Told:
        known = (1 << sought.count) - 1
        bits = np.zeros(len(self._values), np.uint64)
        for first, last in blocks(self._offsets):
            if self._is_ascii:
                found, starts = self._in_ascii(sought, first, last)
            else:
                units, starts = self._block(first, last)
                found = sought.firsts.of(units) & sought.pairs.of(_hashed(units))
                found[:-1] &= sought.seconds.of(units[1:])
            bits[first:last] = each_or(found, starts)
        return _Told(known, bits, int(np.bitwise_or.reduce(bits)))

    def _in_ascii(self, sought: _Sought, first: int, last: int) -> tuple[Bits, Places]:
        """The bits of each byte of some values, and where each value begins, and the end."""
        edges = self._offsets[first : last + 1]
        text = self._text[edges[0] : edges[-1]]
        two = text.astype(np.uint16)
        two *= np.uint16(_ASCII)
        two[:-1] += text[1:]
        return sought.ascii.of(two), edges - edges[0]

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


def _hashed(units: Units) -> Units:
    """Each unit with the one behind it."""
    hashed = units * np.uint16(_FACTOR)
    hashed[:-1] += units[1:]
    return hashed
