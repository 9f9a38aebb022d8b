"""What is assessed: a table by its texts, its catalog entry, and the day.

A check asks a question of texts and gets rows back. Of a coded column these are the distinct ones, so
that a check's cost grows with variety and hardly with length; of a plain one, whose texts hardly ever come
again, to tell them apart would cost more than to ask twice.
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
from app.core.text_column import in_one, is_coded

Mask = npt.NDArray[np.bool_]

_PART = 1 << 16  # texts that are asked before it is seen whether to go on


@dataclass(frozen=True, eq=False)
class Column:
    """A column by its texts. ``profile``: what intake took it for; ``apart``: no text is there twice."""

    name: str
    coded: Coded
    profile: ColumnProfile
    apart: bool = True

    @property
    def values(self) -> pa.StringArray:
        """The texts that are asked; blanks are none of them."""
        return self.coded.values

    @cached_property
    def distinct(self) -> "Column":
        """The same column, each text once."""
        if self.apart:
            return self
        told = code(pa.chunked_array([self.values]))
        codes = np.append(told.codes, np.array(len(told.values), told.codes.dtype))
        return Column(self.name, Coded(told.values, codes[self.coded.codes]), self.profile)

    @cached_property
    def counts(self) -> npt.NDArray[np.int64]:
        """The cells of each text, and at the end those that are blank."""
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
        """The texts without blanks around them."""
        return pc.utf8_trim_whitespace(self.values)

    def cells(self, values: Mask) -> int:
        """How many cells hold one of the chosen texts."""
        return int(self.counts[:-1][values].sum())

    def rows(self, values: Mask) -> Mask:
        """Of each row, whether its cell holds one of the chosen texts."""
        return np.append(values, False)[self.coded.codes]

    def texts(self, rows: npt.NDArray[np.int64]) -> pa.StringArray:
        """The texts of some rows; null: blank."""
        codes = self.coded.codes[rows]
        return self.values.take(pa.array(codes, mask=codes == len(self.values)))

    def changes(self) -> npt.NDArray[np.int64]:
        """The first row, and every row whose text is not that of the row before."""
        codes = self.coded.codes
        before, after = codes[:-1], codes[1:]
        changed = before != after
        if not self.apart:
            alike = np.append(pc.equal(self.values[1:], self.values[:-1]), [False, False])
            changed &= ~(alike[before] & (after < len(self.values)))
        return np.flatnonzero(np.append(True, changed))

    def matching(self, expression: str) -> Mask:
        """The texts, blanks around them apart, that an expression of RE2 matches whole."""
        return _matching(self.stripped, expression)

    def mostly(self, expression: str, others: float) -> Mask | None:
        """As :meth:`matching`, but None as soon as more cells than ``others`` do not match."""
        told: Mask = np.zeros(len(self.values), np.bool_)
        left = others
        for start in range(0, len(told), _PART):
            part = slice(start, start + _PART)
            told[part] = _matching(self.stripped[part], expression)
            left -= int(self.counts[:-1][part][~told[part]].sum())
            if left < 0:
                return None
        return told

    def all_but(self, share: float) -> float:
        """The cells that do not match where just this share of the filled ones do."""
        return self.filled - share * self.filled


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
        """One column: a coded one by its distinct texts, a plain one by its cells."""
        cells, profile = self.table.data[name], self._profiles[name]
        if is_coded(cells):
            return Column(name, code(cells), profile)
        apart = profile.exact and profile.distinct + profile.nulls == self.rows
        return Column(name, _cell_by_cell(cells), profile, apart)

    def unit(self, name: str) -> str:
        """The unit that the entry or the table states for a column; "" for none."""
        stated = next((item.unit for item in self.entry.items if item.name == name), "")
        return stated or self.table.layout.units.get(name, "")

    def told_apart(self, name: str) -> float:
        """By how much a column alone tells rows apart, as its profile says: its distinct texts a row."""
        profile = self._profiles[name]
        return (profile.distinct + min(profile.nulls, 1)) / max(self.rows, 1)


def _cell_by_cell(cells: pa.ChunkedArray) -> Coded:
    """A plain column with a code for each cell that is not blank."""
    texts = in_one(cells.drop_null())
    codes = np.arange(len(cells), dtype=np.uint32)
    if cells.null_count:
        filled = np.asarray(cells.is_valid())
        codes = np.where(filled, np.cumsum(filled) - 1, len(texts)).astype(np.uint32)
    return Coded(texts, codes)


def _matching(texts: pa.StringArray, expression: str) -> Mask:
    found = pc.match_substring_regex(texts, f"^(?:{expression})$")
    return np.asarray(found).astype(np.bool_)
