"""OpenDocument spreadsheets, written part by part."""

import time
import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from app.core.errors import FileProtected, FileTooLarge, FileUnreadable, GongkaiError
from app.core.intake.readers.ods import OdsReader
from app.core.intake.sheet import Merge, Shown, Workbook
from app.core.intake.signature import signature
from app.core.jobs import Job
from app.core.model import Hidden

TYPE = "application/vnd.oasis.opendocument.spreadsheet"
SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"),
        ("draw", "drawing"),
    )
)  # fmt: skip
CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def content(tables: str, styles: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES} {CALC}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )


def table(rows: str, name: str = "数据", more: str = "") -> str:
    return f'<table:table table:name="{name}" {more}>{rows}</table:table>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def cell(shown: str | None = None, more: str = "", inside: str = "") -> str:
    words = "" if shown is None else f"<text:p>{shown}</text:p>"
    return f"<table:table-cell {more}>{inside}{words}</table:table-cell>"


def number(value: object, shown: str | None = None, kind: str = "float") -> str:
    return cell(shown, f'office:value-type="{kind}" office:value="{value}"')


def written(
    folder: Path, tables: str, styles: str = "", parts: dict[str, str] | None = None
) -> Path:
    path = folder / "a.ods"
    whole = {
        "mimetype": TYPE,
        "META-INF/manifest.xml": "<m/>",
        "content.xml": content(tables, styles),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (whole | (parts or {})).items():
            archive.writestr(name, text)
    return path


def opened(path: Path) -> Workbook:
    return OdsReader().open(path, Job())


def first(folder: Path, rows: str) -> list[tuple[str | None, ...]]:
    return list(opened(written(folder, table(rows))).sheets[0].rows())


def value(folder: Path, *cells: str) -> tuple[str | None, ...]:
    return first(folder, row(*cells))[0]


def test_is_told_by_its_parts(tmp_path: Path) -> None:
    assert OdsReader().accepts(signature(written(tmp_path, table(""))))
    other = tmp_path / "a.xlsx"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("xl/workbook.xml", "")
    assert not OdsReader().accepts(signature(other))


# ── values ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (cell("清溪县"), "清溪县"),
        (cell("  前 \n 后  "), "前 后"),
        (cell("  前 后 "), "前 后 "),
        (cell("\n  前\n"), "前"),
        (cell("前 <text:s/>"), "前  "),
        (number(1234, "1,234 "), "1,234"),
        (cell('前<text:s text:c="3"/>后<text:tab/>右<text:line-break/>下'), "前   后\t右\n下"),
        (cell('<text:s text:c="2"/>前'), "  前"),
        (cell("一</text:p><text:p>二"), "一\n二"),
        (cell("富<text:span>文<text:a>本</text:a></text:span>"), "富文本"),
        (number(0.1234, "12.34%", "percentage"), "12.34%"),
        (number(28310, "028310"), "028310"),
        (number(42), "42"),
        (cell("24/3/5", 'office:value-type="date" office:date-value="2024-03-05"'), "24/3/5"),
        (cell(None, 'office:value-type="boolean" office:boolean-value="true"'), "TRUE"),
        (cell(None, 'office:value-type="string" office:string-value="甲"'), "甲"),
        (cell("&#x20BB7;䶮&amp;"), "𠮷䶮&"),
    ],
)
def test_value_as_the_clerk_sees_it(given: str, text: str, tmp_path: Path) -> None:
    assert value(tmp_path, given) == (text,)


def test_number_and_date_keep_what_the_file_stores(tmp_path: Path) -> None:
    date = cell("24/3/5", 'office:value-type="date" office:date-value="2024-03-05"')
    cells = value(tmp_path, number("12345.678", "1.2万"), date)
    assert [(c, c.raw) for c in cells if isinstance(c, Shown)] == [
        ("1.2万", "12345.678"),
        ("24/3/5", "2024-03-05"),
    ]


