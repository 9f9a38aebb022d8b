"""Points, commas, signs and words put around the digits of many numbers at once, byte by byte."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from app.core.text_bytes import from_bytes, offsets_and_bytes


def marked(
    digits: pa.StringArray,
    places: int,
    *,
    grouped: bool,
    negative: npt.NDArray[np.bool_],
    prefix: str,
    suffix: str,
) -> pa.StringArray:
    """Digits with a point before the last ``places`` of them, and words around.

    ``digits``: of each number more than ``places``; ``grouped``: a comma before every third digit
    from the point; ``negative``: which numbers get a minus, before the prefix.
    """
    offsets, data = offsets_and_bytes(digits)
    before, behind = prefix.encode(), suffix.encode()
    lengths = np.diff(offsets)
    commas = (lengths - places - 1) // 3 if grouped else np.zeros(len(lengths), np.int64)
    has_point = places > 0
    lengths = lengths + negative + (len(before) + has_point + len(behind)) + commas
    edges = np.concatenate([[0], np.cumsum(lengths)])
    start, end = edges[:-1], edges[1:] - len(behind)
    whole = end - places - has_point  # where the digits before the point end
    signs = [(start[negative], ord("-"))]
    signs += [(start + negative + n, byte) for n, byte in enumerate(before)]
    signs += [(end + n, byte) for n, byte in enumerate(behind)]
    signs += [(whole, ord("."))] if has_point else []
    most = int(commas.max(initial=0))
    signs += [(whole[commas >= n] - 4 * n, ord(",")) for n in range(1, most + 1)]
    text = np.empty(edges[-1], np.uint8)
    is_digit = np.ones(edges[-1], np.bool_)
    for at, byte in signs:
        text[at] = byte
        is_digit[at] = False
    text[is_digit] = data
    return from_bytes(edges, text)
