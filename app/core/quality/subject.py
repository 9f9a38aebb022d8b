"""What is assessed: a table by its distinct values, its catalog entry, and the day.

A check asks a question of distinct values and gets rows back, so that its cost grows with variety and
hardly with length.
"""

import datetime
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.contingency import Coded, code
from app.core.model import ColumnProfile, Entry, Table
from app.core.text_column import is_coded

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Column:
    """A column by its distinct values. ``profile``: what intake took it for."""

    name: str
    coded: Coded
    profile: ColumnProfile

    @property
    def values(self) -> pa.StringArray:
        """The distinct texts; blanks are none of them."""
        return self.coded.values

    @cached_property
    def counts(self) -> npt.NDArray[np.int64]:
        """The cells of each distinct text, and at the end those that are blank."""
        return np.bincount(self.coded.codes, minlength=self.coded.radix).astype(np.int64)

    @property
    def blank(self) -> Mask:
        """Of each row, whether the cell is blank."""
        return np.asarray(self.coded.codes == len(self.values))

    @property
    def filled(self) -> int:
        """Cells that are not blank."""
        return int(self.counts[:-1].sum())

    @cached_property
    def stripped(self) -> pa.StringArray:
        """The distinct texts without blanks around them."""
        return pc.utf8_trim_whitespace(self.values)

    def cells(self, values: Mask) -> int:
        """How many cells hold one of the chosen distinct texts."""
        return int(self.counts[:-1][values].sum())

    def rows(self, values: Mask) -> Mask:
        """Of each row, whether its cell holds one of the chosen distinct texts."""
        return np.append(values, False)[self.coded.codes]

    def matching(self, expression: str) -> Mask:
        """The distinct texts, blanks around them apart, that an expression of RE2 matches whole."""
        found = pc.match_substring_regex(self.stripped, f"^(?:{expression})$")
        return np.asarray(found).astype(np.bool_)


class Subject:
    """A table with its entry. Columns are coded when they are first asked for, and let go by name."""

    def __init__(self, table: Table, entry: Entry, today: datetime.date) -> None:
        self.table = table
        self.entry = entry
        self.today = today
        self._profiles = {profile.name: profile for profile in table.profile}

    @property
    def rows(self) -> int:
        return self.table.rows

    @property
    def names(self) -> tuple[str, ...]:
        return self.table.columns

    @property
    def cells(self) -> int:
        """All cells, blank ones too; at least one, to divide by."""
        return max(self.rows * len(self.names), 1)

    def column(self, name: str) -> Column:
        """One column by its distinct values; where every row has a text of its own, they are its rows."""
        cells, profile = self.table.data[name], self._profiles[name]
        if profile.distinct == self.rows and not is_coded(cells):
            return Column(
                name, Coded(cells.combine_chunks(), np.arange(self.rows, dtype=np.uint32)), profile
            )
        return Column(name, code(cells), profile)

    def told_apart(self, name: str) -> float:
        """By how much a column alone tells rows apart, as its profile says: its distinct texts a row."""
        profile = self._profiles[name]
        return (profile.distinct + min(profile.nulls, 1)) / max(self.rows, 1)
