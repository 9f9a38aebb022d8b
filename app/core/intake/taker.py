"""The rows of one table, or of one half of it, taken out of the blocks of its sheet."""

from collections.abc import Collection, Iterator

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.errors import FileTooLarge, Where
from app.core.intake.beside import Beside
from app.core.intake.held_columns import HeldColumns
from app.core.intake.layout import Region
from app.core.intake.merge_fill import MergeFill
from app.core.intake.rounding import Rounding
from app.core.intake.sheet import Block, Row, Sheet
from app.core.model import DroppedRow, FileEdits, Hidden, LayoutPlan
from app.core.text import Text
from app.core.text_column import TextColumn, blank, compact, repeated_bytes

LONG, MOST_REPEATED = 1000, 4 << 30  # bytes of a text; of all cells that repeat such texts
TOO_MUCH_TEXT = Text(
    "很长的文字在许多单元格里重复，展开后超过 4 GiB",
    "long texts stand again in so many cells that they come to more than 4 GiB",
)

Mask = npt.NDArray[np.bool_]


class Taker:
    """Takes one table's rows out of the blocks of its sheet, or those of one half of it.

    ``columns``: the texts of the data rows; ``numbers``: the rows they stand in, where a plan or the
    layout needs them; ``dropped``, ``hidden``, ``groups``: what else was met on the way.
    """

    def __init__(
        self,
        sheet: Sheet,
        region: Region,
        taken: Collection[int],
        plan: LayoutPlan | None,
        edits: FileEdits | None,
    ) -> None:
        """``taken``: the columns of the whole table, of which the region may be one half."""
        self.header = region.header
        self._sheet, self._region, self._plan, self._edits = sheet, region, plan, edits
        by_hand = (*edits.keep_rows, *edits.drop_rows) if edits else ()
        self._named = np.array(sorted({*sheet.hidden_rows, *by_hand}), np.int64)
        self._is_half = len(taken) > len(region.header.columns)
        self._suspects = region.suspects()
        self._judge = region.judge(sheet.merges)
        self._fill = MergeFill(sheet, region.header)
        wanted = plan.stored if plan is not None else ()
        named = zip(region.header.columns, region.header.names, strict=True)
        self._as_stored = {number for number, name in named if name in wanted}
        self.columns = HeldColumns(len(region.header.columns))
        self.numbers = [np.empty(0, np.int64)]  # of the data rows, where they are needed
        self.last_data = region.header.body - 1
        self.dropped = list(region.dropped)
        self.hidden: list[Hidden] = []
        self.groups = [(row.row, row.text) for row in region.dropped if row.reason == "group"]
        self._end = region.end
        self._repeated = 0  # bytes of long texts
        self.rounding = Rounding(sheet.name, region.header)
        self.beside = Beside(sheet, region.header, taken)
        self._last = region.header.body - 1

    @property
    def end(self) -> int | None:
        """The row where another table may begin, as far as it is known."""
        return self._end if self._judge.end is None else self._judge.end

    @property
    def over(self) -> bool:
        return self._judge.end is not None or (
            self._end is not None and self._last + 1 >= self._end
        )

    def take(self, block: Block) -> None:
        """Rows below the header that stand in this block."""
        if self.over:
            return
        self.beside.look(block)
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
        self.rounding.look(block, begin, stop)
        columns = self._fill(first, columns)
        numbers = np.arange(first, first + len(keep), dtype=np.int64)
        if not keep.all():
            mask = pa.array(keep)
            columns, numbers = [column.filter(mask) for column in columns], numbers[keep]
        if len(numbers) < block.rows:
            columns = [compact(column) for column in columns]
        self.columns.add(columns)
        if len(numbers):
            self.last_data = int(numbers[-1])
        if self._region.across or (self._plan is not None and self._plan.groups == "column"):
            self.numbers.append(numbers)

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
            self.dropped = [row for row in self.dropped if row.row != number]
            self.dropped.append(DroppedRow(number, "hidden", ""))

    def _tell_hidden(self, number: int, cells: Row) -> None:
        self.hidden.append(Hidden("row", f"{self._sheet.name}!{number}", _joined(cells)))

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
        if not self._is_half:
            blank[places] = False
        for place, last in _runs(np.flatnonzero(suspects), blank):
            if blank[place]:
                keep[place : last + 1] = False
                self._blanks(first + place, first + last)
                continue
            keep[place] = self._one(first + place, tuple(c[place].as_py() for c in columns))
            if self._judge.end is not None:
                keep[max(self._judge.end - first, 0) :] = False
                self.dropped = [row for row in self.dropped if row.row < (self._judge.end or 0)]
                break
        return keep

    def _blanks(self, first: int, last: int) -> None:
        self._judge.blank(first, last)
        self.dropped += [DroppedRow(number, "blank", "") for number in range(first, last + 1)]

    def _one(self, number: int, cells: Row) -> bool:
        """Whether a row is data; if not, it is told."""
        if number in self._sheet.hidden_rows:
            self._tell_hidden(number, cells)
            self.dropped.append(DroppedRow(number, "hidden", ""))
            return False
        reason = None if self._sheet.headed else self._judge(number, cells)
        if reason == "next-table" and self._edits and number <= (self._edits.last_row or 0):
            self._judge.end = reason = None  # a person has said that the table goes on
        if self._edits and number in self._edits.keep_rows:
            return True
        if self._edits and number in self._edits.drop_rows:
            self.dropped.append(DroppedRow(number, "by-hand", _joined(cells)))
            return False
        if reason == "total" and self._plan is not None and self._plan.totals == "keep":
            return True
        if reason is None or reason == "next-table":
            return reason is None
        text = _joined(cells)
        if reason == "group":
            self.groups.append((number, text))
        self.dropped.append(DroppedRow(number, reason, text))
        return False


def _runs(places: npt.NDArray[np.intp], blank: Mask) -> Iterator[tuple[int, int]]:
    """Places of rows as (first, last): blank rows that follow each other together."""
    follows = (np.diff(places) == 1) & blank[places[1:]] & blank[places[:-1]]
    first = np.insert(~follows, 0, True)[: len(places)]
    last = np.append(~follows, True)[: len(places)]
    yield from zip(places[first].tolist(), places[last].tolist(), strict=True)


def _joined(cells: Row) -> str:
    return " ".join(cell.strip() for cell in cells if cell and cell.strip())
