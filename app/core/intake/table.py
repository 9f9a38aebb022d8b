"""A file becomes a table: open it, pick the sheet, and keep what stands and hides around it."""

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar, cast

from app.core.errors import (
    FileEmpty,
    FileUnreadable,
    FormatUnknown,
    HeaderMissing,
    SheetMissing,
    TableMissing,
)
from app.core.errors.system import system_reason
from app.core.intake.archive import check_archive
from app.core.intake.body import Body, read_sheet, read_tables, rest_of
from app.core.intake.content import Content
from app.core.intake.hidden.concealed import Concealed
from app.core.intake.profiling.column_types import profile
from app.core.intake.sheet import NO_WISH, Reader, Sheet, Signature, Wish, Workbook, readers
from app.core.intake.signature import signature
from app.core.intake.undisturbed import check_plain
from app.core.jobs import Job
from app.core.model import (
    Hidden,
    Inspection,
    Layout,
    LayoutPlan,
    Notice,
    SheetSeen,
    Source,
    Table,
)
from app.core.text import Text, listed
from app.core.trust.canonical import digest_file

Item = TypeVar("Item", bound=Hashable)


@dataclass(frozen=True)
class Opened:
    """A file that has been opened: its workbook, and what the file holds beside the cells."""

    source: Source
    book: Workbook
    concealed: Concealed


@dataclass(frozen=True)
class Chosen:
    """The reader of a file, its bytes without the lock that was on them, and their signature."""

    reader: Reader
    content: Content
    signature: Signature


def choose_reader(path: Path, wish: Wish = NO_WISH) -> Chosen:
    """The reader that takes a file, told by its bytes.

    Raises FileMissing, FileBusy, FileEmpty, FileUnreadable, FileProtected, PasswordWrong,
    FileTooLarge, FormatUnknown.
    """
    check_plain(path)
    try:
        told = signature(path)
    except OSError as error:
        raise FileUnreadable(name=path.name, reason=system_reason(error)) from error
    if not told.head:
        raise FileEmpty(name=path.name)
    content: Content = path
    if told.is_ole:
        from app.core.intake.protected import unlock

        content = unlock(path, told, wish)
        told = signature(content)
    if told.is_zip:
        check_archive(content)
    for reader in sorted(readers.all().values(), key=lambda reader: reader.last_resort):
        if reader.accepts(told):
            return Chosen(reader, content, told)
    known = tuple(reader.title for reader in readers.all().values())
    raise FormatUnknown(name=path.name, known=listed(known))


def open_workbook(path: Path, job: Job, wish: Wish = NO_WISH) -> Opened:
    """Open any supported file.

    Raises what :func:`choose_reader` raises, and EncodingUnknown.
    """
    chosen = choose_reader(path, wish)
    try:
        size, sha256 = path.stat().st_size, digest_file(path)
    except OSError as error:
        raise FileUnreadable(name=path.name, reason=system_reason(error)) from error
    # Only workbooks can be locked, and their readers take bytes as well as paths.
    book = chosen.reader.open(cast("Path", chosen.content), job, wish)
    sheets = tuple(sheet.name for sheet in book.sheets)
    source = Source(path.name, book.kind, size, sha256, book.encoding, sheets)
    return Opened(source, book, concealed_in(chosen.content, chosen.signature, book, job))


def import_file(
    path: Path,
    job: Job,
    sheet: str | None = None,
    wish: Wish = NO_WISH,
    plan: LayoutPlan | None = None,
) -> Table:
    """The table of one sheet: the one named, else the first visible sheet that holds rows of one.

    A second table of a sheet is named ``Sheet1#2``. ``plan``: how the sheet is to be read.
    Raises what :func:`open_workbook` raises, SheetMissing, TableMissing, HeaderMissing.
    """
    opened = open_workbook(path, job, wish)
    empty: tuple[Sheet, Body] | None = None
    misfit: HeaderMissing | None = None
    for candidate, place in _candidates(opened.book, sheet):
        try:
            body = _nth(candidate, place, job, plan, opened.source.sha256)
        except HeaderMissing as error:  # a cover sheet, before the one that the plan is of
            misfit = misfit or error
            continue
        if body is None:
            continue
        if body.data.num_rows:
            return _assemble(path, opened, _Whole(opened), candidate, body, place)
        empty = empty or (candidate, body)
    if empty is not None and not empty[1].unsure and empty[1].data.num_columns > 1:
        return _assemble(path, opened, _Whole(opened), *empty, 1)
    if misfit is not None:
        raise misfit
    raise TableMissing(name=path.name if sheet is None else sheet)


