"""Excel 2003 XML, as Excel and as other systems write it."""

from pathlib import Path

import pytest

from app.core.errors import FileTooLarge, FileUnreadable, GongkaiError
from app.core.intake.readers.xml_spreadsheet import XmlSpreadsheetReader
from app.core.intake.sheet import Merge, Shown, Workbook
from app.core.intake.signature import signature
from app.core.jobs import Job
from app.core.model import Hidden

OPENING = (
    '<?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
    ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
)


def style(name: str, code: str, more: str = "") -> str:
    return f'<Style ss:ID="{name}" {more}><NumberFormat ss:Format="{code}"/></Style>'


def sheet(rows: str, name: str = "数据", options: str = "") -> str:
    return (
        f'<Worksheet ss:Name="{name}"><Table>{rows}</Table>'
        f'<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">{options}'
        "</WorksheetOptions></Worksheet>"
    )


def cell(value: object, kind: str = "String", more: str = "", after: str = "") -> str:
    return f'<Cell {more}><Data ss:Type="{kind}">{value}</Data>{after}</Cell>'


def row(*cells: str, more: str = "") -> str:
    return f"<Row {more}>{''.join(cells)}</Row>"


def written(
    folder: Path,
    sheets: str,
    *,
    styles: str = "",
    head: str = "",
    encoding: str = "UTF-8",
    doctype: str = "",
) -> Path:
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?>{doctype}{OPENING}{head}'
        f"<Styles>{styles}</Styles>{sheets}</Workbook>"
    )
    path = folder / "a.xls"
    path.write_bytes(text.encode(encoding))
    return path


def opened(path: Path) -> Workbook:
    assert XmlSpreadsheetReader().accepts(signature(path))
    return XmlSpreadsheetReader().open(path, Job())


def first(folder: Path, rows: str, **options: str) -> list[tuple[str | None, ...]]:
    return list(opened(written(folder, sheet(rows), **options)).sheets[0].rows())


# ── values ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("code", "given", "text"),
    [
        ("General", cell("清溪县"), "清溪县"),
        ("General", cell(" 前&#10;后&amp; "), " 前\n后& "),
        ("General", cell("0012"), "0012"),
        ("General", cell("42", "Number"), "42"),
        ("000000", cell("28310", "Number", 'ss:StyleID="s"'), "028310"),
        ("Percent", cell("0.1234", "Number", 'ss:StyleID="s"'), "12.34%"),
        ("Standard", cell("1234.5", "Number", 'ss:StyleID="s"'), "1,234.50"),
        ("Long Date", cell("2024-03-05T00:00:00.000", "DateTime", 'ss:StyleID="s"'), "2024年3月5日"),
        ("yyyy\\-mm\\-dd", cell("2024-03-05T00:00:00.000", "DateTime", 'ss:StyleID="s"'), "2024-03-05"),
        ("Short Time", cell("1899-12-31T08:05:00.000", "DateTime", 'ss:StyleID="s"'), "8:05"),
        ("General", cell("2024-03-05T00:00:00.000", "DateTime"), "2024-03-05"),
        ("General", cell("1", "Boolean"), "TRUE"),
        ("General", cell("0", "Boolean"), "FALSE"),
        ("General", cell("<B>富</B>文本"), "富文本"),
    ],
)  # fmt: skip
def test_value_as_the_clerk_sees_it(code: str, given: str, text: str, tmp_path: Path) -> None:
    assert first(tmp_path, row(given), styles=style("s", code)) == [(text,)]


def test_numbers_keep_what_the_file_stores(tmp_path: Path) -> None:
    rows = row(
        cell("1.2340E1", "Number"), cell("2024-03-05T06:00:00.000", "DateTime", 'ss:StyleID="s"')
    )
    cells = first(tmp_path, rows, styles=style("s", "yyyy/m/d"))[0]
    assert [(c, c.raw, c.number_format) for c in cells if isinstance(c, Shown)] == [
        ("12.34", "12.34", "General"),
        ("2024/3/5", "45356.25", "yyyy/m/d"),
    ]


def test_long_numbers_errors_and_lost_results_are_flagged(tmp_path: Path) -> None:
    rows = row(
        cell("440524188001010014", "Number"),
        cell("4.4052418800101002E17", "Number"),
        cell("#DIV/0!", "Error"),
        '<Cell ss:Formula="=1"/>',
        cell("末"),
    )
    book = opened(written(tmp_path, sheet(rows)))
    assert list(book.sheets[0].rows()) == [
        ("440524188001010014", "440524188001010020", "#DIV/0!", None, "末")
    ]
    assert [(notice.code, notice.where) for notice in book.notices.all()] == [
        ("precision-lost", "数据!A1"),
        ("precision-lost", "数据!B1"),
        ("error-value", "数据!C1"),
        ("formula-without-value", "数据!D1"),
    ]


def test_format_of_the_row_the_column_and_the_parent(tmp_path: Path) -> None:
    styles = (
        style("percent", "0%")
        + style("money", "0.00")
        + '<Style ss:ID="child" ss:Parent="money"><Font/></Style>'
    )
    rows = (
        '<Column ss:StyleID="percent"/>'
        + row(cell("0.5", "Number"))
        + row(cell("0.5", "Number"), more='ss:StyleID="money"')
        + row(cell("0.5", "Number", 'ss:StyleID="child"'))
    )
    assert first(tmp_path, rows, styles=styles) == [("50%",), ("0.50",), ("0.50",)]


def test_dates_count_from_1904(tmp_path: Path) -> None:
    rows = row(
        cell("2024-03-05T00:00:00.000", "DateTime", 'ss:StyleID="s"'),
        cell("43894", "Number", 'ss:StyleID="s"'),
    )
    head = "<x:ExcelWorkbook><x:Date1904/></x:ExcelWorkbook>"
    assert first(tmp_path, rows, styles=style("s", "yyyy-mm-dd"), head=head) == [
        ("2024-03-05", "2024-03-05")
    ]


