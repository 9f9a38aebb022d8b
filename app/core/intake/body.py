"""One sheet becomes rows of data: below its header, judged one by one, each text kept exactly."""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import pyarrow as pa

from app.core.intake.layout import HEAD, Header, Judge, before_header, find_header, raw_names
from app.core.intake.sheet import Row, Sheet
from app.core.jobs import Job
from app.core.model import DroppedRow, Hidden, Layout
from app.core.text import Text


@dataclass(frozen=True)
class Body:
    """What one sheet yielded."""

    data: pa.Table
    layout: Layout
    hidden: tuple[Hidden, ...]
    strays: tuple[tuple[Text, str], ...] = ()


def read_sheet(sheet: Sheet, job: Job) -> Body | None:
    """The data rows of a sheet, or None where it has no table."""
    rows = sheet.rows()
    head = list(islice(rows, HEAD))
    header = find_header(head, sheet.merges)
    if header is None:
        return None
    dropped = before_header(head, header)
    hidden: list[Hidden] = []
    strays: list[tuple[Text, str]] = []
    columns = [_Dictionary() for _ in header.columns]
    judge = Judge(header, raw_names(head, header), sheet.merges)
    fill = _MergeFill(sheet, header)
    last = header.body - 1
    for number, cells in _below(head, rows, header):
        if not cells and number not in sheet.hidden_rows:
            dropped.append(DroppedRow(number, "blank", ""))
            continue
        cut = _cut(cells, header)
        strays += _strays(sheet, number, cells, header)
        if number in sheet.hidden_rows:
            hidden.append(Hidden("row", f"{sheet.name}!{number}", _joined(cells)))
            dropped.append(DroppedRow(number, "hidden", ""))
            continue
        reason = judge(number, cut)
        if reason is not None:
            dropped.append(DroppedRow(number, reason, _joined(cut)))
            continue
        for column, text in zip(columns, fill(number, cut), strict=True):
            column.add(text)
        last = number
    shown = [place for place, n in enumerate(header.columns) if n not in sheet.hidden_columns]
    if not shown or last == header.body - 1:
        return None
    hidden += _hidden_columns(sheet, header, columns)
    names = [header.names[place] for place in shown]
    data = pa.table([columns[place].array() for place in shown], names=names)
    return Body(data, _layout(sheet, header, last, dropped), tuple(hidden), tuple(strays))


class _MergeFill:
    """A cell merged over several data rows says the same of each, so each row gets its text."""

    def __init__(self, sheet: Sheet, header: Header) -> None:
        places = {column: place for place, column in enumerate(header.columns)}
        self._tall: dict[int, list[tuple[int, int]]] = {}
        for merge in sheet.merges:
            if merge.bottom > merge.top >= header.body and merge.left in places:
                start = self._tall.setdefault(merge.top, [])
                start.append((places[merge.left], merge.bottom))
        self._open: dict[int, tuple[int, str | None]] = {}

    def __call__(self, number: int, cells: Row) -> Row:
        for place, bottom in self._tall.get(number, ()):
            self._open[place] = bottom, cells[place]
        if not self._open:
            return cells
        self._open = {place: run for place, run in self._open.items() if run[0] >= number}
        return tuple(
            self._open[place][1] if cell is None and place in self._open else cell
            for place, cell in enumerate(cells)
        )


class _Dictionary:
    """One column while it is read: each distinct text once, and an index a row."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._indices = array("i")

    def __len__(self) -> int:
        return len(self._indices)

    def add(self, text: str | None) -> None:
        self._indices.append(
            -1 if text is None else self._places.setdefault(text, len(self._places))
        )

    def texts(self) -> Iterable[str]:
        return self._places

    def array(self) -> pa.DictionaryArray:
        indices = pa.Array.from_buffers(
            pa.int32(), len(self._indices), [None, pa.py_buffer(self._indices)]
        )
        blank = pa.compute.equal(indices, -1)
        return pa.DictionaryArray.from_arrays(
            pa.compute.if_else(blank, pa.scalar(None, pa.int32()), indices),
            pa.array(list(self._places), pa.string()),
        )


def _below(head: list[Row], rest: Iterator[Row], header: Header) -> Iterator[tuple[int, Row]]:
    start = header.body - 1
    yield from enumerate(head[start:], start + 1)
    yield from enumerate(rest, len(head) + 1)


def _cut(cells: Row, header: Header) -> Row:
    """The cells of the header's columns; short rows are padded with blanks."""
    return tuple(cells[n - 1] if n <= len(cells) else None for n in header.columns)


def _strays(sheet: Sheet, number: int, cells: Row, header: Header) -> list[tuple[Text, str]]:
    """What stands beside the table: no data, but it must be reviewed like all that is imported."""
    if len(cells) <= len(header.columns) == header.columns[-1]:
        return []
    return [
        (Text.plain(f"{sheet.name}!{number}"), text)
        for column, text in enumerate(cells, 1)
        if text and text.strip() and column not in header.columns
    ]


def _joined(cells: Row) -> str:
    return " ".join(cell.strip() for cell in cells if cell and cell.strip())


def _layout(sheet: Sheet, header: Header, last: int, dropped: list[DroppedRow]) -> Layout:
    ordered = sorted(dropped, key=lambda row: row.row)
    # Blank rows below the last data row are the paper, not the table.
    kept = tuple(row for row in ordered if not (row.reason == "blank" and row.row > last))
    return Layout(sheet.name, header.rows, header.body, last, kept)


def _hidden_columns(sheet: Sheet, header: Header, columns: "list[_Dictionary]") -> list[Hidden]:
    return [
        Hidden("column", f"{sheet.name}!{name}", "\n".join((name, *column.texts())))
        for n, name, column in zip(header.columns, header.names, columns, strict=True)
        if n in sheet.hidden_columns
    ]