def test_long_numbers_errors_and_lost_results_are_flagged(tmp_path: Path) -> None:
    rows = row(
        number("4.4052418800101E+017", "4.4052418800101E+17"),
        cell("#N/A", 'office:value-type="string" calcext:value-type="error"'),
        cell("Err:502", 'table:formula="of:=1" office:value-type="float" office:value="0"'),
        cell(None, 'table:formula="of:=1"'),
        cell("末"),
    )
    book = opened(written(tmp_path, table(rows)))
    assert list(book.sheets[0].rows()) == [
        ("440524188001010000", "#N/A", "Err:502", None, "末"),
    ]
    assert [(notice.code, notice.where) for notice in book.notices.all()] == [
        ("precision-lost", "数据!A1"),
        ("error-value", "数据!B1"),
        ("error-value", "数据!C1"),
        ("formula-without-value", "数据!D1"),
    ]


def test_agrees_with_calamine(tmp_path: Path) -> None:
    twice, words = 'table:number-columns-repeated="2"', 'office:value-type="string"'
    rows = row(cell("甲", words), cell("乙", f"{twice} {words}"), cell("丙", words)) + row(
        cell(None, twice), number(3, "3"), more='table:number-rows-repeated="2"'
    )
    path = written(tmp_path, table(rows))
    theirs = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert [[c if isinstance(c, str) else f"{c:.0f}" for c in r] for r in theirs] == [
        [c or "" for c in r] + [""] * (4 - len(r)) for r in opened(path).sheets[0].rows()
    ]


# ── what surrounds and hides ─────────────────────────────────────────────────────────────────


def test_merges_hidden_parts_comments_and_shapes(tmp_path: Path) -> None:
    note = "<office:annotation><text:p>内部</text:p><text:p>二</text:p></office:annotation>"
    rows = (
        '<table:shapes><draw:frame><draw:text-box><text:p>机密</text:p></draw:text-box></draw:frame></table:shapes>'
        '<table:table-column/><table:table-column table:visibility="collapse" '
        'table:number-columns-repeated="2"/><table:table-column/>'
        + row(
            cell("名录", 'table:number-columns-spanned="2" table:number-rows-spanned="2"'),
            "<table:covered-table-cell><text:p>盖住</text:p></table:covered-table-cell>",
            cell("丙"),
        )
        + row(cell("甲", inside=note), more='table:visibility="filter"')
        + row(
            cell(None),
            more='table:visibility="collapse" table:number-rows-repeated="1000000"',
        )
    )  # fmt: skip
    hidden = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    path = written(
        tmp_path,
        table(rows) + table(row(cell("底")), "底稿", 'table:style-name="ta2"'),
        hidden,
        {"meta.xml": '<m xmlns:dc="urn:dc"><dc:creator>某某</dc:creator></m>'},
    )
    book = opened(path)
    sheet, other = book.sheets
    assert (other.name, other.state, list(other.rows())) == ("底稿", "hidden", [("底",)])
    assert list(sheet.rows()) == [("名录", None, "丙"), ("甲",)]
    assert list(sheet.rows()) == list(sheet.rows())
    assert sheet.merges == (Merge(1, 1, 2, 2),)
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({2}, {2, 3})
    assert sheet.hidden == (
        Hidden("white-text", "数据!B1", "盖住"),
        Hidden("comment", "数据!A2", "内部\n二"),
    )
    assert [text for _, text in sheet.surroundings] == ["机密"]
    assert book.hidden == (Hidden("property", "creator", "某某"),)


def test_table_inside_a_cell_is_no_sheet(tmp_path: Path) -> None:
    inner = table(row(cell("内")), "内")
    book = opened(written(tmp_path, table(row(cell("外", inside=inner), cell("右")))))
    assert [sheet.name for sheet in book.sheets] == ["数据"]
    assert list(book.sheets[0].rows()) == [("外", "右")]
    assert [text for _, text in book.sheets[0].surroundings] == ["内"]


@pytest.mark.parametrize("comment", ["", "<!-- c -->"])
def test_each_sheet_has_its_own_rows(comment: str, tmp_path: Path) -> None:
    """Those before it are passed over unread, where it is sure where it begins; else they are read."""
    sheets = [table(row(cell(f"甲{n}")) + row(number(n)), f"表{n}") for n in range(4)]
    book = opened(written(tmp_path, comment + "".join(sheets)))
    read = {sheet.name: list(sheet.rows()) for sheet in book.sheets}
    assert read == {f"表{n}": [(f"甲{n}",), (str(n),)] for n in range(4)}


