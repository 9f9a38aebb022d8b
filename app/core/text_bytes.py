"""The bytes behind an array of texts, and an array of texts from bytes; nothing is copied."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Offsets: TypeAlias = npt.NDArray[np.integer]
Edges: TypeAlias = npt.NDArray[np.int32]
Bytes: TypeAlias = npt.NDArray[np.uint8]

_BLOCK = 1 << 19  # bytes that a processor's cache holds beside what is counted over them
_UNITS = 1 << 16  # what a processor's cache holds
_PART = 1 << 16  # texts that are asked at a time; and their bytes, on the average:
_PART_BYTES = 1 << 22
_BEYOND_ASCII = 0x80


def parts(texts: pa.StringArray | pa.ChunkedArray) -> Iterator[pa.StringArray]:
    """Texts in slices that follow one another, at least one: what is told of a slice takes as much room as
    its texts, or more.
    """
    chunks = texts.chunks if isinstance(texts, pa.ChunkedArray) else [texts]
    for chunk in chunks or [pa.array([], pa.string())]:
        number = max(-(-len(chunk) // _PART), min(-(-chunk.nbytes // _PART_BYTES), len(chunk)), 1)
        edges = [len(chunk) * part // number for part in range(number + 1)]
        for first, behind in pairwise(edges):
            yield chunk.slice(first, behind - first)


def offsets_and_bytes(texts: pa.StringArray) -> tuple[npt.NDArray[np.int64], Bytes]:
    """Where each text begins, and the last one ends, in the UTF-8 of all of them."""
    edges, text = edges_and_bytes(texts)
    return edges.astype(np.int64), text


def edges_and_bytes(texts: pa.StringArray) -> tuple[Edges, Bytes]:
    """As :func:`offsets_and_bytes`, the offsets in the 32 bits that Arrow keeps them in: not copied
    where the first text begins the array's bytes.
    """
    _, ends, data = texts.buffers()
    if not len(texts):
        return np.zeros(1, np.int32), np.zeros(0, np.uint8)
    edges = np.frombuffer(ends, np.int32, len(texts) + 1, texts.offset * 4)
    text = np.frombuffer(data, np.uint8) if data is not None else np.zeros(0, np.uint8)
    return edges - edges[0] if edges[0] else edges, text[edges[0] : edges[-1]]


def from_bytes(offsets: Offsets, text: Bytes) -> pa.StringArray:
    """The texts that lie between the offsets; ``text`` must be UTF-8, cut between characters."""
    buffers = [
        None,
        pa.py_buffer(offsets.astype(np.int32, copy=False)),
        pa.py_buffer(np.ascontiguousarray(text)),
    ]
    return pa.StringArray.from_buffers(len(offsets) - 1, buffers[1], buffers[2])


def cut(text: Bytes, starts: Offsets, ends: Offsets) -> pa.StringArray:
    """The texts of stretches that follow one another without overlapping."""
    edges = np.concatenate([np.stack([starts, ends], axis=1).ravel(), [len(text)]])
    pieces = from_bytes(edges, text)
    return pieces.take(pa.array(np.arange(0, 2 * len(starts), 2)))


def byte_places(texts: pa.StringArray, rows: Offsets, places: Offsets) -> Offsets:
    """Places in characters of some texts as places in the bytes of all of them. ``rows``: in which
    text each is, in order; a place may be the end of its text. ``places``: one a row, or (n, k).
    """
    offsets, text = edges_and_bytes(texts)
    found: Offsets = (places.T * 0 + offsets[rows]).T.astype(np.int64)
    for first, last in blocks(offsets):
        edges = offsets[first : last + 1]
        is_first = (text[edges[0] : edges[-1]] & 0xC0) != 0x80
        begins = np.append(np.flatnonzero(is_first), len(is_first)) + edges[0]  # of each character
        some = slice(*np.searchsorted(rows, (first, last)))
        of_texts = np.searchsorted(begins, offsets[rows[some]])
        found[some] = begins[(places[some].T + of_texts).T]
    return found


def character_places(text: Bytes, bases: Offsets, places: Offsets) -> Offsets:
    """How many characters lie between places in a text and others before them, both in bytes."""
    begins = np.flatnonzero((text & 0xC0) != 0x80)  # of each character
    found: Offsets = np.searchsorted(begins, places) - np.searchsorted(begins, bases)
    return found


def are_digits(text: Bytes) -> npt.NDArray[np.bool_]:
    """Which bytes are ASCII digits."""
    mask: npt.NDArray[np.bool_] = text - np.uint8(ord("0")) < 10
    return mask


def are_letters(text: Bytes) -> npt.NDArray[np.bool_]:
    """Which bytes are ASCII letters."""
    mask: npt.NDArray[np.bool_] = (text | 0x20) - np.uint8(ord("a")) < 26
    return mask


def counts_of(texts: pa.StringArray, is_one: Callable[[Bytes], npt.NDArray[np.bool_]]) -> Edges:
    """How many bytes of each text are of a kind."""
    offsets, text = edges_and_bytes(texts)
    counts = np.zeros(len(texts), np.int32)
    for first, last in blocks(offsets):
        edges = offsets[first : last + 1]
        filled = np.flatnonzero(edges[1:] > edges[:-1])
        begins = edges[filled] - edges[0]
        counts[first + filled] = counts_from(is_one(text[edges[0] : edges[-1]]), begins)
    return counts


def counts_from(marked: npt.NDArray[np.bool_], begins: Offsets) -> Edges:
    """How many units are marked from each of some places to the next one, which must lie behind it,
    or to the end. A running count would take thrice as long, or more.
    """
    if not len(begins):
        return np.zeros(0, np.int32)
    counts: Edges = np.add.reduceat(marked.view(np.uint8), begins, dtype=np.int32)
    return counts


def blocks(offsets: Offsets, size: int = _BLOCK) -> Iterator[tuple[int, int]]:
    """Texts that lie side by side, as the first one and the one behind the last, of ``size`` bytes
    together; a longer one is a block by itself. Those without a byte may be left out.
    """
    begin, end = int(offsets[0]), int(offsets[-1])
    ends = np.minimum(np.arange(begin + size, end + size, size), end)
    edges = np.searchsorted(offsets, ends.astype(offsets.dtype))
    first = 0
    for last in edges.tolist():
        if last > first:
            yield first, last
            first = last


def each_or(units: npt.NDArray[Any], offsets: Offsets) -> npt.NDArray[Any]:
    """The bits of the units of each text; none of a text without a unit. ``offsets``: of texts."""
    told = np.zeros(len(offsets) - 1, units.dtype)
    filled = offsets[1:] > offsets[:-1]
    if filled.any():
        told[filled] = np.bitwise_or.reduceat(units, offsets[:-1][filled])
    return told


def holding(offsets: Offsets, marked: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Which texts hold one of the marked units. ``offsets``: of texts, in the same units."""
    rows = np.zeros(len(offsets) - 1, np.bool_)
    rows[np.searchsorted(offsets, np.flatnonzero(marked), side="right") - 1] = True
    return rows


