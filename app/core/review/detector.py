"""What every detector offers, and the three shapes that most of them have.

A detector looks at one column: its name, its *distinct* values, and the names of the columns beside
it. Numbers are looked for among the runs of letters and digits that the column has found once, all
of one length together; other forms by RE2 over all values, and by Python only to cut what matches.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Protocol, runtime_checkable

import numpy as np
import pyarrow as pa

from app.core.model import Level
from app.core.registry import Registry
from app.core.review.column import Column
from app.core.review.evidence import (
    NAMED,
    Candidates,
    Evidence,
    Told,
    by_themselves,
    weigh,
)
from app.core.review.headers import is_named, level_told
from app.core.review.hints import hint
from app.core.review.runs import Matrix, rows
from app.core.review.signs import sought
from app.core.review.spans import NONE, Mask, Places, Spans, joined
from app.core.text import Text

_CUT = 1 << 13  # values of which Python holds the texts at a time


class Detector(Protocol):
    """Finds one type of sensitive content. ``precedence``: lower ones claim a text first.

    ``everywhere``: also reads what surrounds and hides in the table, not only its cells. ``yields``:
    finds words, and where another has claimed some of them, a name say, the others still tell.
    """

    id: str
    title: Text
    version: str
    precedence: int
    everywhere: bool
    yields: bool

    def examine(self, column: Column) -> Evidence | None:
        """The evidence in a column, or None."""


detectors: Registry[Detector] = Registry(
    "detectors", Text("检测器", "detector"), "app.core.review.detectors"
)


@runtime_checkable
class ToldInSentences(Protocol):
    """Finds its type, beside other ways, by what a sentence says."""

    def in_sentences(self, texts: Column) -> list[Evidence]:
        """What sentences tell, whatever column they stand in, and whatever stands beside it."""


class WeighedDetector(ABC):
    """A detector of candidates that the ``evidence`` pack weighs."""

    id: str
    title: Text
    version: str = "2"
    precedence: int = 50
    everywhere: bool = False
    yields: bool = False

    @abstractmethod
    def candidates(self, column: Column) -> Candidates:
        """What has the form of the type."""

    def level(self, column: Column, spans: Spans) -> Level | None:
        """A level that follows from what was found, or from whom the table speaks of; None leaves
        it to the pack."""
        return level_told(self.id, column)

    def strays(self, texts: Column) -> Spans:
        """What is of this type in texts that are no column: each is judged by itself alone."""
        return by_themselves(self.id, self.candidates(texts))

    def examine(self, column: Column) -> Evidence | None:
        evidence = weigh(self.id, self.title, column, self.candidates(column))
        if evidence is None:
            return hint(self.id, column)
        level = self.level(column, evidence.spans)
        return Evidence(evidence.spans, evidence.confidence, evidence.reasons, level)


class RunDetector(WeighedDetector):
    """A number of fixed lengths: a form that makes a run a candidate, and tests that chance passes.

    Both get all runs of one length as a matrix of ASCII capitals and digits, a row each.
    """

    lengths: tuple[int, ...]
    digits: int = 0  # that a run of any of them has at least
    led: frozenset[int] = frozenset()  # lengths of which the first character is not of the number

    def least_digits(self, length: int) -> int:
        """The digits that a run of a length has at least: others are not asked for their form."""
        return self.digits

    def form(self, numbers: Matrix) -> Mask:
        """Which runs are candidates."""
        return np.ones(len(numbers), np.bool_)

    def tests(self, numbers: Matrix) -> dict[str, Told]:
        """Which candidates pass each of the type's tests."""
        return {}

    def candidates(self, column: Column) -> Candidates:
        spans: list[Spans] = []
        told: list[dict[str, Told]] = []
        for length in self.lengths if len(column.runs.lengths) else ():
            for places, numbers in self._formed(column, length):
                found = column.runs.spans.where(places)
                spans.append(Spans(found.starts + (length in self.led), found.ends))
                told.append(self.tests(numbers))
        if not told:
            return Candidates(NONE, {})
        every = {name: np.concatenate([one[name] for one in told]) for name in told[0]}
        order = np.argsort(np.concatenate([part.starts for part in spans]), kind="stable")
        return Candidates(joined(*spans), {name: mask[order] for name, mask in every.items()})

    def _formed(self, column: Column, length: int) -> Iterator[tuple[Places, Matrix]]:
        """The runs of a length that have the form, some at a time."""
        for places, numbers in column.runs.numbers(length, digits=self.least_digits(length)):
            formed = np.flatnonzero(self.form(numbers))
            if len(formed):
                yield places[formed], rows(numbers, formed)


