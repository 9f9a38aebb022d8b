"""Runs of ASCII letters and digits in a column's text: what every number of a kind must be one of.

One pass over the bytes of all texts, block by block; no text becomes a Python object. Digits that
single blanks or hyphens part (``138 0013 8000``, ``6222-0212-3456-7890``) make a run too, beside the
runs within.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from app.core.review.spans import NO_PLACES, NONE, Mask, Places, Spans, joined
from app.core.text_bytes import Bytes, are_digits, are_letters, blocks, counts_from

Matrix: TypeAlias = npt.NDArray[np.uint8]
Units = TypeVar("Units", bound=npt.NDArray[Any])

_AT_ONCE = 1 << 15  # runs: what is counted over them stays in the cache
LEAST = 7  # characters; shorter runs tell no number of a person

_SPARSE = 8  # times: to copy what lies within spans, beside reading all once
_A, _SMALL_A = ord("A"), ord("a")


@dataclass(frozen=True)
class Runs:
    """``spans``: where they stand; ``lengths`` in characters, separators left out; ``digits``: how
    many of these are digits. Those that nothing parts come first. ``led``: where a run begins with 0,
    however short it is.
    """

    spans: Spans
    lengths: Places
    digits: Places
    led: Places
    _text: Bytes
    _pieces: Spans  # those that are parted, without what parts them
    _sizes: Places  # the pieces of each
    _read: dict[int, list[tuple[Places, Matrix]]] = field(default_factory=dict, repr=False)

    def of_length(self, length: int, *, digits: int = 0) -> Places:
        """The places of runs of one length with at least so many digits."""
        return np.flatnonzero((self.lengths == length) & (self.digits >= digits))

    def numbers(self, length: int, *, digits: int = 0) -> Iterator[tuple[Places, Matrix]]:
        """The places of runs of one length with at least so many digits and their :meth:`matrix`, some
        at a time. All who ask for a length share what is read once.
        """
        if length not in self._read:
            every = self.of_length(length)
            some = [every[first : first + _AT_ONCE] for first in range(0, len(every), _AT_ONCE)]
            self._read[length] = [(places, self.matrix(places, length)) for places in some]
        for places, numbers in self._read[length]:
            chosen = np.flatnonzero(self.digits[places] >= digits)
            if len(chosen):
                yield places[chosen], rows(numbers, chosen)

    def matrix(self, places: Places, length: int) -> Matrix:
        """The characters of runs of one length, in order, as ASCII capitals and digits, a row each:
        (n, ``length``). Character by character, since tests go down the columns.
        """
        alone = len(self.spans) - len(self._sizes)
        plain = self.spans.starts[places[places < alone]].astype(np.intp)
        parted = places[places >= alone] - alone
        columns = np.empty((length, len(places)), np.uint8)
        for place, column in enumerate(columns):
            column[: len(plain)] = self._text[place:][plain]
        if len(parted):
            columns[:, len(plain) :] = self._packed(parted).reshape(-1, length).T
        columns -= np.where(columns >= _SMALL_A, np.uint8(_SMALL_A - _A), np.uint8(0))
        return columns.T

    def _packed(self, parted: Places) -> Bytes:
        """The characters of some of the runs that are parted, one run behind the other."""
        first, sizes = (np.cumsum(self._sizes) - self._sizes)[parted], self._sizes[parted]
        before = np.cumsum(sizes) - sizes
        pieces = np.repeat(first - before, sizes) + np.arange(sizes.sum())
        return _within(self._text, self._pieces.where(pieces))


def rows(numbers: Matrix, chosen: Places) -> Matrix:
    """Some of the numbers, in order; each place of theirs lies in one piece, as tests go down it."""
    return numbers if len(chosen) == len(numbers) else np.take(numbers.T, chosen, axis=1).T


def runs(text: Bytes, offsets: Places) -> Runs:
    """The runs of :data:`LEAST` characters and more. ``offsets``: where each value begins, and the end."""
    found = [
        _found(text[offsets[first] : offsets[last]], offsets[first : last + 1])
        for first, last in blocks(offsets)
    ]
    plain, parted, pieces, sizes, led = zip(*found, strict=True) if found else ((),) * 5
    every = _Block.joined(plain + parted)
    each, noughts = (np.concatenate([NO_PLACES, *parts]) for parts in (sizes, led))
    return Runs(every.spans, every.lengths, every.digits, noughts, text, joined(*pieces), each)


@dataclass(frozen=True)
class _Block:
    """Runs of a block, or of all."""

    spans: Spans
    lengths: Places
    digits: Places

    @classmethod
    def joined(cls, parts: tuple["_Block", ...]) -> "_Block":
        none = np.zeros(0, np.int32)
        starts, ends, lengths, digits = (
            np.concatenate([none, *arrays])
            for arrays in (
                [part.spans.starts for part in parts],
                [part.spans.ends for part in parts],
                [part.lengths for part in parts],
                [part.digits for part in parts],
            )
        )
        return cls(Spans(starts, ends), lengths, digits)


def _found(text: Bytes, offsets: Places) -> tuple[_Block, _Block, Spans, Places, Places]:
    """Runs of a block that nothing parts, those that are parted, the pieces of these, how many
    each has, and where runs begin with 0.

    ``offsets``: of the values in the text of which ``text`` is a block.
    """
    base, digit, letter = offsets[0], are_digits(text), are_letters(text)
    edges = offsets - base
    every = _runs_of_any_length(digit | letter, edges)
    led = every.starts[text[every.starts] == ord("0")]
    plain = every.where(every.ends - every.starts >= LEAST)
    plain = plain.where(~_fractions(text, edges, plain))
    chained, chain = _chains(text, digit, edges, every)
    is_lettered = letter.any()

    def moved(places: Places) -> Places:
        return np.asarray(places + base, np.int32)

    def block(found: Spans, lengths: Places) -> _Block:
        digits = _counts(digit, found) if is_lettered else lengths.astype(np.int32)
        spans = Spans(moved(found.starts), moved(found.ends))
        return _Block(spans, lengths.astype(np.int32), digits)

    alone = block(plain, plain.ends - plain.starts)
    if not len(chained):
        return alone, _Block.joined(()), NONE, NO_PLACES, moved(led)
    firsts = np.flatnonzero(np.diff(chain, prepend=-1))
    total = np.add.reduceat(chained.ends - chained.starts, firsts)
    lasts = np.append(firsts[1:], len(chained)) - 1
    spans = Spans(chained.starts[firsts], chained.ends[lasts])
    parted = total >= LEAST
    parted &= ~_fractions(text, edges, spans)
    sizes = (lasts - firsts + 1).astype(np.int32)[parted]
    pieces = chained.where(parted[chain])
    held = Spans(moved(pieces.starts), moved(pieces.ends))
    return alone, block(spans.where(parted), total[parted]), held, sizes, moved(led)


def _runs_of_any_length(inside: Mask, offsets: Places) -> Spans:
    """``inside``: whether each byte is of a run; ``offsets``: where each value begins, and the end.

    A run begins or ends where a byte differs from the one before; where a value ends within a run,
    one ends and another one begins.
    """
    turns = inside.copy()
    turns[1:] ^= inside[:-1]
    cuts = offsets[1:-1]
    cuts = cuts[(offsets[:-2] < cuts) & (cuts < len(inside))]
    cuts = cuts[inside[cuts - 1] & inside[cuts]]
    both = np.flatnonzero(turns)
    if inside[-1:].any():
        both = np.append(both, len(inside))
    if len(cuts):
        both = np.sort(np.concatenate([both, cuts, cuts]), kind="stable")
    return Spans(both[::2], both[1::2])


def _chains(text: Bytes, digit: Mask, edges: Places, every: Spans) -> tuple[Spans, Places]:
    """Runs of which nothing but a separator of digits parts each from the next one, or the one before;
    and which chain of such runs each is of. ``edges``: where each value begins, and the end.
    """
    near = np.flatnonzero(every.starts[1:] - every.ends[:-1] == 1)
    at = every.ends[near]
    sign = text[at]
    near = near[((sign == ord(" ")) | (sign == ord("-"))) & digit[at - 1] & digit[at + 1]]
    near = near[~_borders(edges, every.ends[near])]
    if not len(near):
        return NONE, NO_PLACES
    linked = np.zeros(len(every) + 1, np.bool_)  # to the one before
    linked[near + 1] = True
    places = np.flatnonzero(linked[:-1] | linked[1:])
    return every.where(places), np.cumsum(~linked[places]) - 1


def _borders(edges: Places, places: Places) -> Mask:
    """At which bytes, or right behind them, a value begins. ``edges``: where each does, and the end."""
    if not len(places):
        return np.zeros(0, np.bool_)
    begins = np.zeros(int(edges[-1]) + 1, np.bool_)
    begins[edges] = True
    mask: Mask = begins[places] | begins[places + 1]
    return mask


def _counts(marked: Mask, spans: Spans) -> Places:
    """How many bytes are marked within each of some spans, which follow one another."""
    sizes = spans.ends - spans.starts
    if _SPARSE * int(sizes.sum()) < len(marked):  # or what lies between them is counted, too
        return counts_from(_within(marked, spans), np.cumsum(sizes) - sizes)
    edges = np.stack([spans.starts, spans.ends], axis=1).ravel()
    if len(edges) and edges[-1] == len(marked):
        edges = edges[:-1]
    return counts_from(marked, edges)[::2]  # what lies between two of them may be nothing


def _within(units: Units, spans: Spans) -> Units:
    """What lies within some spans of bytes, one behind the other."""
    sizes = spans.ends - spans.starts
    before = np.cumsum(sizes) - sizes
    held: Units = units[np.repeat(spans.starts - before, sizes) + np.arange(sizes.sum())]
    return held


def _fractions(text: Bytes, edges: Places, found: Spans) -> Mask:
    """Which runs stand behind a point that a digit stands before: 1.14200000001.

    ``edges``: where each value begins, and the end.
    """
    behind: Mask = text[np.maximum(found.starts - 1, 0)] == ord(".")
    points = found.starts[behind] - 1
    digit = are_digits(text[np.maximum(points - 1, 0)])
    behind[behind] = digit & ~_borders(edges, points)
    return behind
