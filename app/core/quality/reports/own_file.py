"""The clerk's own workbook with its faults marked: the same sheet, its cells coloured and commented.

A copy; the file that came is never changed. Only where every row of the table is a row of the sheet: a table that
was turned, put together or corrected on its way in is set anew (:mod:`app.core.quality.reports.workbook`).
"""

import io
from collections.abc import Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from app.core.jobs import Job
from app.core.model import Layout, Table
from app.core.quality.check import Check, Fault
from app.core.quality.reports.workbook import (
    AUTHOR,
    FILL,
    HEAD,
    TITLES,
    WHOLE,
    Found,
    told_of,
)
from app.core.text import Language, Text

_SUFFIXES = (".xlsx", ".xlsm")
_HEAD = (*HEAD[:-1], Text("首个单元格", "first cell"))


def marked_file(
    path: Path, table: Table, found: Found, job: Job, language: Language
) -> bytes | None:
    """The workbook at ``path``, of which ``table`` was read; None where its cells cannot be told."""
    rows = _rows(table.layout)
    columns = table.layout.columns
    if path.suffix.lower() not in _SUFFIXES or table.rows > WHOLE:
        return None
    if len(rows) != table.rows or len(columns) != len(table.columns):
        return None
    try:
        book = load_workbook(path, keep_vba=path.suffix.lower() == ".xlsm")
    except (BadZipFile, InvalidFileException, KeyError, ValueError):  # locked, or half a workbook
        return None
    if table.layout.sheet not in book.sheetnames:
        return None
    sheet = book[table.layout.sheet]
    said: dict[tuple[int, int], list[tuple[Check, Fault]]] = {}
    for check, fault in found:
        if fault.rows is not None:
            place = columns[table.columns.index(fault.column)] if fault.column else columns[0]
            for row in np.flatnonzero(fault.rows).tolist():
                said.setdefault((rows[row], place), []).append((check, fault))
    for number, ((row, place), faults) in enumerate(said.items()):
        if number % 1000 == 0:
            job.report(number, len(said))
        cell = sheet.cell(row, place)
        if isinstance(cell, Cell):  # no inner part of a merged area
            worst = min((check.severity for check, _ in faults), key=("error", "warn").index)
            cell.fill = FILL[worst]
            words = dict.fromkeys(check.title.to(language) for check, _ in faults)
            cell.comment = Comment("\n".join(words), AUTHOR)
    _list(book, table, rows, found, language)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _rows(layout: Layout) -> list[int]:
    """The sheet's rows that are rows of the table, in order; none of a table made of many files."""
    if layout.members:
        return []
    dropped = {row.row for row in layout.dropped}
    return [row for row in range(layout.first_row, layout.last_row + 1) if row not in dropped]


def _list(
    book: Workbook, table: Table, rows: Sequence[int], found: Found, language: Language
) -> None:
    """A sheet of all problems behind the others."""
    sheet = book.create_sheet(TITLES["problems"].to(language))
    sheet.append([title.to(language) for title in _HEAD])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for check, fault in found:
        place = ""
        if fault.rows is not None:
            at = table.columns.index(fault.column) if fault.column else 0
            letter = get_column_letter(table.layout.columns[at])
            place = f"{letter}{rows[int(np.argmax(fault.rows))]}"
        sheet.append([*told_of(check, fault, language), fault.count, place])
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # a column called =1+1 is no formula
