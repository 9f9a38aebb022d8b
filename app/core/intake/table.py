"""A file becomes a table: open, find the layout, keep every value as exact text."""

import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pyarrow as pa

from app.core.errors import FileMissing, FileUnreadable, FormatUnknown, SheetMissing, TableMissing
from app.core.intake.layout import HEAD, Header, before_header, find_header, judge, raw_names
from app.core.intake.sheet import Row, Sheet, Workbook, readers
from app.core.intake.types import profile
from app.core.jobs import Job
from app.core.model import DroppedRow, Hidden, Layout, Notice, Source, Table
from app.core.text import Text
from app.core.trust.canonical import digest_file


def open_workbook(path: Path, job: Job) -> tuple[Source, Workbook]:
    """Open any supported file; its kind is told by its bytes.

    Raises FileMissing, FileUnreadable, FileProtected, FileTooLarge, FormatUnknown.
    """
    try:
        with path.open("rb") as file:
            head = file.read(4096)
        size = path.stat().st_size
        sha256 = digest_file(path)
    except FileNotFoundError:
        raise FileMissing(name=path.name) from None
    except OSError as error:
        raise FileUnreadable(name=path.name, reason=error.strerror) from error
    if not head:
        raise FileUnreadable(name=path.name, reason=Text("文件是空的", "it is empty"))
    for reader in readers.all().values():
        if reader.accepts(head):
            book = reader.open(path, job)
            return Source(path.name, book.kind, size, sha256, book.encoding), book
    raise FormatUnknown(name=path.name, known="xlsx, xls, csv")


def import_file(path: Path, job: Job, sheet: str | None = None) -> Table:
    """The table of one sheet: the one named, else the first visible sheet that holds a table.

    Raises what :func:`open_workbook` raises, SheetMissing and TableMissing.
    """
    source, book = open_workbook(path, job)
    for candidate in _candidates(book, sheet):
        found = read_sheet(candidate, job)
        if found is not None:
            return _assemble(path, source, book, candidate, found)
    raise TableMissing(name=path.name if sheet is None else sheet)


def inspect_file(
    path: Path, job: Job, sheet: str | None = None
) -> list[tuple[Sheet, Table | None]]:
    """Every sheet (or the one named) with its table, if it has one; hidden sheets too."""
    source, book = open_workbook(path, job)
    chosen = _candidates(book, sheet) if sheet else book.sheets
    result: list[tuple[Sheet, Table | None]] = []
    for candidate in chosen:
        found = read_sheet(candidate, job)
        table = None if found is None else _assemble(path, source, book, candidate, found)
        result.append((candidate, table))
    return result


@dataclass(frozen=True)
class Body:
    """What one sheet yielded."""

    data: pa.Table
    layout: Layout
    hidden: tuple[Hidden, ...]


def read_sheet(sheet: Sheet, job: Job) -> Body | None:
    """The data rows of a sheet, or None where it has no table."""
    rows = sheet.rows()
    head = list(islice(rows, HEAD))
    header = find_header(head, sheet.merges)
    if header is None:
        return None
    dropped = before_header(head, header)
    hidden: list[Hidden] = []
    shown = [place for place, n in enumerate(header.columns) if n not in sheet.hidden_columns]
    columns = [_Dictionary() for _ in shown]
    labels = raw_names(head, header)
    last = header.rows[-1]
    for number, cells in _below(head, rows, header):
        cut = _cut(cells, header)
        if number in sheet.hidden_rows:
            hidden.append(Hidden("row", f"{sheet.name}!{number}", _joined(cut)))
            dropped.append(DroppedRow(number, "hidden", ""))
            continue
        reason = judge(cut, header, labels)
        if reason is not None:
            dropped.append(DroppedRow(number, reason, _joined(cut)))  # type: ignore[arg-type]
            continue
        for column, place in zip(columns, shown, strict=True):
            column.add(cut[place])
        last = number
    names = [header.names[place] for place in shown]
    if not columns or not len(columns[0]):
        return None
    hidden += _hidden_columns(sheet, header, head)
    data = pa.table([column.array() for column in columns], names=names)
    return Body(data, _layout(sheet, header, last, dropped), tuple(hidden))


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

    def array(self) -> pa.DictionaryArray:
        indices = pa.Array.from_buffers(
            pa.int32(), len(self._indices), [None, pa.py_buffer(self._indices)]
        )
        blank = pa.compute.equal(indices, -1)
        return pa.DictionaryArray.from_arrays(
            pa.compute.if_else(blank, pa.scalar(None, pa.int32()), indices),
            pa.array(list(self._places), pa.string()),
        )


