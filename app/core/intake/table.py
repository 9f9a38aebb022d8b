"""A file becomes a table: open it, pick the sheet, and keep what stands and hides around it."""

import re
from collections.abc import Iterable
from pathlib import Path

from app.core.errors import FileMissing, FileUnreadable, FormatUnknown, SheetMissing, TableMissing
from app.core.intake.body import Body, read_sheet
from app.core.intake.column_types import profile
from app.core.intake.sheet import NO_WISH, Sheet, Wish, Workbook, readers
from app.core.intake.signature import signature
from app.core.jobs import Job
from app.core.model import Hidden, Layout, Notice, Source, Table
from app.core.text import Text
from app.core.trust.canonical import digest_file


def open_workbook(path: Path, job: Job, wish: Wish = NO_WISH) -> tuple[Source, Workbook]:
    """Open any supported file; its kind is told by its bytes.

    Raises FileMissing, FileUnreadable, FileProtected, FileTooLarge, FormatUnknown.
    """
    try:
        told = signature(path)
        size = path.stat().st_size
        sha256 = digest_file(path)
    except FileNotFoundError:
        raise FileMissing(name=path.name) from None
    except OSError as error:
        raise FileUnreadable(name=path.name, reason=error.strerror) from error
    if not told.head:
        raise FileUnreadable(name=path.name, reason=Text("文件是空的", "it is empty"))
    for reader in sorted(readers.all().values(), key=lambda reader: reader.last_resort):
        if reader.accepts(told):
            book = reader.open(path, job, wish)
            sheets = tuple(sheet.name for sheet in book.sheets)
            return Source(path.name, book.kind, size, sha256, book.encoding, sheets), book
    raise FormatUnknown(name=path.name, known=", ".join(readers.all()))


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
) -> tuple[Source, list[tuple[Sheet, Table | None]]]:
    """The file, and every sheet (or the one named) with its table, if it has one; hidden ones too."""
    source, book = open_workbook(path, job)
    chosen = _candidates(book, sheet) if sheet else book.sheets
    whole = _Whole(book)
    result: list[tuple[Sheet, Table | None]] = []
    for candidate in chosen:
        found = read_sheet(candidate, job)
        table = None if found is None else _assemble(path, source, whole, candidate, found)
        result.append((candidate, table))
    return source, result


def _candidates(book: Workbook, sheet: str | None) -> Iterable[Sheet]:
    if sheet is None:
        return [candidate for candidate in book.sheets if candidate.state == "visible"]
    named = [candidate for candidate in book.sheets if candidate.name == sheet]
    if not named:
        raise SheetMissing(sheet=sheet, known=", ".join(s.name for s in book.sheets))
    return named


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
        warnings=(*notices, *_headless(body), *_single_column(sheet, body), *_outside(body)),
    )


def _title(layout: Layout) -> str:
    """The table's own title: the first line above the header that is no 附件 label or note."""
    for row in layout.dropped:
        line = row.text.split("\n")[0].strip()
        if row.reason == "title" and not line.startswith("附件") and "：" not in line and line:
            return re.sub(r"\s+", "", line)[:60]
    return ""


def _headless(body: Body) -> tuple[Notice, ...]:
    if body.layout.header_rows:
        return ()
    message = Text(
        "没有找到列名，已用“列1、列2”代替；请在源文件中补上列名",
        "No column names were found; 列1, 列2 stand in for them. Add names to the source file",
    )
    return (Notice("no-header", message, body.layout.sheet),)


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