def test_gaps_in_rows_and_columns(tmp_path: Path) -> None:
    rows = (
        row(cell("甲"), cell("丁", more='ss:Index="4"'), cell("戊"))
        + '<Row ss:Span="1"/>'
        + row(cell("四"))
        + row(cell("九"), more='ss:Index="9"')
    )
    assert first(tmp_path, rows) == [
        ("甲", None, None, "丁", "戊"), (), (), ("四",), (), (), (), (), ("九",),
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "GB2312", "GBK", "gb18030"])
def test_declared_encoding(encoding: str, tmp_path: Path) -> None:
    assert first(tmp_path, row(cell("清溪县")), encoding=encoding) == [("清溪县",)]


# ── what surrounds and hides ─────────────────────────────────────────────────────────────────


def test_merges_hidden_parts_and_comments(tmp_path: Path) -> None:
    note = '<Comment ss:Author="某某"><ss:Data><B>内部</B></ss:Data></Comment>'
    rows = (
        '<Column/><Column ss:Hidden="1" ss:Span="1"/>'
        + row(cell("名录", more='ss:MergeAcross="2" ss:MergeDown="1"'), cell("右"))
        + row(cell("丁", more='ss:Index="4"', after=note), more='ss:Hidden="1"')
    )
    hidden = "<Visible>SheetHidden</Visible>"
    printed = '<PageSetup><Header x:Data="机关内部资料"/></PageSetup>'
    head = "<o:DocumentProperties><o:Author>某某</o:Author></o:DocumentProperties>"
    book = opened(
        written(
            tmp_path,
            sheet(rows, options=printed) + sheet(row(cell("底")), "底稿", hidden),
            head=head + '<Names><NamedRange ss:Name="底价" ss:RefersTo="=底稿!R1C1"/></Names>',
        )
    )
    data, other = book.sheets
    assert (other.name, other.state, list(other.rows())) == ("底稿", "hidden", [("底",)])
    assert list(data.rows()) == [("名录", None, None, "右"), (None, None, None, "丁")]
    assert list(data.rows()) == list(data.rows())
    assert data.merges == (Merge(1, 1, 2, 3),)
    assert (data.hidden_rows, data.hidden_columns) == ({2}, {2, 3})
    assert data.hidden == (Hidden("comment", "数据!D2", "内部"),)
    assert [text for _, text in data.surroundings] == ["机关内部资料"]
    assert book.hidden == (
        Hidden("property", "Author", "某某"),
        Hidden("name", "底价", "=底稿!R1C1"),
    )


# ── hostile ──────────────────────────────────────────────────────────────────────────────────


def test_last_row_and_column(tmp_path: Path) -> None:
    rows = row(cell("甲")) + row(cell("末", more='ss:Index="16384"'), more='ss:Index="1048576"')
    *_, last = opened(written(tmp_path, sheet(rows))).sheets[0].rows()
    assert (len(last), last[-1]) == (16384, "末")


@pytest.mark.parametrize(
    "rows",
    [
        row(cell("甲", more='ss:Index="16385"')),
        row(cell("甲", more='ss:MergeAcross="16384"')),
        row(cell("甲"), more='ss:Index="1048577"'),
        '<Column ss:Span="99999999999"/>',
        '<Row ss:Span="99999999999" ss:Hidden="1"/>',
        row("<Cell><Data>" + "<B>" * 300 + "</B>" * 300 + "</Data></Cell>"),
    ],
)
def test_giants_are_refused(rows: str, tmp_path: Path) -> None:
    with pytest.raises(FileTooLarge):
        first(tmp_path, rows)


@pytest.mark.parametrize(
    "rows",
    [
        row(cell("多", "Number")),
        row(cell("1E999", "Number")),
        row(cell("2024-13-01T00:00:00", "DateTime", 'ss:StyleID="s"')),
        row(cell("昨天", "DateTime")),
        row(cell("甲", more='ss:Index="x"')),
        row(cell("甲"), cell("乙", more='ss:Index="1"')),
        row(cell("甲"), more='ss:Index="0"'),
        row(cell("甲", more='ss:MergeDown="-1"')),
        row('<Cell><Data ss:Type="String">甲</Data><Data ss:Type="String">乙</Data></Cell>'),
        "<Row>",
        "</Workbook>",
        "\x01",
    ],
)
def test_damage_is_refused(rows: str, tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable) as caught:
        first(tmp_path, rows, styles=style("s", "yyyy"))
    assert caught.value.params["name"] == "a.xls"


def test_entities_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable):
        opened(written(tmp_path, sheet(""), doctype='<!DOCTYPE a [<!ENTITY b "c">]>'))


def test_no_sheet(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable):
        opened(written(tmp_path, ""))


def test_every_cut_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, sheet(row(cell("甲"))))
    whole = path.read_bytes()
    for size in range(300, len(whole) - 1, 37):
        path.write_bytes(whole[:size])
        with pytest.raises(GongkaiError):
            XmlSpreadsheetReader().open(path, Job())


def test_web_pages_are_for_another_reader(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text('<html xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">', "utf-8")
    assert not XmlSpreadsheetReader().accepts(signature(path))


def test_work_can_be_stopped(tmp_path: Path) -> None:
    job = Job()
    sheets = XmlSpreadsheetReader().open(written(tmp_path, sheet(row(cell("甲")))), job).sheets
    job.cancel()
    with pytest.raises(GongkaiError) as caught:
        list(sheets[0].rows())
    assert caught.value.code == "cancelled"
