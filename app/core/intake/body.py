"""The tables of one sheet: below each header, row by row where it matters, each text kept exactly.

Cells are handled by columns, block by block. Only rows that may be something else than data are
looked at one by one (see :class:`app.core.intake.layout.Suspects`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.errors import FileTooLarge, Where
from app.core.intake.blocks import as_rows, blocks_of
from app.core.intake.head import head_of, regions_of, replayed
from app.core.intake.held_columns import HeldColumns
from app.core.intake.layout import (
    Region,
    Replay,
    crosstab,
    group_columns,
    unpivot,
)
from app.core.intake.layout.header import Header
from app.core.intake.layout.names import unique
from app.core.intake.merge_fill import MergeFill
from app.core.intake.rounding import Rounding
from app.core.intake.sheet import Block, Row, Sheet
from app.core.jobs import Job
from app.core.model import (
    DroppedRow,
    FileEdits,
    Hidden,
    Layout,
    LayoutPlan,
    Notice,
)
from app.core.text import Text
from app.core.text_column import TextColumn, blank, compact, distinct, repeated_bytes

STRAYS = 2_000  # cells beside a table that are told one by one; of more, each text once
GROUP = "分组"
LONG, MOST_REPEATED = 1000, 4 << 30  # bytes of a text; of all cells that repeat such texts
TOO_MUCH_TEXT = Text(
    "很长的文字在许多单元格里重复，展开后超过 4 GiB",
    "long texts stand again in so many cells that they come to more than 4 GiB",
)

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Body:
    """What one table of a sheet yielded. ``next``: the row where another table may begin.

    ``names``: of all columns, hidden ones too; ``written``: as they stand in the sheet.
    """

    data: pa.Table
    layout: Layout
    hidden: tuple[Hidden, ...]
    names: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    strays: tuple[tuple[Text, str], ...] = ()
    notices: tuple[Notice, ...] = ()
    unsure: bool = False
    form: bool = False
    next: int | None = None


def read_sheet(
    sheet: Sheet, job: Job, plan: LayoutPlan | None = None, source: str = ""
) -> Body | None:
    """The first table of a sheet, or the plan's; None where there is none.

    ``source``: the file's SHA-256, by which a plan knows its edits. Raises HeaderMissing.
    """
    if plan is None or not (plan.names or regions_of(sheet, 1)):
        return next(read_tables(sheet, job), None)
    edits = plan.edits if plan.edits and plan.edits.source == source else None
    laid = replayed(plan, head_of(sheet), sheet, source)
    return _read(sheet, [laid.region], job, plan, edits, laid)[0]


def read_tables(sheet: Sheet, job: Job) -> Iterator[Body]:
    """The tables of a sheet, in reading order."""
    start: int | None = 1
    while start is not None:
        regions = regions_of(sheet, start)
        if not regions:
            return
        bodies = _read(sheet, regions, job, None, None, None)
        start = _next(bodies, start)
        yield from (body for body in bodies if body.data.num_columns)


def _next(bodies: Sequence[Body], start: int) -> int | None:
    ends = [body.next for body in bodies if body.next is not None and body.next > start]
    return max(ends, default=None)


def _read(
    sheet: Sheet,
    regions: Sequence[Region],
    job: Job,
    plan: LayoutPlan | None,
    edits: FileEdits | None,
    laid: Replay | None,
) -> list[Body]:
    """Tables side by side, in one pass over the sheet from their first row on."""
    takers = [_Taker(sheet, region, plan, edits, laid) for region in regions]
    for block in blocks_of(sheet):
        job.report(block.first)
        first = regions[0].first
        if block.first + block.rows <= first:
            continue
        for taker in takers:
            taker.take(block)
        if all(taker.over for taker in takers):
            break
    return [taker.body() for taker in takers]


class _Taker:
    """Takes one table's rows out of the blocks of its sheet."""

    def __init__(
        self,
        sheet: Sheet,
        region: Region,
        plan: LayoutPlan | None,
        edits: FileEdits | None,
        laid: Replay | None,
    ) -> None:
        self.header = region.header
        self._sheet, self._region, self._plan, self._edits = sheet, region, plan, edits
        by_hand = (*edits.keep_rows, *edits.drop_rows) if edits else ()
        self._named = np.array(sorted({*sheet.hidden_rows, *by_hand}), np.int64)
        self._drift = laid.drift if laid else ()
        self._written = laid.written if laid else region.header.names
        self._suspects = region.suspects()
        self._judge = region.judge(sheet.merges)
        self._fill = MergeFill(sheet, region.header)
        wanted = plan.stored if plan is not None else ()
        named = zip(region.header.columns, region.header.names, strict=True)
        self._as_stored = {number for number, name in named if name in wanted}
        self._columns = HeldColumns(len(region.header.columns))
        self._numbers = [np.empty(0, np.int64)]  # of the data rows, where groups need them
        self._last_data = region.header.body - 1
        self._dropped = list(region.dropped)
        self._hidden: list[Hidden] = []
        self._groups: list[tuple[int, str]] = []
        self._end = region.end
        self._repeated = 0  # bytes of long texts
        self._rounding = Rounding(sheet.name, region.header)
        self._beside = _Beside(sheet, region.header)
        self._last = region.header.body - 1

    @property
    def over(self) -> bool:
        return self._judge.end is not None or (
            self._end is not None and self._last + 1 >= self._end
        )

    def take(self, block: Block) -> None:
        """Rows below the header that stand in this block."""
        if self.over:
            return
        self._beside.look(block)
        self._veil(block)
        begin = max(self.header.body - block.first, 0)
        stop = block.rows if self._end is None else min(block.rows, self._end - block.first)
        if begin >= stop:
            return
        columns = [self._cut(block, number, begin, stop) for number in self.header.columns]
        self._bound(columns)
        first = block.first + begin
        self._gap(first)
        keep = self._keep(first, columns, stop - begin)
        self._rounding.look(block, begin, stop)
        columns = self._fill(first, columns)
        numbers = np.arange(first, first + len(keep), dtype=np.int64)
        if not keep.all():
            mask = pa.array(keep)
            columns, numbers = [column.filter(mask) for column in columns], numbers[keep]
        if len(numbers) < block.rows:
            columns = [compact(column) for column in columns]
        self._columns.add(columns)
        if len(numbers):
            self._last_data = int(numbers[-1])
        if self._plan is not None and self._plan.groups == "column":
            self._numbers.append(numbers)

    def _bound(self, columns: list[TextColumn]) -> None:
        """A long text that stands in a million cells is small in the file, and nowhere else."""
        self._repeated += sum(repeated_bytes(column, LONG) for column in columns)
        if self._repeated > MOST_REPEATED:
            name = self._sheet.name
            raise FileTooLarge(Where(sheet=name), name=name, reason=TOO_MUCH_TEXT)

    def _veil(self, block: Block) -> None:
        """Hidden rows above the data are told as such, with what they hold."""
        first, last = max(self._region.first, block.first), block.first + block.rows - 1
        above = range(first, min(self.header.body - 1, last) + 1)
        hidden = [n for n in above if n in self._sheet.hidden_rows]
        for number in (n for n in hidden if n not in self.header.rows):
            cells = tuple(c[number - block.first].as_py() for c in block.columns)
            self._tell_hidden(number, cells)
            self._dropped = [row for row in self._dropped if row.row != number]
            self._dropped.append(DroppedRow(number, "hidden", ""))

    def _tell_hidden(self, number: int, cells: Row) -> None:
        self._hidden.append(Hidden("row", f"{self._sheet.name}!{number}", _joined(cells)))

    def _cut(self, block: Block, number: int, begin: int, stop: int) -> TextColumn:
        if number > len(block.columns):
            return blank(stop - begin)
        column = block.columns[number - 1].slice(begin, stop - begin)
        stored = block.stored.get(number - 1)
        if stored is None or number not in self._as_stored:
            return column
        raw = stored.raw.slice(begin, stop - begin).cast(pa.string())
        return pc.coalesce(raw, column.cast(pa.string())).dictionary_encode()

    def _gap(self, first: int) -> None:
        """Blank rows that the reader passed over between two blocks."""
        if not self._sheet.headed and first > self._last + 1:
            self._blanks(self._last + 1, first - 1)

    def _keep(self, first: int, columns: list[TextColumn], rows: int) -> Mask:
        """Which rows are data; the others are told with their reasons."""
        keep = np.ones(rows, dtype=np.bool_)
        self._last = first + rows - 1
        suspects = np.zeros(rows, dtype=np.bool_)
        if not self._sheet.headed:
            suspects |= self._suspects(first, columns)
        begin, end = np.searchsorted(self._named, (first, first + rows))
        places = self._named[begin:end] - first
        suspects[places] = True
        blank = np.ones(rows, dtype=np.bool_)
        for column in columns:
            if not blank.any():
                break
            blank &= column.is_null().to_numpy(zero_copy_only=False)
        blank[places] = False
        for place, last in _runs(np.flatnonzero(suspects), blank):
            if blank[place]:
                keep[place : last + 1] = False
                self._blanks(first + place, first + last)
                continue
            keep[place] = self._one(first + place, tuple(c[place].as_py() for c in columns))
            if self._judge.end is not None:
                keep[place:] = False
                self._dropped = [row for row in self._dropped if row.row < (self._judge.end or 0)]
                break
        return keep

    def _blanks(self, first: int, last: int) -> None:
        self._judge.blank(first, last)
        self._dropped += [DroppedRow(number, "blank", "") for number in range(first, last + 1)]

    def _one(self, number: int, cells: Row) -> bool:
        """Whether a row is data; if not, it is told."""
        if number in self._sheet.hidden_rows:
            self._tell_hidden(number, cells)
            self._dropped.append(DroppedRow(number, "hidden", ""))
            return False
        reason = None if self._sheet.headed else self._judge(number, cells)
        if reason == "next-table" and self._edits and number <= (self._edits.last_row or 0):
            self._judge.end = reason = None  # a person has said that the table goes on
        if self._edits and number in self._edits.keep_rows:
            return True
        if self._edits and number in self._edits.drop_rows:
            self._dropped.append(DroppedRow(number, "by-hand", _joined(cells)))
            return False
        if reason == "total" and self._plan is not None and self._plan.totals == "keep":
            return True
        if reason is None or reason == "next-table":
            return reason is None
        text = _joined(cells)
        if reason == "group":
            self._groups.append((number, text))
        self._dropped.append(DroppedRow(number, reason, text))
        return False

    def body(self) -> Body:
        header, sheet = self.header, self._sheet
        shown = [place for place, n in enumerate(header.columns) if n not in sheet.hidden_columns]
        data = pa.table([self._columns.column(place) for place in shown],
                        names=[header.names[place] for place in shown])  # fmt: skip
        if self._columns.in_memory:
            data = data.unify_dictionaries()
        for place, n in enumerate(header.columns):
            if n in sheet.hidden_columns:
                self._hidden.append(self._hidden_column(header.names[place], place))
        end = self._judge.end if self._judge.end is not None else self._end
        return Body(
            data=self._planned(data),
            layout=self._layout(),
            hidden=tuple(self._hidden),
            names=header.names,
            written=self._written,
            strays=(*self._beside.strays(), *self._left_out(data)),
            notices=self._rounding.notices(),
            unsure=self._region.unsure and self._plan is None,
            form=self._region.form,
            next=end,
        )

    def _planned(self, data: pa.Table) -> pa.Table:
        """The table as the plan wants it: its columns, its groups, its rows from columns."""
        plan = self._plan
        if plan is None:
            return data
        if plan.columns:
            data = data.select([name for name in plan.columns if name in data.column_names])
        if plan.groups == "column":
            numbers = np.concatenate(self._numbers)
            for level, column in enumerate(group_columns(self._groups, numbers)):
                name = unique([*data.column_names, GROUP])[-1]
                data = data.add_column(level, name, column)
        return unpivot(data, plan.unpivot) if plan.unpivot else data

    def _left_out(self, data: pa.Table) -> list[tuple[Text, str]]:
        """The columns that the plan leaves out: the file that is kept holds them too."""
        wanted = self._plan.columns if self._plan else ()
        return [
            (Text.plain(f"{self._sheet.name}!{name}"), "\n".join((name, *distinct(data[name]))))
            for name in data.column_names
            if wanted and name not in wanted
        ]

    def _hidden_column(self, name: str, place: int) -> Hidden:
        texts = distinct(self._columns.column(place))
        return Hidden("column", f"{self._sheet.name}!{name}", "\n".join((name, *texts)))

    def _layout(self) -> Layout:
        ordered = sorted(self._dropped, key=lambda row: row.row)
        # Blank rows below the last data row are the paper, not the table.
        # A group without a row below it is a closing line.
        kept = tuple(
            replace(row, reason="note")
            if row.reason == "group" and row.row > self._last_data
            else row
            for row in ordered
            if not (row.reason == "blank" and row.row > self._last_data)
        )
        header = self.header
        names = zip(header.names, self._region.units, strict=True)
        plan = self._plan or LayoutPlan(header.names)
        return Layout(
            self._sheet.name,
            header.rows,
            header.body,
            self._last_data,
            kept,
            columns=header.columns,
            units={name: unit for name, unit in names if unit},
            confidence=round(self._region.confidence, 3),
            plan=plan if plan.names else replace(plan, names=header.names),
            offer=None if self._sheet.headed else crosstab(header.names),
            drift=self._drift,
        )


