"""Documents whose number is a letter or two and some digits: too weak a form to tell by itself.

Product codes look like it. So a cell that names the document speaks for it, the column's name does,
or numbers that fill the column and vary as papers from many counters do.
"""

import re
from functools import cached_property

import numpy as np

from app.core.review.column import Column
from app.core.review.detector import PatternDetector, cut_out
from app.core.review.evidence import Candidates
from app.core.review.headers import header_says
from app.core.review.signs import sought
from app.core.review.spans import NONE, Places, Spans, joined, sorted_set

_HEAD = 4  # characters that the numbers of one office's series share
_MOST = 11  # characters of a number
_DIGITS = 7  # of a number, at least
_FEW = 10  # different heads that no single series has


class DocumentDetector(PatternDetector):
    """``form``: letters and digits; ``named``: words by which a cell calls the document beside its number;
    ``weak``: forms that count only where ``weakly_named`` stands in the column's name or the cell.
    """

    form: str
    named: tuple[str, ...]
    weak: str
    weakly_named: tuple[str, ...]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.named, cls.weakly_named = sought(cls.named), sought(cls.weakly_named)

    @cached_property
    def _forms(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        strong, weak = (
            re.compile(rf"(?i)(?<![0-9A-Za-z])(?:{form})(?![0-9A-Za-z])", re.ASCII)
            for form in (self.form, self.weak)
        )
        return strong, weak

    def candidates(self, column: Column) -> Candidates:
        if not (column.runs.lengths <= _MOST).any():
            return Candidates(NONE, {})
        strong, weak = self._strong(column), self._weak(column)
        spans = joined(strong, weak.where(~weak.overlapping(strong)))
        if not len(spans):
            return Candidates(NONE, {})
        named = np.zeros(len(spans), np.bool_)
        if not column.is_ascii:
            among = column.holding(self.named)
            named = np.isin(column.values_of(spans), column.matching("|".join(self.named), among))
        if header_says(self.id, column.name) != "says":
            told = named | column.alone(spans)
            spans, named = spans.where(told), named[told]
        tests = {
            "named": np.where(named, np.int8(1), np.int8(-1)),
            "varied": _varied(column, spans),
        }
        return Candidates(spans, tests)

    def _strong(self, column: Column) -> Spans:
        among = self.among(column)
        if not len(among):
            return NONE
        held = column.matching(rf"(?i)(?:^|[^0-9A-Z])(?:{self.form})(?:[^0-9A-Z]|$)", among)
        whole = column.matching(rf"(?i)^(?:{self.form})$", held)
        parts = cut_out(column, np.setdiff1d(held, whole), self._forms[0])
        return joined(column.whole(whole), parts)

    def among(self, column: Column) -> Places:
        """Values with a letter and seven digits."""
        return column.holding(self.needs, digits=_DIGITS)

    def _weak(self, column: Column) -> Spans:
        weakly_named = "|".join(self.weakly_named)
        if re.search(weakly_named, column.name, re.IGNORECASE):
            return column.whole(column.matching(rf"(?i)^(?:{self.weak})$"))
        if column.is_ascii:
            return NONE
        named = column.matching(weakly_named, column.holding(self.weakly_named))
        return cut_out(column, named, self._forms[1])


def _varied(column: Column, spans: Spans) -> np.ndarray[tuple[int], np.dtype[np.int8]]:
    """Whether the numbers are of several kinds and begin in many ways; -1 where there are too few to tell."""
    if len(spans) < _FEW:
        return np.full(len(spans), -1, np.int8)
    heads = np.zeros(len(spans), np.int64)
    for place in range(_HEAD):
        heads = heads << 8 | column.text[spans.starts + place]
    lettered = column.text[spans.starts + 1] > ord("9")
    kinds = heads >> 8 * (_HEAD - 1) | np.where(lettered, 0x100, 0)
    varied = len(sorted_set(heads)) >= _FEW and len(sorted_set(kinds)) > 1
    return np.full(len(spans), varied, np.int8)