def inspect_file(
    path: Path, job: Job, sheet: str | None = None, wish: Wish = NO_WISH
) -> Inspection:
    """Every sheet (or the one named) with each table in it; hidden ones too."""
    opened = open_workbook(path, job, wish)
    chosen = opened.book.sheets
    if sheet:
        chosen = tuple(candidate for candidate, _ in _candidates(opened.book, sheet))
    whole = _Whole(opened)
    seen: list[SheetSeen] = []
    for one in chosen:
        tables: list[Table | None] = [
            _assemble(path, opened, whole, one, body, place)
            for place, body in enumerate(read_tables(one, job), 1)
        ]
        seen += [SheetSeen(one.name, one.state, table) for table in tables or [None]]
    found = (*opened.book.hidden, *opened.concealed.hidden)
    found += tuple(hidden for one in seen if one.table for hidden in one.table.hidden)
    return Inspection(opened.source, tuple(seen), _once(found))


def concealed_in(content: Content, told: Signature, book: Workbook, job: Job) -> Concealed:
    """What the file holds beside its cells, where its format can hold more."""
    if told.is_ole:
        from app.core.intake.hidden.ole import hidden_in_ole

        return hidden_in_ole(content, job)
    if told.is_zip and "content.xml" in told.parts:
        from app.core.intake.hidden.open_document import hidden_in_open_document

        return hidden_in_open_document(content, job)
    if told.is_zip:
        from app.core.intake.hidden.package import hidden_in_package

        return hidden_in_package(content, job, book.frames)
    if book.kind == "ods":
        from app.core.intake.hidden.flat_document import hidden_in_flat_document

        return hidden_in_flat_document(content, job)
    return Concealed(())


def _nth(sheet: Sheet, place: int, job: Job, plan: LayoutPlan | None, source: str) -> Body | None:
    if plan is not None:
        return read_sheet(sheet, job, plan, source)
    for number, body in enumerate(read_tables(sheet, job), 1):
        if number == place:
            return body
    return None


def _candidates(book: Workbook, sheet: str | None) -> Iterator[tuple[Sheet, int]]:
    """The sheets to look at, each with the place of the table that is wanted, from 1."""
    if sheet is None:
        yield from ((candidate, 1) for candidate in book.sheets if candidate.state == "visible")
        return
    by_name = {candidate.name: candidate for candidate in book.sheets}
    stem, mark, place = sheet.rpartition("#")
    if sheet in by_name:
        yield by_name[sheet], 1
    elif mark and place.isdecimal() and stem in by_name:
        yield by_name[stem], int(place)
    else:
        raise SheetMissing(sheet=sheet, known=", ".join(by_name))


class _Whole:
    """A workbook beyond the one sheet: the file that is kept holds the other sheets too."""

    def __init__(self, opened: Opened) -> None:
        self.book = opened.book
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
                seen.append((Text.plain(other.name), self.text(other)))
            else:
                hidden.append(Hidden("sheet", other.name, self.text(other)))
        return tuple(hidden), tuple(seen)

    def text(self, sheet: Sheet) -> str:
        """The distinct texts of a sheet, one a line."""
        if sheet.name not in self._texts:
            self._texts[sheet.name] = rest_of(sheet, 1)
        return self._texts[sheet.name]


