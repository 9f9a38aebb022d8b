"""Entries written as a workbook that a platform imports, with its drop-down lists.

The workbook is made anew from values; nothing of any template file is carried along.
"""

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.core.catalog import schema
from app.core.catalog.platforms import Profile, profile
from app.core.catalog.workbook.rows import entry_row, item_rows, more_rows
from app.core.catalog.workbook.sheets import choose_from, fill
from app.core.catalog.workbook.template import Template, template
from app.core.model import Entry

_ENTRY_LISTS = ("scenario", "spatial_scope", "update_cycle", "share_type", "share_mode", "open_type",
                "sync_mode", "physical_delete", "in_market")  # fmt: skip


def write_workbook(entries: Sequence[Entry], *, whole: bool = True) -> bytes:
    """The sheets of :func:`template`; the third one only if the entries are to come back ``whole``."""
    form, platform = template(), profile("template")
    book = Workbook()
    del book[book.sheetnames[0]]
    first = book.create_sheet(form.entries.sheet)
    fill(first, form.entries, [entry_row(entry, form, platform) for entry in entries], grouped=True)
    _entry_lists(first, form, platform)
    second = book.create_sheet(form.items.sheet)
    fill(second, form.items, [row for entry in entries for row in item_rows(entry, form, platform)])
    _item_lists(second, form)
    if whole:
        third = book.create_sheet(form.more.sheet)
        fill(third, form.more, [row for entry in entries for row in more_rows(entry, form)])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _entry_lists(sheet: Worksheet, form: Template, platform: Profile) -> None:
    for place, column in enumerate(form.entries.columns, 1):
        if column.field in _ENTRY_LISTS:
            words = [platform.written(column.field, code) for code in platform.codes[column.field]]
            choose_from(sheet, place, 4, words)


def _item_lists(sheet: Worksheet, form: Template) -> None:
    lists: dict[str, Sequence[str]] = {
        "type": tuple(form.item_types),
        "share": schema.codes("share_type"),
        "open": schema.codes("open_type"),
        **form.flags,
    }
    for place, column in enumerate(form.items.columns, 1):
        if column.field in lists:
            choose_from(sheet, place, 3, lists[column.field])
