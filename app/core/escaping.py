"""What escaping asks of a column's values: which of them hold certain bytes, and others in their place.

Values are large strings without nulls, so that a block of any length is one array.
"""

from typing import Any

import numpy as np
import pyarrow as pa

from app.core.text_bytes import holding

Numbers = np.ndarray[Any, np.dtype[np.signedinteger[Any]]]


def with_bytes(values: pa.Array, wanted: bytes, below: int = 0) -> Numbers:
    """Indices of the values that hold one of the ASCII bytes ``wanted``, or one under ``below``."""
    offsets, text = raw(values)
    content = text.tobytes()
    found = [byte for byte in wanted if byte in content]  # ten times as fast as comparing them all
    if not found and not (below and len(text) and text.min() < below):
        return np.zeros(0, np.int64)
    hit = text < below
    for byte in found:
        np.logical_or(hit, text == byte, out=hit)
    return np.flatnonzero(holding(offsets - offsets[0], hit))


def raw(values: pa.Array) -> tuple[Numbers, Any]:
    """A large_string array's offsets, and the bytes from the first to the last of them."""
    _, offsets_buffer, text_buffer = values.buffers()
    if not len(values) or text_buffer is None:
        return np.zeros(len(values) + 1, np.int64), np.empty(0, np.uint8)
    offsets = np.frombuffer(offsets_buffer, np.int64, len(values) + 1, values.offset * 8)
    return offsets, np.frombuffer(text_buffer, np.uint8)[offsets[0] : offsets[-1]]


def replaced(values: pa.Array, places: Numbers, new: pa.Array) -> pa.Array:
    """The values, with ``new`` instead of those at ``places``."""
    order = np.arange(len(values), dtype=np.int64)
    order[places] = np.arange(len(values), len(values) + len(places))
    return pa.concat_arrays([values, new]).take(pa.array(order))


def edged(values: pa.Array, below: int) -> Numbers:
    """Indices of the values whose first or last byte is under ``below``."""
    offsets, text = raw(values)
    if not len(text) or text.min() >= below:
        return np.zeros(0, np.int64)
    starts, ends = offsets[:-1] - offsets[0], offsets[1:] - offsets[0]
    first = text[np.minimum(starts, len(text) - 1)] < below
    return np.flatnonzero((starts < ends) & (first | (text[ends - 1] < below)))