class _Beside:
    """What stands beside a table, another table too: reviewed like all that is imported."""

    def __init__(self, sheet: Sheet, header: Header) -> None:
        self._sheet, self._used = sheet, frozenset(header.columns)
        self._first = header.rows[0] if header.rows else header.body
        self._cells: list[tuple[Text, str]] = []
        self._texts: dict[str, None] = {}

    def look(self, block: Block) -> None:
        begin = max(self._first - block.first, 0)
        for place, column in enumerate(block.columns):
            if place + 1 in self._used or column.null_count == len(column):
                continue
            cut = column.slice(begin)
            if len(self._cells) < STRAYS:
                rows = np.flatnonzero(cut.is_valid().to_numpy(zero_copy_only=False))[:STRAYS]
                for row in rows:
                    text = cut[int(row)].as_py()
                    if text.strip():
                        number = block.first + begin + int(row)
                        self._cells.append((Text.plain(f"{self._sheet.name}!{number}"), text))
            else:
                self._texts.update(dict.fromkeys(pc.unique(cut.drop_null()).to_pylist()))

    def strays(self) -> tuple[tuple[Text, str], ...]:
        more = [(Text.plain(self._sheet.name), "\n".join(self._texts))] if self._texts else []
        return (*self._cells, *more)


def _runs(places: npt.NDArray[np.intp], blank: Mask) -> Iterator[tuple[int, int]]:
    """Places of rows as (first, last): blank rows that follow each other together."""
    follows = (np.diff(places) == 1) & blank[places[1:]] & blank[places[:-1]]
    first = np.insert(~follows, 0, True)[: len(places)]
    last = np.append(~follows, True)[: len(places)]
    yield from zip(places[first].tolist(), places[last].tolist(), strict=True)


def rest_of(sheet: Sheet, row: int) -> str:
    """The distinct texts of a sheet from a row on, one a line."""
    rows = (cells for number, cells in enumerate(as_rows(blocks_of(sheet)), 1) if number >= row)
    return "\n".join(dict.fromkeys(cell for cells in rows for cell in cells if cell))


def _joined(cells: Row) -> str:
    return " ".join(cell.strip() for cell in cells if cell and cell.strip())
