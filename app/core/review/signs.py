"""Which values may hold one of some words: what spares most expressions most of the values.

An expression costs a pass over all bytes, and is compiled anew for each column. So whoever asks for one
says what every match *needs*: one of some words or single signs. One pass over a column tells of all
lists of words that have ever been asked for, a bit each, which values may hold one: a sign is sought by
itself, a word by the two signs that it begins with. An answer may hold values in excess, never too few;
of single signs it is exact.
Lists that are known from the start are best told of at once (:func:`sought`).
"""

from collections.abc import Iterable, Iterator
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
_KINDS = 7  # of units that a word may begin with; a bit behind theirs is of single signs
_SIGN = 1 << _KINDS
_SECOND = 8  # from this bit on: which kinds a unit may stand behind

Units = npt.NDArray[np.uint16]
Bits = npt.NDArray[np.uint64]


def _table() -> CodeTable[np.uint64]:
    return CodeTable(np.zeros(_UNITS, np.uint64))


@dataclass
class _Sought:
    """Lists of words, a bit each. ``signs``: by unit, the lists that hold it; ``firsts``, ``seconds``,
    ``pairs``: by unit, by the one behind it, and by the hash of both, the lists with a word that may
    begin so; ``ascii``: by two units of ASCII, the lists with either. A list that is added while others
    read is none of theirs.

    A hash of 16 bits alone lets too much pass, and one of more bits leaves the processor's cache.
    """

    count: int = 0
    signs: CodeTable[np.uint64] = field(default_factory=_table)
    firsts: CodeTable[np.uint64] = field(default_factory=_table)
    seconds: CodeTable[np.uint64] = field(default_factory=_table)
    pairs: CodeTable[np.uint64] = field(default_factory=_table)
    ascii: CodeTable[np.uint64] = field(default_factory=_table)

    def add(self, words: Iterable[Units]) -> int:
        """The bit of the list."""
        bit = np.uint64(1 << self.count)
        for units in words:
            if len(units) == 1:
                self._sign(int(units[0]), bit)
            else:
                self._word(units, bit)
        self.count += 1
        return int(bit)

    def _sign(self, sign: int, bit: np.uint64) -> None:
        self.signs.values[sign] |= bit
        if sign < _ASCII:
            self.ascii.values[sign * _ASCII : (sign + 1) * _ASCII] |= bit

    def _word(self, units: Units, bit: np.uint64) -> None:
        first, second = units[:2].tolist()
        self.firsts.values[first] |= bit
        self.seconds.values[second] |= bit
        self.pairs.values[_hashed(units[:1], units[1:2])] |= bit
        if max(first, second) < _ASCII:
            self.ascii.values[first * _ASCII + second] |= bit

    def held(self, units: Units, behind: Units, words: Places) -> Bits:
        """The lists of which a sign stands, or a word may begin, at each of some units. ``behind``: the unit
        behind each; ``words``: the places among them where a word may begin.
        """
        held = np.array(self.signs.of(units))
        first, second = units[words], behind[words]
        found = self.firsts.of(first) & self.seconds.of(second)
        held[words] |= found & self.pairs.of(_hashed(first, second))
        return held


