"""Which of many words begins at each of many places of a text, in array operations."""

from collections.abc import Iterable
from functools import cached_property

import numpy as np
import numpy.typing as npt

from app.core.code_table import CodeTable

Codes = npt.NDArray[np.uint32]
Places = npt.NDArray[np.int64]

_CODES = 0x110000
_HASHES = 1 << 16  # of two characters
_LOW = _HASHES - 1  # bits of a code
_FACTOR = 40503  # 2^16 by the golden ratio: Knuth, TAOCP vol. 3, 6.4


class Trie:
    """A list of distinct words. ``words``: longest first, then as they came; numbers are places in it.

    Texts are code points of which at least :attr:`longest_word` follow each place: NUL is in no word.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self.words = sorted(dict.fromkeys(words), key=len, reverse=True)
        self.sizes = np.array([len(word) for word in self.words], np.int64)
        edges: dict[tuple[int, str], int] = {}
        ends: dict[int, int] = {}
        for number, word in enumerate(self.words):
            node = 0
            for character in word:
                node = edges.setdefault((node, character), len(edges) + 1)
            ends[node] = number
        letters = {character: place for place, character in enumerate({c for _, c in edges}, 1)}
        self._letters = CodeTable(np.zeros(_CODES, np.uint16))  # 0 are those of no word
        self._width = len(letters) + 1
        self._next = np.zeros((len(edges) + 1) * self._width, np.int32)
        for character, letter in letters.items():
            self._letters.values[ord(character)] = letter
        for (node, character), following in edges.items():
            self._next[node * self._width + letters[character]] = following
        self._word = np.full(len(edges) + 1, -1, np.int64)
        self._word[list(ends)] = list(ends.values())

    @property
    def longest_word(self) -> int:
        """In characters."""
        return len(self.words[0]) if self.words else 0

    def longest(self, text: Codes, places: Places) -> Places:
        """The number of the longest word that begins at each place, -1 for none."""
        return self._walk(text, places, first=False)

    def shortest(self, text: Codes, places: Places) -> Places:
        """The number of the shortest word that begins at each place, -1 for none."""
        return self._walk(text, places, first=True)

    def find(self, text: Codes) -> tuple[Places, Places]:
        """Where words stand, and which: from the left, each the longest, no two overlapping."""
        begins = self._pairs.of(_hashed(text))
        if self._singles.values.any():
            begins = begins | self._singles.of(text[:-1].astype(np.uint16))
        places = np.flatnonzero(begins)
        found = self.longest(text, places)
        places, found = places[found >= 0], found[found >= 0]
        kept = _apart(places, places + self.sizes[found])
        return places[kept], found[kept]

    def _walk(self, text: Codes, places: Places, *, first: bool) -> Places:
        found = np.full(len(places), -1, np.int64)
        going, nodes, depth = np.arange(len(places)), np.zeros(len(places), np.int32), 0
        while len(going):
            letters = self._letters.of(text[places[going] + depth])
            nodes = np.take(self._next, nodes * self._width + letters, mode="clip")
            on = np.flatnonzero(nodes)  # 0 where no word goes on
            going, nodes, depth = going[on], nodes[on], depth + 1
            words = self._word[nodes]
            ends = np.flatnonzero(words >= 0)
            found[going[ends]] = words[ends]
            if first:
                going, nodes = going[words < 0], nodes[words < 0]
        return found

    @cached_property
    def _pairs(self) -> CodeTable[np.bool_]:
        """By the hash of two characters, whether a word of several may begin with them."""
        table = np.zeros(_HASHES, np.bool_)
        for word in self.words:
            if len(word) > 1:
                table[_hashed(np.array([ord(word[0]), ord(word[1])], np.uint32))[0]] = True
        return CodeTable(table)

    @cached_property
    def _singles(self) -> CodeTable[np.bool_]:
        """By the low bits of a character's code, whether it may be a word by itself."""
        table = np.zeros(_HASHES, np.bool_)
        table[[ord(word) & _LOW for word in self.words if len(word) == 1]] = True
        return CodeTable(table)


def _hashed(codes: Codes) -> npt.NDArray[np.uint16]:
    """Each character but the last with the one behind it, in the low bits of their codes."""
    low = codes.astype(np.uint16)
    hashed: npt.NDArray[np.uint16] = low[:-1] * np.uint16(_FACTOR)
    hashed += low[1:]
    return hashed


def _apart(starts: Places, ends: Places) -> npt.NDArray[np.bool_]:
    """Which stretches remain if, from the left, each that overlaps one that remains is left out."""
    kept = np.ones(len(starts), np.bool_)
    reach = np.maximum.accumulate(ends)
    reached = 0
    for place in (np.flatnonzero(starts[1:] < reach[:-1]) + 1).tolist():
        # Those before it that nothing overlaps remain.
        reached = max(reached, int(ends[place - 1]) if kept[place - 1] else 0)
        kept[place] = starts[place] >= reached
    return kept
