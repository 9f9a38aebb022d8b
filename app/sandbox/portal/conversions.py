"""A published CSV file in other forms, made when they are asked for; every cell stays the text that it is.

What was signed and counted in the receipt is the CSV file; these hold the same cells.
"""

import json
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from app.sandbox.admission import table

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # in XML 1.0, and so in xlsx
_MOST_ROWS = 1_048_575  # of a worksheet, below the header


def _json(data: Path, file: IO[bytes]) -> None:
    """A list of objects, as RFC 8259."""
    lines = table(data)
    header = next(lines)
    before = "[\n"
    for line in lines:
        row = json.dumps(dict(zip(header, line, strict=True)), ensure_ascii=False)
        file.write((before + row).encode())
        before = ",\n"
    file.write(b"[]" if before == "[\n" else b"\n]\n")


def _xml(data: Path, file: IO[bytes]) -> None:
    """rows / row / cell with its column's name: a name need not be one of XML's."""
    lines = table(data)
    names = [quoteattr(_legible(name)) for name in next(lines)]
    file.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<rows>\n')
    for line in lines:
        cells = zip(names, line, strict=True)
        told = "".join(f"<cell name={name}>{escape(_legible(text))}</cell>" for name, text in cells)
        file.write(f"<row>{told}</row>\n".encode())
    file.write(b"</rows>\n")


def _xlsx(data: Path, file: IO[bytes]) -> None:
    """One sheet of texts; none of them becomes a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("data")
    for line in table(data):
        cells = []
        for text in line:
            cell = WriteOnlyCell(sheet, _legible(text))
            cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    book.save(file)


_FORMS: dict[str, Callable[[Path, IO[bytes]], None]] = {"json": _json, "xlsx": _xlsx, "xml": _xml}


def forms(rows: int) -> tuple[str, ...]:
    """The forms that a table of so many rows can be had in, its own first."""
    return ("csv", *(form for form in _FORMS if form != "xlsx" or rows <= _MOST_ROWS))


def converted(data: Path, form: str) -> IO[bytes]:
    """An open file without a name, at its beginning, that goes when it is closed."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 — the caller closes it
    try:
        _FORMS[form](data, file)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def _legible(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
