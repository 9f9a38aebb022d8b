"""The tables of one sheet: below each header, row by row where it matters, each text kept exactly.

Cells are handled by columns, block by block. Only rows that may be something else than data are
looked at one by one (see :class:`app.core.intake.layout.Suspects`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import pyarrow as pa

from app.core.intake.blocks import Descent, as_rows, blocks_of
from app.core.intake.head import head_of, regions_of, replayed
from app.core.intake.layout import Region, Replay, crosstab, group_columns, unpivot
from app.core.intake.layout.names import unique
from app.core.intake.layout.summary import is_summary
from app.core.intake.sheet import Sheet
from app.core.intake.taker import Taker
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
from app.core.text_column import blank, chunked, distinct, whole

GROUP = "分组"
BEYOND = 1 << 40  # more than any row number


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
    descent = Descent(sheet)
    start: int | None = 1
    while start is not None:
        rest = replace(sheet, blocks=partial(descent.below, start))
        regions = regions_of(rest, start)
        if not regions:
            return
        bodies = _read(rest, regions, job, None, None, None)
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
    tables = [
        [Taker(sheet, half, region.taken, plan, edits) for half in region.halves]
        for region in regions
    ]
    takers = [taker for table in tables for taker in table]
    for block in blocks_of(sheet):
        job.report(block.first)
        first = regions[0].first
        if block.first + block.rows <= first:
            continue
        for taker in takers:
            taker.take(block)
        if all(taker.over for taker in takers):
            break
    return [
        _Assembly(sheet, region, plan, laid, halves).body()
        for region, halves in zip(regions, tables, strict=True)
    ]


@dataclass(frozen=True)
class _Assembly:
    """Makes one table of what was taken from its halves; of most tables there is one only."""

    sheet: Sheet
    region: Region
    plan: LayoutPlan | None
    laid: Replay | None
    halves: Sequence[Taker]

    def body(self) -> Body:
        data = self._data()
        hidden = [told for half in self.halves for told in (*half.hidden, *self._hidden(half))]
        first = self.halves[0]
        return Body(
            data=self._planned(data),
            layout=self._layout(),
            hidden=tuple(hidden),
            names=self.region.header.names,
            written=self.laid.written if self.laid else self.region.header.names,
            strays=(*first.beside.strays(), *self._left_out(data)),
            notices=tuple(notice for half in self.halves for notice in half.rounding.notices()),
            unsure=self.region.unsure and self.plan is None,
            form=self.region.form,
            next=first.end,
        )

    def _data(self) -> pa.Table:
        """The rows of all halves, without columns that are hidden in the sheet."""
        header = self.region.header
        columns = {
            name: [chunk for half in self.halves for chunk in self._seen(half, place).chunks]
            for place, name in enumerate(header.names)
            if header.columns[place] not in self.sheet.hidden_columns
        }
        data = pa.table({name: chunked(chunks) for name, chunks in columns.items()})
        if all(half.columns.in_memory for half in self.halves):
            data = data.unify_dictionaries()
        return data

    def _seen(self, half: Taker, place: int) -> pa.ChunkedArray:
        """A half's column, blank where it is hidden."""
        column = half.columns.column(place)
        if half.header.columns[place] in self.sheet.hidden_columns:
            return pa.chunked_array([blank(len(column))])
        return column

    def _planned(self, data: pa.Table) -> pa.Table:
        """The table as the plan wants it: its columns, its groups, its rows from columns."""
        plan = self.plan
        if plan is not None and plan.columns:
            data = data.select([name for name in plan.columns if name in data.column_names])
        if plan is not None and plan.groups == "column":
            for level, column in enumerate(self._groups()):
                name = unique([*data.column_names, GROUP])[-1]
                data = data.add_column(level, name, column)
        if self.region.across:
            numbers = np.concatenate([rows for half in self.halves for rows in half.numbers])
            order = pa.array(np.argsort(numbers, kind="stable"))
            data = pa.table({name: whole(data[name]).take(order) for name in data.column_names})
        return unpivot(data, plan.unpivot) if plan is not None and plan.unpivot else data

    def _groups(self) -> list[pa.DictionaryArray]:
        """The group columns, half by half; a half without groups of its own has the first's."""
        groups: list[tuple[int, str]] = []
        rows = []
        for place, half in enumerate(self.halves):
            below = place * BEYOND  # so that the rows of all halves ascend
            told = half.groups or self.halves[0].groups
            groups += [(below + number, text) for number, text in told]
            rows += [below + numbers for numbers in half.numbers]
        return group_columns(groups, np.concatenate(rows))

    def _left_out(self, data: pa.Table) -> list[tuple[Text, str]]:
        """The columns that the plan leaves out: the file that is kept holds them too."""
        wanted = self.plan.columns if self.plan else ()
        return [
            (Text.plain(f"{self.sheet.name}!{name}"), "\n".join((name, *distinct(data[name]))))
            for name in data.column_names
            if wanted and name not in wanted
        ]

    def _hidden(self, half: Taker) -> Iterator[Hidden]:
        """The columns of a half that are hidden in the sheet."""
        for place, name in enumerate(half.header.names):
            if half.header.columns[place] in self.sheet.hidden_columns:
                texts = distinct(half.columns.column(place))
                yield Hidden("column", f"{self.sheet.name}!{name}", "\n".join((name, *texts)))

    def _dropped(self) -> list[DroppedRow]:
        """The rows that are no data, each once; a row that is blank in one half only is data."""
        if len(self.halves) == 1:
            return sorted(self.halves[0].dropped, key=lambda row: row.row)
        told: dict[int, list[DroppedRow]] = {}
        for half in self.halves:
            for row in half.dropped:
                told.setdefault(row.row, []).append(row)
        result = []
        for number, rows in sorted(told.items()):
            spoken = [row for row in rows if row.reason != "blank"]
            if spoken:
                text = " ".join(dict.fromkeys(row.text for row in spoken))
                result.append(DroppedRow(number, spoken[0].reason, text))
            elif len(rows) == len(self.halves):
                result.append(rows[0])
        return result

    def _layout(self) -> Layout:
        last = max(half.last_data for half in self.halves)
        # Blank rows below the last data row are the paper, not the table.
        # A group without a row below it is a closing line, or sums up with what stands beside it.
        kept = tuple(
            replace(row, reason="total" if is_summary(row.text.split()) else "note")
            if row.reason == "group" and row.row > last
            else row
            for row in self._dropped()
            if not (row.reason == "blank" and row.row > last)
        )
        header = self.region.header
        plan = self.plan or LayoutPlan(header.names)
        names = zip(header.names, self.region.units, strict=True)
        return Layout(
            self.sheet.name,
            header.rows,
            header.body,
            last,
            kept,
            columns=header.columns,
            units={name: unit for name, unit in names if unit},
            confidence=round(self.region.confidence, 3),
            plan=plan if plan.names else replace(plan, names=header.names),
            offer=None if self.sheet.headed else crosstab(header.names),
            drift=self.laid.drift if self.laid else (),
        )


def rest_of(sheet: Sheet, row: int) -> str:
    """The distinct texts of a sheet from a row on, one a line."""
    rows = (cells for number, cells in enumerate(as_rows(blocks_of(sheet)), 1) if number >= row)
    return "\n".join(dict.fromkeys(cell for cells in rows for cell in cells if cell))
