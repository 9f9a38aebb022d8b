"""The contingency table of some columns: each distinct tuple of values once, with its rows.

A row's tuple is one number: the columns' codes as the digits of a mixed radix, the first column the
highest. Sorting these numbers brings equal tuples together, in 8 bytes a row and without a hash table.
Where the radices multiply beyond 63 bits, the number so far is replaced by its rank among those that
occur, which is less than the number of rows. A blank is a value of its own.

What anonymity and re-identification risk ask (Sweeney 2002: the equivalence classes of
quasi-identifiers) is a question to this table, never to the rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.jobs import Job
from app.core.text_column import is_coded, whole

Counts: TypeAlias = npt.NDArray[np.int64]
Codes: TypeAlias = npt.NDArray[np.unsignedinteger[Any]]

_SPACE = 1 << 62  # of a row's number; the next digit may at most double it
_DENSE = 1 << 16  # numbers so few that each gets a counter, however few the rows
_BLOCK = 1 << 12  # rows looked through at first


@dataclass(frozen=True, eq=False)
class Coded:
    """A column by numbers. ``codes``: of each row, its place in ``values``; len(values) is blank."""

    values: pa.StringArray
    codes: Codes

    @property
    def radix(self) -> int:
        """How many codes there can be, that of a blank included."""
        return len(self.values) + 1


def code(column: pa.ChunkedArray) -> Coded:
    """A column of text by codes; values that stand in no row are left out."""
    joined = whole(column)
    if not is_coded(column):  # its dictionary was made just now: each text once, and none unused
        size = len(joined.dictionary)
        return Coded(
            joined.dictionary, _filled(joined.indices, size).astype(np.min_scalar_type(size))
        )
    # A dictionary may hold one text twice, or a null.
    entries = joined.dictionary.dictionary_encode()
    size = len(entries.dictionary)
    places = np.append(_filled(entries.indices, size), size)
    found = _filled(joined.indices, len(joined.dictionary))
    stand = np.bincount(found, minlength=len(places)) > 0
    if size == len(joined.dictionary) and stand[:-1].all():  # as most dictionaries are
        return Coded(entries.dictionary, found.astype(np.min_scalar_type(size)))
    used = np.zeros(size + 1, np.bool_)
    used[places[stand]] = True
    renumbered = np.cumsum(used[:-1]) - 1
    count = int(used[:-1].sum())
    digits = np.append(renumbered, count).astype(np.min_scalar_type(count))
    return Coded(entries.dictionary.filter(pa.array(used[:-1])), digits[places][found])


@dataclass(frozen=True, eq=False)
class Digit:
    """A column's digit in the numbers. ``ranked``: what stood for the digits before it, by rank."""

    radix: int
    ranked: Counts | None


@dataclass(frozen=True, eq=False)
class Contingency:
    """Equivalence classes of rows that agree in all ``columns``, in the order of their numbers.

    ``values``: by column, the distinct texts. ``counts``: rows of each class. ``class_numbers`` rise
    strictly; ``row_numbers`` has one for each row, or for each tuple where these were counted before.
    """

    columns: tuple[str, ...]
    values: tuple[pa.StringArray, ...]
    counts: Counts
    class_numbers: Counts
    row_numbers: Counts
    digits: tuple[Digit, ...]

    @property
    def rows(self) -> int:
        return int(self.counts.sum())

    def __len__(self) -> int:
        """The number of classes."""
        return len(self.counts)

    @cached_property
    def codes(self) -> tuple[Codes, ...]:
        """By column, each class's place in ``values``; len(values) is blank."""
        numbers = self.class_numbers
        found: list[Codes] = []
        for digit in reversed(self.digits):
            higher = numbers // digit.radix  # and the remainder by itself: less than divmod costs
            found.append((numbers - higher * digit.radix).astype(np.min_scalar_type(digit.radix)))
            numbers = higher
            if digit.ranked is not None:
                numbers = digit.ranked[numbers]
        return tuple(reversed(found))

    def margin(self, places: Sequence[int]) -> Counts:
        """Of each class, how many rows agree with it in the columns at these places."""
        number = _Number(len(self))
        for place in places:
            number.append(self.codes[place], len(self.values[place]) + 1)
        ranks = number.ranks()
        return np.bincount(ranks, self.counts).astype(np.int64)[ranks]

    def class_of_rows(self) -> Counts:
        """Of each row, the index of its class."""
        return np.searchsorted(self.class_numbers, self.row_numbers).astype(np.int64)

    def rows_of(self, classes: npt.NDArray[np.bool_], limit: int) -> tuple[int, ...]:
        """The first ``limit`` rows, from 0, whose class is chosen by a mask over the classes."""
        wanted = self.class_numbers[classes]
        found: list[int] = []
        start, block = 0, _BLOCK
        while len(wanted) and start < len(self.row_numbers) and len(found) < limit:
            places = _places(wanted, self.row_numbers[start : start + block])
            held = np.flatnonzero(places >= 0)[: limit - len(found)]
            found += (held + start).tolist()
            start, block = start + block, 2 * block  # most often the first rows suffice
        return tuple(found)

    def counts_in(self, other: "Contingency") -> Counts:
        """Of each class, the rows of another table that agree with it; columns by their order."""
        numbers = np.zeros(len(self), np.int64)
        known = np.ones(len(self), np.bool_)
        for codes, own, theirs, digit in zip(
            self.codes, self.values, other.values, other.digits, strict=True
        ):
            if digit.ranked is not None:
                numbers = _places(digit.ranked, numbers)
                known &= numbers >= 0
            same = pc.index_in(own, value_set=theirs)
            translated = np.append(_filled(same, -1), len(theirs)).astype(np.int64)[codes]
            known &= translated >= 0
            numbers = np.where(known, numbers * digit.radix + translated, 0)
        places = _places(other.class_numbers, numbers)
        return np.where(known & (places >= 0), np.append(other.counts, 0)[places], 0)