def _assemble(
    path: Path, opened: Opened, whole: _Whole, sheet: Sheet, body: Body, place: int
) -> Table:
    book = opened.book
    layout = body.layout
    if place > 1:
        layout = replace(layout, sheet=f"{sheet.name}#{place}")
    aside = tuple(
        (Text.plain(f"{sheet.name}!{row.row}"), row.text) for row in layout.dropped if row.text
    )
    names = (
        (Text("文件名", "file name"), path.name),
        (Text("文件夹名", "folder name"), path.resolve().parent.name),
    )
    sheets = tuple((Text("工作表名", "sheet name"), other.name) for other in book.sheets)
    hidden, visible = whole.around(sheet)
    other_tables = _other_tables(whole, sheet, body, place)
    notices = book.notices.of(sheet.name, opened.source.sheets)
    return Table(
        name=_title(layout) or path.stem,
        data=body.data,
        source=opened.source,
        layout=layout,
        profile=profile(body.data),
        hidden=_once((*book.hidden, *sheet.hidden, *body.hidden, *opened.concealed.hidden, *hidden)),
        surroundings=_once((
            *names, *sheets, *sheet.surroundings, *opened.concealed.surroundings, *aside,
            *body.strays, *other_tables, *visible,
        )),
        warnings=(*notices, *body.notices, *doubts(sheet, body, bool(other_tables))),
    )  # fmt: skip


def _once(items: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(dict.fromkeys(items))


def _other_tables(
    whole: _Whole, sheet: Sheet, body: Body, place: int
) -> tuple[tuple[Text, str], ...]:
    """What stands above and below one table of a sheet: the file that is kept holds it too."""
    if place > 1:
        return ((Text.plain(sheet.name), whole.text(sheet)),)
    if body.next is None:
        return ()
    return ((Text.plain(f"{sheet.name}!{body.next}"), rest_of(sheet, body.next)),)


def _title(layout: Layout) -> str:
    """The table's own title: the first line above the header that is no 附件 label or note."""
    for row in layout.dropped:
        line = row.text.split("\n")[0].strip()
        if row.reason == "title" and not line.startswith("附件") and "：" not in line and line:
            return re.sub(r"\s+", "", line)[:60]
    return ""


def doubts(sheet: Sheet, body: Body, others: bool) -> tuple[Notice, ...]:
    """What a person should look at before going on."""
    told: list[tuple[bool, str, Text, str]] = [
        (_is_nameless(body), "no-header", NO_HEADER, sheet.name),
        (body.unsure and bool(body.layout.header_rows), "layout-unsure", UNSURE, sheet.name),
        (body.form, "form", FORM, sheet.name),
        (not body.data.num_rows, "no-rows", NO_ROWS, sheet.name),
        (others, "more-tables", MORE_TABLES, sheet.name),
        (body.data.num_columns == 1, "one-column", ONE_COLUMN, sheet.name),
        (bool(body.strays), "cells-outside", OUTSIDE, body.strays[0][0].zh if body.strays else ""),
        (bool(body.layout.drift), "drift", DRIFT, sheet.name),
    ]
    return tuple(Notice(code, message, where) for holds, code, message, where in told if holds)


def _is_nameless(body: Body) -> bool:
    """Whether a column is called 列1 because no name was found, and nobody has given one."""
    layout = body.layout
    names = layout.plan.names if layout.plan else ()
    stopgaps = {f"列{number}" for number in layout.columns}
    return not layout.header_rows and not stopgaps.isdisjoint(names)


NO_HEADER = Text(
    "没有找到列名，已用“列1、列2”代替；请填写列名，或选中列名所在的行，按“这是表头行”",
    "No column names were found; 列1, 列2 stand in for them. Type the names, or choose the row that "
    "holds them and say that it is the header",
)
UNSURE = Text(
    "没有把握版面识别正确，请核对表头行和数据行",
    "It is not certain that the layout was read right; check the header and the data rows",
)
FORM = Text(
    "这张表像是填写一件事项的表单，而不是一行一条的数据表",
    "This looks like a form about one thing rather than a table of one row a record",
)
NO_ROWS = Text("只有列名，没有数据行", "There are column names but no rows of data")
MORE_TABLES = Text(
    "同一工作表里还有别的表格，未导入；可按“工作表名#2”另行导入",
    "There are other tables in this sheet, which were not imported; ask for them as “sheet#2”",
)
ONE_COLUMN = Text("只找到一列，请检查分隔符", "Only one column was found; check the delimiter")
OUTSIDE = Text("表格之外还有内容，未导入", "There is content beside the table; it was not imported")
DRIFT = Text(
    "各列与版面方案不完全一致，请核对", "The columns differ from the layout plan; check them"
)
