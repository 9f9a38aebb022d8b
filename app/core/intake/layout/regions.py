"""The tables of a sheet: one below another, one beside another, each with its own header."""

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.core.intake.layout import kinds, words
from app.core.intake.layout.beside import tables_beside
from app.core.intake.layout.doubts import DOUBTFUL, speaks_against
from app.core.intake.layout.forms import is_form
from app.core.intake.layout.grid import Grid, foremost, grid
from app.core.intake.layout.habit import Habit
from app.core.intake.layout.header import Found, Header, before_header, fixed
from app.core.intake.layout.judge import Judge, Reason
from app.core.intake.layout.learning import judged, learned
from app.core.intake.layout.stacks import first_table, next_table
from app.core.intake.layout.suspects import Suspects
from app.core.intake.sheet import Merge, Row
from app.core.model import DroppedRow

UNSURE = 0.4  # below this a person should look


@dataclass(frozen=True)
class Region:
    """One table of a sheet. Rows and columns count from 1.

    ``first``: the first row that belongs to it, its title included. ``end``: the first row below
    that belongs to the next table, or None where the rows looked at do not show it. ``labels``: the
    texts in its header. ``units``: one a column, such as 万元. ``confidence``: 0 to 1. ``further``:
    the halves beside it, with more rows of the same table under the same names; ``across`` tells
    that each row goes on in them.
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
    further: tuple["Region", ...] = ()
    across: bool = False

    @property
    def halves(self) -> "tuple[Region, ...]":
        """The region and its further halves, under the names of the first."""
        return (
            self,
            *(
                dataclasses.replace(
                    half, header=dataclasses.replace(half.header, names=self.header.names)
                )
                for half in self.further
            ),
        )

    @property
    def taken(self) -> frozenset[int]:
        """The columns of all halves."""
        return frozenset(column for half in self.halves for column in half.header.columns)

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
    regions: list[Region] = []
    while found := next_tables(head, merges, start):
        regions += found
        if found[0].end is None:
            break
        start = found[0].end
    return regions


def next_tables(head: Sequence[Row], merges: Sequence[Merge], start: int) -> list[Region]:
    """The first of those tables, and what stands beside it; nothing where there is none."""
    head = foremost(head, start)
    if not any(any(row) for row in head[start - 1 :]):
        return []
    whole = grid(head, merges)
    found, end = first_table(whole, start - 1)
    if found is None:
        return []
    region = _region(head, merges, whole, found, start, end)
    parts = _parts(head, merges, whole, region, found, start)
    return _as_one(whole, parts) or _ended_together(parts)


def _parts(
    head: Sequence[Row],
    merges: Sequence[Merge],
    whole: Grid,
    region: Region,
    found: Found,
    start: int,
) -> list[Region]:
    """The tables that stand side by side in a region, or the region itself."""
    beside = tables_beside(whole, region.header, region.end)
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


def _ended_together(parts: list[Region]) -> list[Region]:
    """Tables beside each other share a strip of the sheet, which goes as far as the longest.

    Where a shorter one is over, its judge says.
    """
    ends = [part.end for part in parts]
    last = None if None in ends else max(end for end in ends if end is not None)
    return [dataclasses.replace(part, end=last) for part in parts]


def _shared(head: Sequence[Row], whole: Grid, region: Region, place: int) -> list[Row]:
    """The rows with each title that stands alone above all tables moved to column ``place``."""
    above = region.header.rows[0] - 1
    alone = [whole.texts(row) for row in range(above)]
    return [
        (*(None,) * place, alone[row][0]) if row < above and len(alone[row]) == 1 else cells
        for row, cells in enumerate(head)
    ]


def _header_rows(part: Grid, region: Region) -> list[int]:
    """The header's rows that hold something in a part; one name over all its columns is its title."""
    rows = [row - 1 for row in region.header.rows if any(part.cells[row - 1])]
    while len(rows) > 1 and _is_over_all(part, rows[0], rows[-1]):
        del rows[0]
    return rows or [row - 1 for row in region.header.rows]


def _is_over_all(part: Grid, row: int, last: int) -> bool:
    """Whether a single text is merged over all the columns that row ``last`` names."""
    told = {upper for upper, name in zip(part.spread[row], part.spread[last], strict=True) if name}
    return len(told) == 1 and "" not in told


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
    habit = learned(header, labels, merges, lines, titles)
    judge = Judge(header, labels, merges, habit)
    told = list(judged(judge, lines))
    if judge.end is not None:
        end = judge.end
        header = _narrowed(sheet, header, end)
        return _region(head, merges, sheet, Found(header, found.confidence), start, end)
    kept = [line for line, reason in told if reason is None]
    form = is_form(header, [cells for _, cells in kept])
    doubtful = speaks_against(sheet, header, before, kept, habit)
    confidence = min(found.confidence, 0.2 if form else DOUBTFUL if doubtful else 1.0)
    return Region(
        header,
        start,
        end,
        labels,
        habit,
        _units(sheet, before, told, header),
        tuple(_grouped(before, told)),
        confidence,
        form,
    )


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


