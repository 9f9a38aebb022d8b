"""A workbook as rows of texts."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from app.core.errors import CatalogUnreadable, FileMissing, Where
from app.core.text import Text

if TYPE_CHECKING:
    from openpyxl import Workbook

HEAD_ROWS = 20  # in which the headers are looked for
_INFLATED = 256 << 20  # bytes of a workbook's parts; hundreds of entries take one hundredth of it


@contextmanager
def opened(path: Path) -> Iterator["Workbook"]:
    """The workbook at ``path``, for reading. Raises FileMissing, CatalogUnreadable."""
    book = _load(path)
    try:
        yield book
    finally:
        book.close()


def texts(book: "Workbook", sheet: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a sheet, from 1, each cell as text; a merged area is filled at its first cell only."""
    for number, values in enumerate(book[sheet].values, 1):
        yield number, [_text(value) for value in values]


def _load(path: Path) -> "Workbook":
    from openpyxl import load_workbook  # seldom needed, and slow to load
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with ZipFile(path) as package:
            size = sum(part.file_size for part in package.infolist())
        if size <= _INFLATED:
            return load_workbook(path, read_only=True, data_only=True)
        reason = Text("内容过大", "it holds too much")
    except FileNotFoundError:
        raise FileMissing(name=path.name) from None
    except (OSError, BadZipFile, InvalidFileException, KeyError, ValueError, ParseError):
        reason = Text("不是完好的 xlsx 工作簿", "it is no sound xlsx workbook")
    raise CatalogUnreadable(Where(file=path.name), name=path.name, reason=reason)


def _text(value: object) -> str:
    """A day typed as a date is a day, without the time that Excel adds."""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time.min:
        value = value.date()
    return "" if value is None else str(value).strip()
