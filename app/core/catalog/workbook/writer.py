"""Entries written as a workbook that a platform imports, with its drop-down lists.

The workbook is made anew from values; nothing of any template file is carried along.
"""

import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from app.core.catalog import schema
from app.core.catalog.platforms import Profile, profile
from app.core.catalog.workbook.rows import Row, entry_row, item_rows, more_rows
from app.core.catalog.workbook.template import Sheet, Template, template
from app.core.model import Entry

_LAST = 1_048_576
_HEAD = PatternFill("solid", fgColor="DDE7F3")
_WIDTH = 18  # characters
_ENTRY_LISTS = ("scenario", "spatial_scope", "update_cycle", "share_type", "share_mode", "open_type",
                "sync_mode", "physical_delete", "in_market")  # fmt: skip


def write_workbook(entries: Sequence[Entry], *, whole: bool = True) -> bytes:
    """The sheets of :func:`template`; the third one only if the entries are to come back ``whole``."""
    form, platform = template(), profile("template")
    book = Workbook()
    del book[book.sheetnames[0]]
    first = book.create_sheet(form.entries.sheet)
    _fill(
        first, form.entries, [entry_row(entry, form, platform) for entry in entries], grouped=True
    )
    _entry_lists(first, form, platform)
    second = book.create_sheet(form.items.sheet)
    _fill(
        second, form.items, [row for entry in entries for row in item_rows(entry, form, platform)]
    )
    _item_lists(second, form)
    if whole:
        third = book.create_sheet(form.more.sheet)
        _fill(third, form.more, [row for entry in entries for row in more_rows(entry, form)])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(sheet: Worksheet, form: Sheet, rows: Iterable[Row], *, grouped: bool = False) -> None:
    """The note, the groups of columns, the headers and the rows, all as text."""
    sheet.append([form.note])
    if grouped:
        sheet.append([column.group or None for column in form.columns])
        _merge_groups(sheet, [column.group for column in form.columns])
    sheet.append([column.header for column in form.columns])
    head = sheet.max_row
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(form.columns))
    sheet["A1"].alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = f"A{head + 1}"
    for number in range(1, len(form.columns) + 1):
        cell = sheet.cell(head, number)
        cell.font, cell.fill = Font(bold=True), _HEAD
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTH
    for number, row in enumerate(rows, head + 1):
        for place, column in enumerate(form.columns, 1):
            if text := row.get(column.field, ""):
                cell = sheet.cell(number, place)
                cell.value, cell.data_type, cell.number_format = text, "s", "@"


def _merge_groups(sheet: Worksheet, groups: Sequence[str]) -> None:
    start = 0
    while start < len(groups):
        end = start
        while end + 1 < len(groups) and groups[end + 1] == groups[start]:
            end += 1
        if groups[start] and end > start:
            sheet.merge_cells(start_row=2, end_row=2, start_column=start + 1, end_column=end + 1)
        start = end + 1


def _entry_lists(sheet: Worksheet, form: Template, platform: Profile) -> None:
    for place, column in enumerate(form.entries.columns, 1):
        if column.field in _ENTRY_LISTS:
            words = [platform.written(column.field, code) for code in platform.codes[column.field]]
            _list(sheet, place, 4, words)


def _item_lists(sheet: Worksheet, form: Template) -> None:
    lists: dict[str, Sequence[str]] = {
        "type": tuple(form.item_types),
        "share": schema.codes("share_type"),
        "open": schema.codes("open_type"),
        **form.flags,
    }
    for place, column in enumerate(form.items.columns, 1):
        if column.field in lists:
            _list(sheet, place, 3, lists[column.field])


def _list(sheet: Worksheet, place: int, first: int, words: Sequence[str]) -> None:
    letter = get_column_letter(place)
    choice = DataValidation("list", formula1=f'"{",".join(words)}"', allow_blank=True)
    choice.add(f"{letter}{first}:{letter}{_LAST}")
    sheet.add_data_validation(choice)
