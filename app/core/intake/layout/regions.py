"""The tables of a sheet: one below another, one beside another, each with its own header."""

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from app.core.intake.layout import words
from app.core.intake.layout.doubts import DOUBTFUL, speaks_against
from app.core.intake.layout.grid import Grid, foremost, grid
from app.core.intake.layout.habit import Habit, habit
from app.core.intake.layout.header import Found, Header, before_header, fixed, seek
from app.core.intake.layout.judge import Judge, Reason
from app.core.intake.layout.preamble import is_preamble
from app.core.intake.layout.suspects import Suspects
from app.core.intake.sheet import Merge, Row
from app.core.model import DroppedRow

UNSURE = 0.4  # below this a person should look


@dataclass(frozen=True)
class Region:
    """One table of a sheet. Rows and columns count from 1.

    ``first``: the first row that belongs to it, its title included. ``end``: the first row below
    that belongs to the next table, or None where the rows looked at do not show it. ``labels``: the
    texts in its header. ``units``: one a column, such as 万元. ``confidence``: 0 to 1.
    """

    header: Header
    first: int
    end: int | None
    labels: frozenset[str]
    habit: Habit
    units: tuple[str | None, ...]
    dropped: tuple[DroppedRow, ...]
    confidence: float
    form: bool = False

    @property
    def unsure(self) -> bool:
        """Whether a person should check what was found."""
        return self.confidence < UNSURE

    def judge(self, merges: Sequence[Merge]) -> Judge:
        """A fresh judge of the rows below the header."""
        return Judge(self.header, self.labels, merges, self.habit)

    def suspects(self) -> Suspects:
        """The filter that tells which rows the judge must see."""
        return Suspects(self.header, self.labels, self.habit)


def find_tables(head: Sequence[Row], merges: Sequence[Merge], start: int = 1) -> list[Region]:
    """The tables in the first rows of a sheet, from row ``start`` on, in reading order.

    ``head``: rows 1 to n of the sheet; rows before ``start`` are passed over. A table found further
    down (see :class:`Judge`) is found by calling this again with a head that reaches it.
    """
    head = foremost(head, start)
    if not any(any(row) for row in head[start - 1 :]):
        return []
    regions: list[Region] = []
    while True:
        found = _table(head, merges, start)
        if found is None:
            return regions
        regions += found
        ends = [region.end for region in found]
        if len(set(ends)) > 1 or ends[0] is None:
            return regions
        start = ends[0]


def _table(head: Sequence[Row], merges: Sequence[Merge], start: int) -> list[Region] | None:
    """The next table at or below a row, or several that stand side by side."""
    whole = grid(head, merges)
    found = seek(whole, start - 1)
    if found is None:
        return None
    region = _region(head, merges, whole, found, start)
    beside = _beside(whole, region)
    if not beside:
        return [region]
    parts = []
    for columns in beside:
        part = grid(_shared(head, whole, region, columns.start), merges, columns)
        rows = _header_rows(part, region)
        end = len(head) if region.end is None else region.end - 1
        own = fixed(part, rows, rows[-1] + 1, end)
        parts.append(_region(head, merges, part, Found(own, found.confidence), start, region.end))
    return parts


def _shared(head: Sequence[Row], whole: Grid, region: Region, place: int) -> list[Row]:
    """The rows with each title that stands alone above all tables moved to column ``place``."""
    above = region.header.rows[0] - 1
    alone = [whole.texts(row) for row in range(above)]
    return [
        (*(None,) * place, alone[row][0]) if row < above and len(alone[row]) == 1 else cells
        for row, cells in enumerate(head)
    ]


def _header_rows(part: Grid, region: Region) -> list[int]:
    return [row - 1 for row in region.header.rows if any(part.cells[row - 1])] or [
        row - 1 for row in region.header.rows
    ]


def _region(
    head: Sequence[Row],
    merges: Sequence[Merge],
    sheet: Grid,
    found: Found,
    start: int,
    end: int | None = None,
) -> Region:
    """The region of a header: its habits are learned, then its end is found."""
    header = found.header
    labels = frozenset(
        sheet.cells[row - 1][column - 1] for row in header.rows for column in header.columns
    ) - {""}
    before = before_header(_only(sheet), header, start)
    titles = frozenset(row.text for row in before if row.text)
    lines = _cut(sheet, header, len(head) if end is None else end - 1)
    learned = _learned(header, labels, merges, lines, titles)
    judge = Judge(header, labels, merges, learned)
    told = list(_judged(judge, lines))
    if judge.end is not None:
        end = judge.end
        header = _narrowed(sheet, header, end)
        return _region(head, merges, sheet, Found(header, found.confidence), start, end)
    kept = [line for line, reason in told if reason is None]
    form = _is_form(header, [cells for _, cells in kept])
    doubtful = speaks_against(sheet, header, before, kept, learned)
    confidence = min(found.confidence, 0.2 if form else DOUBTFUL if doubtful else 1.0)
    return Region(
        header,
        start,
        end,
        labels,
        learned,
        _units(before, told, header),
        tuple(before),
        confidence,
        form,
    )


