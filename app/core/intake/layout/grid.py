"""The first rows of a sheet as a rectangle of trimmed texts, with merged ranges filled."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from app.core.intake.sheet import Merge, Row

Line = list[str]

CELLS = 500_000  # cells that are looked at to tell a layout
LEAST_ROWS = 30
LEVELS = 5  # the most rows a header has


@dataclass(frozen=True)
class Grid:
    """Trimmed texts; a blank cell is "". ``spread`` repeats each merged text over its range.

    Rows and columns count from 0 in both.
    """

    cells: list[Line]
    spread: list[Line]
    merges: tuple[Merge, ...]

    @property
    def height(self) -> int:
        return len(self.cells)

    @property
    def width(self) -> int:
        return len(self.cells[0]) if self.cells else 0

    def texts(self, row: int) -> list[str]:
        """The texts of a row, each merged one once."""
        return list(filter(None, self.cells[row]))

    def filled(self, row: int) -> int:
        """How many cells of a row hold a text."""
        return self.width - self.cells[row].count("")

    def used(self, first: int, last: int, most: int | None = None) -> list[int]:
        """The columns that hold anything in rows ``first`` to ``last`` (excluded): the first ``most``."""
        lines = self.spread[first:last]
        used = (column for column in range(self.width) if any(line[column] for line in lines))
        return list(islice(used, most))

    def named(self, row: int, merge: Merge) -> set[str]:
        """What a row (from 0) says in the columns of a merged range of another row."""
        return set(self.spread[row][merge.left - 1 : merge.right]) - {""}

    def below(self, row: int, column: int, depth: int = 60) -> list[str]:
        """The texts of a column under a row."""
        lines = self.cells[row + 1 : row + 1 + depth]
        return [line[column] for line in lines if line[column]]


def foremost(head: Sequence[Row], start: int = 1) -> Sequence[Row]:
    """The rows that are looked at from row ``start`` (from 1) on: fewer of a very wide sheet."""
    width = max((len(row) for row in head), default=0)
    return head[: start - 1 + rows_looked_at(width)]


def rows_looked_at(width: int) -> int:
    """How many rows of a sheet of so many columns are looked at to tell a layout."""
    return max(LEAST_ROWS, CELLS // max(width, 1))


def grid(head: Sequence[Row], merges: Sequence[Merge], columns: range | None = None) -> Grid:
    """The rows as a grid; outside ``columns`` (from 0) everything is taken for blank."""
    width = max((len(row) for row in head), default=0)
    kept = range(width) if columns is None else columns
    cells = [
        [(row[n] or "").strip() if n in kept and n < len(row) else "" for n in range(width)]
        for row in head
    ]
    spread = [list(line) for line in cells]
    last = kept[-1] + 1 if kept else 0
    inside = tuple(
        Merge(merge.top, merge.left, merge.bottom, min(merge.right, last))
        for merge in merges
        if merge.top <= len(cells) and merge.left - 1 in kept
    )
    for merge in inside:
        text = cells[merge.top - 1][merge.left - 1]
        for row in range(merge.top - 1, min(merge.bottom, len(cells))):
            for column in range(merge.left - 1, merge.right):
                spread[row][column] = text
    return Grid(cells, spread, inside)
