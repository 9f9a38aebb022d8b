"""What a column holds, told from its distinct values; the text itself is never changed.

A type is given where at least :data:`SHARE` of the distinct values are of it, the rest named as
counter-examples. Dates come first (20240305 is a date and an integer), then times, numbers, codes.
A number with a leading zero makes a code of its column, and so do numbers that nobody reckons with:
mobile numbers, those of fifteen digits and more, and those of one length under the name of a code. A
code with hardly a value twice is an identifier; short words that keep coming back are a category; yes
and no are boolean.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core.intake.profiling import value_patterns as patterns
from app.core.intake.profiling.distinct_values import Counts, DistinctValues, distinct_values
from app.core.intake.profiling.side_by_side import Asked, Judging, Mask, judged
from app.core.mapped_file import let_go
from app.core.model import ColumnProfile, ColumnType

SHARE = 0.9
_EXAMPLES = 5
_SAMPLE = 1000  # distinct values by which types are ruled out before all values are looked at
_NEAR = 0.8  # share of the sample below which a type is ruled out

_UNIQUE, _UNIQUE_CELLS = 0.98, 10  # an identifier: distinct values a cell, in no fewer cells
_CATEGORIES, _REPEATED, _SHORT = 200, 3, 20  # a category: distinct values, cells each, characters

_CODE_LENGTH = 4  # digits that a code has at least, to be told by its column's name

_TOGETHER = 16 << 20  # bytes of distinct values of columns that are judged side by side


@dataclass(frozen=True)
class Verdict:
    """A type, how many of the values are of it, how they are written, and some that are not."""

    type: ColumnType
    confidence: float = 1.0
    format: str = ""
    counter_examples: tuple[str, ...] = ()


def profile(data: pa.Table) -> tuple[ColumnProfile, ...]:
    """The profile of every column; of a table in a file, few large columns are in memory at a time."""
    return tuple(told for batch in _batches(data) for told in _profiles(batch))


def profile_column(name: str, column: pa.ChunkedArray) -> ColumnProfile:
    """Type, blanks, distinct values and the most frequent ones."""
    return _profiles({name: distinct_values(column)})[0]


def type_of(values: pa.StringArray) -> ColumnType:
    """The type of distinct values that stand in one cell each."""
    return infer([DistinctValues(values, np.ones(len(values), np.int64), 0, True)])[0].type


def infer(columns: Sequence[DistinctValues]) -> list[Verdict]:
    """The type of each column; what is of no other type is text."""
    return judged([_inferred(found) for found in columns])


def _batches(data: pa.Table) -> Iterator[dict[str, DistinctValues]]:
    """The distinct values of columns, by name, as many as are judged side by side."""
    batch: dict[str, DistinctValues] = {}
    size = 0
    for name in data.column_names:
        batch[name] = distinct_values(data[name])
        let_go()
        size += batch[name].values.nbytes
        if size > _TOGETHER:
            yield batch
            batch, size = {}, 0
    yield batch


def _profiles(columns: Mapping[str, DistinctValues]) -> list[ColumnProfile]:
    verdicts = [
        _by_name(name, found, verdict)
        for (name, found), verdict in zip(
            columns.items(), infer(list(columns.values())), strict=True
        )
    ]
    return [
        ColumnProfile(
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
        for (name, found), verdict in zip(columns.items(), verdicts, strict=True)
    ]


def _by_name(name: str, found: DistinctValues, verdict: Verdict) -> Verdict:
    """An integer of one length, in a column that is called a code or a number of something, is a code."""
    if verdict.type != "integer" or not patterns.CODED_NAME.search(name.strip()):
        return verdict
    sizes = pc.min_max(pc.utf8_length(pc.utf8_trim_whitespace(found.values))).as_py()
    if not _CODE_LENGTH <= sizes["min"] == sizes["max"]:
        return verdict
    unique = found.cells >= _UNIQUE_CELLS and len(found.values) >= _UNIQUE * found.cells
    return Verdict("identifier" if unique else "code")


def _inferred(found: DistinctValues) -> Judging[Verdict]:
    if len(found.values) == 0:
        return Verdict("empty")
    if (boolean := _boolean(found)) is not None:
        return boolean
    column = _Column(found)
    return (
        (yield from column.verdict("date", patterns.DATES))
        or (yield from column.verdict("time", patterns.TIMES))
        or (yield from column.number())
        or (yield from column.code())
        or column.words()
    )


@dataclass
class _Column:
    """Distinct values while their type is sought. ``best``: the largest share of any type."""

    found: DistinctValues
    best: float = field(default=0.0, init=False)

    def __post_init__(self) -> None:
        values = self.found.values
        step = max(len(values) // _SAMPLE, 1)
        self._sample = (
            values if step == 1 else values.take(pa.array(np.arange(0, len(values), step)))
        )

    def verdict(self, kind: ColumnType, forms: Mapping[str, str]) -> Judging[Verdict | None]:
        """The verdict for one type, if enough values are of it."""
        if not (yield from self._is_near(forms)):
            return None
        return self._told(kind, *(yield from self._sorted(forms)))

    def number(self) -> Judging[Verdict | None]:
        """Integer where all numbers are; decimal; or a code of digits."""
        if not (yield from self._is_near(patterns.DECIMALS)):
            return None
        values = self.found.values
        if (yield from self._share(f"{patterns.MOBILE}|{patterns.LONG}")) >= SHARE:
            return self._coded((yield from _matches(values, patterns.DIGITS)))
        if (yield from self._is_decimal_for_certain()):
            return self._told("decimal", *(yield from self._sorted(patterns.DECIMALS)))
        integers, _ = yield from self._sorted(patterns.INTEGERS)
        if integers.all():
            return self._told("integer", integers, [])
        rest = values.filter(pa.array(~integers))
        if (yield from self._is_coded_by_zeros(rest)):
            return self._coded((yield from _matches(values, patterns.DIGITS)))
        mask, labels = yield from self._sorted(patterns.DECIMALS)
        if mask.sum() == integers.sum():
            return self._told("integer", integers, [])
        return self._told("decimal", mask, labels)

    def code(self) -> Judging[Verdict | None]:
        """Letters and digits, always with a digit."""
        if not (yield from self._is_near(patterns.CODES)):
            return None
        return self._coded((yield from _matches(self.found.values, _any(patterns.CODES))))

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

    def _share(self, pattern: str) -> Judging[float]:
        """The share of the sample that matches."""
        return _part((yield from _matches(self._sample, pattern)))

    def _is_near(self, forms: Mapping[str, str]) -> Judging[bool]:
        """Whether all values are worth looking at for a type."""
        share = yield from self._share(_any(forms))
        self.best = max(self.best, share)
        return share >= _NEAR

    def _is_decimal_for_certain(self) -> Judging[bool]:
        """Whether the sample tells that some numbers are no integers, and few are digits alone."""
        if (yield from self._share(patterns.DIGITS)) >= SHARE:
            return False
        integers = yield from self._share(_any(patterns.INTEGERS))
        return integers < (yield from self._share(_any(patterns.DECIMALS)))

    def _is_coded_by_zeros(self, values: pa.Array) -> Judging[bool]:
        if (yield from self._share(patterns.DIGITS)) < SHARE:
            return False
        return bool((yield from _matches(values, patterns.LEADING_ZERO)).any())

    def _coded(self, mask: Mask) -> Verdict | None:
        found = self.found
        unique = found.cells >= _UNIQUE_CELLS and len(found.values) >= _UNIQUE * found.cells
        return self._told("identifier" if unique else "code", mask, [])

    def _told(self, kind: ColumnType, mask: Mask, labels: list[str]) -> Verdict | None:
        """The verdict, with what speaks against it; None where that is too much."""
        values, counts = self.found.values, self.found.counts
        confidence = _part(mask)
        if confidence < SHARE:
            return None
        format_ = "; ".join(filter(None, labels))
        if confidence == 1:
            return Verdict(kind, 1.0, format_)
        others = DistinctValues(values.filter(pa.array(~mask)), counts[~mask], 0, True)
        return Verdict(kind, confidence, format_, others.most_frequent(_EXAMPLES))

    def _sorted(self, forms: Mapping[str, str]) -> Judging[tuple[Mask, list[str]]]:
        """Which values match any pattern, and the labels of the patterns, most frequent first.

        Each value counts for one: the first in the order of the sample, so that a column that is
        written in one way is gone through once.
        """
        values, is_all = self.found.values, self._sample is self.found.values
        left = np.arange(len(values))
        seen: dict[str, int] = {}
        masks = dict(zip(forms, (yield Asked(self._sample, tuple(forms.values()))), strict=True))
        for label in sorted(forms, key=lambda label: -_part(masks[label])):
            mask = masks[label][left] if is_all else (yield from _matches(values, forms[label]))
            if mask.any():
                seen[label] = int(mask.sum())
                left = left[~mask]
                values = values if is_all else values.filter(pa.array(~mask))
            if len(left) == 0:
                break
        matched = np.ones(len(self.found.values), bool)
        matched[left] = False
        return matched, _merged(seen)


def _matches(values: pa.Array, pattern: str) -> Judging[Mask]:
    """Which values match the pattern."""
    (mask,) = yield Asked(values, (pattern,))
    return mask


def _part(mask: Mask) -> float:
    """The share of the values that match."""
    return int(np.count_nonzero(mask)) / len(mask)


def _any(forms: Mapping[str, str]) -> str:
    """A pattern for any of several."""
    return "|".join(forms.values())


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
