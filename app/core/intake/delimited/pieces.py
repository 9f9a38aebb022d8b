"""Delimited text is cut into pieces of whole rows, at line ends that stand outside quotes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, repeat

import numpy as np
import numpy.typing as npt
import pyarrow as pa

LONGEST = 1 << 24  # bytes of a row
SMALL = 1 << 21  # bytes of the pieces right behind the first block
LARGE = 1 << 23  # bytes of all later ones, for each has its price, as has each column of it
_SMALL_ONES = 4
_LONG = 1 << 13  # bytes of a row, from which on it is a long one
_SAMPLED = 1 << 16  # bytes by which the length of rows is told

Places = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]

_QUOTE = ord('"')


@dataclass(frozen=True)
class Piece:
    """Whole rows: the first ``size`` bytes of ``within``, until the next piece is asked for.

    ``cut``: no row end was found, so that the last row goes on.
    """

    within: bytes | bytearray
    size: int
    cut: bool = False

    @property
    def data(self) -> bytes:
        return bytes(memoryview(self.within)[: self.size])

    @property
    def buffer(self) -> pa.Buffer:
        return pa.py_buffer(self.within).slice(0, self.size)

    def __contains__(self, sign: bytes) -> bool:
        return self.within.find(sign, 0, self.size) >= 0


class _Room:
    """Bytes that come at the end and go at the front, in memory that is kept: new memory, which the
    system has to clear first, would cost as much as reading the bytes.
    """

    def __init__(self) -> None:
        self.bytes = bytearray()
        self.size = 0

    def add(self, block: bytes) -> None:
        size = self.size + len(block)
        if size > len(self.bytes):
            held = memoryview(self.bytes)[: self.size]
            self.bytes = bytearray(2 * size)
            self.bytes[: self.size] = held
        self.bytes[self.size : size] = block
        self.size = size

    def drop(self, count: int) -> None:
        rest = self.bytes[count : self.size]
        self.bytes[: len(rest)] = rest
        self.size = len(rest)


def pieces(blocks: Iterable[bytes], delimiter: bytes) -> Iterator[Piece]:
    """The blocks gathered, and cut at row ends; the first block comes at once.

    A quote that is still open at the end, or a row longer than :data:`LONGEST`, makes the last
    piece a ``cut`` one. The bytes of delimiter, quote and line ends must stand for nothing else.
    """
    room = _Room()
    sizes = chain([1], repeat(SMALL, _SMALL_ONES), repeat(LARGE))
    least = next(sizes)
    for block in blocks:
        room.add(block)
        if room.size < least:
            continue
        piece = Piece(room.bytes, room.size)
        end = _last_row_end(piece, delimiter)
        if end:
            yield Piece(room.bytes, end)
            least = LARGE if _has_long_rows(piece) else next(sizes)
            room.drop(end)
        elif room.size > LONGEST:
            yield Piece(room.bytes, room.size, cut=True)
            return
        else:  # looking at twice as much each time keeps the whole effort linear
            least = min(2 * room.size, LONGEST + 1)
    if room.size:
        rest = Piece(room.bytes, room.size)
        is_open = len(structural_quotes(rest, delimiter)) % 2 == 1
        yield Piece(room.bytes, room.size, cut=is_open)


def structural_quotes(piece: Piece, delimiter: bytes) -> list[int]:
    """Where quotes open and close a field, in turn; a doubled quote closes and opens again.

    A quote opens only at the start of a field; elsewhere outside quotes it is a character.
    """
    if b'"' not in piece:
        return []
    text = np.frombuffer(piece.within, np.uint8, piece.size)
    places = np.flatnonzero(text == _QUOTE)
    starts = _at_field_starts(text, places, delimiter)
    if not starts.any():
        return []
    # If each odd quote is at a field's start or doubles the one before, they simply alternate.
    again = np.zeros(len(places), bool)
    again[1:] = np.diff(places) == 1
    if (starts[::2] | again[::2]).all():
        return places.tolist()
    return _followed(places.tolist(), starts.tolist())


def _has_long_rows(piece: Piece) -> bool:
    """Whether the first rows are long on the average."""
    sampled = min(piece.size, _SAMPLED)
    ends = piece.within.count(b"\n", 0, sampled) or piece.within.count(b"\r", 0, sampled)
    return ends * _LONG < sampled


def _at_field_starts(text: npt.NDArray[np.uint8], places: Places, delimiter: bytes) -> Mask:
    """Of each quote, whether a delimiter or a line end stands right before it."""
    before = text[places - 1]
    starts: Mask = (before == ord("\n")) | (before == ord("\r")) | (places == 0)
    delimited = places >= len(delimiter)
    for place, byte in enumerate(delimiter, -len(delimiter)):
        delimited &= text.take(places + place, mode="wrap") == byte
    return starts | delimited


def _followed(places: list[int], starts: list[bool]) -> list[int]:
    """The same by following quote after quote, where some are mere characters."""
    found: list[int] = []
    for place, at_start in zip(places, starts, strict=True):
        is_open = len(found) % 2 == 1
        if is_open or at_start or (found and place == found[-1] + 1):
            found.append(place)
    return found


def _last_row_end(piece: Piece, delimiter: bytes) -> int:
    """The place after the last row end outside quotes, or 0."""
    data, size = piece.within, piece.size
    quotes = structural_quotes(piece, delimiter)
    bounds = [-1, *quotes] if len(quotes) % 2 else [-1, *quotes, size]
    for n in range(len(bounds) - 1, 0, -2):
        start, stop = bounds[n - 1] + 1, bounds[n]
        # A carriage return at the very end may be half of a line end.
        carriage = data.rfind(b"\r", start, min(stop, size - 1))
        end = max(data.rfind(b"\n", start, stop), carriage)
        if end >= 0:
            return end + 1
    return 0