class PatternDetector(WeighedDetector):
    """A form of words and signs.

    ``needs``: words or signs of which every match holds one, in two or more characters where they
    can, the first two rare; ``shortest``: bytes of a match, at least; ``whole``: RE2 that takes a value as a
    whole; ``prefilter``: RE2 for values that may hold one among other words; ``pattern``: Python's,
    which cuts it out.
    """

    needs: Iterable[str] = ()
    shortest: int = 0
    whole: str = ""
    prefilter: str
    pattern: re.Pattern[str]

    def __init_subclass__(cls) -> None:
        cls.needs = sought(cls.needs)

    def tests(self, texts: pa.StringArray) -> dict[str, Told]:
        """Which candidates pass each of the type's tests."""
        return {}

    def among(self, column: Column) -> Places | None:
        """The values that may hold a match; None where all may."""
        if not self.needs:
            return None
        places = column.holding(self.needs)
        return places[column.sizes[places] >= self.shortest] if self.shortest else places

    def holders(self, column: Column, among: Places | None) -> Places:
        """Those of some values, or of all, that :attr:`prefilter` matches."""
        return column.matching(self.prefilter, among)

    def candidates(self, column: Column) -> Candidates:
        among = self.among(column)
        if among is not None and not len(among):
            return Candidates(NONE, {})
        found = self.holders(column, among)
        if not len(found):
            return Candidates(NONE, {})
        whole = np.zeros(len(found), np.bool_)
        if self.whole:
            whole = column.which(found, self.whole)
        spans = joined(column.whole(found[whole]), self._cut(column, found[~whole]))
        return Candidates(spans, self.tests(column.texts(spans)) if len(spans) else {})

    def _cut(self, column: Column, values: Places) -> Spans:
        return cut_out(column, values, self.pattern)


class CuedDetector(PatternDetector):
    """A type that a column's name tells, or a word before it in a text: its own form is weak.

    ``whole``: RE2, without anchors, that most values of a column of that name match; ``pattern``: the word and, as its
    group ``it``, what follows.
    """

    share: float = 0.6

    def candidates(self, column: Column) -> Candidates:
        if is_named(self.id, column):
            values = column.whole(column.matching(rf"^\s*{self.whole}\s*$"))
            if len(values) and column.cells_of(values) >= self.share * column.cells:
                return Candidates(values, {})
        among = self.among(column)
        if among is not None and not len(among):
            return Candidates(NONE, {})
        return Candidates(self._cut(column, column.matching(self.prefilter, among)), {})


class HeaderDetector:
    """A type that only a column's name tells: what stands in it can be of many forms.

    ``shape``: RE2 that most of the values match, or the name is not believed.
    """

    id: str
    title: Text
    version: str = "1"
    precedence: int = 85
    everywhere: bool = False
    yields: bool = False
    shape: str = r"\S"
    share: float = 0.6

    def examine(self, column: Column) -> Evidence | None:
        if not is_named(self.id, column):
            return None
        spans = column.whole(column.matching(self.shape))
        share = column.cells_of(spans) / max(column.cells, 1) if len(spans) else 0.0
        if share < self.share:
            return None
        return Evidence(spans, round(0.6 + 0.35 * share, 3), (NAMED, FITS.format(share=share)))


FITS = Text("{share:.0%} 的值符合这类内容的形式", "{share:.0%} of the values have a form that fits")


def cut_out(
    column: Column,
    values: Places,
    pattern: re.Pattern[str],
    plausible: Callable[[str], bool] | None = None,
) -> Spans:
    """Where a pattern of Python's, or its group ``it``, matches in some values, which are in order."""
    if not len(values):
        return NONE
    group: str | int = "it" if "it" in pattern.groupindex else 0
    found = [NONE]
    for first in range(0, len(values), _CUT):
        some = values[first : first + _CUT]
        edges = [
            (row, *match.span(group))
            for row, text in enumerate(column.values.take(pa.array(some)).to_pylist())
            for match in pattern.finditer(text)
            if match[group] and (plausible is None or plausible(match[group]))
        ]
        if edges:
            rows, starts, ends = np.fromiter(chain.from_iterable(edges), np.int64).reshape(-1, 3).T
            found.append(column.in_bytes(some[rows], starts, ends))
    return joined(*found)
