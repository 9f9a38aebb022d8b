"""What is assessed: a table by its texts, its catalog entry, and the day.

A check asks a question of texts and gets rows back. Of a coded column these are the distinct ones, so
that a check's cost grows with variety and hardly with length; of a plain one, whose texts hardly ever come
again, to tell them apart would cost more than to ask twice.

A column's texts may be most of the table, so they are asked where they lie, part by part: what a check takes
beside them grows with the rows, not with the text.
"""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.contingency import Coded, Codes, code
from app.core.fingerprints import come_again, fingerprints
from app.core.model import ColumnProfile, Entry, Table
from app.core.text_bytes import edges_and_bytes, parts
from app.core.text_column import is_coded

Mask = npt.NDArray[np.bool_]
Texts: TypeAlias = "pa.StringArray | pa.ChunkedArray"
Answers: TypeAlias = npt.NDArray[Any]


@dataclass(frozen=True, eq=False)
class Column:
    """A column by its texts. ``values``: the texts that are asked, no blanks, each in a row at least;
    ``codes``: of each row, the place of its text, len(values) of a blank; ``profile``: what intake took it
    for; ``apart``: no text is there twice.
    """

    name: str
    values: Texts
    codes: Codes
    profile: ColumnProfile
    apart: bool = True

    @cached_property
    def distinct(self) -> "Column":
        """The same column, each text once."""
        if self.apart:
            return self
        again = come_again([fingerprints(texts) for texts in parts(self.values)])
        if not again.any():
            return self
        # Only of those that may come again it is asked which are the same, and the first one stays.
        told = self.coded(again).codes
        places = np.flatnonzero(again)
        first = places[np.unique(told, return_index=True)[1]]
        kept = ~again
        kept[first] = True
        renumbered = np.cumsum(kept, dtype=np.uint32) - np.uint32(1)
        renumbered[places] = renumbered[first][told]
        codes = np.append(renumbered, np.uint32(len(first) + len(again) - len(places)))
        return Column(
            self.name, self.values.filter(pa.array(kept)), codes[self.codes], self.profile
        )

    def coded(self, values: Mask) -> Coded:
        """The chosen texts by numbers, each once."""
        return code(pa.chunked_array([*parts(self.values.filter(pa.array(values)))]))

    @cached_property
    def counts(self) -> npt.NDArray[np.int64]:
        """The cells of each text."""
        if self.filled == len(self.values):
            return np.broadcast_to(np.int64(1), len(self.values))
        counted = np.bincount(self.codes, minlength=len(self.values) + 1)
        return counted[:-1].astype(np.int64, copy=False)

    @property
    def blank(self) -> Mask:
        """Of each row, whether the cell is blank."""
        return np.asarray(self.codes == len(self.values))

    @cached_property
    def alone(self) -> int:
        """How many texts stand in one cell only; of two in a billion billion that have one fingerprint, none."""
        if self.apart:
            return int(np.count_nonzero(self.counts == 1))
        ordered = np.sort(self.each(fingerprints))
        changed = ordered[1:] != ordered[:-1]
        return int(np.count_nonzero(np.append(True, changed) & np.append(changed, True)))

    @cached_property
    def filled(self) -> int:
        """Cells that are not blank."""
        return len(self.codes) - int(np.count_nonzero(self.blank))

    def cells(self, values: Mask) -> int:
        """How many cells hold one of the chosen texts."""
        return int(self.counts.sum(where=values))

    def rows(self, values: Mask) -> Mask:
        """Of each row, whether its cell holds one of the chosen texts."""
        return np.append(values, False)[self.codes]

    def texts(self, rows: npt.NDArray[np.int64]) -> Texts:
        """The texts of some rows; null: blank."""
        codes = self.codes[rows]
        return self.values.take(pa.array(codes, mask=codes == len(self.values)))

    def changes(self) -> npt.NDArray[np.int64]:
        """The first row, every row whose text is not that of the row before, and the end."""
        codes = self.codes
        before, after = codes[:-1], codes[1:]
        changed = before != after
        if not self.apart:
            alike = np.append(pc.equal(self.values[1:], self.values[:-1]), [False, False])
            changed &= ~(alike[before] & (after < len(self.values)))
        return np.flatnonzero(np.concatenate([[True], changed, [True]]))

    def parts(self) -> Iterator[tuple[slice, pa.StringArray]]:
        """The texts part by part, at least one, and where each part stands."""
        first = 0
        for texts in parts(self.values):
            yield slice(first, first + len(texts)), texts
            first += len(texts)

    def each(self, ask: Callable[[pa.StringArray], Answers]) -> Answers:
        """The answer for each text, which is asked of one part after the other."""
        return np.concatenate([ask(texts) for _, texts in self.parts()])

    def each_stripped(self, ask: Callable[[pa.StringArray], Answers]) -> Answers:
        """As :meth:`each`, of the texts without blanks around them."""
        if self._is_stripped:
            return self.each(ask)
        return self.each(lambda texts: ask(stripped(texts)))

    @cached_property
    def _is_stripped(self) -> bool:
        """Whether no text has blanks around it: looked at once, and then each question costs less."""
        return all(
            edges_and_bytes(stripped(texts))[0][-1] == edges_and_bytes(texts)[0][-1]
            for texts in parts(self.values)
        )

    def matching(self, expression: str) -> Mask:
        """The texts, blanks around them apart, that an expression of RE2 matches whole."""
        return self.each_stripped(lambda texts: _matching(texts, expression))

    def mostly(self, expression: str, others: float) -> Mask | None:
        """As :meth:`matching`, but None as soon as more cells than ``others`` do not match."""
        told: Mask = np.zeros(len(self.values), np.bool_)
        left = others
        for part, texts in self.parts():
            told[part] = _matching(stripped(texts), expression)
            left -= int(self.counts[part][~told[part]].sum())
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
            told = code(cells)
            return Column(name, told.values, told.codes, profile)
        apart = profile.exact and profile.distinct + profile.nulls == self.rows
        return Column(name, cells.drop_null(), _cell_by_cell(cells), profile, apart)

    def unit(self, name: str) -> str:
        """The unit that the entry or the table states for a column; "" for none."""
        stated = next((item.unit for item in self.entry.items if item.name == name), "")
        return stated or self.table.layout.units.get(name, "")

    def told_apart(self, name: str) -> float:
        """By how much a column alone tells rows apart, as its profile says: its distinct texts a row."""
        profile = self._profiles[name]
        return (profile.distinct + min(profile.nulls, 1)) / max(self.rows, 1)


def stripped(texts: pa.StringArray) -> pa.StringArray:
    """Texts without blanks around them."""
    return pc.utf8_trim_whitespace(texts)


def _cell_by_cell(cells: pa.ChunkedArray) -> Codes:
    """The codes of a plain column: one for each cell that is not blank."""
    if not cells.null_count:
        return np.arange(len(cells), dtype=np.uint32)
    filled = np.asarray(cells.is_valid())
    codes = np.cumsum(filled, dtype=np.uint32) - np.uint32(1)
    codes[~filled] = len(cells) - cells.null_count
    return codes


def _matching(texts: pa.StringArray, expression: str) -> Mask:
    found = pc.match_substring_regex(texts, f"^(?:{expression})$")
    return np.asarray(found).astype(np.bool_)
