"""Odd but legal old workbooks, text, and what systems call .xls."""

import base64
import io
import quopri
import struct
import tempfile
import zipfile
from pathlib import Path

import xlwt
from msoffcrypto.method.ecma376_agile import ECMA376Agile

from app.core.intake.protected import DEFAULT_PASSWORD
from tests.acceptance.odd import (
    ODD,
    ROWS,
    archive,
    odd,
    parts,
    xlsx,
)
from tests.core.intake import biff12
from tests.core.intake.hidden.compound_file import compound_file

COMMA = "\r\n".join(",".join(row) for row in ROWS) + "\r\n"
TABBED = COMMA.replace(",", "\t")

# ── locked and renamed ───────────────────────────────────────────────────────────────────────


@odd("structure-protected.xlsx")
def velvet() -> bytes:
    """Excel locks it with a password that everybody knows, and asks nobody."""
    return locked(DEFAULT_PASSWORD)


def locked(password: str) -> bytes:
    """A workbook with a password."""
    plain = archive(parts(strings="<!-- -->" * 1000), zipfile.ZIP_STORED)  # no stream of few bytes
    return bytes(ECMA376Agile.encrypt(password, io.BytesIO(plain), spin_count=1000))


ODD |= {f"workbook-called{suffix}": xlsx for suffix in (".xls", ".et", ".csv", ".dbf", ".dat", "")}


# ── xls ──────────────────────────────────────────────────────────────────────────────────────


def _record(number: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", number, len(data)) + data


def _biff_cells(version: int) -> bytes:
    """The cells of one sheet in BIFF 2 to 5."""
    out = b""
    for row, cells in enumerate(ROWS):
        for column, text in enumerate(cells):
            place = struct.pack("<HH", row, column) + (bytes(3) if version == 2 else bytes(2))
            told = text.encode("gbk")
            size = struct.pack("<B" if version == 2 else "<H", len(told))
            if text.isdecimal():
                number = 0x0003 if version == 2 else 0x0203
                out += _record(number, place + struct.pack("<d", int(text)))
            else:
                out += _record(0x0004 if version == 2 else 0x0204, place + size + told)
    return out


def _biff_sheet(version: int) -> bytes:
    begin = {2: (0x0009, "<HH"), 3: (0x0209, "<HHH"), 4: (0x0409, "<HHH"), 5: (0x0809, "<HHHH")}
    number, shape = begin[version]
    told = (0x0500 if version == 5 else 0, 0x10, 0, 0)[: len(shape) - 1]
    page = _record(0x42, struct.pack("<H", 936))
    xf = (
        _record(0x0243, bytes(12))
        if version == 3
        else _record(0x0443, bytes(12))
        if version == 4
        else b""
    )
    return (
        _record(number, struct.pack(shape, *told))
        + page
        + xf
        + _biff_cells(version)
        + _record(0x0A)
    )


for _version in (2, 3, 4):
    ODD[f"biff-{_version}.xls"] = lambda version=_version: _biff_sheet(version)


@odd("biff-5.xls")
def biff_5() -> bytes:
    font = struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 134, 0) + b"\x05Arial"
    name = "数据".encode("gbk")
    head = _record(0x0809, struct.pack("<HHHH", 0x0500, 5, 0, 0)) + _record(
        0x42, struct.pack("<H", 936)
    )
    head += _record(0x31, font) * 5 + _record(0xE0, bytes(16)) * 16
    start = len(head) + 4 + 7 + len(name) + 4
    head += _record(0x85, struct.pack("<IBBB", start, 0, 0, len(name)) + name) + _record(0x0A)
    return compound_file({"Book": head + _biff_sheet(5)})


def xls() -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("数据")
    for row, cells in enumerate(ROWS):
        for column, text in enumerate(cells):
            sheet.write(row, column, int(text) if text.isdecimal() else text)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


ODD |= {f"old-workbook-called{suffix}": xls for suffix in (".xls", ".et", ".wps", ".xlsx", ".csv")}


@odd("dde-and-trailing.xls")
def trailing_xls() -> bytes:
    return xls() + b"\0" * 777


@odd("xlsb-called.xlsx")
def xlsb() -> bytes:
    cells = [
        [
            biff12.number(n, int(cell)) if cell.isdecimal() else biff12.text(n, cell)
            for n, cell in enumerate(row)
        ]
        for row in ROWS
    ]
    with tempfile.TemporaryDirectory() as folder:
        page = biff12.Page(rows=[biff12.row(n, *row) for n, row in enumerate(cells)])
        return biff12.write_xlsb(Path(folder) / "a", page).read_bytes()


# ── what systems call .xls ───────────────────────────────────────────────────────────────────


def html_rows(tag: str = "td") -> str:
    return "".join(
        "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in row) + "</tr>" for row in ROWS
    )


@odd("page.xls")
def page() -> bytes:
    head = (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset=gb2312></head>'
    )
    return f"{head}<body><table>{html_rows()}</table></body></html>".encode("gbk")


@odd("bare-table.xls")
def bare_table() -> bytes:
    return f"<table border=1>{html_rows('th')}</table>".encode()


