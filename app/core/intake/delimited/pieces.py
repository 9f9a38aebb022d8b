"""Delimited text is cut into pieces of whole rows, at line ends that stand outside quotes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

LONGEST = 1 << 24  # bytes of a row
GATHERED = (
    1 << 23
)  # bytes of a piece of long rows: each of its thousands of columns costs by itself
SOON = 1  # blocks that are never gathered, so that the first rows come at once
_LONG = 1 << 13  # bytes of a row, from which on it is a long one
_SAMPLED = 1 << 16  # bytes by which the length of rows is told

Places = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]

_QUOTE = ord('"')


@dataclass(frozen=True)
class Piece:
    """Whole rows: the first ``size`` bytes of ``within``, which are not copied before they must be.

    ``cut``: no row end was found, so that the last row goes on.
    """

    within: bytes
    size: int
    cut: bool = False

    @property
    def data(self) -> bytes:
        return self.within[: self.size]

    @property
    def buffer(self) -> pa.Buffer:
        return pa.py_buffer(self.within).slice(0, self.size)

    def __contains__(self, sign: bytes) -> bool:
        return self.within.find(sign, 0, self.size) >= 0


def pieces(blocks: Iterable[bytes], delimiter: bytes) -> Iterator[Piece]:
    """The blocks cut at row ends, one piece a block; of very long rows, one piece of several blocks.

    A quote that is still open at the end, or a row longer than :data:`LONGEST`, makes the last
    piece a ``cut`` one. The bytes of delimiter, quote and line ends must stand for nothing else.
    """
    rest = b""
    looked = 0  # as many bytes of the rest have no row end
    for number, block in enumerate(blocks):
        rest = rest + block if rest else block
        if len(rest) < 2 * looked and len(rest) <= LONGEST:
            continue  # looking at twice as much each time keeps the whole effort linear
        if number > SOON and len(rest) < GATHERED and _has_long_rows(rest):
            continue
        end = _last_row_end(rest, delimiter)
        if end:
            yield Piece(rest, end)
            rest = rest[end:]
            looked = 0
        elif len(rest) > LONGEST:
            yield Piece(rest, len(rest), cut=True)
            return
        else:
            looked = len(rest)
    if rest:
        yield Piece(rest, len(rest), cut=len(structural_quotes(rest, delimiter)) % 2 == 1)


def structural_quotes(data: bytes, delimiter: bytes) -> list[int]:
    """Where quotes open and close a field, in turn; a doubled quote closes and opens again.

    A quote opens only at the start of a field; elsewhere outside quotes it is a character.
    """
    if b'"' not in data:
        return []
    places = np.flatnonzero(np.frombuffer(data, np.uint8) == _QUOTE)
    starts = _at_field_starts(data, places, delimiter)
    if not starts.any():
        return []
    # If each odd quote is at a field's start or doubles the one before, they simply alternate.
    again = np.zeros(len(places), bool)
    again[1:] = np.diff(places) == 1
    if (starts[::2] | again[::2]).all():
        return places.tolist()
    return _followed(places.tolist(), starts.tolist())


def _has_long_rows(data: bytes) -> bool:
    """Whether the first rows are long on the average."""
    ends = data.count(b"\n", 0, _SAMPLED) or data.count(b"\r", 0, _SAMPLED)
    return ends * _LONG < min(len(data), _SAMPLED)


def _at_field_starts(data: bytes, places: Places, delimiter: bytes) -> Mask:
    """Of each quote, whether a delimiter or a line end stands right before it."""
    size = len(delimiter)
    padded = np.frombuffer(b"\n" * size + data, np.uint8)  # so the first byte has one before it
    before = padded[places + size - 1]
    delimited = np.ones(len(places), bool)
    for n, byte in enumerate(delimiter):
        delimited &= padded[places + n] == byte
    delimited |= (before == ord("\n")) | (before == ord("\r"))
    return delimited


def _followed(places: list[int], starts: list[bool]) -> list[int]:
    """The same by following quote after quote, where some are mere characters."""
    found: list[int] = []
    for place, at_start in zip(places, starts, strict=True):
        is_open = len(found) % 2 == 1
        if is_open or at_start or (found and place == found[-1] + 1):
            found.append(place)
    return found


def _last_row_end(data: bytes, delimiter: bytes) -> int:
    """The place after the last row end outside quotes, or 0."""
    quotes = structural_quotes(data, delimiter)
    bounds = [-1, *quotes] if len(quotes) % 2 else [-1, *quotes, len(data)]
    for n in range(len(bounds) - 1, 0, -2):
        start, stop = bounds[n - 1] + 1, bounds[n]
        # A carriage return at the very end may be half of a line end.
        carriage = data.rfind(b"\r", start, min(stop, len(data) - 1))
        end = max(data.rfind(b"\n", start, stop), carriage)
        if end >= 0:
            return end + 1
    return 0
