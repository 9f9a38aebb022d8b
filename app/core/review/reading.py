"""A column of running text as a person reads it: each text once, what was found in it marked.

Findings are marked whole; beside them stand the names that a tagger suspects, which are no findings:
one in five of them is a word.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from app.core.jobs import Job
from app.core.review.names import lac
from app.core.review.names.cues import NameSpan, apart
from app.core.review.names.tagger import all_names

SUSPECTED = ""  # the type of a name that nothing but its words gives away
_AT_ONCE = 500  # texts between two reports
_AT_ONCE_DEEP = 20

Codes = npt.NDArray[np.integer]
_NONE: Codes = np.zeros(0, np.int64)


@dataclass(frozen=True)
class Marking:
    """A part of a text in characters, and the type that was found, or :data:`SUSPECTED`."""

    start: int
    end: int
    type: str


@dataclass(frozen=True)
class ReadText:
    """A text with its markings in order; ``row``: the first that holds it, from 1; ``cells``: how many do."""

    row: int
    cells: int
    text: str
    markings: tuple[Marking, ...]


@dataclass(frozen=True)
class Reading:
    """The distinct texts of ``column`` in the order of their first rows; of a column that is read in
    parts, those of each part.
    """

    column: str
    texts: pa.ChunkedArray
    rows: Codes
    cells: Codes
    markings: dict[int, tuple[Marking, ...]]

    def __len__(self) -> int:
        return len(self.texts)

    @cached_property
    def marked(self) -> Codes:
        """The places of the texts in which something is marked."""
        return np.array(sorted(self.markings), np.int64)

    def page(self, places: Iterable[int]) -> list[ReadText]:
        """Some of the texts."""
        return [
            ReadText(
                int(self.rows[place]) + 1,
                int(self.cells[place]),
                self.texts[place].as_py(),
                self.markings.get(place, ()),
            )
            for place in places
        ]


def reading(
    column: str,
    parts: Iterable[tuple[pa.StringArray, Codes]],
    found: Iterable[tuple[int, Marking]],
    job: Job,
    deep: bool = False,
) -> Reading:
    """Put together what to read. ``parts``: the distinct texts of each part of the column, and the text of
    each of its rows, -1 for none; ``found``: what detectors found in which of all these texts. Raises
    ImportError for ``deep`` without the network.
    """
    texts, rows, cells, place_of = [], [_NONE], [_NONE], [_NONE]
    first = before = 0  # row; texts that are read
    for held, codes in parts:
        present = np.flatnonzero(codes >= 0)
        values, firsts, counts = np.unique(codes[present], return_index=True, return_counts=True)
        order = np.argsort(firsts, kind="stable")
        places = np.full(len(held), -1, np.int64)
        places[values[order]] = np.arange(len(order)) + before
        place_of.append(places)
        texts.append(held.take(pa.array(values[order])))
        rows.append(present[firsts[order]] + first)
        cells.append(counts[order])
        first, before = first + len(codes), before + len(order)
    read, places = pa.chunked_array(texts, pa.string()), np.concatenate(place_of)
    markings: dict[int, list[Marking]] = defaultdict(list)
    for value, marking in found:
        markings[int(places[value])].append(marking)
    for span in _names(read, job, deep):
        others = markings[span.text]
        if all(other.end <= span.start or span.end <= other.start for other in others):
            others.append(Marking(span.start, span.end, SUSPECTED))
    return Reading(
        column=column,
        texts=read,
        rows=np.concatenate(rows),
        cells=np.concatenate(cells),
        markings={
            place: tuple(sorted(marked, key=lambda each: (each.start, each.end)))
            for place, marked in markings.items()
            if marked
        },
    )


def _names(texts: pa.ChunkedArray, job: Job, deep: bool) -> Iterable[NameSpan]:
    """The names that may stand in some texts."""
    at_once = _AT_ONCE_DEEP if deep else _AT_ONCE
    for first in range(0, len(texts), at_once):
        job.report(first, len(texts))
        some = texts.slice(first, at_once).combine_chunks()
        spans = all_names(some)
        for span in apart([*spans, *lac.lac_names(some)]) if deep else spans:
            yield NameSpan(
                span.text + first, span.start, span.end, span.cue, span.policy, span.score
            )
