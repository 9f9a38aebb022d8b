"""Excel workbook: every cell is text, so that no digit of an identifier is lost."""

from typing import Any, BinaryIO

import pyarrow as pa
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils.exceptions import IllegalCharacterError

from app.core.errors import CharactersLost
from app.core.intake.writer import BATCH, writers
from app.core.jobs import Job
from app.core.text import Text

SHEET_ROWS = 1_048_576  # Excel's own limit, header included


@writers.register
class XlsxWriter:
    """Text cells with the format “@”; a table beyond one sheet goes on in the next."""

    id = "xlsx"
    title = Text("Excel", "Excel")
    version = "1"

    def write(self, data: pa.Table, sink: BinaryIO, job: Job) -> None:
        book = Workbook(write_only=True)
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
        book.save(sink)


def _cell(sheet: Any, text: str | None) -> Any:
    if text is None:
        return None
    try:
        cell = WriteOnlyCell(sheet, text)
    except IllegalCharacterError as error:
        raise CharactersLost(format="Excel", characters="U+0000–U+001F") from error
    cell.data_type = "s"  # "=1+1" is text here, not a formula
    cell.number_format = "@"
    return cell
