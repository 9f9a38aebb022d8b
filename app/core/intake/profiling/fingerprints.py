"""Which texts of many come again, told by a number a text instead of a dictionary.

A dictionary of a million texts costs a miss of the processor's cache each; mixing the eight-byte words
of a text into one number, and sorting the numbers, costs a third. Two texts with one number are
possible: a text that is told to come again may not, but one that is told not to certainly does not.
"""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from app.core.text_bytes import offsets_and_bytes

Prints: TypeAlias = npt.NDArray[np.uint64]
Mask: TypeAlias = npt.NDArray[np.bool_]

_WORD = 8  # bytes
# Odd numbers with bits well spread: the golden ratio's, and one of xxHash's primes.
_MIX, _LENGTH = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
_HALF = np.uint64(32)
_ALL = np.uint64(0xFFFFFFFFFFFFFFFF)
_LOOKED_UP = 22  # bits


def fingerprints(texts: pa.StringArray) -> Prints:
    """A number of 64 bits for each text; equal texts have equal ones. ``texts`` holds no null."""
    offsets, data = offsets_and_bytes(texts)
    # A word may begin at any byte, and the last one reaches beyond the end.
    bytes_ = np.concatenate([data, np.zeros(_WORD, np.uint8)])
    words = np.ndarray(len(data) + 1, "<u8", bytes_, strides=(1,))
    starts, lengths = offsets[:-1], np.diff(offsets)
    prints = lengths.astype(np.uint64) * _LENGTH
    least, most = (int(lengths.min()), int(lengths.max())) if len(lengths) else (0, 0)
    for place in range(0, most, _WORD):
        if place + _WORD <= least:
            _mix(prints, words[starts + place])
            continue
        longer = np.flatnonzero(lengths > place)
        left = np.minimum(lengths[longer] - place, _WORD)
        beyond = ((_WORD - left) * 8).astype(np.uint64)  # bits of the word that are another text's
        some = prints[longer]
        _mix(some, words[starts[longer] + place] & (_ALL >> beyond))
        prints[longer] = some
    return prints


def come_again(prints: Sequence[Prints]) -> Mask:
    """Of each number, all of them in order, whether it may stand there more than once.

    Those that do are looked up by their highest bits, the best mixed ones: few others share these.
    """
    beneath = np.uint64(64 - _LOOKED_UP)
    every = np.concatenate(prints)
    ordered = np.sort(every)
    doubled = ordered[1:][ordered[1:] == ordered[:-1]]
    table = np.zeros(1 << _LOOKED_UP, np.bool_)
    table[doubled >> beneath] = True
    mask: Mask = table[every >> beneath]
    return mask


def _mix(prints: Prints, words: Prints) -> None:
    """Take one word of each text into its number."""
    prints ^= words
    prints *= _MIX
    prints ^= prints >> _HALF
