"""Hand-written sheets with what a careful clerk reads in them, from ``layouts.txt``."""

from dataclasses import dataclass
from pathlib import Path

from app.core.intake.body import Body, read_tables
from app.core.intake.sheet import Merge, Row, Sheet
from app.core.jobs import Job

REASONS = {
    "T": "title", "U": "unit", "N": "note", "B": "blank", "G": "group", "S": "total",
    "R": "repeated-header", "C": "column-numbers", "X": "hidden",
}  # fmt: skip


@dataclass(frozen=True)
class Grid:
    """A sheet, the marks that are right for each row, and the names that are right a table."""

    id: str
    rows: tuple[Row, ...]
    merges: tuple[Merge, ...]
    marks: tuple[tuple[str, ...], ...]
    names: tuple[tuple[str, ...], ...]
    unsure: bool
    beyond: bool

    def tables(self, merges: bool = True) -> list[Body]:
        """The tables as an import reads them; without ``merges`` as a csv file would have them."""
        hidden = frozenset(n for n, marks in enumerate(self.marks, 1) if marks == ("X",))
        kept = self.merges if merges else ()
        sheet = Sheet("表", "visible", lambda: iter(self.rows), kept, hidden)
        return list(read_tables(sheet, Job()))


def grids() -> list[Grid]:
    """All sheets of ``layouts.txt``."""
    return read_grids(Path(__file__).with_name("layouts.txt"))


def read_grids(path: Path) -> list[Grid]:
    """All sheets of a file in the grammar that ``layouts.txt`` tells at its top."""
    return [_grid(block) for block in path.read_text(encoding="utf-8").split("\n@ ")[1:]]


def _grid(block: str) -> Grid:
    head, *lines = block.rstrip("\n").split("\n")
    name, *flags = head.split()
    names: list[tuple[str, ...]] = []
    marks, rows = [], []
    for line in lines:
        mark, _, rest = line.partition(" ")
        if mark == "=":
            names.append((rest,))
        elif mark == "~":
            names[-1] = (*names[-1], rest)
        else:
            marks.append(tuple(mark.split("/")))
            rows.append(rest.split("|"))
    cells, merges = merged(rows)
    return Grid(
        name, cells, merges, tuple(marks), tuple(names), "unsure" in flags, "beyond" in flags
    )


def merged(rows: list[list[str]]) -> tuple[tuple[Row, ...], tuple[Merge, ...]]:
    """``<`` and ``^`` become merged ranges."""
    spans: dict[tuple[int, int], list[int]] = {}
    roots: dict[tuple[int, int], tuple[int, int]] = {}
    cells = []
    for r, row in enumerate(rows):
        line: list[str | None] = []
        for c, cell in enumerate(row):
            mark = cell.strip(" ")
            root = {"<": (r, c - 1), "^": (r - 1, c)}.get(mark)
            place = roots.get(root, root) if root else (r, c)
            roots[r, c] = place
            span = spans.setdefault(place, [r, c])
            span[0], span[1] = max(span[0], r), max(span[1], c)
            text = mark.replace("\\n", "\n").replace("\\t", "\t")
            line.append(None if root else text or None)
        cells.append(tuple(line))
    merges = [
        Merge(r + 1, c + 1, bottom + 1, right + 1)
        for (r, c), (bottom, right) in spans.items()
        if (bottom, right) != (r, c)
    ]
    return tuple(cells), tuple(merges)


def headers(grid: Grid) -> list[tuple[int, ...]]:
    """The header rows of each table; tables side by side share theirs, () is a table without."""
    runs: list[list[int]] = []
    for number, marks in enumerate(grid.marks, 1):
        if marks == ("H",):
            if runs and runs[-1][-1] == number - 1:
                runs[-1].append(number)
            else:
                runs.append([number])
    told = [tuple(run) for run in runs] or [()]
    return told * len(grid.names) if len(told) == 1 else told


def found_headers(grid: Grid, tables: list[Body]) -> list[tuple[int, ...]]:
    """The header rows that were found, without those that may well be read as something else."""
    sure = {number for number, marks in enumerate(grid.marks, 1) if len(marks) == 1}
    return [tuple(row for row in body.layout.header_rows if row in sure) for body in tables]


def misread(grid: Grid, tables: list[Body]) -> list[str]:
    """Rows that were taken for something else than they are, each as ``7: data``."""
    wrong = []
    for number, (marks, cells) in enumerate(zip(grid.marks, grid.rows, strict=True), 1):
        seen = {_seen(body, number) for body in tables}
        right = {"data" if mark == "D" else REASONS.get(mark, "header") for mark in marks}
        if any(cells) and (not seen & right or "data" in seen - right):
            wrong.append(f"{number}: {', '.join(map(str, seen))}")
    return wrong


def _seen(body: Body, number: int) -> str | None:
    """What a table's layout says of a row; None if the row is another table's."""
    layout = body.layout
    dropped = {row.row: row.reason for row in layout.dropped}
    if number in layout.header_rows:
        return "header"
    inside = layout.first_row <= number <= layout.last_row
    return dropped.get(number, "data" if inside else None)
