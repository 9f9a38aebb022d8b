"""The columns of a table as they may join with others.

What a column may do is told by its values: one whose values are nearly all distinct is a key; one of
many values joins alone; one of few (性别) only together with others; free text, columns that say the
same everywhere and counters of the rows (序号) never join.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.model import Table
from app.core.review.linkage.keyed import Digests, Keyed, Places
from app.core.review.linkage.rules import limit, threshold, words
from app.core.review.linkage.tally import Tally
from app.core.review.linkage.values import Cut, cut_to, cuts, date_digits, normalised
from app.core.review.running_text import is_running
from app.core.text_column import compact, is_coded, whole

Role = Literal["key", "alone", "together", "never", "counter"]
JOINING: frozenset[Role] = frozenset({"key", "alone", "together"})
Mask: TypeAlias = npt.NDArray[np.bool_]

_LOOKED_AT = 10_000  # distinct values from which a column's nature is told


@dataclass(frozen=True)
class Column:
    """A column of digests.

    ``cut``: what its dates are cut to, if it is such a coarser form of a column; ``vague``: whether
    the values say so little that it joins only with a column of its name; ``cells``: a digest a
    row, 0 where it is blank; ``filled``: where it is not.
    """

    name: str
    cut: Cut
    role: Role
    vague: bool
    cells: Digests
    filled: Mask
    tally: Tally

    @property
    def is_naming(self) -> bool:
        """Whether its name speaks of what names a row."""
        return any(word in self.name.lower() for word in words("naming"))

    @property
    def is_quasi(self) -> bool:
        """Whether its name speaks of a quasi-identifier."""
        return any(word in self.name for word in words("quasi"))


def read_columns(
    table: Table, keyed: Keyed, tick: Callable[[], None] = lambda: None
) -> tuple[Column, ...]:
    """All columns of a table in order, each followed by its coarser forms.

    ``tick`` is called before each column of the table.
    """
    columns: list[Column] = []
    for name in table.columns:
        tick()
        columns += _read(name, table.data[name], keyed)
    return tuple(columns)


def filled_rows(columns: Sequence[Column]) -> Mask:
    """Rows in which none of the columns is blank."""
    mask = columns[0].filled
    for column in columns[1:]:
        mask = mask & column.filled
    return mask


def tuples(columns: Sequence[Column], keyed: Keyed, rows: Mask) -> Digests:
    """A digest for each of the ``rows``: of one column its cells, of more the tuples of them."""
    parts = [column.cells[rows] for column in columns]
    return parts[0] if len(parts) == 1 else keyed.tuples(parts)


def tallied(columns: Sequence[Column], keyed: Keyed) -> Tally:
    """What tuples some columns hold together; a row with a blank among them holds none."""
    if len(columns) == 1:
        return columns[0].tally
    return Tally.of(tuples(columns, keyed, filled_rows(columns)))


def same_name(one: str, other: str) -> bool:
    return _plain(one) == _plain(other)


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    text = normalised(pa.array([name], pa.string()))[0].as_py() or ""
    return re.sub(r"[\W_]", "", text)


def _read(name: str, column: pa.ChunkedArray, keyed: Keyed) -> Iterator[Column]:
    texts = _Texts.of(column)
    sample = texts.sample()
    digits = date_digits(sample)
    for cut in ("", *cuts(digits)):
        some = texts.cut_to(cut) if cut else texts
        cells, filled = some.digests(keyed)
        tally = Tally.of(cells[filled])
        role: Role = _role(tally, int(filled.sum()), sample)
        if tally.distinct < 2 or is_running(sample):
            role = "never"
        elif _counts_rows(some.values, tally, filled):
            role = "counter"
        yield Column(name, cut, role, not digits and _is_vague(sample), cells, filled, tally)


@dataclass(frozen=True)
class _Texts:
    """A column as its values are joined. ``codes``: which value each cell holds, or None if the
    values are the cells; -1 is blank.
    """

    values: pa.ChunkedArray
    codes: Places | None

    @classmethod
    def of(cls, column: pa.ChunkedArray) -> "_Texts":
        if is_coded(column):
            one = compact(whole(column))
            codes = one.indices.fill_null(-1).to_numpy(zero_copy_only=False)
            return cls(pa.chunked_array([normalised(one.dictionary.cast(pa.string()))]), codes)
        return cls(pa.chunked_array(map(normalised, column.chunks), pa.string()), None)

    def sample(self) -> pa.Array:
        """Some of the distinct values."""
        return pc.unique(self.values.slice(0, _LOOKED_AT)).drop_null()

    def cut_to(self, cut: Cut) -> "_Texts":
        chunks = [cut_to(chunk, cut) for chunk in self.values.chunks]
        return _Texts(pa.chunked_array(chunks, pa.string()), self.codes)

    def digests(self, keyed: Keyed) -> tuple[Digests, Mask]:
        """A digest for each cell, and where there is one."""
        found = [_digests(chunk, keyed) for chunk in self.values.chunks]
        cells = np.concatenate([*(each for each, _ in found), np.zeros(1, np.uint64)])
        filled = np.concatenate([*(each for _, each in found), np.zeros(1, np.bool_)])
        return (
            (cells[:-1], filled[:-1])
            if self.codes is None
            else (cells[self.codes], filled[self.codes])
        )


def _digests(values: pa.StringArray, keyed: Keyed) -> tuple[Digests, Mask]:
    """A digest for each value, 0 for a null, and where there is none."""
    filled = values.is_valid().to_numpy(zero_copy_only=False)
    cells = np.zeros(len(values), np.uint64)
    cells[filled] = keyed.texts(values.drop_null())
    return cells, filled


def _role(tally: Tally, filled: int, sample: pa.Array) -> Role:
    if tally.distinct < limit("few_values"):
        return "together"
    is_key = tally.distinct >= threshold("nearly_all") * filled and not _is_measured(sample)
    return "key" if is_key else "alone"


def _is_measured(sample: pa.Array) -> bool:
    """Whether a column holds decimals: amounts may all differ, but name nobody."""
    decimals = pc.sum(pc.match_substring_regex(sample, r"^[-+]?[0-9,]+\.[0-9]+$")).as_py() or 0
    return bool(2 * decimals > len(sample) and pc.all(_is_number(sample)).as_py())


def _counts_rows(values: pa.ChunkedArray, tally: Tally, filled: Mask) -> bool:
    """Whether a column counts the rows: whole numbers, each once, none left out."""
    if tally.distinct < filled.sum() or not pc.all(_is_count(values)).as_py():
        return False
    ends = pc.min_max(values.drop_null().cast(pa.int64())).as_py()
    return bool(ends["max"] - ends["min"] + 1 == tally.distinct and ends["min"] <= 1)


def _is_count(values: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.match_substring_regex(values, r"^[0-9]{1,9}$")


def _is_vague(sample: pa.Array) -> bool:
    """Whether the values tell nothing of what they are about: yes and no, small numbers."""
    if pc.all(pc.is_in(sample, pa.array(sorted(words("vague")), pa.string()))).as_py():
        return True
    digits = pc.mean(pc.utf8_length(sample)).as_py() or 0
    return bool(pc.all(_is_number(sample)).as_py() and digits < threshold("number_digits"))


def _is_number(sample: pa.Array) -> pa.Array:
    return pc.match_substring_regex(sample, r"^[-+]?[0-9][0-9,]*(?:\.[0-9]+)?%?$")
