"""What a column holds, told from its distinct values; the text itself is never changed.

A type is given where at least :data:`SHARE` of the distinct values are of it, the rest named as
counter-examples. Dates come first (20240305 is a date and an integer), then times, numbers, codes.
A number with a leading zero makes a code of its column, and so do numbers that nobody reckons with:
mobile numbers, and those of fifteen digits and more. A code with hardly a value twice is an
identifier; short words that keep coming back are a category; yes and no are boolean.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.intake.mapped_file import let_go
from app.core.intake.profiling import value_patterns as patterns
from app.core.intake.profiling.distinct_values import Counts, DistinctValues, distinct_values
from app.core.model import ColumnProfile, ColumnType

SHARE = 0.9
_SHORT_TEXT = 200  # bytes; RE2 takes longer ones, whose time no pattern can stretch
_EXAMPLES = 5
_SAMPLE = 1000  # distinct values by which types are ruled out before all values are looked at
_FEW = 1000  # values for which RE2 takes longer to compile a pattern than Python to match it
_NEAR = 0.8  # share of the sample below which a type is ruled out

_UNIQUE, _UNIQUE_CELLS = 0.98, 10  # an identifier: distinct values a cell, in no fewer cells
_CATEGORIES, _REPEATED, _SHORT = 200, 3, 20  # a category: distinct values, cells each, characters

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Verdict:
    """A type, how many of the values are of it, how they are written, and some that are not."""

    type: ColumnType
    confidence: float = 1.0
    format: str = ""
    counter_examples: tuple[str, ...] = ()


def profile(data: pa.Table) -> tuple[ColumnProfile, ...]:
    """The profile of every column; of a table in a file, one column is in memory at a time."""
    found = []
    for name in data.column_names:
        found.append(profile_column(name, data[name]))
        let_go()
    return tuple(found)


def profile_column(name: str, column: pa.ChunkedArray) -> ColumnProfile:
    """Type, blanks, distinct values and the most frequent ones."""
    found = distinct_values(column)
    verdict = infer(found)
    return ColumnProfile(
        name,
        verdict.type,
        found.nulls,
        len(found.values),
        found.most_frequent(_EXAMPLES),
        verdict.confidence,
        verdict.format,
        verdict.counter_examples,
        found.exact,
    )


def type_of(values: pa.StringArray) -> ColumnType:
    """The type of distinct values that stand in one cell each."""
    return infer(DistinctValues(values, np.ones(len(values), np.int64), 0, True)).type


def infer(found: DistinctValues) -> Verdict:
    """The type of a column; what is of no other type is text."""
    if len(found.values) == 0:
        return Verdict("empty")
    column = _Column(found)
    return (
        _boolean(found)
        or column.verdict("date", patterns.DATES)
        or column.verdict("time", patterns.TIMES)
        or column.number()
        or column.code()
        or column.words()
    )


@dataclass
class _Column:
    """Distinct values while their type is sought. ``best``: the largest share of any type."""

    found: DistinctValues
    best: float = field(default=0.0, init=False)

    def __post_init__(self) -> None:
        size = len(self.found.values)
        step = max(size // _SAMPLE, 1)
        self._sample = self.found.values.take(pa.array(np.arange(0, size, step)))

    def verdict(self, kind: ColumnType, forms: Mapping[str, str]) -> Verdict | None:
        """The verdict for one type, if enough values are of it."""
        return self._told(kind, *self._sorted(forms)) if self._is_near(forms) else None

    def number(self) -> Verdict | None:
        """Integer where all numbers are; decimal; or a code of digits."""
        if not self._is_near(patterns.DECIMALS):
            return None
        values = self.found.values
        if self._share({"": patterns.MOBILE, " ": patterns.LONG}) >= SHARE:
            return self._coded(_matches(values, {"": patterns.DIGITS}))
        integers, _ = self._sorted(patterns.INTEGERS)
        if integers.all():
            return self._told("integer", integers, [])
        rest = values.filter(pa.array(~integers))
        if self._is_coded_by_zeros(rest):
            return self._coded(_matches(values, {"": patterns.DIGITS}))
        mask, labels = self._sorted(patterns.DECIMALS)
        if mask.sum() == integers.sum():
            return self._told("integer", integers, [])
        return self._told("decimal", mask, labels)

    def code(self) -> Verdict | None:
        """Letters and digits, always with a digit."""
        if not self._is_near(patterns.CODES):
            return None
        return self._coded(_matches(self.found.values, patterns.CODES))

    def words(self) -> Verdict:
        """A category or free text."""
        found = self.found
        is_category = (
            found.exact
            and len(found.values) <= _CATEGORIES
            and found.cells >= _REPEATED * len(found.values)
            and pc.max(pc.utf8_length(found.values)).as_py() <= _SHORT
        )
        return Verdict("category" if is_category else "text", 1 - self.best)

    def _share(self, forms: Mapping[str, str]) -> float:
        """The share of the sample that matches."""
        return float(_matches(self._sample, forms).mean())

    def _is_near(self, forms: Mapping[str, str]) -> bool:
        """Whether all values are worth looking at for a type."""
        share = self._share(forms)
        self.best = max(self.best, share)
        return share >= _NEAR

    def _is_coded_by_zeros(self, values: pa.Array) -> bool:
        digits = self._share({"": patterns.DIGITS}) >= SHARE
        return digits and bool(_matches(values, {"": patterns.LEADING_ZERO}).any())

    def _coded(self, mask: Mask) -> Verdict | None:
        found = self.found
        unique = found.cells >= _UNIQUE_CELLS and len(found.values) >= _UNIQUE * found.cells
        return self._told("identifier" if unique else "code", mask, [])

    def _told(self, kind: ColumnType, mask: Mask, labels: list[str]) -> Verdict | None:
        """The verdict, with what speaks against it; None where that is too much."""
        values, counts = self.found.values, self.found.counts
        confidence = float(mask.mean())
        if confidence < SHARE:
            return None
        format_ = "; ".join(filter(None, labels))
        if confidence == 1:
            return Verdict(kind, 1.0, format_)
        others = DistinctValues(values.filter(pa.array(~mask)), counts[~mask], 0, True)
        return Verdict(kind, confidence, format_, others.most_frequent(_EXAMPLES))

    def _sorted(self, forms: Mapping[str, str]) -> tuple[Mask, list[str]]:
        """Which values match any pattern, and the labels of the patterns, most frequent first.

        Each value counts for one: the first in the order of the sample, so that a column that is
        written in one way is gone through once.
        """
        values = self.found.values
        left = np.arange(len(values))
        seen: dict[str, int] = {}
        for label in sorted(forms, key=lambda label: -self._share({"": forms[label]})):
            mask = _matches(values, {"": forms[label]})
            if mask.any():
                seen[label] = int(mask.sum())
                values, left = values.filter(pa.array(~mask)), left[~mask]
            if len(left) == 0:
                break
        matched = np.ones(len(self.found.values), bool)
        matched[left] = False
        return matched, _merged(seen)


def _matches(values: pa.Array, forms: Mapping[str, str]) -> Mask:
    """Which values match any of the patterns."""
    pattern = "|".join(forms.values())
    if len(values) <= _FEW and (pc.max(pc.binary_length(values)).as_py() or 0) <= _SHORT_TEXT:
        matches = patterns.compiled(pattern).fullmatch
        return np.array([matches(value) is not None for value in values.to_pylist()], np.bool_)
    mask: Mask = np.asarray(pc.match_substring_regex(values, patterns.whole(pattern)))
    return mask


def _merged(seen: dict[str, int]) -> list[str]:
    """Labels by frequency; 2024-10-15 is no other format where 2024-1-5 stands beside it."""
    for label in list(seen):
        loose = _unpadded(label)
        if loose != label and loose in seen:
            seen[loose] += seen.pop(label)
    return sorted(seen, key=lambda label: -seen[label])


def _unpadded(label: str) -> str:
    day, space, clock = label.partition(" ")
    return day.replace("mm", "m").replace("dd", "d") + space + clock


def _boolean(found: DistinctValues) -> Verdict | None:
    """Both words of a pair in nearly all cells; here cells are counted, for so few values."""
    size = len(found.values)
    if not 2 <= size <= 2 + _EXAMPLES:
        return None
    words = [word.strip().upper() for word in found.values.to_pylist()]
    for pair in patterns.BOOLEANS:
        mask = np.array([word in pair for word in words])
        share = _share(found.counts, mask)
        if set(pair) <= set(words) and share >= SHARE:
            others = found.values.filter(pa.array(~mask)).to_pylist()
            return Verdict("boolean", share, "/".join(pair), tuple(others[:_EXAMPLES]))
    return None


def _share(counts: Counts, mask: Mask) -> float:
    return float(counts[mask].sum() / counts.sum())
