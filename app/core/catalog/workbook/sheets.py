"""What the sheets of a catalog workbook are made of: notes, headers, texts, drop-down lists."""

from collections.abc import Iterable, Sequence

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from app.core.catalog.workbook.rows import Row
from app.core.catalog.workbook.template import Sheet

HEAD = PatternFill("solid", fgColor="DDE7F3")
WIDTH = 18  # characters
_LAST = 1_048_576


def fill(sheet: Worksheet, form: Sheet, rows: Iterable[Row], *, grouped: bool = False) -> None:
    """The note, the groups of columns, the headers and the rows, all as text."""
    write_note(sheet, form.note, len(form.columns))
    if grouped:
        sheet.append([column.group or None for column in form.columns])
        merge_alike(sheet, 2, [column.group for column in form.columns])
    sheet.append([column.header for column in form.columns])
    head = sheet.max_row
    sheet.freeze_panes = f"A{head + 1}"
    for number in range(1, len(form.columns) + 1):
        cell = sheet.cell(head, number)
        cell.font, cell.fill = Font(bold=True), HEAD
        sheet.column_dimensions[get_column_letter(number)].width = WIDTH
    for number, row in enumerate(rows, head + 1):
        for place, column in enumerate(form.columns, 1):
            write_text(sheet.cell(number, place), row.get(column.field, ""))


def write_note(sheet: Worksheet, note: str, columns: int) -> None:
    """How to fill the sheet in, across its first row."""
    sheet.append([note])
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=columns)
    sheet["A1"].alignment = Alignment(wrap_text=True, vertical="top")


def write_text(cell: Cell | MergedCell, text: str) -> None:
    """Exact text, whatever it looks like; nothing for a blank one."""
    if text and isinstance(cell, Cell):
        cell.value, cell.data_type, cell.number_format = text, "s", "@"


def merge_alike(sheet: Worksheet, row: int, groups: Sequence[str]) -> None:
    """Merge the cells of a row that are of one group and side by side."""
    start = 0
    while start < len(groups):
        end = start
        while end + 1 < len(groups) and groups[end + 1] == groups[start]:
            end += 1
        if groups[start] and end > start:
            sheet.merge_cells(
                start_row=row, end_row=row, start_column=start + 1, end_column=end + 1
            )
        start = end + 1


def choose_from(sheet: Worksheet, place: int, first: int, words: Sequence[str]) -> None:
    """A drop-down list for column ``place``, from row ``first`` down; both from 1."""
    letter = get_column_letter(place)
    choice = DataValidation("list", formula1=f'"{",".join(words)}"', allow_blank=True)
    choice.add(f"{letter}{first}:{letter}{_LAST}")
    sheet.add_data_validation(choice)