def holding_any(texts: pa.StringArray, wanted: bytes) -> npt.NDArray[np.bool_]:
    """Which texts hold one of these bytes."""
    offsets, data = edges_and_bytes(texts)
    return holding(offsets, among(data, wanted))


def among(data: Bytes, wanted: bytes) -> npt.NDArray[np.bool_]:
    """Which bytes are one of these."""
    table = np.zeros(256, np.bool_)
    table[list(wanted)] = True
    return table[data]


def places_of(units: npt.NDArray[Any], wanted: Sequence[int]) -> Offsets:
    """Where one of a few values stands, in order. ``units``: bytes, or pairs of them as uint16."""
    found = [np.zeros(0, np.int64)]
    for first in range(0, len(units) if wanted else 0, _UNITS):
        block = units[first : first + _UNITS]
        mask = block == wanted[0]
        for value in wanted[1:]:
            mask |= block == value
        found.append(np.flatnonzero(mask) + first)
    return np.concatenate(found)


def gb18030_lengths(texts: pa.StringArray) -> Offsets:
    """The bytes of each text in GB 18030, none of them null.

    Most characters are ASCII or the Han of GBK (U+4E00 to U+9FA5), one byte and two there where UTF-8
    has one and three; a text that holds others is encoded.
    """
    return np.concatenate([*map(_lengths, parts(texts))])


def _lengths(texts: pa.StringArray) -> Offsets:
    offsets, data = edges_and_bytes(texts)
    size = np.diff(offsets).astype(np.int64)
    if not len(data) or data.max() < _BEYOND_ASCII:
        return size
    characters = np.asarray(pc.utf8_length(texts))
    lengths: Offsets = size - (size - characters) // 2
    others = np.flatnonzero(holding(offsets, beyond_ascii_and_han(data)))
    if len(others):
        lengths[others] = _encoded_lengths(texts.take(pa.array(others)).to_pylist())
    return lengths


def beyond_ascii_and_han(data: Bytes) -> npt.NDArray[np.bool_]:
    """Where characters begin that are neither ASCII nor of U+4E00 to U+9F7F, whose UTF-8 begins with
    E4 B8 to E9 BD. Each of these is in GBK, and no normal form of Unicode changes it.
    """
    marked: npt.NDArray[np.bool_] = (data - np.uint8(0xC0) < 0xE4 - 0xC0) | (data > 0xE9)
    first, second = data[:-1], data[1:]
    marked[:-1] |= (first == 0xE4) & (second < 0xB8)
    marked[:-1] |= (first == 0xE9) & (second > 0xBD)
    return marked


def _encoded_lengths(texts: Sequence[str]) -> list[int]:
    # A line feed is no part of any other character there, so it may part the texts.
    parts = "\n".join(texts).encode("gb18030").split(b"\n")
    if len(parts) != len(texts):  # some of them hold one
        parts = [text.encode("gb18030") for text in texts]
    return [*map(len, parts)]
