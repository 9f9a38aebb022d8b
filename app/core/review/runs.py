"""Runs of ASCII letters and digits in a column's text: what every number of a kind must be one of.

One pass over the bytes of all texts; no text becomes a Python object. Digits that single blanks or
hyphens part (``138 0013 8000``, ``6222-0212-3456-7890``) make a run too, beside the runs within.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from app.core.review.spans import Mask, Places, Spans

Bytes: TypeAlias = npt.NDArray[np.uint8]
Matrix: TypeAlias = npt.NDArray[np.uint8]

LEAST = 7  # characters; shorter runs tell no number of a person

_ZERO, _NINE, _A, _SMALL_A, _LETTERS = ord("0"), ord("9"), ord("A"), ord("a"), 26


@dataclass(frozen=True)
class Runs:
    """``spans``: where they stand; ``lengths`` in characters, separators left out; ``digits``: how
    many of these are digits.
    """

    spans: Spans
    lengths: Places
    digits: Places
    _characters: Bytes
    _first: Places

    def of_length(self, length: int, *, digits: int = 0) -> Places:
        """The places of runs of one length with at least so many digits."""
        return np.flatnonzero((self.lengths == length) & (self.digits >= digits))

    def matrix(self, places: Places, length: int) -> Matrix:
        """Their characters as ASCII capitals and digits, a row each: (n, ``length``)."""
        if not len(places):
            return np.zeros((0, length), np.uint8)
        windows = np.lib.stride_tricks.sliding_window_view(self._characters, length)
        rows: Matrix = windows[self._first[places]]
        return rows


def runs(text: Bytes, offsets: Places) -> Runs:
    """The runs of :data:`LEAST` characters and more. ``offsets``: where each value begins, and the end."""
    plain = _found(text, offsets)
    packed, kept, moved = _without_separators(text, offsets)
    if packed is None:
        return _made(plain, plain, text)
    inner = _found(packed, moved)
    spans = Spans(kept[inner.starts], kept[inner.ends - 1] + 1)
    parted = spans.ends - spans.starts > inner.ends - inner.starts
    both = Spans(
        np.concatenate([plain.starts, spans.starts[parted]]),
        np.concatenate([plain.ends, spans.ends[parted]]),
    )
    within = Spans(
        np.concatenate([plain.starts, inner.starts[parted] + len(text)]),
        np.concatenate([plain.ends, inner.ends[parted] + len(text)]),
    )
    return _made(both, within, np.concatenate([text, packed]))


def _found(text: Bytes, offsets: Places) -> Spans:
    """Longest runs within single values."""
    inside = np.zeros(len(text) + 1, np.bool_)
    inside[:-1] = _is_digit(text) | _is_letter(text)
    edge = np.zeros(len(text) + 1, np.bool_)
    edge[offsets] = True
    starts = inside.copy()
    starts[1:] &= ~inside[:-1] | edge[1:]
    ends = np.zeros(len(text) + 1, np.bool_)
    ends[1:] = inside[:-1] & (~inside[1:] | edge[1:])
    found = Spans(np.flatnonzero(starts), np.flatnonzero(ends))
    found = found.where(found.ends - found.starts >= LEAST)
    return found.where(~_fractions(text, edge, found))


def _fractions(text: Bytes, edge: Mask, found: Spans) -> Mask:
    """Which runs stand behind a point that a digit stands before: 1.14200000001.

    ``edge``: whether a value begins at a byte.
    """
    point = np.maximum(found.starts - 1, 0)
    before = np.maximum(found.starts - 2, 0)
    within = ~edge[found.starts] & ~edge[point]
    mask: Mask = within & (text[point] == ord(".")) & _is_digit(text[before])
    return mask


def _without_separators(text: Bytes, offsets: Places) -> tuple[Bytes | None, Places, Places]:
    """The text without what parts two digits, where each byte of it was, and its offsets."""
    digit = _is_digit(text)
    parts = np.zeros(len(text), np.bool_)
    if len(text) > 2:
        separator = (text[1:-1] == ord(" ")) | (text[1:-1] == ord("-"))
        parts[1:-1] = separator & digit[:-2] & digit[2:]
        starts = offsets[:-1]
        parts[starts[starts < len(text)]] = False  # digits of two values are not parted but apart
        ends = offsets[1:] - 1
        parts[ends[ends >= 0]] = False
    if not parts.any():
        return None, offsets, offsets
    kept = np.flatnonzero(~parts)
    return text[kept], kept, offsets - np.searchsorted(np.flatnonzero(parts), offsets)


def _made(spans: Spans, within: Spans, text: Bytes) -> Runs:
    """``within``: the same runs in ``text``, where nothing parts their characters."""
    lower = text - np.uint8(_SMALL_A) < _LETTERS
    characters = np.where(lower, text - np.uint8(_SMALL_A - _A), text)
    digits = np.zeros(len(spans), np.int64)
    if len(spans):
        flags = np.append(_is_digit(text), False)
        edges = np.stack([within.starts, within.ends], axis=1).ravel()
        digits = np.add.reduceat(flags, edges, dtype=np.int64)[::2]
    return Runs(spans, within.ends - within.starts, digits, characters, within.starts)


def _is_digit(text: Bytes) -> Mask:
    return text - np.uint8(_ZERO) < 10


def _is_letter(text: Bytes) -> Mask:
    return (text | 0x20) - np.uint8(_SMALL_A) < _LETTERS
