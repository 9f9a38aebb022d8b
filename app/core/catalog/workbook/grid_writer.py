"""Entries written as the Guide's grid: two rows of headers, and a resource's cells merged down its items."""

import io
import itertools
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.merge import MergedCellRange
from openpyxl.worksheet.worksheet import Worksheet

from app.core.catalog.workbook import grid
from app.core.catalog.workbook.sheets import (
    HEAD,
    WIDTH,
    choose_from,
    fill,
    merge_alike,
    write_note,
    write_text,
)
from app.core.catalog.workbook.template import template
from app.core.model import Entry

_UPPER, _LOWER, _FIRST = 2, 3, 4  # rows: of groups, of headers, of the first item
_LISTS = ("format", "share_type", "share_mode", "open_to_public", "update_cycle")


def write_grid(entries: Sequence[Entry], *, whole: bool = True) -> bytes:
    """The table of the Guide; a second sheet holds what it has no column for, if entries are to come back
    ``whole``.
    """
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = grid.form().sheet
    _headers(sheet)
    row = _FIRST
    for number, entry in enumerate(entries, 1):
        row = _resource(sheet, row, number, entry)
    for place, column in enumerate(grid.form().columns, 1):
        if column.key in _LISTS:
            choose_from(sheet, place, _FIRST, grid.rules().codes[column.key])
        elif column.key == "item_type":
            choose_from(sheet, place, _FIRST, grid.type_words())
    if whole:
        more = [row for entry in entries for row in grid.more_rows(entry)]
        fill(book.create_sheet(template().more.sheet), template().more, more)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _headers(sheet: Worksheet) -> None:
    columns = grid.form().columns
    write_note(sheet, grid.form().note, len(columns))
    for place, column in enumerate(columns, 1):
        sheet.cell(_UPPER, place, column.group or column.header)
        sheet.cell(_LOWER, place, column.header if column.group else None)
        if not column.group:
            sheet.merge_cells(
                start_row=_UPPER, end_row=_LOWER, start_column=place, end_column=place
            )
        sheet.column_dimensions[get_column_letter(place)].width = WIDTH
    merge_alike(sheet, _UPPER, [column.group for column in columns])
    for row, place in itertools.product((_UPPER, _LOWER), range(1, len(columns) + 1)):
        cell = sheet.cell(row, place)
        cell.font, cell.fill = Font(bold=True), HEAD
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.freeze_panes = f"A{_FIRST}"


def _resource(sheet: Worksheet, first: int, number: int, entry: Entry) -> int:
    """One resource from row ``first`` on; returns the row below it."""
    last = first + max(len(entry.items), 1) - 1
    told = grid.resource_row(entry) | {"number": str(number)}
    for place, column in enumerate(grid.form().columns, 1):
        if column.of_item:
            for row, item in enumerate(entry.items, first):
                write_text(sheet.cell(row, place), grid.item_row(item)[column.key])
            continue
        write_text(sheet.cell(first, place), told.get(column.key, ""))
        sheet.cell(first, place).alignment = Alignment(vertical="top", wrap_text=True)
        if last > first:
            _merge_down(sheet, place, first, last)
    return last + 1


def _merge_down(sheet: Worksheet, place: int, first: int, last: int) -> None:
    """Merge a column's rows. Not by ``merge_cells``, which looks at all that are merged already."""
    area = MergedCellRange(
        sheet, f"{get_column_letter(place)}{first}:{get_column_letter(place)}{last}"
    )
    sheet.merged_cells.ranges.add(area)
