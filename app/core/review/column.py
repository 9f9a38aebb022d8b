"""A column as detectors see it: its name, its distinct folded texts, and the company it keeps."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.review import runs
from app.core.review.spans import NONE, Mask, Places, Spans
from app.core.text_bytes import Bytes, cut, offsets_and_bytes

SAMPLE = 1000  # values that show what a column is of

Counts = npt.NDArray[np.int64]

AROUND = ""  # the name of what stands around a table, read as if it were a column


@dataclass(frozen=True)
class Column:
    """``values``: folded texts, no null among them; ``counts``: cells of each; ``others``: the names
    of the columns beside it.
    """

    name: str
    values: pa.StringArray
    counts: Counts
    others: tuple[str, ...] = ()

    @cached_property
    def cells(self) -> int:
        """Cells that are not blank."""
        return int(self.counts.sum())

    @cached_property
    def offsets(self) -> Places:
        """Where each value begins in :attr:`text`, and the last one ends."""
        return self._bytes[0]

    @property
    def text(self) -> Bytes:
        """All values in UTF-8, one behind the other."""
        return self._bytes[1]

    @cached_property
    def is_ascii(self) -> bool:
        """Whether no text holds any other character: no word of Chinese, say."""
        return not len(self.text) or int(self.text.max()) < 0x80

    def holds(self, words: Iterable[str]) -> bool:
        """Whether any of some words, or single signs, stands in any text: a search of the bytes."""
        return any(
            word.encode() in self._content for word in words if word.isascii() or not self.is_ascii
        )

    @cached_property
    def runs(self) -> runs.Runs:
        """The runs of letters and digits."""
        return runs.runs(self.text, self.offsets)

    @cached_property
    def _content(self) -> bytes:
        return self.text.tobytes()

    @cached_property
    def _matched(self) -> dict[str, Places]:
        return {}

    @cached_property
    def _bytes(self) -> tuple[Places, Bytes]:
        return offsets_and_bytes(self.values)

    def sample(self) -> pa.StringArray:
        """Some of the values, from all over the column: enough to tell what most of them are."""
        step = max(len(self.values) // SAMPLE, 1)
        return self.values.take(pa.array(np.arange(0, len(self.values), step)))

    def share_of_sample(self, pattern: str) -> float:
        """The share of :meth:`sample` in which an RE2 pattern matches; 1 of a column without values."""
        sample = self.sample()
        hits = pc.sum(pc.match_substring_regex(sample, pattern)).as_py() or 0
        return hits / len(sample) if len(sample) else 1.0

    def values_of(self, spans: Spans) -> Places:
        """Which value each span stands in."""
        return np.searchsorted(self.offsets, spans.starts, side="right") - 1

    def cells_of(self, spans: Spans) -> int:
        """How many cells hold at least one of the spans."""
        hit = np.zeros(len(self.counts), np.bool_)
        hit[self.values_of(spans)] = True
        return int(self.counts[hit].sum())

    def alone(self, spans: Spans) -> Mask:
        """Which spans are all that their value holds."""
        values = self.values_of(spans)
        mask: Mask = (spans.starts == self.offsets[values]) & (
            spans.ends == self.offsets[values + 1]
        )
        return mask

    def texts(self, spans: Spans) -> pa.StringArray:
        """The texts of spans that are in order and do not overlap."""
        return cut(self.text, spans.starts, spans.ends)

    def matching(self, pattern: str) -> Places:
        """The places of the values in which an RE2 pattern matches."""
        if pattern not in self._matched:
            mask = pc.match_substring_regex(self.values, pattern)
            self._matched[pattern] = np.flatnonzero(mask.to_numpy(zero_copy_only=False))
        return self._matched[pattern]

    def whole(self, places: Places) -> Spans:
        """Whole values as spans."""
        return Spans(self.offsets[places], self.offsets[places + 1]) if len(places) else NONE
