"""Stars over whole columns, by the bytes of the texts: for those whose characters all have one size.

In ASCII a character is a byte, in Chinese names as they usually stand three; where every character
has the same size nothing need be decoded, and no expression need run, to find the n-th one. All other
texts go the way of :mod:`app.core.desensitize.characters`.
"""

from collections.abc import Callable, Iterable

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.text_bytes import Offsets, from_bytes, holding, offsets_and_bytes

Mask = npt.NDArray[np.bool_]
Treat = Callable[[pa.StringArray], pa.StringArray]

HAN = 3
"""Bytes of a Chinese character in UTF-8, of those from U+4000 to U+9FFF; no mark is among them."""

_BEYOND_ASCII = 0x80
_FIRST, _LEADS = 0xE4, 6  # the byte that the first of them begins with, and how many such there are


def ascii_rows(texts: pa.StringArray) -> Mask:
    """Which texts are ASCII; the empty ones are."""
    offsets, content = offsets_and_bytes(texts)
    if not len(content) or content.max() < _BEYOND_ASCII:
        return np.ones(len(texts), np.bool_)
    return ~holding(offsets, content >= _BEYOND_ASCII)


def han_rows(texts: pa.StringArray) -> Mask:
    """Which texts are of Chinese characters of three bytes only; the empty ones are."""
    offsets, content = offsets_and_bytes(texts)
    sizes = np.diff(offsets)
    fit: Mask = sizes % HAN == 0
    if fit.all():
        other = content[::HAN] - np.uint8(_FIRST) >= _LEADS
        if other.any():
            fit &= ~holding(offsets // HAN, other)
    elif fit.any():
        fit[fit] = han_rows(texts.filter(pa.array(fit)))
    return fit


def apart(texts: pa.StringArray, fit: Mask, quick: Treat, slow: Treat) -> pa.StringArray:
    """What ``quick`` makes of the texts that fit, and ``slow`` of the others, in their order."""
    if fit.all():
        return quick(texts)
    if not fit.any():
        return slow(texts)
    mask = pa.array(fit)
    made = pc.replace_with_mask(texts, mask, quick(texts.filter(mask)))
    others = pc.invert(mask)
    return pc.replace_with_mask(made, others, slow(texts.filter(others)))


def shown(
    texts: pa.StringArray, size: int, star: str, parts: Iterable[tuple[Mask, int, int]]
) -> pa.StringArray:
    """A star of ASCII for each character, but for some at the ends that stay; nulls stay null.

    ``size``: the bytes of every character. ``parts``: rows, and how many characters of each stay at
    its front and at its end; these must not meet, and no row be in two parts.
    """
    offsets, content = offsets_and_bytes(texts)
    sizes = np.diff(offsets) // size
    kept = [(rows, front * size, end * size) for rows, front, end in parts]
    for rows, front, end in kept:
        sizes += rows * ((front + end) // size * (size - 1))
    edges = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
    made = np.full(edges[-1], ord(star), np.uint8)
    for rows, front, end in kept:
        some: Mask | slice = slice(None) if rows.all() else rows
        for old, new, places in (
            (offsets[:-1][some], edges[:-1][some], range(front)),
            (offsets[1:][some], edges[1:][some], range(-end, 0)),
        ):
            for place in places:
                made[new + place] = content[old + place]
    starred = from_bytes(edges, made)
    return pc.if_else(texts.is_valid(), starred, None) if texts.null_count else starred


def lengths(texts: pa.StringArray, size: int) -> Offsets:
    """How many characters each text has, all of so many bytes."""
    return np.diff(offsets_and_bytes(texts)[0]) // size