def test_header_rows_and_groups_are_rows(tmp_path: Path) -> None:
    rows = (
        f"<table:table-header-rows>{row(cell('名称'))}</table:table-header-rows>"
        f"<table:table-row-group>{row(cell('甲'))}</table:table-row-group>"
    )
    assert first(tmp_path, rows) == [("名称",), ("甲",)]


def test_flat_document(tmp_path: Path) -> None:
    path = tmp_path / "a.fods"
    path.write_text(content(table(row(cell("甲")))), encoding="utf-8")
    assert OdsReader().accepts(signature(path))
    assert list(opened(path).sheets[0].rows()) == [("甲",)]


# ── hostile ──────────────────────────────────────────────────────────────────────────────────


def test_a_million_blank_rows_cost_nothing(tmp_path: Path) -> None:
    million = 'table:number-rows-repeated="1048000"'
    wide = 'table:number-columns-repeated="16384"'
    rows = row(cell("甲"), cell(None, wide)) + row(cell(None, wide), more=million)
    started = time.monotonic()
    assert first(tmp_path, rows) == [("甲",)]
    assert time.monotonic() - started < 1


def test_last_row_and_column(tmp_path: Path) -> None:
    rows = row(cell(None), more='table:number-rows-repeated="1048575"') + row(
        cell(None, 'table:number-columns-repeated="16383"'), cell("末")
    )
    book = opened(written(tmp_path, table(rows)))
    *_, last = book.sheets[0].rows()
    assert (len(last), last[-1]) == (16384, "末")


@pytest.mark.parametrize(
    "rows",
    [
        row(cell("甲", 'table:number-columns-repeated="16385"')),
        row(cell("甲"), more='table:number-rows-repeated="1048577"'),
        row(cell(None), more='table:number-rows-repeated="99999999999"') + row(cell("甲")),
        row(cell("甲", 'table:number-columns-spanned="2"'), more='table:number-rows-repeated="1000001"'),
        row(cell('<text:s text:c="999999999"/>')),
        row("<text:span>" * 300 + "</text:span>" * 300),
        row(cell("甲", f'table:style-name="{"甲" * 6_000_000}"')),
    ],
)  # fmt: skip
def test_giants_are_refused(rows: str, tmp_path: Path) -> None:
    with pytest.raises(FileTooLarge):
        first(tmp_path, rows)


def test_full_sheet_of_repeats_is_refused(tmp_path: Path) -> None:
    full = cell("甲", 'table:number-columns-repeated="16384"')
    book = opened(written(tmp_path, table(row(full, more='table:number-rows-repeated="1048576"'))))
    with pytest.raises(FileTooLarge) as caught:
        next(iter(book.sheets[0].rows()))
    assert caught.value.where.sheet == "数据"


@pytest.mark.parametrize(
    "rows",
    [
        row(number("多")),
        row(number("1E999")),
        row(cell("甲", 'table:number-columns-repeated="-1"')),
        row(cell("甲", 'table:number-columns-repeated="x"')),
        "<table:table-row>",
        "</office:body>",
        "\x01",
    ],
)
def test_damage_is_refused(rows: str, tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable):
        first(tmp_path, rows)


def test_tiny_exponent_is_no_bomb(tmp_path: Path) -> None:
    assert value(tmp_path, number("1E-999999999", "0")) == ("0",)


def test_entities_are_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbb">]><office:document-content/>'
    with pytest.raises(FileUnreadable):
        opened(written(tmp_path, "", parts={"content.xml": bomb}))


def test_encrypted(tmp_path: Path) -> None:
    manifest = "<m><file-entry><encryption-data/></file-entry></m>"
    path = written(tmp_path, "", parts={"META-INF/manifest.xml": manifest, "content.xml": "密"})
    with pytest.raises(FileProtected):
        opened(path)


TYPE_OF_MANIFEST = '<!DOCTYPE m PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd"'


def test_a_manifest_that_names_its_document_type(tmp_path: Path) -> None:
    """As OpenOffice wrote it up to 3.1."""
    parts = {"META-INF/manifest.xml": f"{TYPE_OF_MANIFEST}><m/>"}
    assert list(opened(written(tmp_path, table(row(cell("甲"))), parts=parts)).sheets[0].rows())