@dataclass(frozen=True, eq=False)
class Cross:
    """How often each value of a further column stands in each class; only pairs that occur.

    Pairs lie class by class: ``classes`` (ascending), ``codes`` (places in ``values``; len(values) is
    blank) and ``counts``. ``sizes``: rows of each class.
    """

    values: pa.StringArray
    classes: Counts
    codes: Counts
    counts: Counts
    sizes: Counts

    @cached_property
    def distinct(self) -> Counts:
        """How many values each class has."""
        return np.bincount(self.classes, minlength=len(self.sizes)).astype(np.int64, copy=False)

    @cached_property
    def starts(self) -> Counts:
        """The first pair of each class."""
        return np.cumsum(self.distinct) - self.distinct


def contingency(
    data: pa.Table, columns: Sequence[str], job: Job, weights: Counts | None = None
) -> Contingency:
    """The contingency table of ``columns``, of which there is at least one.

    ``weights``: how many rows each row of ``data`` stands for, where a cluster has counted them.

    One column at a time is in memory by codes, beside two numbers of 8 bytes for each row. Between
    two reports lies one column, or one sort.
    """
    number = _Number(data.num_rows)
    values = []
    for place, name in enumerate(columns):
        job.report(place, len(columns) + 1)
        column = code(data[name])
        number.append(column.codes, column.radix)
        values.append(column.values)
    job.report(len(columns), len(columns) + 1)
    classes, counts = number.counted(weights)
    return Contingency(
        tuple(columns), tuple(values), counts, classes, number.numbers, tuple(number.digits)
    )


def cross(table: Contingency, column: pa.ChunkedArray, weights: Counts | None = None) -> Cross:
    """A contingency table crossed with one more column of the same rows, of the same weights."""
    added = code(column)
    number = _Number(
        len(table.row_numbers), table.row_numbers.copy(), int(table.class_numbers[-1:].sum())
    )
    number.append(added.codes, added.radix)
    pairs, counts = number.counted(weights)
    classes, codes = np.divmod(pairs, added.radix)
    starts = np.diff(classes, prepend=classes[:1]) != 0
    return Cross(added.values, np.cumsum(starts), codes, counts, table.counts)


def ranks(codes: Sequence[Codes], radices: Sequence[int]) -> Counts:
    """One number for each tuple of codes, equal for equal tuples, below the number of tuples or small.

    ``codes``: by column, at least one, each below its radix.
    """
    number = _Number(len(codes[0]))
    for digits, radix in zip(codes, radices, strict=True):
        number.append(digits, radix)
    return number.ranks()


class _Number:
    """The numbers of rows (or of classes) while digits are appended to them."""

    def __init__(self, rows: int, numbers: Counts | None = None, greatest: int = 0) -> None:
        self.numbers = np.zeros(rows, np.int64) if numbers is None else numbers
        self.digits: list[Digit] = []
        self._space = greatest + 1

    def append(self, codes: Codes, radix: int) -> None:
        """One more digit, the lowest."""
        ranked = None
        if self._space * radix > _SPACE:
            ranked, self.numbers = np.unique(self.numbers, return_inverse=True)
            self._space = len(ranked)
        self.numbers *= radix
        self.numbers += codes.astype(np.int64, copy=False)
        self._space *= radix
        self.digits.append(Digit(radix, ranked))

    def counted(self, weights: Counts | None = None) -> tuple[Counts, Counts]:
        """The numbers that occur, ascending, and how often."""
        if weights is not None:
            found, places = np.unique(self.numbers, return_inverse=True)
            return found, np.bincount(places, weights, len(found)).astype(np.int64)
        if self._is_dense():
            counters = np.bincount(self.numbers)
            found = np.flatnonzero(counters)
            return found, counters[found]
        ordered = np.sort(self.numbers)
        first = np.ones(len(ordered[:1]), np.bool_)
        starts = np.flatnonzero(np.concatenate([first, ordered[1:] != ordered[:-1]]))
        return ordered[starts], np.diff(starts, append=len(ordered))

    def ranks(self) -> Counts:
        """Each number by one below the number of rows; equal ones alike."""
        if self._is_dense():
            return self.numbers
        return np.unique(self.numbers, return_inverse=True)[1].astype(np.int64)

    def _is_dense(self) -> bool:
        return self._space <= max(len(self.numbers), _DENSE)


def _places(ordered: Counts, numbers: Counts) -> Counts:
    """Where each number stands in an ascending array, or -1."""
    if not len(ordered):
        return np.full(len(numbers), -1, np.int64)
    places = np.minimum(np.searchsorted(ordered, numbers), len(ordered) - 1)
    return np.where(ordered[places] == numbers, places, -1)


def _filled(indices: pa.Array, blank: int) -> npt.NDArray[np.int32]:
    filled: npt.NDArray[np.int32] = np.asarray(
        pc.fill_null(indices, blank) if indices.null_count else indices
    )
    return filled
