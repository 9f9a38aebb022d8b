"""A column of running text as a person reads it: each text once, what was found in it marked.

Findings are marked whole; beside them stand the names that taggers suspect, which are no findings: one in
five of them is a word. Of those that two taggers agree on, one in twenty-five is.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.jobs import Job
from app.core.review.names.cues import NameSpan
from app.core.review.names.lac import lac_names
from app.core.review.names.tagger import all_names

SUSPECTED = ""  # the type of a name that nothing but its words gives away
_AT_ONCE = 500  # texts between two reports
_AT_ONCE_AGAIN = 8_000  # characters, about

Codes = npt.NDArray[np.integer]
_NONE: Codes = np.zeros(0, np.int64)


@dataclass(frozen=True)
class Marking:
    """A part of a text in characters, and the type that was found, or :data:`SUSPECTED`.

    ``agreed``: two taggers suspect the same.
    """

    start: int
    end: int
    type: str
    agreed: bool = False

    def meets(self, other: "Marking") -> bool:
        """Whether they have a character in common."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Marking") -> bool:
        """Whether the other lies in it."""
        return self.start <= other.start and other.end <= self.end


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

    @cached_property
    def characters(self) -> int:
        """Of all texts."""
        return int(pc.sum(pc.utf8_length(self.texts), min_count=0).as_py())

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
) -> Reading:
    """Put together what to read. ``parts``: the distinct texts of each part of the column, and the text of
    each of its rows, -1 for none; ``found``: what detectors found in which of all these texts.
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
    for place, span in _names(read, all_names, _AT_ONCE, job):
        name = Marking(span.start, span.end, SUSPECTED)
        if not any(map(name.meets, markings[place])):
            markings[place].append(name)
    return Reading(
        column=column,
        texts=read,
        rows=np.concatenate(rows),
        cells=np.concatenate(cells),
        markings={place: _in_order(marked) for place, marked in markings.items() if marked},
    )


def read_again(first: Reading, job: Job) -> Reading:
    """A reading after a second look for names by the network, some 20,000 characters a second.

    What was found stays; what is suspected twice is told, what the network alone suspects is added, and what
    was suspected of a longer name (马里奥·罗西) grows. Raises PackUnusable.
    """
    markings = dict(first.markings)
    at_once = max(len(first) * _AT_ONCE_AGAIN // max(first.characters, 1), 1)
    for place, span in _names(first.texts, lac_names, at_once, job):
        marked, name = markings.get(place, ()), Marking(span.start, span.end, SUSPECTED)
        met = [other for other in marked if other.meets(name)]
        if all(other.type == SUSPECTED and name.holds(other) for other in met):
            others = [other for other in marked if other not in met]
            markings[place] = _in_order([*others, replace(name, agreed=name in met)])
    return replace(first, markings=markings)


def _names(
    texts: pa.ChunkedArray,
    look: Callable[[pa.StringArray], list[NameSpan]],
    at_once: int,
    job: Job,
) -> Iterable[tuple[int, NameSpan]]:
    """The names that may stand in some texts, each with the place of its text."""
    for first in range(0, len(texts), at_once):
        job.report(first, len(texts))
        for span in look(texts.slice(first, at_once).combine_chunks()):
            yield first + span.text, span


def _in_order(markings: Iterable[Marking]) -> tuple[Marking, ...]:
    return tuple(sorted(markings, key=lambda each: (each.start, each.end)))
