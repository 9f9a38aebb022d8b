"""The table as a workbook with its faults marked, to be mailed back to whom the data comes from.

Made anew from values. A large table gives only its faulty rows, each with its number.
"""

import io
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from app.core.jobs import Job
from app.core.model import Table
from app.core.quality.check import Check, Fault, dimensions
from app.core.text import Language, Text

WHOLE = 20_000  # rows up to which the whole table is given
LIMIT = 100_000  # faulty rows that are given of a larger one
FILL = {
    "error": PatternFill("solid", fgColor="FFC7CE"),
    "warn": PatternFill("solid", fgColor="FFEB9C"),
}
AUTHOR = "Gongkai"
TITLES = {"data": Text("数据", "Data"), "problems": Text("问题清单", "Problems")}
HEAD = (
    Text("列", "column"),
    Text("维度", "dimension"),
    Text("问题", "problem"),
    Text("单元格数", "cells"),
    Text("首个行号", "first row"),
)
_ROW = Text("行号", "row")

Found = Sequence[tuple[Check, Fault]]


def marked_table(table: Table, found: Found, job: Job, language: Language) -> bytes:
    """The workbook: the data with coloured and commented cells, and a sheet of all problems."""
    book = Workbook(write_only=True)
    _data(book.create_sheet(TITLES["data"].to(language)), table, found, job, language)
    sheet = book.create_sheet(TITLES["problems"].to(language))
    sheet.append([_bold(sheet, title.to(language)) for title in HEAD])
    for check, fault in found:
        first = "" if fault.rows is None else int(np.argmax(fault.rows)) + 1
        told = told_of(check, fault, language)
        sheet.append([*(_cell(sheet, text) for text in told), fault.count, first])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def told_of(check: Check, fault: Fault, language: Language) -> list[str]:
    """A fault in the list of problems: its column, its dimension and what is wrong."""
    dimension = dimensions()[check.dimension]
    return [fault.column, dimension.to(language), fault.message.to(language)]


def _data(sheet: Worksheet, table: Table, found: Found, job: Job, language: Language) -> None:
    faulty = np.zeros(table.rows, np.bool_)
    for _, fault in found:
        if fault.rows is not None:
            faulty |= fault.rows
    shown = np.arange(table.rows) if table.rows <= WHOLE else np.flatnonzero(faulty)[:LIMIT]
    sheet.freeze_panes = "B2"
    heads = [_ROW.to(language), *table.columns]
    sheet.append([_bold(sheet, text) for text in heads])
    texts = {name: table.data[name].take(pa.array(shown)).to_pylist() for name in table.columns}
    for place, row in enumerate(shown.tolist()):
        if place % 1000 == 0:
            job.report(place, len(shown))
        cells = [_cell(sheet, texts[name][place]) for name in table.columns]
        number = WriteOnlyCell(sheet, row + 1)
        if faulty[row]:
            _mark(number, cells, row, table.columns, found, language)
        sheet.append([number, *cells])


def _mark(
    number: Cell,
    cells: Sequence[Cell],
    row: int,
    columns: Sequence[str],
    found: Found,
    language: Language,
) -> None:
    """What is wrong with a row, at the cell that it is wrong in; of the row as a whole, at its number."""
    told: dict[int, list[str]] = {}
    for check, fault in found:
        if fault.rows is None or not fault.rows[row]:
            continue
        place = columns.index(fault.column) if fault.column else -1
        cell = cells[place] if place >= 0 else number
        cell.fill = FILL[check.severity]
        told.setdefault(place, []).append(check.title.to(language))
    for place, words in told.items():
        cell = cells[place] if place >= 0 else number
        cell.comment = Comment("\n".join(words), AUTHOR)


def _cell(sheet: Worksheet, text: str | None) -> Cell:
    """A cell of text, whatever it looks like: no number is rounded, no formula comes alive."""
    cell: Cell = WriteOnlyCell(sheet, text)
    if text is not None:
        cell.data_type, cell.number_format = "s", "@"
    return cell


def _bold(sheet: Worksheet, text: str) -> Cell:
    cell = _cell(sheet, text)
    cell.font = Font(bold=True)
    return cell
