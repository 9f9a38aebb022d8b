"""Where hits stand, cell by cell: gathered where a column is read, written out only while there is room."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from app.core.review.examined import Examined
from app.core.review.fold import span_in
from app.core.review.spans import Spans


@dataclass(frozen=True)
class Hits:
    """The first cells that hold one, without the column. ``rows``: from 1, in order; ``held``: which of
    the texts stands in each; ``imported``, ``folded``: the texts; ``spans``: of each, in bytes of its
    folded form.
    """

    rows: list[int]
    held: list[int]
    imported: list[str]
    folded: list[str]
    spans: list[list[tuple[int, int]]]

    def each(self) -> Iterator[tuple[int, tuple[int, int]]]:
        """Row and stretch of the cell, in characters as it was imported, of each hit."""
        known: dict[int, list[tuple[int, int]]] = {}  # many cells may hold one text
        for row, place in zip(self.rows, self.held, strict=True):
            if place not in known:
                known[place] = self._in_cell(place)
            yield from ((row, span) for span in known[place])

    def _in_cell(self, place: int) -> list[tuple[int, int]]:
        text, raw = self.folded[place].encode(), self.imported[place]
        edges = ((len(text[:edge].decode()) for edge in span) for span in self.spans[place])
        return [span_in(raw, start, end) for start, end in edges]


def first_hits(examined: Examined, spans: Spans, limit: int) -> Hits:
    """The first ``limit`` rows with hits in a column."""
    view, spans = examined.view, spans.in_order()
    values, codes = view.values_of(spans), examined.imported.codes
    is_hit = np.zeros(len(view.values) + 1, np.bool_)  # the last: of blank cells
    is_hit[values] = True
    rows = np.flatnonzero(is_hit[codes])[:limit]
    wanted, held = np.unique(codes[rows], return_inverse=True)
    sought = wanted.astype(values.dtype)
    first, last = (np.searchsorted(values, sought, side).tolist() for side in ("left", "right"))
    starts, ends = spans.starts - view.offsets[values], spans.ends - view.offsets[values]
    return Hits(
        rows=(rows + 1).tolist(),
        held=held.tolist(),
        imported=examined.imported.texts.take(pa.array(wanted)).to_pylist(),
        folded=view.values.take(pa.array(wanted)).to_pylist(),
        spans=[
            list(zip(starts[own].tolist(), ends[own].tolist(), strict=True))
            for own in map(slice, first, last)
        ],
    )
