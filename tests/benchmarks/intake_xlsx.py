"""What importing an xlsx workbook costs, against fastexcel's bare read of the same file.

Import yields the table with its layout, profile and what hides in the file; fastexcel the cells as
strings. The files are invented, written by several programs, and removed again. Run as
``python -m tests.benchmarks.intake_xlsx [--rows N] [--columns N] [KIND-PROGRAM …]``.
"""

import argparse
import datetime
import importlib.util
import random
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias
from xml.sax.saxutils import escape

import pyarrow as pa
from openpyxl import Workbook
from openpyxl.utils.cell import get_column_letter

from tests.benchmarks.measure import Task, alternate

Value: TypeAlias = str | int | float | datetime.date | None
Maker: TypeAlias = Callable[[random.Random, int], Value]

OURS = """
from pathlib import Path
import pandas  # pyarrow imports it when it first converts: no part of reading
from app.core.intake.sheet import readers
from app.core.intake.table import import_file
from app.core.jobs import Job
readers.all()
path = Path({path!r})
"""
IMPORT = "assert import_file(path, Job()).rows == {rows}"
BLOCKS = (
    "(sheet,) = readers.all()['xlsx'].open(path, Job()).sheets\nfor block in sheet.blocks(): pass"
)
THEIRS = "import fastexcel"
READ = (
    "sheet = fastexcel.read_excel({path!r}).load_sheet(0, header_row=None, dtypes='string')\n"
    "assert sheet.to_arrow().num_rows == {rows} + 1"
)

_FIRST_DAY = datetime.date.fromisoformat("1940-01-01")
_EPOCH = datetime.date.fromisoformat("1899-12-30")

TEXTS: tuple[Maker, ...] = (
    lambda rng, n: rng.choice("王李张刘") + chr(0x4E00 + rng.randrange(3000)),
    lambda rng, n: f"33019919{rng.randrange(10**10):010d}",
    lambda rng, n: f"清溪县{rng.choice('青白红黄')}石镇和平路{rng.randrange(900)}号",
    lambda rng, n: rng.choice(("低保", "特困", "残疾", "高龄")),
    lambda rng, n: f"备注 {rng.randrange(9999)} & 复核" if rng.random() < 0.2 else None,
    lambda rng, n: f"BH{n:09d}",
    lambda rng, n: rng.choice(("男", "女")),
)
NUMBERS: tuple[Maker, ...] = (
    lambda rng, n: n,
    lambda rng, n: rng.randrange(120),
    lambda rng, n: rng.randrange(10**7) / 100,
    lambda rng, n: _FIRST_DAY + datetime.timedelta(days=rng.randrange(25_000)),
    lambda rng, n: rng.random(),
    lambda rng, n: rng.randrange(10**10) if rng.random() < 0.5 else None,
)
KINDS = {"mixed": TEXTS + NUMBERS, "text": TEXTS + NUMBERS[:1], "number": TEXTS[:1] + NUMBERS}


def records(kind: str, rows: int, columns: int) -> Iterator[list[Value]]:
    """A header, then rows of the kind's columns over and over."""
    rng = random.Random(2026)
    makers = KINDS[kind]
    yield [f"列{place}" for place in range(columns)]
    for n in range(1, rows + 1):
        yield [makers[place % len(makers)](rng, n) for place in range(columns)]


def write_excel(path: Path, rows: Iterator[list[Value]]) -> None:
    """As Excel does: shared strings, dates, money and shares by their styles, blanks too."""
    strings: dict[str, int] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(f"{_XML}<worksheet {_MAIN}><sheetData>".encode())
            for number, values in enumerate(rows, 1):
                cells = (
                    _cell(f"{get_column_letter(place)}{number}", value, strings)
                    for place, value in enumerate(values, 1)
                )
                xml = f'<row r="{number}" spans="1:{len(values)}">{"".join(cells)}</row>'
                part.write(xml.encode())
            part.write(b"</sheetData></worksheet>")
        with archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as part:
            part.write(f"{_XML}<sst {_MAIN}>".encode())
            for text in strings:
                part.write(f"<si><t>{escape(text)}</t></si>".encode())
            part.write(b"</sst>")
        for name, xml in _PARTS.items():
            archive.writestr(name, _XML + xml)