@odd("page-of-utf-16.xls")
def wide_page() -> bytes:
    return f"<html><body><table>{html_rows()}</table></body></html>".encode("utf-16")


def _mhtml(encoding: str, body: bytes, name: str = "sheet001.htm") -> bytes:
    head = (
        "MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n"
        'Content-Type: multipart/related; boundary="----=_NextPart_01"\r\n\r\n'
    )
    frame = (
        "------=_NextPart_01\r\nContent-Location: file:///C:/a.htm\r\n"
        'Content-Type: text/html; charset="us-ascii"\r\n\r\n'
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><frameset><frame src="a_files/sheet001.htm">'
        "</frameset></html>\r\n\r\n"
    )
    part = (
        f"------=_NextPart_01\r\nContent-Location: file:///C:/a_files/{name}\r\n"
        f"Content-Transfer-Encoding: {encoding}\r\n"
        'Content-Type: text/html; charset="gb2312"\r\n\r\n'
    )
    end = b"\r\n\r\n------=_NextPart_01--\r\n"
    return head.encode() + frame.encode() + part.encode() + body + end


SHEET_PAGE = (
    f"<html><head><meta charset=gb2312></head><body><table>{html_rows()}</table></body></html>"
)


@odd("web-archive.xls")
def mhtml() -> bytes:
    return _mhtml("quoted-printable", quopri.encodestring(SHEET_PAGE.encode("gbk")))


@odd("web-archive-in-base64.mht")
def mhtml_base64() -> bytes:
    return _mhtml("base64", base64.encodebytes(SHEET_PAGE.encode("gbk")))


def style_cell(text: str) -> str:
    return f'<Cell ss:StyleID="s1"><Data ss:Type="String">{text}</Data></Cell>'


def prefixed_cell(text: str) -> str:
    return f'<ss:Cell><ss:Data ss:Type="String">{text}</ss:Data></ss:Cell>'


@odd("excel-2003.xls")
def excel_2003() -> bytes:
    ss = "urn:schemas-microsoft-com:office:spreadsheet"
    rows = "".join(f"<Row>{''.join(map(style_cell, row))}</Row>" for row in ROWS)
    return (
        '\r\n<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>'
        f'<Workbook xmlns="{ss}" xmlns:ss="{ss}"><Styles><Style ss:ID="s1"/></Styles>'
        f'<Worksheet ss:Name="数据"><Table>{rows}</Table></Worksheet></Workbook>'
    ).encode()


@odd("excel-2003-prefixed.xml")
def excel_2003_prefixed() -> bytes:
    ss = "urn:schemas-microsoft-com:office:spreadsheet"
    rows = "".join(f"<ss:Row>{''.join(map(prefixed_cell, row))}</ss:Row>" for row in ROWS)
    return (
        f'<?xml version="1.0"?><ss:Workbook xmlns:ss="{ss}"><ss:Worksheet ss:Name="数据">'
        f"<ss:Table>{rows}</ss:Table></ss:Worksheet></ss:Workbook>"
    ).encode("utf-16")


ODD |= {
    "comma.xls": lambda: COMMA.encode("gbk"),
    "tabbed-utf-16.xls": lambda: TABBED.encode("utf-16"),
    "tabbed-utf-16-be.txt": lambda: b"\xfe\xff" + TABBED.encode("utf-16-be"),
    "tabbed-unmarked-utf-16.xls": lambda: TABBED.encode("utf-16-le"),
    "stated-separator.csv": lambda: ("sep=;\r\n" + COMMA.replace(",", ";")).encode("gbk"),
    "semicolons.csv": lambda: COMMA.replace(",", ";").encode(),
    "bars.txt": lambda: COMMA.replace(",", "|").encode(),
    "full-width-commas.csv": lambda: COMMA.replace(",", "，").encode("gbk"),
    "carets.csv": lambda: COMMA.replace(",", "^").encode(),
    "old-mac-lines.csv": lambda: COMMA.replace("\r\n", "\r").encode(),
    "mixed-lines.csv": lambda: COMMA.replace("\r\n", "\n", 1).encode(),
    "double-carriage-returns.csv": lambda: COMMA.replace("\r\n", "\r\r\n").encode(),
    "blank-lines.csv": lambda: b"\r\n\r\n" + COMMA.replace("\r\n", "\r\n\r\n").encode(),
    "quoted.csv": lambda: "\n".join(",".join(f'"{cell}"' for cell in row) for row in ROWS).encode(
        "utf-8-sig"
    ),
    "guarded.csv": lambda: "\n".join(
        ",".join(f'="{cell}"' for cell in row) for row in ROWS
    ).encode(),
    "commas-at-the-end.csv": lambda: COMMA.replace("\r\n", ",,,\r\n").encode(),
    "end-of-file-mark.csv": lambda: COMMA.encode("gbk") + b"\x1a",
    "nuls-at-the-end.csv": lambda: COMMA.encode() + b"\0" * 600,
    "marked-twice.csv": lambda: b"\xef\xbb\xbf\xef\xbb\xbf" + COMMA.encode(),
    "utf-8-in-two-forms.csv": lambda: COMMA.encode("utf-8-sig").replace(b"\r\n", b"\n"),
}
