"""Delimited text: .csv, .tsv and .txt in UTF-8, UTF-16 or GB18030."""

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path

from app.core.errors import FileUnreadable, Where
from app.core.intake.encoding import detect, is_text
from app.core.intake.sheet import (
    NO_WISH,
    Notices,
    Row,
    Sheet,
    Signature,
    Wish,
    Workbook,
    readers,
)
from app.core.jobs import Job
from app.core.text import Text

# Workbooks, and the web pages and documents that some systems name .xls or .csv.
FOREIGN = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-", b"{\\rtf", b"<")
DELIMITERS = (",", "\t", ";", "|", "，")

csv.field_size_limit(1 << 24)


@readers.register
class DelimitedReader:
    """The csv module, which reads every odd file exactly; the delimiter is told from the head."""

    id = "csv"
    title = Text("分隔文本", "delimited text")
    version = "2"
    last_resort = True

    def accepts(self, signature: Signature) -> bool:
        head = signature.head
        return is_text(head) and not head.removeprefix(BOM_UTF8).lstrip().startswith(FOREIGN)

    def open(self, path: Path, job: Job, wish: Wish = NO_WISH) -> Workbook:
        encoding = wish.encoding or detect(path)
        delimiter = wish.delimiter or _delimiter(path, encoding)
        size = path.stat().st_size

        def rows() -> Iterator[Row]:
            with path.open("rb") as raw, _text(raw, encoding) as text:
                lines = _Lines(text)
                number = 0
                try:
                    for number, cells in enumerate(csv.reader(lines, delimiter=delimiter), 1):
                        if number % 5000 == 0:
                            job.report(raw.tell(), size)
                        if lines.ended:  # inside a quote, which would swallow the rest in silence
                            raise _unclosed(path, number)
                        yield tuple(_unguard(cell) for cell in cells)
                except csv.Error as error:
                    where = Where(path.name, row=number + 1)
                    raise FileUnreadable(where, name=path.name, reason=str(error)) from error

        return Workbook("csv", (Sheet(path.stem, "visible", rows),), Notices(), encoding)


class _Lines:
    """Lines of text that remember whether the last one has been drawn."""

    def __init__(self, lines: io.TextIOWrapper) -> None:
        self._lines = lines
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        yield from self._lines
        self.ended = True


def _unclosed(path: Path, row: int) -> FileUnreadable:
    reason = Text(f"第 {row} 行的引号没有配对", f"a quote in row {row} is never closed")
    return FileUnreadable(Where(path.name, row=row), name=path.name, reason=reason)


def _text(raw: io.BufferedReader, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(raw, encoding, newline="")


def _delimiter(path: Path, encoding: str) -> str:
    """The mark that splits the first lines into the most equal numbers of cells."""
    with path.open("rb") as raw, _text(raw, encoding) as text:
        head = text.read(64 * 1024).splitlines()[:200]

    def evenness(mark: str) -> tuple[int, int]:
        counts = [len(row) for row in csv.reader(head, delimiter=mark) if row]
        wide = [count for count in counts if count > 1]
        common = max(set(wide), key=wide.count) if wide else 1
        return (wide.count(common) if wide else 0), common

    return max(DELIMITERS, key=evenness)


def _unguard(cell: str) -> str | None:
    """A cell without the guards that people use to stop Excel from reformatting: ="001", tab."""
    if cell.startswith('="') and cell.endswith('"') and len(cell) > 2:
        cell = cell[2:-1]
    return cell.strip("\t") or None