def _learned(
    header: Header,
    labels: frozenset[str],
    merges: Sequence[Merge],
    lines: Sequence[tuple[int, Row]],
    titles: frozenset[str],
) -> Habit:
    """The habits of the data rows: first of those above any gap, lest a next table teach them too."""
    first = Judge(header, labels, merges, Habit(titles=titles))
    data: list[tuple[int, Row]] = []
    early: Habit | None = None
    for line, reason in _judged(first, lines):
        if reason is None:
            data.append(line)
        elif data and early is None and reason in ("blank", "group", "title", "total"):
            early = habit(data, titles, header.names[0] if header.rows else "")
    if early is not None:
        judge = Judge(header, labels, merges, early)
        for number, cells in lines:
            judge(number, cells)
        if judge.end is not None:
            return early
    return habit(data, titles, header.names[0] if header.rows else "")


def _narrowed(sheet: Grid, header: Header, end: int) -> Header:
    """The header without columns that only the next table fills."""
    again = fixed(sheet, [row - 1 for row in header.rows], header.body - 1, end - 1)
    return dataclasses.replace(header, columns=again.columns, names=again.names)


def _only(sheet: Grid) -> list[Row]:
    return [tuple(line) for line in sheet.cells]


def _cut(sheet: Grid, header: Header, last: int) -> list[tuple[int, Row]]:
    return [
        (number, tuple(sheet.cells[number - 1][column - 1] for column in header.columns))
        for number in range(header.body, last + 1)
    ]


def _judged(
    judge: Judge, lines: Iterable[tuple[int, Row]]
) -> Iterable[tuple[tuple[int, Row], Reason | None]]:
    for number, cells in lines:
        yield (number, cells), judge(number, cells)


def _units(
    before: Sequence[DroppedRow],
    told: Sequence[tuple[tuple[int, Row], Reason | None]],
    header: Header,
) -> tuple[str | None, ...]:
    """A unit a column: its own in brackets, the one under its name, or the whole table's."""
    rows = [cells for (_, cells), reason in told if reason == "unit"]
    under = rows[0] if rows and sum(map(bool, rows[0])) > 1 else (None,) * len(header.columns)
    stated = [
        words.stated_unit(t) for row in before if row.reason == "unit" for t in row.text.split()
    ]
    common = next((unit for unit in stated if unit), None)
    return tuple(
        words.unit_of(name) or (text or "").strip("（）()[]") or common
        for name, text in zip(header.names, under, strict=True)
    )


def _is_form(header: Header, data: Sequence[Row]) -> bool:
    """A sheet of fields to fill in: names stand beside their values, not above them."""
    if len(header.columns) not in (2, 4, 6) or len(header.rows) > 1 or not 2 <= len(data) <= 30:
        return False
    lines = [header.names, *data] if header.rows else list(data)
    told = [_likeness(cells[::2]) - _likeness(cells[1::2]) for cells in lines]
    return told[0] > 1.2 / len(header.columns) and sum(told) >= 0.55 * len(lines)


def _likeness(cells: Sequence[str | None]) -> float:
    """How much the filled cells read like names of columns, on average."""
    return sum(words.name_likeness(cell) for cell in cells if cell) / max(sum(map(bool, cells)), 1)


def _beside(sheet: Grid, region: Region) -> list[range]:
    """The column ranges (from 0) of tables that stand side by side, or nothing."""
    header = region.header
    if not header.rows or len(header.columns) < 4:
        return []
    groups = _groups(header.columns)
    if (
        len(groups) > 1
        and all(len(group) > 1 for group in groups)
        and _parted(sheet, region, groups)
    ):
        return [range(group[0] - 1, group[-1]) for group in groups]
    return _repeated(region)


def _groups(columns: Sequence[int]) -> list[list[int]]:
    """Runs of neighbouring columns."""
    runs = groupby(enumerate(columns), key=lambda pair: pair[1] - pair[0])
    return [[column for _, column in run] for _, run in runs]


def _parted(sheet: Grid, region: Region, groups: Sequence[Sequence[int]]) -> bool:
    """Whether a blank column parts two tables: the same names again, or a key name of its own."""
    names = dict(zip(region.header.columns, region.header.names, strict=True))
    firsts = [
        names[group[0]].split("_")[-1] if len(region.header.rows) > 1 else names[group[0]]
        for group in groups
    ]
    plain = [_bare(name) for name in firsts]
    if len(set(plain)) == 1 or all(map(words.is_key, plain)):
        return True
    last = len(sheet.cells) if region.end is None else region.end - 1
    alone = 0
    for row in range(region.header.body - 1, last):
        filled = [any(sheet.cells[row][column - 1] for column in group) for group in groups]
        alone += any(filled) and not all(filled) and not is_preamble(sheet, row)
    return alone > 0


def _bare(name: str) -> str:
    """A name without the _2 that tells it from its namesake."""
    stem, _, number = name.rpartition("_")
    return stem if stem and number.isdigit() else name


def _repeated(region: Region) -> list[range]:
    """序号 姓名 成绩 序号 姓名 成绩: one roster printed in two halves, without a gap."""
    names = [_bare(name) for name in region.header.names]
    columns = region.header.columns
    for width in range(2, len(names) // 2 + 1):
        if len(names) % width == 0 and names == names[:width] * (len(names) // width):
            first = words.is_key(names[0]) or 0 not in region.habit.values
            if first and len(region.header.rows) == 1 and len(set(names[:width])) == width:
                starts = range(0, len(names), width)
                return [range(columns[s] - 1, columns[s + width - 1]) for s in starts]
    return []


def region_of(head: Sequence[Row], merges: Sequence[Merge], found: Found) -> Region:
    """The region of a header that is known already."""
    return _region(head, merges, grid(head, merges), found, 1)
