"""Excel 97–2003 workbooks (.xls), and WPS's old .et, which is the same format."""

import datetime
import io
import struct
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import olefile
import xlrd
from python_calamine import CalamineSheet, CalamineWorkbook

from app.core.errors import FileProtected, FileTooLarge, FileUnreadable
from app.core.intake.column_letters import column_letters
from app.core.intake.content import Content
from app.core.intake.display.builtin_formats import format_code
from app.core.intake.display.number_format import (
    general_text,
    is_damaged,
    number_text,
    shown_text,
)
from app.core.intake.sheet import (
    NO_WISH,
    Merge,
    Notices,
    Row,
    Sheet,
    Shown,
    Signature,
    Wish,
    Workbook,
    readers,
)
from app.core.jobs import Job
from app.core.model import Hidden
from app.core.text import Text

if TYPE_CHECKING:
    from app.core.intake.hidden.styles import Hiding
    from app.core.intake.hidden.xls_rules import SheetRules

STATES = ("visible", "hidden", "very-hidden")
MAX_SIZE = 512 << 20  # bytes; xlrd holds the file in memory, and every cell as an object
BOF, END = 0x809, 0x0A
PACKAGE = "EncryptedPackage".encode("utf-16-le")  # the stream of an .xlsx with a password
BLANK = bytes((xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK))
# A workbook stream without the OLE file around it: what BIFF 2 to 4 are, and a decrypted .xls.
BARE = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")

NOT_WHOLE = Text("不是完整的工作簿", "it is not a whole workbook")
VALUES_ONLY = Text(
    "工作簿有损伤，只读出了数值：数字格式未知，错误值成为空白，批注和隐藏的行列没有读出",
    "The workbook is damaged and only its values were read: number formats are not known, errors "
    "became blanks, comments and hidden rows and columns were not read",
)


@readers.register
class XlsReader:
    """BIFF through xlrd, which keeps number formats, merges, notes and error codes.

    A damaged style or name makes xlrd give up a file whose cells are whole; python-calamine then
    reads the values alone, with a warning.
    """

    id = "xls"
    title = Text("Excel 97–2003 工作簿", "Excel 97–2003 workbook")
    version = "2"
    last_resort = False

    def accepts(self, signature: Signature) -> bool:
        head = signature.head
        bare = head.startswith(BARE) and 4 <= int.from_bytes(head[2:4], "little") <= 16
        return signature.is_ole or bare

    def open(self, path: Content, job: Job, wish: Wish = NO_WISH) -> Workbook:
        with path.open("rb") as file:
            data = file.read(MAX_SIZE + 1)
        if len(data) > MAX_SIZE:
            raise FileTooLarge(name=path.name, reason=Text("文件过大", "the file is too large"))
        job.report(0, len(data))
        try:
            # xlrd would print its remarks where the command line prints its answer.
            book = xlrd.open_workbook(
                file_contents=data, logfile=io.StringIO(), formatting_info=True
            )
        except Exception as error:
            if "encrypted" in str(error).lower() or PACKAGE in data:
                raise FileProtected(name=path.name) from error
            return _values_only(path, data, job, error)
        job.report(len(data), len(data))
        from app.core.intake.hidden.xls_looks import hiding_styles
        from app.core.intake.hidden.xls_rules import SheetRules, sheet_rules

        notices, hiding = Notices(), hiding_styles(book)
        rules = sheet_rules(_stream(data) or b"", book, job)
        sheets = tuple(
            _Sheet(book, sheet, notices, job).view(hiding, rules.get(sheet.name, SheetRules()))
            for sheet in book.sheets()
        )
        return Workbook("xls", sheets, notices, hidden=tuple(_properties(book)))