def _grouped(
    before: Sequence[DroppedRow], told: Sequence[tuple[tuple[int, Row], Reason | None]]
) -> Iterator[DroppedRow]:
    """What was dropped above a header; 一、初中 right above it is the first group where 二、小学 is one.

    So is 男子50米 below the title, where 女子50米 stands above the header once more, or 1号线 where 2号线 does.
    """
    last = max((number for (number, _), reason in told if reason is None), default=0)
    later = {
        words.numbering(next(filter(None, cells)))
        for (number, cells), reason in told
        if reason == "group" and number < last
    }
    again = {
        next(filter(None, cells))
        for ((_, cells), reason), (_, under) in pairwise(told)
        if reason == "group" and under == "repeated-header"
    }
    titled = any(row.reason == "title" for row in before[:-1])
    for row in before:
        heads = row is before[-1] and row.reason == "title"
        grouped = heads and (
            (words.is_first(row.text) and words.numbering(row.text) in later)
            or (titled and any(text[-1] == row.text[-1] for text in again))
            or any(words.are_counted_alike(text, row.text) for text in again)
        )
        yield dataclasses.replace(row, reason="group") if grouped else row


def _units(
    sheet: Grid,
    before: Sequence[DroppedRow],
    told: Sequence[tuple[tuple[int, Row], Reason | None]],
    header: Header,
) -> tuple[str | None, ...]:
    """A unit a column: its own in brackets, the one under its name, or the whole table's."""
    rows = [n for (n, cells), reason in told if reason == "unit" and sum(map(bool, cells)) > 1]
    spread = sheet.spread[rows[0] - 1] if rows else [""] * sheet.width
    under = [spread[column - 1] for column in header.columns]
    above = [text for row in before if row.reason == "unit" for text in row.text.split()]
    beside = [text for row in header.rows for text in sheet.texts(row - 1) if kinds.is_unit(text)]
    common = next(filter(None, map(kinds.stated_unit, [*above, *beside])), None)
    return tuple(
        kinds.unit_of(name)
        or ("" if words.is_unit_label(text) else text.strip("（）()[]"))
        or common
        for name, text in zip(header.names, under, strict=True)
    )


def _as_one(sheet: Grid, parts: list[Region]) -> list[Region]:
    """A roster printed in halves as one table; nothing where the parts are tables of their own."""
    first, *others = parts
    alike = all(
        part.header.names == first.header.names and part.end == first.end for part in others
    )
    if not others or not alike or _have_own_titles(parts):
        return []
    across = _runs_across(sheet, parts)
    further = tuple(
        dataclasses.replace(
            part,
            habit=dataclasses.replace(part.habit, serial=first.habit.serial),
            across=across,
        )
        for part in others
    )
    confidence = min(part.confidence for part in parts)
    return [dataclasses.replace(first, confidence=confidence, further=further, across=across)]


def _have_own_titles(parts: Sequence[Region]) -> bool:
    """Whether above each of some tables stands a title that stands above no other."""
    titles = [
        {row.text for row in part.dropped if row.reason == "title" and words.may_entitle(row.text)}
        for part in parts
    ]
    return all(own.difference(*(told for told in titles if told is not own)) for own in titles)


def _runs_across(sheet: Grid, parts: Sequence[Region]) -> bool:
    """1 甲 2 乙 and 3 丙 4 丁 below: whether the rows of a roster are counted from side to side."""
    places = [part.header.columns[0] - 1 for part in parts]
    for line in sheet.cells[parts[0].header.body - 1 :]:
        numbers = [int(line[place]) for place in places if kinds.is_plain_number(line[place])]
        if len(numbers) == len(places):
            return numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return False


def region_of(head: Sequence[Row], merges: Sequence[Merge], found: Found) -> Region:
    """The region of a header that is known already."""
    whole = grid(head, merges)
    end = next_table(whole, found.header)
    if end is not None:
        found = Found(_narrowed(whole, found.header, end), found.confidence)
    region = _region(head, merges, whole, found, 1, end)
    one = _as_one(whole, _parts(head, merges, whole, region, found, 1))
    return one[0] if one else region