@pytest.mark.parametrize(
    "manifest",
    [f"{TYPE_OF_MANIFEST} [<!ENTITY b 'c'>]><m>&b;</m>", f"{TYPE_OF_MANIFEST}><m>&b;</m>"],
)
def test_a_manifest_that_brings_entities_is_refused(manifest: str, tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable):
        opened(written(tmp_path, table(""), parts={"META-INF/manifest.xml": manifest}))


def test_text_document_has_no_worksheet(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable):
        opened(written(tmp_path, "<text:p>文</text:p>"))


def test_every_cut_of_the_file_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, table(row(cell("甲"))))
    whole = path.read_bytes()
    for size in range(4, len(whole), 61):
        path.write_bytes(whole[:size])
        with pytest.raises(GongkaiError):
            opened(path)


def test_work_can_be_stopped(tmp_path: Path) -> None:
    job = Job()
    sheet = OdsReader().open(written(tmp_path, table(row(cell("甲")))), job).sheets[0]
    job.cancel()
    with pytest.raises(GongkaiError) as caught:
        list(sheet.rows())
    assert caught.value.code == "cancelled"


ERROR = 'table:formula="of:=NA()" office:value-type="string" calcext:value-type="error"'
TRUE = 'office:value-type="boolean" office:boolean-value="true"'
DATE = 'office:value-type="date" office:date-value="2024-03-01"'
HELD = 'office:value-type="string" office:string-value="戊"'
TWICE, OFTEN = (f'table:number-columns-repeated="{n}"' for n in (2, 1000))
PLAIN_ROWS = (
    row(cell("甲", 'office:value-type="string"'), number(12, "12.0"), cell()),
    row(cell(" 注销 &amp; 迁出 "), number("0.125", "12.5%", "percentage")),
    row(cell("a   b\nc"), cell(None, TWICE), number(110101199003071200)),
    row(cell("2024/3/1", DATE), cell("#N/A", ERROR), cell(None, TRUE), cell("x", TWICE)),
    row(cell(None, 'table:formula="of:=A1"')),
    row(cell(), cell(None, OFTEN)),
    row(cell("丙"), more='table:number-rows-repeated="2"'),
    row(cell("合并", 'table:number-columns-spanned="2"'), "<table:covered-table-cell/>"),
    row(cell("丁"), cell(None, HELD)),
    row(cell(None, TWICE)),
)


def test_plain_rows_read_like_all_others(tmp_path: Path) -> None:
    """A comment makes every row go through the parser."""
    rows = "".join(written_row.replace(" >", ">") for written_row in PLAIN_ROWS * 2)
    plain = opened(written(tmp_path, table(rows)))
    plain_rows = list(plain.sheets[0].rows())
    parsed = opened(written(tmp_path, "<!-- -->" + table(rows)))
    parsed_rows = list(parsed.sheets[0].rows())
    assert plain_rows == parsed_rows
    assert plain_rows[1][0] == "注销 & 迁出 "
    assert [getattr(c, "raw", None) for r in plain_rows for c in r] == [
        getattr(c, "raw", None) for r in parsed_rows for c in r
    ]
    assert plain.notices.all() == parsed.notices.all()
    assert plain.sheets[0].merges == parsed.sheets[0].merges


def test_plain_rows_of_a_table_in_a_cell_are_told_beside_the_sheet(tmp_path: Path) -> None:
    inner = table(row(cell("里")).replace(" >", ">"))
    sheet = opened(written(tmp_path, table(row(cell("外", inside=inner))))).sheets[0]
    assert list(sheet.rows()) == [("外",)]
    assert any(text == "里" for _, text in sheet.surroundings)


@pytest.mark.parametrize("comment", ["", "<!-- -->"])
def test_too_many_plain_columns(tmp_path: Path, comment: str) -> None:
    wide = row(cell("1", 'table:number-columns-repeated="16384"'), cell("1")).replace(" >", ">")
    path = written(tmp_path, comment + table(wide))
    with pytest.raises(FileTooLarge):
        list(opened(path).sheets[0].rows())
