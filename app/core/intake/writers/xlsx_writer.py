"""Excel workbook: every cell is text, so that no digit of an identifier is lost."""

import re
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from app.core.errors import CharactersLost
from app.core.intake.writer import BATCH, writers
from app.core.jobs import Job
from app.core.text import Text

CELL_CHARACTERS = 32_767  # openpyxl would cut longer texts in silence
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
SHEET_ROWS = 1_048_576  # Excel's own limit, header included


@writers.register
class XlsxWriter:
    """Text cells with the format “@”; a table beyond one sheet goes on in the next."""

    id = "xlsx"
    title = Text("Excel", "Excel")
    version = "1"

    def write(self, data: pa.Table, sink: BinaryIO, job: Job) -> None:
        book = Workbook(write_only=True)
        try:
            _fill(book, data, job)
            book.save(sink)
        finally:
            for sheet in book.worksheets:
                _discard(sheet)


def _fill(book: Workbook, data: pa.Table, job: Job) -> None:
    limit = SHEET_ROWS - 1
    for start in range(0, max(data.num_rows, 1), limit):
        sheet = book.create_sheet()
        sheet.append([_cell(sheet, name) for name in data.column_names])
        done = start
        for batch in data.slice(start, limit).to_batches(max_chunksize=BATCH):
            job.report(done, data.num_rows)
            columns = [column.to_pylist() for column in batch.columns]
            for row in zip(*columns, strict=True):
                sheet.append([_cell(sheet, text) for text in row])
            done += batch.num_rows


def _discard(sheet: Any) -> None:
    """Remove the temporary file that openpyxl leaves behind when the writing is broken off."""
    if not sheet.closed:
        sheet.close()
    if Path(sheet._writer.out).exists():
        sheet._writer.cleanup()


def _cell(sheet: Any, text: str | None) -> Any:
    if text is None:
        return None
    cell = WriteOnlyCell(sheet, _legal(text))
    cell.data_type = "s"  # "=1+1" is text here, not a formula
    cell.number_format = "@"
    return cell


def _legal(text: str) -> str:
    """The text in Excel's own escapes: _xHHHH_ would read as a character, \\r as a line feed."""
    found = _ILLEGAL.search(text)
    if found:
        raise CharactersLost(format="Excel", characters=f"U+{ord(found[0]):04X}")
    if len(text) > CELL_CHARACTERS:
        longest = Text("超过 32767 个字符的单元格", "cells of more than 32,767 characters")
        raise CharactersLost(format="Excel", characters=longest)
    return _ESCAPE.sub("_x005F_", text).replace("\r", "_x000D_")
