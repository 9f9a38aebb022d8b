"""A file becomes a table: open, find the layout, keep every value as exact text."""

import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pyarrow as pa

from app.core.errors import FileMissing, FileUnreadable, FormatUnknown, SheetMissing, TableMissing
from app.core.intake.column_types import profile
from app.core.intake.layout import HEAD, Header, Judge, before_header, find_header, raw_names
from app.core.intake.sheet import Row, Sheet, Workbook, readers
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
            sheets = tuple(sheet.name for sheet in book.sheets)
            return Source(path.name, book.kind, size, sha256, book.encoding, sheets), book
    raise FormatUnknown(name=path.name, known="xlsx, xls, csv")


def import_file(path: Path, job: Job, sheet: str | None = None) -> Table:
    """The table of one sheet: the one named, else the first visible sheet that holds a table.

    Raises what :func:`open_workbook` raises, SheetMissing and TableMissing.
    """
    source, book = open_workbook(path, job)
    for candidate in _candidates(book, sheet):
        found = read_sheet(candidate, job)
        if found is not None:
            return _assemble(path, source, _Whole(book), candidate, found)
    raise TableMissing(name=path.name if sheet is None else sheet)


def inspect_file(
    path: Path, job: Job, sheet: str | None = None
) -> list[tuple[Sheet, Table | None]]:
    """Every sheet (or the one named) with its table, if it has one; hidden sheets too."""
    source, book = open_workbook(path, job)
    chosen = _candidates(book, sheet) if sheet else book.sheets
    whole = _Whole(book)
    result: list[tuple[Sheet, Table | None]] = []
    for candidate in chosen:
        found = read_sheet(candidate, job)
        table = None if found is None else _assemble(path, source, whole, candidate, found)
        result.append((candidate, table))
    return result


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
    judge = Judge(header, raw_names(head, header))
    fill = _MergeFill(sheet, header)
    last = header.rows[-1]
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
        reason = judge(cut)
        if reason is not None:
            dropped.append(DroppedRow(number, reason, _joined(cut)))
            continue
        for column, text in zip(columns, fill(number, cut), strict=True):
            column.add(text)
        last = number
    shown = [place for place, n in enumerate(header.columns) if n not in sheet.hidden_columns]
    if not shown or last == header.rows[-1]:
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
            if merge.bottom > merge.top > header.rows[-1] and merge.left in places:
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
    return Layout(sheet.name, header.rows, header.rows[-1] + 1, last, kept)


def _hidden_columns(sheet: Sheet, header: Header, columns: "list[_Dictionary]") -> list[Hidden]:
    return [
        Hidden("column", f"{sheet.name}!{name}", "\n".join((name, *column.texts())))
        for n, name, column in zip(header.columns, header.names, columns, strict=True)
        if n in sheet.hidden_columns
    ]


class _Whole:
    """A workbook beyond the one sheet: the file that is kept holds the other sheets too."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self._texts: dict[str, str] = {}

    def around(self, sheet: Sheet) -> tuple[tuple[Hidden, ...], tuple[tuple[Text, str], ...]]:
        """What is hidden, and what can be seen, in the other sheets."""
        hidden: list[Hidden] = []
        seen: list[tuple[Text, str]] = []
        for other in self.book.sheets:
            if other.name == sheet.name:
                continue
            hidden += other.hidden
            seen += other.surroundings
            if other.state == "visible":
                seen.append((Text.plain(other.name), self._text(other)))
            else:
                hidden.append(Hidden("sheet", other.name, self._text(other)))
        return tuple(hidden), tuple(seen)

    def _text(self, sheet: Sheet) -> str:
        """The distinct texts of a sheet, one a line."""
        if sheet.name not in self._texts:
            cells = dict.fromkeys(cell for row in sheet.rows() for cell in row if cell)
            self._texts[sheet.name] = "\n".join(cells)
        return self._texts[sheet.name]


def _assemble(path: Path, source: Source, whole: _Whole, sheet: Sheet, body: Body) -> Table:
    book = whole.book
    aside = tuple(
        (Text.plain(f"{sheet.name}!{row.row}"), row.text) for row in body.layout.dropped if row.text
    )
    names = (
        (Text("文件名", "file name"), path.name),
        (Text("文件夹名", "folder name"), path.resolve().parent.name),
    )
    sheets = tuple((Text("工作表名", "sheet name"), other.name) for other in book.sheets)
    hidden, visible = whole.around(sheet)
    notices = tuple(n for n in book.notices.all() if n.where.startswith(f"{sheet.name}!"))
    return Table(
        name=_title(body.layout) or path.stem,
        data=body.data,
        source=source,
        layout=body.layout,
        profile=profile(body.data),
        hidden=(*book.hidden, *sheet.hidden, *body.hidden, *hidden),
        surroundings=(*names, *sheets, *sheet.surroundings, *aside, *body.strays, *visible),
        warnings=(*notices, *_single_column(sheet, body), *_outside(body)),
    )


def _title(layout: Layout) -> str:
    """The table's own title: the first line above the header that is no 附件 label or note."""
    for row in layout.dropped:
        line = row.text.split("\n")[0].strip()
        if row.reason == "title" and not line.startswith("附件") and "：" not in line and line:
            return re.sub(r"\s+", "", line)[:60]
    return ""


def _outside(body: Body) -> tuple[Notice, ...]:
    if not body.strays:
        return ()
    message = Text(
        "表格之外还有内容，未导入", "There is content beside the table; it was not imported"
    )
    return (Notice("cells-outside", message, body.strays[0][0].zh),)


def _single_column(sheet: Sheet, body: Body) -> tuple[Notice, ...]:
    if body.data.num_columns > 1:
        return ()
    message = Text("只找到一列，请检查分隔符", "Only one column was found; check the delimiter")
    return (Notice("one-column", message, sheet.name),)
