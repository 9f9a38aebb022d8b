"""A column before and after, as what each label of the output stands for.

All that utility asks is a question to the contingency table of the column's values and labels; a row
is seen once, when they are counted.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.anonymity.suppressed import hidden
from app.core.contingency import Coded, Codes, Counts
from app.core.numeric import numbers

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

_DENSE = 1 << 22  # pairs of value and label so few that each gets a counter


@dataclass(frozen=True, eq=False)
class Recoding:
    """``values`` of the original and ``labels`` of the output; a blank comes last in each, as null.

    ``pairs``: value, label and how many rows bear both, only those that occur. ``rows_before``: of
    each value, removed rows too. ``every``: the value of each row of the original; ``old`` and
    ``new``: the value and the label of each row that is in both.
    """

    column: str
    values: pa.StringArray
    labels: pa.StringArray
    pairs: tuple[Counts, Counts, Counts]
    rows_before: Counts
    every: Codes
    old: Codes
    new: Codes

    @property
    def rows(self) -> int:
        """Rows of the original."""
        return int(self.rows_before.sum())

    @cached_property
    def occurs(self) -> Mask:
        """Which values the original holds: the blank may be none of them."""
        return self.rows_before > 0

    @cached_property
    def hidden(self) -> Mask:
        """Which labels tell nothing: blank, or stars."""
        return hidden(self.labels)

    @cached_property
    def original(self) -> Counts:
        """By label, the value that is the same text, or -1; a blank is none."""
        places = pc.index_in(self.labels[:-1], value_set=self.values[:-1])
        return np.append(np.asarray(pc.fill_null(places, -1)), -1).astype(np.int64)

    @cached_property
    def same(self) -> Mask:
        """Which pairs are one text twice; a blank that was blank is the same."""
        value, label, _ = self.pairs
        blank = (value == len(self.values) - 1) & (label == len(self.labels) - 1)
        found: Mask = (self.original[label] == value) | blank
        return found

    @cached_property
    def width(self) -> Counts:
        """How many values each label stands for: those beside which it occurs."""
        return np.bincount(self.pairs[1], minlength=len(self.labels)).astype(np.int64)

    @cached_property
    def is_function(self) -> bool:
        """Whether each value has one label wherever it is not hidden."""
        value, label, _ = self.pairs
        return bool(np.bincount(value[~self.hidden[label]]).max(initial=0) <= 1)

    @cached_property
    def numbers(self) -> Floats | None:
        """The values as numbers, a blank as NaN; None where one is none, or all are blank."""
        found = numbers(self.values)
        read = ~np.isnan(found[:-1])
        return found if read.all() and len(read) else None

    @cached_property
    def label_numbers(self) -> Floats | None:
        """Each label as a number: its own, else the mean of the values that it stands for."""
        if self.numbers is None:
            return None
        value, label, _ = self.pairs
        known = ~np.isnan(self.numbers[value])
        sums = np.bincount(label[known], self.numbers[value[known]], len(self.labels))
        count = np.bincount(label[known], minlength=len(self.labels))
        with np.errstate(invalid="ignore"):
            stands_for = sums / count
        own = numbers(self.labels)
        found: Floats = np.where(np.isnan(own), stands_for, own)
        return np.where(self.hidden, np.nan, found)


def recode(name: str, old: Coded, new: Coded, rows: tuple[Counts, Counts]) -> Recoding:
    """``rows``: the places in the original and in the output that are the same row."""
    first = old.codes if len(rows[0]) == len(old.codes) else old.codes[rows[0]]
    second = new.codes if len(rows[1]) == len(new.codes) else new.codes[rows[1]]
    number = first.astype(np.int64) * new.radix + second
    if old.radix * new.radix <= _DENSE:
        counters = np.bincount(number)
        found = np.flatnonzero(counters)
        counts = counters[found]
    else:
        found, counts = np.unique(number, return_counts=True)
    value, label = np.divmod(found, new.radix)
    return Recoding(
        name,
        _with_blank(old.values),
        _with_blank(new.values),
        (value, label, counts),
        np.bincount(old.codes, minlength=old.radix).astype(np.int64),
        old.codes,
        first,
        second,
    )


def _with_blank(texts: pa.StringArray) -> pa.StringArray:
    return pa.concat_arrays([texts, pa.nulls(1, pa.string())])
