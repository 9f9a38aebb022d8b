"""How the rows of a release are told apart, to find them again in the next one.

By the first column that is a key of all rows, of several by one whose name says so (编号, 证号); else by
the columns that tell persons apart (乡镇, 出生年月, 性别), so that an amount that changes every month does not
hide who came in; else by all cells. Not by counters (序号), which change when a row comes in above.
Rows of one name are numbered, so that a third one is one row more.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from app.core.review.linkage.columns import JOINING, Column
from app.core.review.linkage.keyed import Digests, Keyed
from app.core.review.linkage.rules import limit
from app.core.review.linkage.tally import recalled, stored


@dataclass(frozen=True)
class Identity:
    """``by``: the columns whose values name the rows, or none if all cells do; ``columns``: all but
    counters.

    ``names``: a digest a row, ascending, 8 bytes each; ``contents``: one of all cells of that row;
    ``rows``: how many there are in all. If fewer are kept, the last is the limit of the sample.
    """

    by: tuple[str, ...]
    columns: tuple[str, ...]
    rows: int
    names: bytes = field(repr=False)
    contents: bytes = field(repr=False)

    def __post_init__(self) -> None:
        kept, rest = divmod(len(self.names), 8)
        if rest or kept > self.rows or len(self.contents) != len(self.names):
            raise ValueError("digests of rows do not fit together")

    def recalled(self) -> tuple[Digests, Digests, int | None]:
        """Names, contents, and the limit under which they are whole."""
        names, contents = recalled(self.names), recalled(self.contents)
        if len(names) == self.rows:
            return names, contents, None
        return names[:-1], contents[:-1], int(names[-1])


def identified(columns: Sequence[Column], keyed: Keyed) -> Identity:
    """What tells the rows of a release apart."""
    telling = [c for c in columns if c.role != "counter" and not c.cut] or list(columns[:1])
    by = _naming(telling)
    names, contents = rows_of(telling, by, keyed)
    order = np.argsort(names)[: limit("rows_kept") + 1]
    return Identity(
        by=tuple(column.name for column in by),
        columns=tuple(column.name for column in telling),
        rows=len(names),
        names=stored(names[order]),
        contents=stored(contents[order]),
    )


def rows_of(
    columns: Sequence[Column], by: Sequence[Column], keyed: Keyed
) -> tuple[Digests, Digests]:
    """A digest of its name and one of its cells for each row, in no order."""
    contents = keyed.tuples([column.cells for column in columns])
    names = keyed.tuples([column.cells for column in by]) if by else contents
    order = np.lexsort((contents, names))
    names, contents = names[order], contents[order]
    turn = np.arange(len(names)) - np.searchsorted(names, names)
    return keyed.tuples([names, turn.astype(np.uint64)]), contents


def _naming(columns: Sequence[Column]) -> list[Column]:
    keys = [c for c in columns if c.role == "key" and c.tally.distinct == len(c.cells)]
    if keys:
        return [min(keys, key=lambda column: not column.is_naming)]
    return [column for column in columns if column.is_quasi and column.role in JOINING]