def _candidates(book: Workbook, sheet: str | None) -> Iterable[Sheet]:
    if sheet is None:
        return [candidate for candidate in book.sheets if candidate.state == "visible"]
    named = [candidate for candidate in book.sheets if candidate.name == sheet]
    if not named:
        raise SheetMissing(sheet=sheet, known=", ".join(s.name for s in book.sheets))
    return named


def _below(head: list[Row], rest: Iterator[Row], header: Header) -> Iterator[tuple[int, Row]]:
    start = header.rows[-1]
    yield from enumerate(head[start:], start + 1)
    yield from enumerate(rest, len(head) + 1)


def _cut(cells: Row, header: Header) -> Row:
    """The cells of the header's columns; short rows are padded with blanks."""
    return tuple(cells[n - 1] if n <= len(cells) else None for n in header.columns)


def _joined(cells: Row) -> str:
    return " ".join(cell.strip() for cell in cells if cell and cell.strip())


def _layout(sheet: Sheet, header: Header, last: int, dropped: list[DroppedRow]) -> Layout:
    ordered = sorted(dropped, key=lambda row: row.row)
    # Blank rows below the last data row are the paper, not the table.
    kept = tuple(row for row in ordered if not (row.reason == "blank" and row.row > last))
    return Layout(sheet.name, header.rows, header.rows[-1] + 1, last, kept)


def _hidden_columns(sheet: Sheet, header: Header, head: list[Row]) -> list[Hidden]:
    return [
        Hidden(
            "column",
            f"{sheet.name}!{name}",
            _joined(tuple(row[n - 1] for row in head if len(row) >= n)),
        )
        for n, name in zip(header.columns, header.names, strict=True)
        if n in sheet.hidden_columns
    ]


def _hidden_sheets(book: Workbook) -> list[Hidden]:
    return [
        Hidden("sheet", sheet.name, "\n".join(_joined(row) for row in islice(sheet.rows(), HEAD)))
        for sheet in book.sheets
        if sheet.state != "visible"
    ]


def _assemble(path: Path, source: Source, book: Workbook, sheet: Sheet, body: Body) -> Table:
    aside = tuple((f"{sheet.name}!{row.row}", row.text) for row in body.layout.dropped if row.text)
    names = (("file name", path.name), ("folder name", path.resolve().parent.name))
    sheets = tuple(("sheet name", other.name) for other in book.sheets)
    return Table(
        name=_title(body.layout) or path.stem,
        data=body.data,
        source=source,
        layout=body.layout,
        profile=profile(body.data),
        hidden=(*book.hidden, *sheet.hidden, *body.hidden, *_hidden_sheets(book)),
        surroundings=(*names, *sheets, *sheet.surroundings, *aside),
        warnings=(*book.notices.all(), *_single_column(sheet, body)),
    )


def _title(layout: Layout) -> str:
    """The table's own title: the first line above the header that is no 附件 label or note."""
    for row in layout.dropped:
        line = row.text.split("\n")[0].strip()
        if row.reason == "title" and not line.startswith("附件") and "：" not in line and line:
            return re.sub(r"\s+", "", line)[:60]
    return ""


def _single_column(sheet: Sheet, body: Body) -> tuple[Notice, ...]:
    if body.data.num_columns > 1:
        return ()
    message = Text("只找到一列，请检查分隔符", "Only one column was found; check the delimiter")
    return (Notice("one-column", message, sheet.name),)