class _Sheet:
    def __init__(self, book: Any, sheet: Any, notices: Notices, job: Job) -> None:
        self._book, self._sheet, self._notices, self._job = book, sheet, notices, job

    def view(self, hiding: "dict[int, Hiding]", ruled: "SheetRules") -> Sheet:
        from app.core.intake.hidden.xls_looks import hidden_cells

        sheet = self._sheet
        return Sheet(
            name=sheet.name,
            state=STATES[sheet.visibility],
            rows=self.rows,
            merges=tuple(
                Merge(top + 1, left + 1, bottom, right)
                for top, bottom, left, right in sheet.merged_cells
            ),
            hidden_rows=frozenset(n + 1 for n, info in sheet.rowinfo_map.items() if info.hidden),
            hidden_columns=frozenset(
                n + 1 for n, info in sheet.colinfo_map.items() if info.hidden or not info.width
            ),
            hidden=(
                *(
                    Hidden("comment", f"{sheet.name}!{xlrd.cellname(row, column)}", note.text)
                    for (row, column), note in sheet.cell_note_map.items()
                ),
                *ruled.hidden,
                *hidden_cells(sheet, hiding, ruled.rules),
            ),
        )

    def rows(self) -> Iterator[Row]:
        for number in range(self._sheet.nrows):
            if number % 500 == 0:
                self._job.report(number, self._sheet.nrows)
            yield self._row(number)

    def _row(self, number: int) -> Row:
        """Cells that are only formatted cost nothing; there may be millions of them."""
        kinds = bytes(self._sheet.row_types(number)).rstrip(BLANK)
        return tuple(
            None if kind in BLANK else self._text(self._sheet.cell(number, column), number, column)
            for column, kind in enumerate(kinds)
        )

    def _text(self, cell: Any, row: int, column: int) -> str | None:
        if cell.ctype == xlrd.XL_CELL_TEXT:
            return shown_text(cell.value, self._code(cell)) if cell.value else None
        if cell.ctype == xlrd.XL_CELL_BOOLEAN:
            return "TRUE" if cell.value else "FALSE"
        if cell.ctype == xlrd.XL_CELL_ERROR:
            self._warn("error-value", row, column)
            return str(xlrd.error_text_from_code.get(cell.value, "#ERR!"))
        style = self._code(cell)
        if is_damaged(cell.value):
            self._warn("precision-lost", row, column)
            digits = format(Decimal(repr(cell.value)), "f")
            return Shown(digits, digits, style)
        text = number_text(cell.value, style, epoch_1904=bool(self._book.datemode))
        return Shown(text, general_text(cell.value), style) if text else None

    def _code(self, cell: Any) -> str:
        """The number format of a cell; General where damage has taken it away."""
        if cell.xf_index >= len(self._book.xf_list):
            return "General"
        key = self._book.xf_list[cell.xf_index].format_key
        known = self._book.format_map.get(key)
        stored = known.format_str if known else None  # None too for one known by its number
        return format_code(key, stored)

    def _warn(self, code: str, row: int, column: int) -> None:
        self._notices.add(code, self._sheet.name, xlrd.colname(column), row + 1)


# ── values alone ─────────────────────────────────────────────────────────────────────────────


def _values_only(path: Content, data: bytes, job: Job, error: Exception) -> Workbook:
    """The workbook through calamine, where its stream is whole to the last record."""
    unreadable = FileUnreadable(name=path.name, reason=NOT_WHOLE)
    if not _is_whole(data):
        raise unreadable from error
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        named = [(said, book.get_sheet_by_name(said.name)) for said in book.sheets_metadata]
    except BaseException as panic:  # one in Rust is no Exception
        if isinstance(panic, (KeyboardInterrupt, SystemExit)):
            raise
        raise unreadable from panic
    notices = Notices()
    sheets = []
    for said, sheet in named:
        notices.tell("values-only", VALUES_ONLY, said.name, "A1")
        state = {"Hidden": "hidden", "VeryHidden": "very-hidden"}.get(
            str(said.visible).rpartition(".")[2], "visible"
        )
        merges = tuple(
            Merge(top + 1, left + 1, bottom + 1, right + 1)
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        )
        rows = _Values(path, sheet, notices, job)
        sheets.append(Sheet(name=said.name, state=state, rows=rows, merges=merges))
    return Workbook("xls", tuple(sheets), notices)


class _Values:
    """The rows of one sheet as calamine gives them."""

    def __init__(self, path: Content, sheet: CalamineSheet, notices: Notices, job: Job) -> None:
        self._path, self._sheet, self._notices, self._job = path, sheet, notices, job

    def __call__(self) -> Iterator[Row]:
        name = self._sheet.name
        # Sheets begin at their first filled row unless told otherwise.
        for number, row in enumerate(self._sheet.to_python(skip_empty_area=False), 1):
            if number % 500 == 0:
                self._job.report(number, self._sheet.height)
            for column, value in enumerate(row, 1):
                if isinstance(value, float) and is_damaged(value):
                    self._notices.add("precision-lost", name, column_letters(column), number)
            yield tuple(_plain(value) for value in row)


def _plain(value: object) -> str | None:
    """A value without its number format. Whole days lose the time that they do not have."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        text = general_text(float(value))
        return Shown(text, text, "")
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ")
    return str(value) or None


def _stream(data: bytes) -> bytes | None:
    """The workbook's records, taken out of an OLE file; None where that is damaged."""
    if not data.startswith(olefile.MAGIC):
        return data
    try:
        container = olefile.OleFileIO(io.BytesIO(data))
        name = next(name for name in ("Workbook", "Book") if container.exists(name))
        return bytes(container.openstream(name).read())
    except (OSError, ValueError, IndexError, struct.error, StopIteration):
        return None


def _is_whole(data: bytes) -> bool:
    """Whether every record of the workbook is there, down to the end of its last sheet."""
    stream = _stream(data)
    if stream is None:
        return False
    at = begun = ended = 0
    while at + 4 <= len(stream):
        number, size = struct.unpack_from("<HH", stream, at)
        at += 4 + size
        begun += number == BOF
        ended += number == END
        if begun and begun == ended and not any(stream[at : at + 4]):
            return True  # what follows is padding
    return at == len(stream) and 0 < begun == ended


def _properties(book: Any) -> Iterator[Hidden]:
    if book.user_name:
        yield Hidden("property", "lastModifiedBy", book.user_name)
    for name in book.name_obj_list:
        if not name.builtin:
            formula = name.result.text if name.result is not None else ""
            yield Hidden("property", f"name {name.name}", formula or "")
