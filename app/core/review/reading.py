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
    """The distinct texts of ``column`` in the order of their first rows."""

    column: str
    texts: pa.StringArray
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
    texts: pa.StringArray,
    codes: Codes,
    found: Iterable[tuple[int, Marking]],
    job: Job,
    deep: bool = False,
) -> Reading:
    """Put together what to read. ``texts``: distinct; ``codes``: the text of each row, -1 for none;
    ``found``: what detectors found in which text. Raises ImportError for ``deep`` without the network.
    """
    present = np.flatnonzero(codes >= 0)
    values, firsts, cells = np.unique(codes[present], return_index=True, return_counts=True)
    order = np.argsort(firsts, kind="stable")
    place_of = np.full(len(texts), -1, np.int64)
    place_of[values[order]] = np.arange(len(order))
    read = texts.take(pa.array(values[order]))
    markings: dict[int, list[Marking]] = defaultdict(list)
    for value, marking in found:
        markings[int(place_of[value])].append(marking)
    for span in _names(read, job, deep):
        others = markings[span.text]
        if all(other.end <= span.start or span.end <= other.start for other in others):
            others.append(Marking(span.start, span.end, SUSPECTED))
    return Reading(
        column=column,
        texts=read,
        rows=present[firsts[order]],
        cells=cells[order].astype(np.int64),
        markings={
            place: tuple(sorted(marked, key=lambda each: (each.start, each.end)))
            for place, marked in markings.items()
            if marked
        },
    )


def _names(texts: pa.StringArray, job: Job, deep: bool) -> Iterable[NameSpan]:
    """The names that may stand in some texts."""
    at_once = _AT_ONCE_DEEP if deep else _AT_ONCE
    for first in range(0, len(texts), at_once):
        job.report(first, len(texts))
        some = texts.slice(first, at_once)
        spans = all_names(some)
        for span in apart([*spans, *lac.lac_names(some)]) if deep else spans:
            yield NameSpan(
                span.text + first, span.start, span.end, span.cue, span.policy, span.score
            )
