"""Tables in web pages, as Excel and as other systems write them."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.errors import (
    EncodingUnknown,
    FileTooLarge,
    FileUnreadable,
    GongkaiError,
    RecordsMissing,
)
from app.core.intake.markup import page_reading
from app.core.intake.readers import web_page
from app.core.intake.readers.web_page import WebPageReader
from app.core.intake.sheet import Merge, Shown, Workbook
from app.core.intake.signature import signature
from app.core.jobs import Job
from app.core.model import Hidden

EXCEL = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td{color:red}</style>'
    "<!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheet><x:Name>名录</x:Name>"
    "</x:ExcelWorksheet></x:ExcelWorkbook></xml><![endif]--></head><body>{}</body></html>"
)


def page(body: str) -> str:
    return f"<html><head><title>题</title></head><body>{body}</body></html>"


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "a.xls"
    path.write_bytes(text.encode(encoding))
    return path


def opened(path: Path) -> Workbook:
    assert WebPageReader().accepts(signature(path))
    return WebPageReader().open(path, Job())


def first(folder: Path, rows: str) -> list[tuple[str | None, ...]]:
    return list(opened(written(folder, page(f"<table>{rows}</table>"))).sheets[0].rows())


# ── values ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("清溪县", "清溪县"),
        ("  前 \n\t 后  ", "前 后"),
        ("甲<br>乙<br/><br />丙", "甲\n乙\n\n丙"),
        ("<p>甲</p>\n<p>乙</p>", "甲\n乙"),
        ("<div>甲<div>乙</div></div>", "甲\n乙"),
        ("<b>富</b><font>文</font>本", "富文本"),
        ("&lt;甲&gt;&amp;&#20057;", "<甲>&乙"),
        ("&nbsp;", None),
        ("甲&nbsp;&nbsp;乙", "甲  乙"),
        ("330199194912310020", "330199194912310020"),
        ("0012", "0012"),
        ("<script>var a = '<td>';</script>甲", "甲"),
        ("<input value=甲><input type=checkbox value=x>", "甲"),
        ("<ul><li>甲<li>乙</ul>", "甲\n乙"),
    ],
)
def test_value_as_a_browser_shows_it(given: str, text: str | None, tmp_path: Path) -> None:
    assert first(tmp_path, f"<tr><td>{given}</td><td>末</td></tr>") == [(text, "末")]


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1),
            min_size=1,
            max_size=4,
        ),
        min_size=1,
        max_size=4,
    )
)
def test_escaped_text_comes_back(tmp_path: Path, grid: list[list[str]]) -> None:
    import html

    rows = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in grid
    )
    assert first(tmp_path, rows) == [tuple(row) for row in grid]


def test_rows_and_cells_that_are_never_closed(tmp_path: Path) -> None:
    assert first(tmp_path, "<tr><td>甲<td>乙<tr><th>丙<td>丁<td>戊") == [
        ("甲", "乙"),
        ("丙", "丁", "戊"),
    ]
    assert first(tmp_path, "<thead><td>甲<tbody><tr><td>乙<tfoot><tr><td>丙") == [
        ("甲",), ("乙",), ("丙",),
    ]  # fmt: skip


def test_number_behind_the_text(tmp_path: Path) -> None:
    rows = (
        '<tr><td x:num="0.12341">12.34%</td><td x:num>5</td>'
        '<td x:num="440524188001010000">4.40524E+17</td><td>#N/A</td></tr>'
    )
    book = opened(written(tmp_path, EXCEL.replace("{}", f"<table>{rows}</table>")))
    assert book.sheets[0].name == "名录"
    (cells,) = book.sheets[0].rows()
    assert cells == ("12.34%", "5", "440524188001010000", "#N/A")
    assert [cell.raw for cell in cells if isinstance(cell, Shown)] == [
        "0.12341",
        "440524188001010000",
    ]
    assert [(n.code, n.where) for n in book.notices.all()] == [
        ("precision-lost", "名录!C1"),
        ("error-value", "名录!D1"),
    ]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        *(
            (name, "清溪县人民政府关于公布学校名录的通知")
            for name in ("utf-8", "utf-16", "gb18030")
        ),
        ("big5", "臺北市政府教育局公布的國民小學名錄及其地址"),
    ],
)
def test_encoding_is_told_by_the_file(encoding: str, text: str, tmp_path: Path) -> None:
    """What the page declares may be long untrue."""
    declared = f'<html><head><meta charset="iso-8859-1"></head><table><tr><td>{text}</table></html>'
    assert list(opened(written(tmp_path, declared, encoding)).sheets[0].rows()) == [(text,)]


def test_declaration_decides_where_the_file_does_not(tmp_path: Path) -> None:
    text = "<html><head></head><table><tr><td>東京都千代田区</td></tr></table></html>"
    with pytest.raises(EncodingUnknown):
        opened(written(tmp_path, text, "cp932"))
    for wrong in ("hex", "none-such", "utf-8"):
        lying = text.replace("<head>", f'<head><meta charset="{wrong}">')
        with pytest.raises(EncodingUnknown):
            opened(written(tmp_path, lying, "cp932"))
    declared = text.replace("<head>", '<head><meta charset="shift_jis">')
    assert list(opened(written(tmp_path, declared, "cp932")).sheets[0].rows()) == [
        ("東京都千代田区",)
    ]


# ── what surrounds and hides ─────────────────────────────────────────────────────────────────


def test_spans_become_merges_and_push_cells_aside(tmp_path: Path) -> None:
    rows = (
        "<tr><td colspan=3>名录</td><td rowspan=2>右</td></tr>"
        "<tr><td rowspan=9>甲</td><td>乙</td><td>丙</td><td>戊</td></tr>"
        "<tr><td>二</td></tr>"
    )
    sheet = opened(written(tmp_path, page(f"<table>{rows}</table>"))).sheets[0]
    assert list(sheet.rows()) == [
        ("名录", None, None, "右"),
        ("甲", "乙", "丙", None, "戊"),
        (None, "二"),
    ]
    assert sheet.merges == (Merge(1, 1, 1, 3), Merge(1, 4, 2, 4), Merge(2, 1, 3, 1))


def test_hidden_tables_rows_columns_and_texts(tmp_path: Path) -> None:
    body = (
        "<h3>清溪县名录</h3><p style='display:none'>内部</p>"
        "<table><caption>附件</caption><col><col style='display:none'>"
        "<tr><td>甲</td><td>底价</td><td style='DISPLAY: none'>密</td><td>丁</td></tr>"
        "<tr style='display:none'><td>乙</td></tr>"
        "<tbody hidden><tr><td>丙</td></tr></tbody>"
        "<tr><td><p hidden>暗<p>戊"
        "<span style='mso-hide:all'>暗<span>处</span></span>亮<input type=hidden value=号></td></tr>"
        "</table><!-- 草稿 --><div style='display:none'><table><tr><td>底</td></tr></table></div>"
        "<p>注：尾</p>"
    )  # fmt: skip
    book = opened(written(tmp_path, page(body)))
    sheet, other = book.sheets
    assert (other.name, other.state, list(other.rows())) == ("a-2", "hidden", [("底",)])
    assert list(sheet.rows()) == [("甲", "底价", "密", "丁"), ("乙",), ("丙",), ("戊亮",)]
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({2, 3}, {2, 3})
    assert sheet.hidden == (Hidden("white-text", "a-1!A4", "暗\n暗处号"),)
    assert [text for _, text in sheet.surroundings] == ["清溪县名录\n附件"]
    assert [text for _, text in other.surroundings] == ["注：尾"]
    assert book.hidden == (
        Hidden("comment", "a.xls", "草稿"),
        Hidden("white-text", "a.xls", "内部"),
    )


def test_table_inside_a_cell_is_a_sheet_of_its_own(tmp_path: Path) -> None:
    inner = "<table><tr><td>内</td><td>二</td></tr></table>"
    body = f"<table><tr><td>外{inner}后</td><td>右</td></tr></table>"
    book = opened(written(tmp_path, page(body)))
    assert [list(sheet.rows()) for sheet in book.sheets] == [[("外后", "右")], [("内", "二")]]


def test_large_pages_are_streamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f"<tr><td>名{n}</td><td>#N/A</td></tr>" for n in range(1500))
    path = written(tmp_path, page(f"<table><tr><td>一</td></tr></table><table>{rows}</table>"))
    kept = [list(sheet.rows()) for sheet in opened(path).sheets]
    monkeypatch.setattr(web_page, "SMALL", 0)
    book = opened(path)
    assert [list(sheet.rows()) for sheet in book.sheets] == kept
    assert list(book.sheets[1].rows()) == kept[1]
    assert [(notice.code, notice.where) for notice in book.notices.all()] == [
        ("error-value", "a-2!B1")
    ]
    monkeypatch.setattr(web_page, "MAX_STREAMED", 1)
    with pytest.raises(FileTooLarge):
        opened(path)


# ── hostile ──────────────────────────────────────────────────────────────────────────────────


def test_giant_spans_are_cut_as_in_browsers(tmp_path: Path) -> None:
    rows = "<tr><td colspan=999999999 rowspan=99999999>甲</td></tr><tr><td>乙</td></tr>"
    sheet = opened(written(tmp_path, page(f"<table>{rows}</table>"))).sheets[0]
    assert [len(row) for row in sheet.rows()] == [1, 1001]
    assert sheet.merges == (Merge(1, 1, 2, 1000),)


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr>" + "<td colspan=1000>甲</td>" * 18,
        "<table><tr><td>" * 60,
        "<table></table>" * 2001,
    ],
)
def test_giants_are_refused(body: str, tmp_path: Path) -> None:
    with pytest.raises(FileTooLarge):
        opened(written(tmp_path, page(body)))


def test_cells_pushed_far_aside_are_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_reading, "MAX_CELLS", 100_000)
    wide = "<tr>" + "<td colspan=1000 rowspan=65534>甲</td>" * 16 + "</tr>"
    with pytest.raises(FileTooLarge):
        opened(written(tmp_path, page(f"<table>{wide}{'<tr><td>' * 1000}</table>")))


@pytest.mark.parametrize(
    "text",
    [
        "<table><tr><td>甲</td>",
        "<table><tr><td>甲</td></tr></table><!--" + "-" * 70_000,
    ],
)
def test_damage_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable):
        opened(written(tmp_path, text))


@pytest.mark.parametrize("text", ["<html><body><p>没有表格</p></body></html>", "<html>"])
def test_page_without_a_table(text: str, tmp_path: Path) -> None:
    with pytest.raises(RecordsMissing) as caught:
        opened(written(tmp_path, text))
    assert "登录页" in caught.value.advice("zh")


def test_page_without_an_end_is_told(tmp_path: Path) -> None:
    book = opened(written(tmp_path, "<html><body><table><tr><td>甲</td></tr></table>"))
    assert [(notice.code, notice.where) for notice in book.notices.all()] == [
        ("page-unfinished", "a!A1")
    ]


@pytest.mark.parametrize("noise", ["<", "<!", "<a", "</", "<!--", "&", "<a b='", "<![CDATA["])
def test_noise_takes_no_time(noise: str, tmp_path: Path) -> None:
    path = written(tmp_path, "<table><tr><td>甲</td></tr></table>" + noise * 60_000)
    started = time.monotonic()
    try:
        opened(path)
    except GongkaiError as error:
        assert error.params["name"] == "a.xls"
    assert time.monotonic() - started < 5


def test_every_cut_inside_a_table_is_refused(tmp_path: Path) -> None:
    text = page("<table><tr><td>甲</td><td>乙</td></tr></table>")
    for size in range(text.index("<table>") + 7, text.index("</table>") + 7):
        with pytest.raises(FileUnreadable):
            opened(written(tmp_path, text[:size]))


@pytest.mark.parametrize(
    "text",
    [
        "<records><record/></records>",
        "a,b\n<table><tr>",
        "<?xml version='1.0'?><Workbook><Table><Column/><Row><Cell/></Row></Table></Workbook>",
        "<table><row><name>甲</name></row></table>",
        "<list><meta>甲</meta><head/></list>",
    ],
)
def test_other_markup_is_not_accepted(text: str, tmp_path: Path) -> None:
    assert not WebPageReader().accepts(signature(written(tmp_path, text)))


@pytest.mark.parametrize(
    "text",
    ["<table border=1><tr>", "<TABLE><TD>", "<!DOCTYPE html>", "<meta charset=gbk>", "<style>td{}"],
)
def test_pieces_of_a_page_are_accepted(text: str, tmp_path: Path) -> None:
    assert WebPageReader().accepts(signature(written(tmp_path, text)))


def test_work_can_be_stopped(tmp_path: Path) -> None:
    job = Job()
    job.cancel()
    with pytest.raises(GongkaiError) as caught:
        WebPageReader().open(written(tmp_path, page("<table></table>")), job)
    assert caught.value.code == "cancelled"
