"""Excel workbook: every cell is text, so that no digit of an identifier is lost.

Sheets are written as they are read, into the zip archive at once: no temporary file, and no memory
beyond one block of rows. Texts stand in their cells (``inlineStr``); a table of shared strings
would have to be held until the end. Source: ECMA-376 part 1, §18.3.1 and §22.4.2.4.
"""

import re
import zipfile
from typing import BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core.errors import CharactersLost
from app.core.escaping import edged, raw, replaced, with_bytes
from app.core.intake.column_letters import column_letters
from app.core.intake.markup.cells import escaped, refuse_illegal
from app.core.intake.writer import PLAIN, WriteOptions, Writer, writers
from app.core.jobs import Job
from app.core.row_form import Escaped, Frame, RowForm, Unfit
from app.core.row_text import RowText
from app.core.text import Text

CELL_CHARACTERS = 32_767  # Excel's own limits
SHEET_COLUMNS = 16_384
SHEET_ROWS = 1_048_576  # header included
_SLICE = 1 << 20  # bytes of a sheet between two looks at the job
_MARKUP = 90  # bytes around a cell's text, at most
_GROWTH = 7  # bytes that a byte may become: "_" in "_x005F_"
_ZIP_ENTRY = (1 << 31) - 1  # bytes of an archive's entry, unless it is announced as larger
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_TOO_LONG = Text("超过 32767 个字符的单元格", "cells of more than 32,767 characters")
_TOO_WIDE = Text("超过 16384 列", "more than 16,384 columns")

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = f"""{_XML}<styleSheet xmlns="{_MAIN}">\
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>\
<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>\
<fills count="2"><fill><patternFill patternType="none"/></fill>\
<fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" \
applyFont="1"/></cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>\
</styleSheet>"""
_SHEET = f"""{_XML}<worksheet xmlns="{_MAIN}"><dimension ref="A1:{{corner}}"/>\
<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" \
activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>"""
_TEXT, _HEADING = 1, 2  # cell formats, by their place in cellXfs; both are “@”


@writers.register
class XlsxWriter(Writer):
    """Text cells with the format “@”; a table beyond one sheet goes on in the next."""

    id = "xlsx"
    title = Text("Excel", "Excel")
    version = "2"

    def write(
        self, data: pa.Table, sink: BinaryIO, job: Job, options: WriteOptions = PLAIN
    ) -> dict[str, int]:
        if data.num_columns > SHEET_COLUMNS:
            raise CharactersLost(format="Excel", characters=_TOO_WIDE)
        limit = SHEET_ROWS - 1
        starts = range(0, max(data.num_rows, 1), limit)
        with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
            for name, content in _parts(len(starts)):
                with book.open(name, "w") as part:  # dated 1980: the same table, the same bytes
                    part.write(content.encode())
            for number, start in enumerate(starts, 1):
                _write_sheet(book, number, data.slice(start, limit), start, data.num_rows, job)
        return {}


def _write_sheet(
    book: zipfile.ZipFile, number: int, data: pa.Table, done: int, total: int, job: Job
) -> None:
    letters = [column_letters(place) for place in range(1, data.num_columns + 1)]
    head = pa.table([pa.array([name]) for name in data.column_names], data.column_names)
    corner = f"{letters[-1] if letters else 'A'}{data.num_rows + 1}"
    large = _largest(data) > _ZIP_ENTRY
    with book.open(f"xl/worksheets/sheet{number}.xml", "w", force_zip64=large) as part:
        part.write(_SHEET.format(corner=corner).encode())
        for _, block in _rows(letters, _HEADING, 1).blocks(head):
            part.write(block)
        for rows, block in _rows(letters, _TEXT, 2).blocks(data):
            for start in range(0, len(block), _SLICE):  # to compress a block takes long
                job.report(done, total)
                part.write(block[start : start + _SLICE])
            done += rows
        part.write(b"</sheetData></worksheet>")


def _rows(letters: list[str], style: int, number: int) -> RowText:
    frames = [
        Frame((f'<c r="{name}', f'" s="{style}" t="inlineStr"><is>'), "</is></c>")
        for name in letters
    ]
    form = RowForm(
        "Excel",
        frames,
        opening=('<row r="', '">'),
        closing="</row>",
        bare=("<t>", "</t>"),
        wrap=('<t xml:space="preserve">', "</t>"),
        number=number,
    )
    return RowText(form, _escape)


def _escape(values: pa.Array) -> Escaped:
    """Excel's own escapes: _xHHHH_ would read as a character, a carriage return as a line feed."""
    refuse_illegal(values)
    _refuse_long(values)
    spaced = np.union1d(edged(values, below=0x21), with_bytes(values, b"\t\n"))
    scores = with_bytes(values, b"_")
    if len(scores):
        found = values.take(pa.array(scores))
        alike = pc.match_substring_regex(found, "_x[0-9A-Fa-f]{4}_")
        scores = scores[alike.to_numpy(zero_copy_only=False)]
        texts = [_ESCAPE.sub("_x005F_", text) for text in found.filter(alike).to_pylist()]
        values = replaced(values, scores, pa.array(texts, pa.large_string()))
    return Escaped(escaped(values, carriage_return="_x000D_"), wrapped=spaced)


def _refuse_long(values: pa.Array) -> None:
    """Raises Unfit at a cell that Excel would cut; it counts characters beyond U+FFFF twice."""
    offsets, _ = raw(values)
    for place in np.flatnonzero(np.diff(offsets) > CELL_CHARACTERS):
        if len(values[place].as_py().encode("utf-16-le")) > 2 * CELL_CHARACTERS:
            raise Unfit(int(place), _TOO_LONG)


def _largest(data: pa.Table) -> int:
    """How many bytes the sheet can have at most."""
    cells = data.num_columns * (data.num_rows + 2)
    if (_MARKUP + _GROWTH * CELL_CHARACTERS * 4) * cells <= _ZIP_ENTRY:
        return 0  # however long the texts are
    text = 0
    for batch in data.to_reader():
        for column in batch.columns:
            if pa.types.is_dictionary(column.type):
                lengths = pc.binary_length(column.dictionary).take(column.indices)
            else:
                lengths = pc.binary_length(column)
            text += int(pc.sum(lengths).as_py() or 0)
    return int(_MARKUP * cells + _GROWTH * text)


def _parts(sheets: int) -> list[tuple[str, str]]:
    """The parts of the package that do not hold rows, as (name, content)."""
    numbers = range(1, sheets + 1)
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for n in numbers
    )
    listed = "".join(f'<sheet name="Sheet{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    return [
        (
            "[Content_Types].xml",
            f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/xl/workbook.xml" '
            f'ContentType="{_TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" '
            f'ContentType="{_TYPE}.styles+xml"/>{types}</Types>',
        ),
        (
            "_rels/.rels",
            f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        ),
        (
            "xl/workbook.xml",
            f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
            f"<bookViews><workbookView/></bookViews><sheets>{listed}</sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{related}'
            f'<Relationship Id="rId{sheets + 1}" Type="{_RELATIONS}/styles" '
            'Target="styles.xml"/></Relationships>',
        ),
        ("xl/styles.xml", _STYLES),
    ]
