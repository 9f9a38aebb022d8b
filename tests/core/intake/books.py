"""Files for the tests: small workbooks and delimited texts, made on the spot."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

Grid = Sequence[Sequence[object]]


def write_xlsx(path: Path, rows: Grid, merges: Sequence[str] = ()) -> Path:
    """A workbook of one sheet; ``merges`` are ranges such as ``A1:C1``."""
    book = Workbook()
    fill(book.active, rows, merges)
    book.save(path)
    return path


def fill(sheet: object, rows: Grid, merges: Sequence[str] = ()) -> None:
    for row in rows:
        sheet.append(list(row))  # type: ignore[attr-defined]
    for merge in merges:
        sheet.merge_cells(merge)  # type: ignore[attr-defined]


def write_text(path: Path, rows: Grid, encoding: str = "utf-8", delimiter: str = ",") -> Path:
    """Delimited text in some encoding."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path
