"""Odd but legal files of the data formats, and those without a table."""

import gzip
import io
import json
import zipfile
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq

from tests.acceptance.odd import (
    ODD,
    REFUSED,
    ROWS,
    archive,
    links_xml,
    odd,
    xlsx,
)
from tests.acceptance.odd_files import COMMA
from tests.core.intake.hidden.compound_file import compound_file
from tests.core.intake.readers.dbf_file import dbf, record
from tests.core.intake.readers.test_ods import SPACES, TYPE

# ── ods ──────────────────────────────────────────────────────────────────────────────────────


def ods(rows: str, manifest: str = "<m/>") -> bytes:
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES}><office:body>'
        f'<office:spreadsheet><table:table table:name="数据">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("mimetype", TYPE)
        file.writestr("content.xml", content)
        file.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def ods_cell(text: str) -> str:
    kind = f'float" office:value="{text}' if text.isdecimal() else "string"
    return (
        f'<table:table-cell office:value-type="{kind}"><text:p>{text}</text:p></table:table-cell>'
    )


def ods_rows() -> str:
    blank = '<table:table-cell table:number-columns-repeated="16381"/>'
    return "".join(
        f"<table:table-row>{''.join(map(ods_cell, row))}{blank}</table:table-row>" for row in ROWS
    )


@odd("million-repeated-rows.ods")
def repeated() -> bytes:
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    return ods(
        ods_rows()
        + f'<table:table-row table:number-rows-repeated="1048572">{blank}</table:table-row>'
    )


@odd("row-groups.ods")
def row_groups() -> bytes:
    return ods(
        f"<table:table-header-rows/><table:table-row-group>{ods_rows()}</table:table-row-group>"
    )


@odd("flat.fods")
def flat() -> bytes:
    return (
        f'<?xml version="1.0"?><office:document {SPACES} office:mimetype="{TYPE}"'
        ' xmlns:xhtml="http://www.w3.org/1999/xhtml"><office:body>'  # as LibreOffice names it
        f'<office:spreadsheet><table:table table:name="数据">{ods_rows()}</table:table>'
        "</office:spreadsheet></office:body></office:document>"
    ).encode()


# ── dbf ──────────────────────────────────────────────────────────────────────────────────────


def dbf_of(
    driver: int = 0, version: int = 0x03, encoding: str = "gbk", extra: tuple[bytes, ...] = ()
) -> bytes:
    fields = [
        (name.encode(encoding), kind, 12, 0, 0) for name, kind in zip(ROWS[0], "CCN", strict=True)
    ]
    rows = [
        record(
            *(
                cell.encode(encoding).ljust(12) if not cell.isdecimal() else cell.rjust(12).encode()
                for cell in row
            )
        )
        for row in ROWS[1:]
    ]
    return dbf(fields, [*rows, *extra], driver=driver, version=version)


ODD |= {
    "no-driver.dbf": dbf_of,
    "driver-of-gbk.dbf": lambda: dbf_of(0x7A),
    "driver-of-gbk-3.dbf": lambda: dbf_of(0x4D),
    "western-driver.dbf": lambda: dbf_of(0x03),
    "foxpro-2.dbf": lambda: dbf_of(version=0xF5),
    "visual-foxpro.dbf": lambda: dbf_of(version=0x30),
    "utf-8.dbf": lambda: dbf_of(encoding="utf-8"),
    "deleted-records.dbf": lambda: dbf_of(extra=(b"*" + b"x" * 36,)),
    "no-end.dbf": lambda: dbf_of()[:-1],
    "called.xls": dbf_of,
}


# ── parquet ──────────────────────────────────────────────────────────────────────────────────


def parquet(columns: dict[str, pa.Array], **options: object) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, **options)
    return out.getvalue()


def columns() -> dict[str, pa.Array]:
    return {name: pa.array(cells) for name, *cells in zip(*ROWS, strict=True)}


ODD |= {
    "plain.parquet": lambda: parquet(columns()),
    "dictionary.parquet": lambda: parquet({n: c.dictionary_encode() for n, c in columns().items()}),
    "large-strings.parquet": lambda: parquet(
        {n: c.cast(pa.large_string()) for n, c in columns().items()}
    ),
    "decimals.parquet": lambda: parquet(
        columns()
        | {"数量": pa.array([Decimal(cell[2]) for cell in ROWS[1:]], pa.decimal128(38, 0))}
    ),
    "numbers-brotli.parquet": lambda: parquet(
        columns() | {"数量": pa.array([int(cell[2]) for cell in ROWS[1:]], pa.uint8())},
        compression="brotli",
    ),
    "many-groups.parquet": lambda: parquet(
        columns(), row_group_size=1, version="1.0", compression="gzip"
    ),
    "old-pages.parquet": lambda: parquet(columns(), data_page_version="2.0", use_dictionary=False),
}


# ── json and xml ─────────────────────────────────────────────────────────────────────────────

RECORDS = [dict(zip(ROWS[0], row, strict=True)) for row in ROWS[1:]]


def json_of(value: object, **options: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, **options).encode()  # type: ignore[arg-type]