def _cell(place: str, value: Value, strings: dict[str, int]) -> str:
    if value is None:
        return f'<c r="{place}" s="0"/>'
    if isinstance(value, str):
        return f'<c r="{place}" t="s"><v>{strings.setdefault(value, len(strings))}</v></c>'
    if isinstance(value, datetime.date):
        return f'<c r="{place}" s="1"><v>{(value - _EPOCH).days}</v></c>'
    style = 0 if isinstance(value, int) else 3 if value < 1 else 2
    return f'<c r="{place}" s="{style}"><v>{value!r}</v></c>'


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINKS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_PARTS = {
    "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/styles.xml": f'<styleSheet {_MAIN}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>'
    '<xf numFmtId="4"/><xf numFmtId="10"/></cellXfs></styleSheet>',
    "xl/_rels/workbook.xml.rels": f"<Relationships {_LINKS}>"
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId3" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    "</Relationships>",
    "_rels/.rels": f'<Relationships {_LINKS}><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
}


def write_openpyxl(path: Path, rows: Iterator[list[Value]]) -> None:
    """Shared strings, a style on each date."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for values in rows:
        sheet.append(values)
    book.save(path)


def write_xlsxwriter(path: Path, rows: Iterator[list[Value]]) -> None:
    """Inline strings."""
    import xlsxwriter

    options = {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet()
        for number, values in enumerate(rows):
            sheet.write_row(number, 0, values)


def write_rust(path: Path, rows: Iterator[list[Value]]) -> None:
    """Shared strings or inline ones, as it likes."""
    import rustpy_xlsxwriter

    header = [str(name) for name in next(rows)]
    columns = zip(*rows, strict=True)
    data = pa.table({name: list(values) for name, values in zip(header, columns, strict=True)})
    rustpy_xlsxwriter.write_worksheet(data, str(path))


PROGRAMS = {
    "excel": ("openpyxl", write_excel),
    "openpyxl": ("openpyxl", write_openpyxl),
    "xlsxwriter": ("xlsxwriter", write_xlsxwriter),
    "rust": ("rustpy_xlsxwriter", write_rust),
}
FILES = ("mixed-excel", "text-excel", "number-excel", "mixed-openpyxl", "mixed-xlsxwriter",
         "mixed-rust")  # fmt: skip


def compare(name: str, rows: int, columns: int, rounds: int, folder: Path) -> str:
    kind, program = name.split("-")
    module, write = PROGRAMS[program]
    if importlib.util.find_spec(module) is None:
        return f"{name:18} {module} is not installed"
    path = folder / f"{name}.xlsx"
    write(path, records(kind, rows, columns))
    setup = OURS.format(path=str(path))
    theirs = Task(THEIRS, READ.format(path=str(path), rows=rows))
    whole = alternate(Task(setup, IMPORT.format(rows=rows)), theirs, rounds)
    cells = alternate(Task(setup, BLOCKS), theirs, 1)
    path.unlink()
    return (
        f"{name:18} {whole.cpu:6.2f} {whole.a.cpu:8.2f} {whole.b.cpu:7.2f} "
        f"{whole.a.peak:8.0f} {whole.b.peak:6.0f} {cells.cpu:12.2f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_048_575)
    parser.add_argument("--columns", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("files", nargs="*", metavar="KIND-PROGRAM", help=", ".join(FILES))
    args = parser.parse_args()
    sys.stdout.write(f"{args.rows} × {args.columns}, import against fastexcel\n")
    sys.stdout.write(
        "file                ratio  CPU s: ours theirs  MiB: ours theirs  cells alone\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        for name in args.files or FILES:
            line = compare(name, args.rows, args.columns, args.rounds, Path(folder))
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
