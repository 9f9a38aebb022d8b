"""How the rows of a release are told apart, to find them again in the next one.

By the first column that is a key of all rows, of several by one whose name says so (编号, 证号), else by
all cells of the row; not by counters (序号), which change when a row comes in above. Rows that look the same are numbered, so that a third one is one row
more.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from app.core.review.linkage.columns import Column
from app.core.review.linkage.keyed import Digests, Keyed
from app.core.review.linkage.rules import limit
from app.core.review.linkage.tally import recalled, stored


@dataclass(frozen=True)
class Identity:
    """``column``: whose values name the rows, or "" if all cells do; ``columns``: all but counters.

    ``names``: a digest a row, ascending, 8 bytes each; ``contents``: one of all cells of that row;
    ``rows``: how many there are in all. If fewer are kept, the last is the limit of the sample.
    """

    column: str
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
    keys = [column for column in telling if _names_rows(column)]
    naming = min(keys, key=lambda column: not column.is_naming, default=None)
    names, contents = rows_of(telling, naming, keyed)
    order = np.argsort(names)[: limit("rows_kept") + 1]
    return Identity(
        column=naming.name if naming else "",
        columns=tuple(column.name for column in telling),
        rows=len(names),
        names=stored(names[order]),
        contents=stored(contents[order]),
    )


def rows_of(
    columns: Sequence[Column], naming: Column | None, keyed: Keyed
) -> tuple[Digests, Digests]:
    """A digest of its name and one of its cells for each row, in the order of the rows."""
    contents = keyed.tuples([column.cells for column in columns])
    return _numbered(naming.cells if naming else contents, keyed), contents


def _names_rows(column: Column) -> bool:
    return column.role == "key" and column.tally.distinct == len(column.cells)


def _numbered(names: Digests, keyed: Keyed) -> Digests:
    """Each name with how often it stood in a row above."""
    order = np.argsort(names, kind="stable")
    ordered = names[order]
    first = np.searchsorted(ordered, ordered)
    turn = np.empty(len(names), np.uint64)
    turn[order] = (np.arange(len(names)) - first).astype(np.uint64)
    return keyed.tuples([names, turn])
