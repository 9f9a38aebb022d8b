"""Stretches of a column's text, many at a time."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Places: TypeAlias = npt.NDArray[np.integer]  # of 32 bits where many are kept, as Arrow counts bytes
Mask: TypeAlias = npt.NDArray[np.bool_]


_WORD = 6  # bytes: two characters in Han


@dataclass(frozen=True)
class Spans:
    """``starts`` and ``ends`` (excluded): bytes of the text of a :class:`~app.core.review.column.Column`."""

    starts: Places
    ends: Places

    def __len__(self) -> int:
        return len(self.starts)

    def where(self, chosen: Mask | Places | slice) -> "Spans":
        """Those that a mask, or their places, choose."""
        return Spans(self.starts[chosen], self.ends[chosen])

    def in_order(self) -> "Spans":
        """By their starts."""
        if (self.starts[1:] >= self.starts[:-1]).all():
            return self
        return self.where(np.argsort(self.starts, kind="stable"))

    def overlapping(self, others: "Spans") -> Mask:
        """Which of them share a byte with any of the others."""
        if not len(others) or not len(self):
            return np.zeros(len(self), np.bool_)
        others = others.in_order()
        reach = np.maximum.accumulate(others.ends)
        before = np.searchsorted(others.starts, self.ends.astype(others.starts.dtype), "left") - 1
        mask: Mask = (before >= 0) & (reach[np.maximum(before, 0)] > self.starts)
        return mask

    def apart_from(self, others: "Spans") -> "Spans":
        """Those that share nothing with any of the others."""
        shared = self.overlapping(others)
        return self.where(~shared) if shared.any() else self

    def beside(self, others: "Spans") -> "Spans":
        """What is left of each where others, which do not overlap each other, share some of it: the
        longer part before the first or behind the last of them, if that may be a word.
        """
        shared = self.overlapping(others)
        if not shared.any():
            return self
        others, cut = others.in_order(), self.where(shared)
        first = np.searchsorted(others.ends, cut.starts, "right")
        last = np.searchsorted(others.starts, cut.ends, "left") - 1
        before = np.maximum(others.starts[first], cut.starts)
        behind = np.minimum(others.ends[last], cut.ends)
        is_before = before - cut.starts > cut.ends - behind
        starts, ends = self.starts.copy(), self.ends.copy()
        starts[shared] = np.where(is_before, cut.starts, behind)
        ends[shared] = np.where(is_before, before, cut.ends)
        return Spans(starts, ends).where(~shared | (ends - starts >= _WORD))

    def without(self, others: "Spans") -> "Spans":
        """All pieces of each that others leave, if they may be words, or those before the last one two
        words; neither these nor those overlap each other.
        """
        shared = self.overlapping(others)
        if not shared.any():
            return self
        cut = self.where(shared)
        others = others.where(others.overlapping(cut))
        starts = np.sort(np.concatenate([cut.starts, others.ends]))
        ends = np.sort(np.concatenate([others.starts, cut.ends]))
        least = np.where(np.isin(ends, cut.ends), _WORD, 2 * _WORD)
        return joined(self.where(~shared), Spans(starts, ends).where(ends - starts >= least))


def joined(*parts: Spans) -> Spans:
    """All of them, in order of their starts."""
    starts = np.concatenate([NONE.starts, *(part.starts for part in parts)], dtype=np.int32)
    ends = np.concatenate([NONE.ends, *(part.ends for part in parts)], dtype=np.int32)
    return Spans(starts, ends).in_order()


def sorted_set(numbers: Places) -> Places:
    """The distinct numbers in order; for whole numbers sorting is faster than NumPy's hashing."""
    ordered = np.sort(numbers)
    first = np.append(True, ordered[1:] > ordered[:-1])[: len(ordered)]
    return np.asarray(ordered[first])


NO_PLACES: Places = np.zeros(0, np.int32)
NONE = Spans(NO_PLACES, NO_PLACES)