class _Lists:
    """All lists that have been asked for: what a program looks for is soon known.

    ``kinds``: by unit, the bits of what may begin with it, and from :data:`_SECOND` on of what it may
    stand behind. Few places of a text pass this, so that the larger tables are asked about few.
    """

    def __init__(self) -> None:
        self.kinds = CodeTable(np.full(_UNITS, _SIGN << _SECOND, np.uint16))
        self.groups = [_Sought()]
        self._places: dict[tuple[str, ...], tuple[int, int]] = {}
        self._lock = Lock()

    def place(self, words: tuple[str, ...]) -> tuple[int, int]:
        """The group that a list is in, and its bit there."""
        with self._lock:
            if words not in self._places:
                self._places[words] = self._added([_units(word) for word in words])
            return self._places[words]

    def _added(self, words: list[Units]) -> tuple[int, int]:
        if not words:
            return 0, 0
        for units in words:
            first, *behind = units[:2].tolist()
            if behind:
                kind = 1 << first % _KINDS
                self.kinds.values[first] |= np.uint16(kind)
                self.kinds.values[behind] |= np.uint16(kind << _SECOND)
            else:
                self.kinds.values[first] |= np.uint16(_SIGN)
        if self.groups[-1].count == _LISTS:
            self.groups.append(_Sought())
        return len(self.groups) - 1, self.groups[-1].add(words)

    def places(self, units: Units) -> tuple[Places, Places]:
        """Where a sign stands or a word may begin; and where in these places a word may."""
        kinds = self.kinds.of(units)
        begun = kinds.astype(np.uint8)
        begun[:-1] &= (kinds[1:] >> np.uint16(_SECOND)).astype(np.uint8)
        begun[-1:] &= np.uint8(_SIGN)  # no word begins with the last one
        places = np.flatnonzero(begun.astype(np.bool_))
        return places, np.flatnonzero(begun[places] & np.uint8(_SIGN - 1))


_lists = _Lists()


class Words(tuple[str, ...]):
    """A list of words, or single signs, that columns are asked for; ``bit`` of the group ``group``
    stands for it.
    """

    group: int
    bit: int


def sought(words: Iterable[str]) -> Words:
    """The words, as a list that columns will be asked for: a pass that begins before a list is known
    does not tell of it, and another one must.
    """
    if isinstance(words, Words):
        return words
    listed = Words(words)
    listed.group, listed.bit = _lists.place(listed)
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
        self._told: list[_Told] = []  # of each group

    def any(self, words: Iterable[str]) -> bool:
        """Whether any value may hold any of the words."""
        told, bit = self._of(words)
        return bool(told.any & bit)

    def values(self, *lists: Iterable[str]) -> Places:
        """The places of the values that may hold a word of each list, in order."""
        places: Places | None = None
        for told, bit in map(self._of, lists):
            asked = told.bits if places is None else told.bits[places]
            held = np.flatnonzero((asked & np.uint64(bit)).astype(np.bool_))
            places = held if places is None else places[held]
        return np.arange(len(self._values)) if places is None else places

    def _of(self, words: Iterable[str]) -> tuple[_Told, int]:
        """What is told of a list of words, and its bit."""
        listed = sought(words)
        group, bit = listed.group, listed.bit
        if group >= len(self._told) or bit & ~self._told[group].known:
            self._told = self._read(_lists.groups[:])
        return self._told[group], bit

    def _read(self, groups: list[_Sought]) -> list[_Told]:
        known = [(1 << group.count) - 1 for group in groups]
        bits = [np.zeros(len(self._values), np.uint64) for _ in known]
        read = self._in_ascii if self._is_ascii else self._in_any
        for first, last in blocks(self._offsets):
            for told, found in zip(bits, read(groups, first, last), strict=False):
                told[first:last] = found
        return [
            _Told(*each, int(np.bitwise_or.reduce(each[1])))
            for each in zip(known, bits, strict=True)
        ]

    def _in_any(self, groups: list[_Sought], first: int, last: int) -> Iterator[Bits]:
        """Of each group, the bits of each of some values."""
        units, starts = self._block(first, last)
        places, words = _lists.places(units)
        edges = np.searchsorted(places, starts)
        here, behind = units[places], units[np.minimum(places + 1, len(units) - 1)]
        for group in groups:
            yield each_or(group.held(here, behind, words), edges)

    def _in_ascii(self, groups: list[_Sought], first: int, last: int) -> Iterator[Bits]:
        """As :meth:`_in_any`; here most signs are sought, and each is looked up at once."""
        edges = self._offsets[first : last + 1]
        text = self._text[edges[0] : edges[-1]]
        two = text.astype(np.uint16)
        two *= np.uint16(_ASCII)
        two[:-1] += text[1:]
        for group in groups:
            yield each_or(group.ascii.of(two), edges - edges[0])

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


def _hashed(first: Units, second: Units) -> Units:
    """A number for two units."""
    hashed: Units = first * np.uint16(_FACTOR) + second
    return hashed
