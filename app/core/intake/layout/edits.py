"""What a person corrects in a layout by pointing at rows of the sheet, each as a new value."""

import dataclasses
from collections.abc import Collection

from app.core.model import FileEdits, Layout


def as_header(edits: FileEdits, rows: Collection[int]) -> FileEdits:
    """These rows hold the column names; the data begins below them."""
    last = edits.last_row
    return dataclasses.replace(
        edits,
        header_rows=tuple(sorted(rows)),
        first_row=None,
        last_row=last if last is None or last > max(rows) else None,
    )


def data_from(edits: FileEdits, layout: Layout, row: int) -> FileEdits:
    """The data begins at a row; of the header, what stands above it stays."""
    above = tuple(number for number in layout.header_rows if number < row)
    last = edits.last_row
    return dataclasses.replace(
        edits,
        header_rows=above,
        first_row=row,
        last_row=last if last is None or last >= row else None,
    )


def data_to(edits: FileEdits, row: int) -> FileEdits:
    """The data ends with a row."""
    return dataclasses.replace(edits, last_row=row)


def kept(edits: FileEdits, rows: Collection[int]) -> FileEdits:
    """These rows are data, whatever they look like."""
    return dataclasses.replace(
        edits,
        keep_rows=tuple(sorted({*edits.keep_rows, *rows})),
        drop_rows=tuple(row for row in edits.drop_rows if row not in rows),
    )


def left_out(edits: FileEdits, rows: Collection[int]) -> FileEdits:
    """These rows are no data."""
    return dataclasses.replace(
        edits,
        keep_rows=tuple(row for row in edits.keep_rows if row not in rows),
        drop_rows=tuple(sorted({*edits.drop_rows, *rows})),
    )