ODD |= {
    "records.json": lambda: json_of(RECORDS),
    "marked-gbk.json": lambda: json.dumps(RECORDS, ensure_ascii=False).encode("gbk"),
    "utf-16.json": lambda: json.dumps(RECORDS, ensure_ascii=False).encode("utf-16"),
    "escaped.json": lambda: json.dumps(RECORDS).encode(),
    "wrapped.json": lambda: json_of({"code": 0, "msg": "", "data": {"total": 3, "rows": RECORDS}}),
    "arrays.json": lambda: json_of(ROWS),
    "columns.json": lambda: json_of({"columns": ROWS[0], "data": ROWS[1:]}),
    "lines.jsonl": lambda: b"\n".join(json_of(one) for one in RECORDS),
    "lines-called.json": lambda: b"\r\n".join(json_of(one) for one in RECORDS),
    "one-after-another.json": lambda: b"".join(json_of(one, indent=1) for one in RECORDS),
    "numbers.json": lambda: json_of([one | {"数量": int(one["数量"])} for one in RECORDS]),
}


def xml_of(one: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>', end: str = "") -> bytes:
    body = "".join(one.format(*row) for row in ROWS[1:])
    return f"{head}<list>{body}</list>{end}".encode()


ODD |= {
    "elements.xml": lambda: xml_of("<item><名称>{0}</名称><地址>{1}</地址><数量>{2}</数量></item>"),
    "attributes.xml": lambda: xml_of('<item 名称="{0}" 地址="{1}" 数量="{2}"/>'),
    "namespaces.xml": lambda: xml_of(
        '<a:item xmlns:a="urn:x"><a:名称>{0}</a:名称><a:地址>{1}</a:地址><a:数量>{2}</a:数量></a:item>'
    ),
    "cdata.xml": lambda: xml_of(
        "<item><名称><![CDATA[{0}]]></名称><地址>{1}</地址><数量>{2}</数量></item>"
    ),
    "no-declaration.xml": lambda: xml_of(
        "<item><名称>{0}</名称><地址>{1}</地址><数量>{2}</数量></item>", ""
    ),
    "blank-line-first.xml": lambda: (
        b"\n" + xml_of("<item><名称>{0}</名称><地址>{1}</地址><数量>{2}</数量></item>")
    ),
    "version-1.1.xml": lambda: xml_of(
        "<item><名称>{0}</名称><地址>{1}</地址><数量>{2}</数量></item>",
        '<?xml version="1.1" encoding="UTF-8"?>',
    ),
}


# ── what holds no table ──────────────────────────────────────────────────────────────────────

SEALED = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'
    "</manifest:file-entry></manifest:manifest>"
)
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><l><i>&b;</i></l>'
)
WORD = {
    "_rels/.rels": links_xml({"rId1": ("officeDocument", "word/document.xml")}),
    "word/document.xml": "<w/>",
}

REFUSED |= {
    "no-bytes.csv": ("file-empty", lambda: b""),
    "blanks.csv": ("table-missing", lambda: b"\r\n  \r\n"),
    "mark-only.csv": ("table-missing", lambda: b"\xef\xbb\xbf"),
    "rich-text.xls": ("format-unknown", lambda: b"{\\rtf1\\ansi hello}"),
    "document.xls": ("format-unknown", lambda: b"%PDF-1.4\n1 0 obj\n"),
    "picture.xls": ("format-unknown", lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(50)),
    "packed.csv": ("format-unknown", lambda: gzip.compress(COMMA.encode())),
    "database.csv": ("format-unknown", lambda: b"SQLite format 3\0" + bytes(100)),
    "sylk.xls": ("format-unknown", lambda: b'ID;PWXL;N;E\r\nC;Y1;X1;K"a"\r\nC;X2;K"b"\r\nE\r\n'),
    "dif.csv": ("format-unknown", lambda: b'TABLE\r\n0,1\r\n"EXCEL"\r\nVECTORS\r\n0,2\r\n""\r\n'),
    "word.doc": ("file-unreadable", lambda: compound_file({"WordDocument": b"x"})),
    "word.xlsx": ("file-unreadable", lambda: archive(WORD)),
    "no-workbook.zip": ("file-unreadable", lambda: archive({"a.csv": COMMA})),
    "no-parts.zip": ("format-unknown", lambda: b"PK\5\6" + bytes(18)),
    "locked.ods": ("file-protected", lambda: ods(ods_rows(), SEALED)),
    "log-in.xls": ("records-missing", lambda: b"<html><body>please log in</body></html>"),
    "nul.csv": ("bytes-undecodable", lambda: COMMA.replace("青", "\0").encode()),
    "magic-only.parquet": ("file-unreadable", lambda: b"PAR1PAR1"),
    "deep.json": ("syntax-broken", lambda: b'[{"a":' * 50_000),
    "bad-line.jsonl": ("syntax-broken", lambda: b'{"a":1}\n{"b":\n{"a":3}\n'),
    "laughs.xml": ("syntax-broken", lambda: LAUGHS),
    "laughs.xlsx": ("file-unreadable", lambda: xlsx(sheet=LAUGHS)),
    "no-sheets.xlsx": ("file-unreadable", lambda: xlsx(links=links_xml({}))),
}
