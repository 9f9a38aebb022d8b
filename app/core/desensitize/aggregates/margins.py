"""A table of counts with its margins, as a circulation.

Rows and columns are nodes, the row and the column of totals too; a cell carries its count between
its row and its column, a total carries it back. That every row adds up to its total, and every column,
is that as much flows into each node as out of it. Whatever may be added to the cells without breaking
a total is a flow around cycles (L. H. Cox, Network models for complementary cell suppression, Journal of
the American Statistical Association 90, 1995).

A table of one dimension is one row whose column totals are not published.
"""

from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from app.core.contingency import Counts
from app.core.errors import ParameterInvalid
from app.core.text import Text

Mask = npt.NDArray[np.bool_]
Array = TypeVar("Array", bound=npt.NDArray[Any])


@dataclass(frozen=True, eq=False)
class Margined:
    """``cells``: the counts, their row totals in the last column and column totals in the last row.

    ``forward``: which cells flow from their row to their column; the others are totals of one kind.
    ``published``: which cells are; ``dimensions``: 1 or 2.
    """

    cells: Counts
    forward: Mask
    published: Mask
    dimensions: int

    def shown(self, cells: Array) -> Array:
        """What is published of an array of this shape: of one dimension, one row."""
        found: Array = cells[0] if self.dimensions == 1 else cells
        return found


def with_margins(counts: Counts) -> Margined:
    """A table of one or two dimensions with its totals. Raises ParameterInvalid."""
    if counts.ndim not in (1, 2) or not counts.size:
        reason = Text(
            "只支持一维或二维的非空计数表；更多维的请拆成二维表分别处理",
            "only tables of one or two dimensions, not empty; publish more as several tables of two",
        )
        raise ParameterInvalid(name=Text("计数表", "table of counts"), reason=reason)
    if not np.issubdtype(counts.dtype, np.integer) or (counts < 0).any():
        reason = Text("计数须为不小于 0 的整数", "counts are whole numbers, none below 0")
        raise ParameterInvalid(name=Text("计数表", "table of counts"), reason=reason)
    inner = np.atleast_2d(counts).astype(np.int64)
    rows, columns = inner.shape
    cells = np.zeros((rows + 1, columns + 1), np.int64)
    cells[:-1, :-1] = inner
    cells[:-1, -1] = inner.sum(axis=1)
    cells[-1] = cells[:-1].sum(axis=0)
    in_rows, in_columns = np.arange(rows + 1) < rows, np.arange(columns + 1) < columns
    published = np.ones(cells.shape, np.bool_)
    if counts.ndim == 1:
        published[-1] = False
    return Margined(cells, in_rows[:, None] == in_columns[None, :], published, counts.ndim)
