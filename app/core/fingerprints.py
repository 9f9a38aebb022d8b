"""Which texts of many come again, told by a number a text instead of a dictionary.

A dictionary of a million texts costs a miss of the processor's cache each; mixing the eight-byte words
of a text into one number, and sorting the numbers, costs a third. Two texts with one number are
possible: a text that is told to come again may not, but one that is told not to certainly does not.
"""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.text_bytes import Bytes, Edges, edges_and_bytes, parts
from app.core.text_column import held, is_coded

Prints: TypeAlias = npt.NDArray[np.uint64]
Mask: TypeAlias = npt.NDArray[np.bool_]

_WORD = 8  # bytes
_PART = 1 << 14  # texts: what is counted over them fits a processor's cache
# Odd numbers with bits well spread: the golden ratio's, and one of xxHash's primes.
_MIX, _LENGTH = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
_BLANK = np.uint64(0xB1A9)  # the number of a cell without a text
_HALF = np.uint64(32)
_ALL = np.uint64(0xFFFFFFFFFFFFFFFF)
_LOOKED_UP = 22  # bits


def fingerprints(texts: pa.StringArray) -> Prints:
    """A number of 64 bits for each text; equal texts have equal ones. ``texts`` holds no null."""
    edges, data = edges_and_bytes(texts)
    prints = np.empty(len(texts), np.uint64)
    for first in range(0, len(texts), _PART):
        part = edges[first : first + _PART + 1]
        prints[first : first + _PART] = _prints(part - part[0], data[part[0] : part[-1]])
    return prints


def of_rows(columns: Sequence[pa.ChunkedArray]) -> Prints:
    """A number of 64 bits for each row of some columns of text, at least one; equal rows have equal ones."""
    rows = np.zeros(len(columns[0]), np.uint64)
    for column in columns:
        first = 0
        for prints in _of_cells(column):
            _mix(rows[first : first + len(prints)], prints)
            first += len(prints)
    return rows


def _of_cells(column: pa.ChunkedArray) -> Iterator[Prints]:
    """The fingerprint of each cell, chunk by chunk; of a coded column from those of its dictionaries."""
    if not is_coded(column):
        yield from map(_or_blank, column.chunks)
        return
    prints: Prints | None = None
    is_shared = len(held(column)) == 1
    for chunk in column.chunks:
        if prints is None or not is_shared:
            prints = np.append(_or_blank(chunk.dictionary), _BLANK)
        yield prints[np.asarray(pc.fill_null(chunk.indices, len(chunk.dictionary)))]


def _or_blank(texts: pa.StringArray) -> Prints:
    filled = np.asarray(texts.is_valid())
    prints = np.full(len(texts), _BLANK)
    prints[filled] = np.concatenate([*map(fingerprints, parts(texts.drop_null()))])
    return prints


def _prints(edges: Edges, data: Bytes) -> Prints:
    # A word may begin at any byte, and the last one reaches beyond the end.
    bytes_ = np.concatenate([data, np.zeros(_WORD, np.uint8)])
    words = np.ndarray(len(data) + 1, "<u8", bytes_, strides=(1,))
    starts, lengths = edges[:-1], np.diff(edges)
    prints = lengths.astype(np.uint64) * _LENGTH
    least, most = int(lengths.min()), int(lengths.max())
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
    every = prints[0] if len(prints) == 1 else np.concatenate(prints)
    buckets = (every >> np.uint64(64 - _LOOKED_UP)).astype(np.int32)
    ordered = np.sort(every[_sharing(buckets)])
    doubled = ordered[1:][ordered[1:] == ordered[:-1]]
    table = np.zeros(1 << _LOOKED_UP, np.bool_)
    table[doubled >> np.uint64(64 - _LOOKED_UP)] = True
    mask: Mask = table[buckets]
    return mask


def _sharing(buckets: npt.NDArray[np.int32]) -> Mask:
    """Which numbers are not alone in their bucket: only they need to be sorted."""
    places = np.arange(len(buckets), dtype=np.int32)
    last = np.empty(1 << _LOOKED_UP, np.int32)
    last[buckets] = places
    shared = np.zeros(1 << _LOOKED_UP, np.bool_)
    shared[buckets[last[buckets] != places]] = True
    mask: Mask = shared[buckets]
    return mask


def _mix(prints: Prints, words: Prints) -> None:
    """Take one word of each text into its number."""
    prints ^= words
    prints *= _MIX
    prints ^= prints >> _HALF
