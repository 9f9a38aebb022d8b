"""Where hits stand, cell by cell: gathered where a column is read, written out only while there is room."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from app.core.review.examined import Examined
from app.core.review.fold import span_in
from app.core.review.spans import Places, Spans

_ROWS = 1 << 14  # read at a time: the first ones mostly hold enough


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

    @classmethod
    def joined(cls, parts: Sequence["Hits"]) -> "Hits":
        """Those of several parts of a column, in order."""
        every = cls([], [], [], [], [])
        for part in parts:
            every.held.extend(place + len(every.imported) for place in part.held)
            every.rows.extend(part.rows)
            every.imported.extend(part.imported)
            every.folded.extend(part.folded)
            every.spans.extend(part.spans)
        return every

    def _in_cell(self, place: int) -> list[tuple[int, int]]:
        folded, raw, spans = self.folded[place], self.imported[place], self.spans[place]
        if not folded.isascii():  # or each byte is a character
            text = folded.encode()
            spans = [(len(text[:start].decode()), len(text[:end].decode())) for start, end in spans]
        return spans if folded == raw else [span_in(raw, start, end) for start, end in spans]


def first_hits(examined: Examined, spans: Spans, limit: int) -> Hits:
    """The first ``limit`` rows with hits in a column."""
    if limit <= 0 or not len(spans):
        return Hits([], [], [], [], [])
    view, spans = examined.view, spans.in_order()
    values = view.values_of(spans)
    rows, texts = _first_rows(examined, values, limit)
    wanted, held = np.unique(texts, return_inverse=True)
    is_wanted = np.zeros(len(view.values), np.bool_)
    is_wanted[wanted] = True
    places = np.flatnonzero(is_wanted[values])
    values = values[places]
    first, last = (np.searchsorted(values, wanted, side).tolist() for side in ("left", "right"))
    edges = [(each[places] - view.offsets[values]).tolist() for each in (spans.starts, spans.ends)]
    pairs = list(zip(*edges, strict=True))
    return Hits(
        rows=(rows + examined.first + 1).tolist(),
        held=held.tolist(),
        imported=_taken(examined.imported.texts, wanted),
        folded=view.values.take(pa.array(wanted)).to_pylist(),
        spans=[pairs[own] for own in map(slice, first, last)],
    )


def _taken(texts: pa.ChunkedArray, places: Places) -> list[str]:
    """Some of the texts, in order: chunk by chunk, as Arrow would first put all of them together."""
    edges = np.cumsum([0, *map(len, texts.chunks)])
    parts = np.split(places, np.searchsorted(places, edges[1:-1]))
    return [
        text
        for chunk, first, part in zip(texts.chunks, edges.tolist(), parts, strict=False)
        for text in chunk.take(pa.array(part - first)).to_pylist()
    ]


def _first_rows(examined: Examined, values: Places, limit: int) -> tuple[Places, Places]:
    """The first rows that hold one of some texts, which are in order, from 0; and the text of each."""
    if examined.imported.rows is None:  # each row holds its own text
        rows = values[np.append(True, values[1:] > values[:-1])][:limit]
        return rows, rows
    is_hit = np.zeros(len(examined.view.values) + 1, np.bool_)  # the last: of blank cells
    is_hit[values] = True
    rows, texts, found = [values[:0]], [values[:0]], 0
    for first in range(0, len(examined.imported.rows), _ROWS):
        codes = examined.imported.rows.slice(first, _ROWS).fill_null(-1).to_numpy()
        hit = np.flatnonzero(is_hit[codes])[: limit - found]
        found += len(hit)
        rows.append(hit + first)
        texts.append(codes[hit].astype(values.dtype))
        if found == limit:
            break
    return np.concatenate(rows), np.concatenate(texts)
