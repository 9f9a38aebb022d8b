"""Excel 97–2003 workbooks (.xls), and WPS's old .et, which is the same format."""

import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlrd

from app.core.errors import FileProtected, FileUnreadable
from app.core.intake.number_format import CHINESE_BUILTIN, is_damaged, number_text
from app.core.intake.sheet import (
    NO_WISH,
    Merge,
    Notices,
    Row,
    Sheet,
    Signature,
    Wish,
    Workbook,
    readers,
)
from app.core.jobs import Job
from app.core.model import Hidden
from app.core.text import Text

STATES = ("visible", "hidden", "very-hidden")


@readers.register
class XlsReader:
    """BIFF through xlrd, which keeps number formats, merges, notes and error codes."""

    id = "xls"
    title = Text("Excel 97–2003 工作簿", "Excel 97–2003 workbook")
    version = "1"
    last_resort = False

    def accepts(self, signature: Signature) -> bool:
        return signature.is_ole

    def open(self, path: Path, job: Job, wish: Wish = NO_WISH) -> Workbook:
        try:
            # xlrd would print its remarks where the command line prints its answer.
            book = xlrd.open_workbook(path, logfile=io.StringIO(), formatting_info=True)
        except Exception as error:
            if "encrypted" in str(error).lower() or _is_encrypted_package(path):
                raise FileProtected(name=path.name) from error
            reason = Text("不是完整的工作簿", "it is not a whole workbook")
            raise FileUnreadable(name=path.name, reason=reason) from error
        notices = Notices()
        sheets = tuple(_Sheet(book, sheet, notices, job).view() for sheet in book.sheets())
        return Workbook("xls", sheets, notices, hidden=tuple(_properties(book)))


class _Sheet:
    def __init__(self, book: Any, sheet: Any, notices: Notices, job: Job) -> None:
        self._book, self._sheet, self._notices, self._job = book, sheet, notices, job

    def view(self) -> Sheet:
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
            hidden_columns=frozenset(n + 1 for n, info in sheet.colinfo_map.items() if info.hidden),
            hidden=tuple(
                Hidden("comment", f"{sheet.name}!{xlrd.cellname(row, column)}", note.text)
                for (row, column), note in sheet.cell_note_map.items()
            ),
        )

    def rows(self) -> Iterator[Row]:
        for number in range(self._sheet.nrows):
            if number % 500 == 0:
                self._job.report(number, self._sheet.nrows)
            yield tuple(
                self._text(cell, number, column)
                for column, cell in enumerate(self._sheet.row(number))
            )

    def _text(self, cell: Any, row: int, column: int) -> str | None:
        if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
            return None
        if cell.ctype == xlrd.XL_CELL_TEXT:
            return cell.value or None
        if cell.ctype == xlrd.XL_CELL_BOOLEAN:
            return "TRUE" if cell.value else "FALSE"
        if cell.ctype == xlrd.XL_CELL_ERROR:
            self._warn("error-value", row, column)
            return str(xlrd.error_text_from_code.get(cell.value, "#ERR!"))
        if is_damaged(cell.value):
            self._warn("precision-lost", row, column)
            return format(Decimal(repr(cell.value)), "f")
        key = self._book.xf_list[cell.xf_index].format_key
        style = CHINESE_BUILTIN.get(key) or self._book.format_map[key].format_str
        return number_text(cell.value, style, epoch_1904=bool(self._book.datemode)) or None

    def _warn(self, code: str, row: int, column: int) -> None:
        self._notices.add(code, self._sheet.name, xlrd.colname(column), row + 1)


def _is_encrypted_package(path: Path) -> bool:
    """An .xlsx with a password is an OLE file around an encrypted stream."""
    mark, tail = "EncryptedPackage".encode("utf-16-le"), b""
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            if mark in tail + block:
                return True
            tail = block[-len(mark) :]
    return False


def _properties(book: Any) -> Iterator[Hidden]:
    if book.user_name:
        yield Hidden("property", "lastModifiedBy", book.user_name)
    for name in book.name_obj_list:
        if not name.builtin:
            formula = name.result.text if name.result is not None else ""
            yield Hidden("property", f"name {name.name}", formula or "")
