"""Sheets from their XML: the quick way and expat say the same, and errors name the place."""

import re
import time
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.errors import FileTooLarge, FileUnreadable
from app.core.intake.ooxml import sheet_events, sheet_tokens, tags
from app.core.intake.readers import xlsx
from app.core.intake.sheet import Row, Shown, Workbook
from app.core.jobs import Job
from tests.core.intake.ooxml.packages import (
    STRICT,
    STRICT_OFFICE,
    package,
    sheet_xml,
    strings_xml,
    styles_xml,
)


def opened(path: Path) -> Workbook:
    return xlsx.XlsxReader().open(path, Job())


def rows_of(path: Path) -> list[Row]:
    return [tuple(row) for row in opened(path).sheets[0].rows()]


def told(path: Path) -> tuple[list[list[tuple[object, ...] | None]], list[str]]:
    """Every cell with what is stored behind it, without the blanks at the end; the notices."""
    book = opened(path)
    rows = []
    for row in book.sheets[0].rows():
        cells: list[tuple[object, ...] | None] = [
            None
            if c is None
            else (str(c), c.raw, c.number_format)
            if isinstance(c, Shown)
            else (c,)
            for c in row
        ]
        while cells and cells[-1] is None:
            cells.pop()
        rows.append(cells)
    while rows and not rows[-1]:
        rows.pop()
    return rows, sorted(f"{notice.code} {notice.where}" for notice in book.notices.all())


def slowly(path: Path, patch: pytest.MonkeyPatch) -> tuple[object, ...]:
    """The same by expat."""

    def refuse(blocks: object) -> object:
        raise tags.NotPlain

    with patch.context() as context:
        context.setattr(sheet_tokens, "cell_batches", refuse)
        return told(path)


def is_plain(path: Path) -> bool:
    try:
        list(sheet_tokens.cell_batches(xlsx.part_blocks(path, "xl/worksheets/sheet1.xml")))
    except tags.NotPlain:
        return False
    return True


# ── both ways say the same ───────────────────────────────────────────────────────────────────

CODES = ("0.00%", "#,##0.00", "yyyy-mm-dd", "000000")
STRINGS = (
    "<t>甲</t>",
    "<t/>",
    "<t>a&amp;b &#x4E59;</t>",
    "<r><t>东</t></r><r><t>门</t></r>",
    "<t>甲</t>",
)

numbers = st.one_of(
    st.integers(-(10**17), 10**17).map(str),
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    st.decimals(-9999, 9999, places=3).map(str),
    st.sampled_from(["0", "-0", "1E5", "1.50", ".5", "45356"]),
)
cell_bodies = st.one_of(
    st.sampled_from([""]).map(lambda _: ("", "")),
    numbers.map(lambda text: ("", f"<v>{text}</v>")),
    numbers.map(lambda text: (' t="n"', f"<f>A1+1</f><v>{text}</v>")),
    st.integers(0, len(STRINGS) - 1).map(lambda n: (' t="s"', f"<v>{n}</v>")),
    st.sampled_from(
        ["甲 乙", "&lt;x&gt;", "_x000D_", "a\r\nb", "_x4E00_", " 甲 ", " ", "&#10;a"]
    ).flatmap(
        lambda text: st.sampled_from(
            [
                (' t="str"', f"<f>B1</f><v>{text}</v>"),
                (' t="inlineStr"', f'<is><t xml:space="preserve">{text}</t></is>'),
                (' t="inlineStr"', f"<is><t>{text}</t></is>"),
            ]
        )
    ),
    st.sampled_from(
        [
            (' t="b"', "<v>1</v>"),
            (' t="b"', "<v>0</v>"),
            (' t="e"', "<v>#N/A</v>"),
            (' t="d"', "<v>2024-03-05</v>"),
            (' t="str"', "<f>A1</f><v/>"),
            (' t="str"', "<f>A1</f>"),
            ("", '<f t="shared" si="0"/><v></v>'),
            ("", "<f>A1</f>"),
            ("", "<v/>"),
        ]
    ),
)


@st.composite
def sheets(draw: st.DrawFn) -> str:
    number, rows = 0, []
    for _ in range(draw(st.integers(0, 6))):
        number += draw(st.sampled_from([1, 1, 1, 2, 40, 5000]))
        columns = sorted(draw(st.sets(st.sampled_from(["A", "B", "C", "D", "Z"]), max_size=5)))
        cells = []
        for column in columns:
            style = draw(st.sampled_from(["", *(f' s="{n}"' for n in range(len(CODES) + 2))]))
            kind, body = draw(cell_bodies)
            close = f">{body}</c>" if body else "/>"
            cells.append(f'<c r="{column}{number}"{style}{kind}{close}')
        rows.append(f'<row r="{number}" spans="1:3">{"".join(cells)}</row>')
    return sheet_xml("".join(rows))


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(sheet=sheets())
def test_both_ways_say_the_same(
    sheet: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = package(tmp_path / "a.xlsx", sheet, strings_xml(*STRINGS), styles_xml(*CODES))
    assert is_plain(path)
    assert told(path) == slowly(path, monkeypatch)


def test_blocks_keep_their_promise(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>{n % 5}</v></c><c r="C{n}"><v>{n % 7}.0</v></c></row>'
        for n in range(3, 2000)
    )
    path = package(tmp_path / "a.xlsx", sheet_xml(rows), strings_xml(*STRINGS))
    blocks = list(opened(path).sheets[0].blocks())  # type: ignore[misc]
    assert blocks[0].rows <= 256
    row = 1
    for block in blocks:
        assert block.first == row
        row += block.rows
        for column in (*block.columns, *(s.raw for s in block.stored.values())):
            assert (len(column), column.type) == (
                block.rows,
                pa.dictionary(pa.int32(), pa.string()),
            )
            texts = column.dictionary.to_pylist()
            assert len(set(texts)) == len(texts)
            assert "" not in texts
    assert row == 2000


OTHERWISE = {
    "quotes": sheet_xml("<row r='1'><c r='A1'><v>1</v></c></row>"),
    "comment": sheet_xml('<row r="1"><!-- > --><c r="A1"><v>1</v></c></row>'),
    "cdata": sheet_xml('<row r="1"><c r="A1" t="str"><v><![CDATA[1]]></v></c></row>'),
    "no r": sheet_xml("<row><c><v>1</v></c></row>"),
    "order": sheet_xml('<row spans="1:1" r="1"><c s="0" r="A1"><v>1</v></c></row>'),
    "absolute": sheet_xml('<row r="1"><c r="$A$1"><v>1</v></c></row>'),
    "raw sign": sheet_xml('<row r="1"><c r="A1"><v a=">">1</v></c></row>'),
    "runs": sheet_xml('<row r="1"><c r="A1" t="inlineStr"><is><r><t>1</t></r></is></c></row>'),
    "utf-16": sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>').replace("UTF-8", "UTF-16"),
}


@pytest.mark.parametrize("kind", OTHERWISE)
def test_what_is_not_plain_is_read_all_the_same(kind: str, tmp_path: Path) -> None:
    text = OTHERWISE[kind]
    path = package(tmp_path / "a.xlsx", text.encode("utf-16") if kind == "utf-16" else text)
    assert not is_plain(path)
    assert rows_of(path) == [("1",)]


def test_change_of_style_in_the_middle_of_a_sheet(tmp_path: Path) -> None:
    plain = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 20_000))
    sheet = sheet_xml(plain + "<row><c><v>20000</v></c></row>")
    path = package(tmp_path / "a.xlsx", sheet)
    assert rows_of(path) == [(str(n),) for n in range(1, 20_001)]


# ── packages ─────────────────────────────────────────────────────────────────────────────────

ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'


@pytest.mark.parametrize(
    "how",
    [
        {"target": "/xl/worksheets/sheet1.xml"},
        {"target": "worksheets/%E8%A1%A8%201.xml", "part": "xl/worksheets/表 1.xml"},
        {"target": "worksheets/表%201.xml", "part": "xl/worksheets/表%201.xml"},
        {"part": "xl\\worksheets\\sheet1.xml"},
        {"part": "xl/Worksheets/Sheet1.xml"},
        {"main": STRICT, "office": STRICT_OFFICE},
    ],
)
def test_packages_of_other_programs(how: dict[str, str], tmp_path: Path) -> None:
    assert rows_of(package(tmp_path / "a.xlsx", sheet_xml(ONE), **how)) == [("1",)]


def test_1904_and_iso_dates(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1" s="1"><v>1</v></c><c r="B1" s="1" t="d"><v>2024-03-05</v></c></row>'
    )
    path = package(
        tmp_path / "a.xlsx", sheet_xml(rows), styles=styles_xml("yyyy-mm-dd"),
        properties='<workbookPr date1904="1"/>',
    )  # fmt: skip
    assert rows_of(path) == [("1904-01-02", "2024-03-05")]


def test_merges_and_what_is_hidden(tmp_path: Path) -> None:
    rows = ONE + '<row r="2" hidden="1"/><row r="3" ht="0"/><row r="4" ht="15" hidden="0"/>'
    sheet = sheet_xml(
        rows,
        '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
        '<cols><col min="2" max="3" width="0"/><col min="5" max="5" hidden="true" width="9"/></cols>',
    )
    sheets = [
        opened(package(tmp_path / f"{n}.xlsx", text)).sheets[0]
        for n, text in enumerate((sheet, sheet.replace("<sheetData>", "<sheetData><!-- -->")))
    ]
    for one in sheets:
        assert (one.hidden_rows, one.hidden_columns) == ({2, 3}, {2, 3, 5})
        assert [(m.top, m.left, m.bottom, m.right) for m in one.merges] == [(1, 1, 2, 2)]


def test_phonetic_hints_are_no_text(tmp_path: Path) -> None:
    item = "<t>东京</t><rPh sb='0' eb='2'><t>とうきょう</t></rPh>"
    sheet = sheet_xml('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')
    assert rows_of(package(tmp_path / "a.xlsx", sheet, strings_xml(item))) == [("东京",)]


# ── bounds and errors ────────────────────────────────────────────────────────────────────────


def test_white_space_at_the_ends_is_kept_where_the_file_says_so(tmp_path: Path) -> None:
    """What Excel and LibreOffice show of texts by programs that do not say so."""
    items = ("<t> 甲 </t>", '<t xml:space="preserve"> 甲 </t>', "<t>甲</t>", "<t> </t>")
    cells = "".join(
        f'<c r="{column}1" t="inlineStr"><is>{item}</is></c>'
        for column, item in zip("ABCD", items, strict=True)
    )
    path = package(tmp_path / "a.xlsx", sheet_xml(f'<row r="1">{cells}</row>'))
    assert is_plain(path)
    assert rows_of(path) == [("甲", " 甲 ", "甲", " ")]


def test_a_million_blank_rows_cost_nothing(tmp_path: Path) -> None:
    sheet = sheet_xml(ONE + '<row r="1048576"><c r="A1048576"><v>2</v></c></row>')
    start = time.process_time()
    blocks = list(opened(package(tmp_path / "a.xlsx", sheet)).sheets[0].blocks())  # type: ignore[misc]
    assert time.process_time() - start < 0.5
    assert sum(block.rows for block in blocks) == 1_048_576
    assert [str(blocks[0].columns[0][0]), str(blocks[-1].columns[0][-1])] == ["1", "2"]


def test_styled_rows_without_values_are_not_there(tmp_path: Path) -> None:
    empty = "".join(f'<row r="{n}" s="1"><c r="A{n}" s="1"/></row>' for n in range(2, 30_000))
    assert rows_of(package(tmp_path / "a.xlsx", sheet_xml(ONE + empty))) == [("1",)]


def wrong(rows: str) -> Sequence[str]:
    return (sheet_xml(rows), sheet_xml("<!-- -->" + rows))


@pytest.mark.parametrize(
    ("rows", "row", "column"),
    [
        ('<row r="7"><c r="B7" t="s"><v>9</v></c></row>', 7, "B"),
        ('<row r="7"><c r="B7"><v>seven</v></c></row>', 7, "B"),
        ('<row r="7"><c r="B7"><v>1e999</v></c></row>', 7, "B"),
        ('<row r="7"><c r="B7" t="b"><v>maybe</v></c></row>', 7, "B"),
        ('<row r="7"><c r="B8"><v>1</v></c></row>', 7, None),
        ('<row r="7"><c r="XFE7"><v>1</v></c></row>', 7, None),
        ('<row r="7"/><row r="7"><c r="A7"><v>1</v></c></row>', 8, None),
        ('<row r="7"><c r="A7" t="s"><v>x</v></c></row>', 7, None),
    ],
)
def test_errors_name_the_place(rows: str, row: int, column: str | None, tmp_path: Path) -> None:
    for sheet in wrong(rows):
        with pytest.raises(FileUnreadable) as error:
            rows_of(package(tmp_path / "a.xlsx", sheet, strings_xml("<t>甲</t>")))
        where = error.value.where
        assert (where.sheet, where.row, where.column) == ("数据", row, column)


@pytest.mark.parametrize("cut", [60, 150, -5])
def test_cut_sheet(cut: int, tmp_path: Path) -> None:
    sheet = sheet_xml(ONE)[:cut]
    with pytest.raises(FileUnreadable) as error:
        rows_of(package(tmp_path / "a.xlsx", sheet))
    assert error.value.where.sheet == "数据"


def test_cells_all_over_the_sheet(tmp_path: Path) -> None:
    sheet = sheet_xml(ONE + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    with pytest.raises(FileTooLarge) as error:
        rows_of(package(tmp_path / "a.xlsx", sheet))
    assert error.value.where.sheet == "数据"


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(place=st.integers(0, 400), junk=st.binary(max_size=3))
def test_damage_is_told_or_harmless(
    place: int, junk: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = sheet_xml(ONE + '<row r="2"><c r="B2" t="s" s="1"><v>0</v></c></row>').encode()
    broken = sheet[:place] + junk + sheet[place + len(junk) :]
    path = package(tmp_path / "a.xlsx", broken, strings_xml("<t>甲</t>"))
    try:
        rows_of(path)
    except (FileUnreadable, FileTooLarge):
        return


def test_batches_of_both_ways_are_one(tmp_path: Path) -> None:
    path = package(tmp_path / "a.xlsx", sheet_xml(ONE))
    part = "xl/worksheets/sheet1.xml"
    quick = next(iter(sheet_tokens.cell_batches(xlsx.part_blocks(path, part))))
    slow = next(iter(sheet_events.cell_batches(xlsx.part_blocks(path, part), path, "数据", 0)))
    assert [quick.rows.tolist(), quick.columns.tolist(), quick.texts.to_pylist()] == [
        slow.rows.tolist(), slow.columns.tolist(), slow.texts.to_pylist(),
    ]  # fmt: skip


def test_columns_whose_texts_hardly_come_again_are_plain(tmp_path: Path) -> None:
    """A name in each row, a number in each, one of two words, and a text with gaps."""
    count = 12_000
    cells = (
        f'<row r="{n}"><c r="A{n}" t="s"><v>{n - 1}</v></c><c r="B{n}" s="1"><v>{n}.5</v></c>'
        f'<c r="C{n}" t="s"><v>{n % 2}</v></c>'
        + (f'<c r="D{n}" t="inlineStr"><is><t>丁{n}</t></is></c></row>' if n % 3 else "</row>")
        for n in range(1, count + 1)
    )
    strings = strings_xml(*(f"<t>{'' if n == 9000 else f'甲{n}'}</t>" for n in range(count)))
    path = package(tmp_path / "a.xlsx", sheet_xml("".join(cells)), strings, styles_xml("0.00"))
    assert opened(path).sheets[0].blocks is not None
    blocks = list(opened(path).sheets[0].blocks())
    assert [pa.types.is_dictionary(column.type) for column in blocks[-1].columns] == [
        False, False, True, False,
    ]  # fmt: skip
    found = [
        [text for block in blocks for text in block.columns[place].to_pylist()]
        for place in range(4)
    ]
    assert found == [
        [None if n == 9000 else f"甲{n}" for n in range(count)],
        [f"{n}.50" for n in range(1, count + 1)],
        [f"甲{n % 2}" for n in range(1, count + 1)],
        [f"丁{n}" if n % 3 else None for n in range(1, count + 1)],
    ]
    raws = [raw for block in blocks for raw in block.stored[1].raw.to_pylist()]
    assert raws == [f"{n}.5" for n in range(1, count + 1)]
    assert all(block.stored[1].exact for block in blocks)


def test_long_texts_that_are_kept_once_stay_in_a_dictionary(tmp_path: Path) -> None:
    """Half of the cells have a text of their own, the others one long text in common."""
    count = 12_000
    cells = (
        f'<row r="{n}"><c r="A{n}" t="s"><v>{n if n % 2 else 0}</v></c></row>'
        for n in range(1, count + 1)
    )
    strings = strings_xml(f"<t>{'长' * 3000}</t>", *(f"<t>甲{n}</t>" for n in range(count)))
    path = package(tmp_path / "a.xlsx", sheet_xml("".join(cells)), strings)
    columns = [block.columns[0] for block in opened(path).sheets[0].blocks()]
    assert all(pa.types.is_dictionary(column.type) for column in columns)


def prefixed(xml: str) -> str:
    return re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", xml).replace("xmlns=", "xmlns:x=")


def test_tags_with_a_prefix_are_read_at_speed(tmp_path: Path) -> None:
    """As .NET libraries write them; in blocks that end anywhere."""
    count = 30_000
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>{n % 3}</v></c><c r="B{n}" t="str"><v>x:乙&lt;x:{n}</v></c></row>'
        for n in range(1, count + 1)
    )
    behind = '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    before = '<cols><col min="2" max="2" hidden="1"/></cols>'
    strings = strings_xml("<t>a</t>", "<t>b</t>", "<t>x:c</t>")
    path = package(
        tmp_path / "a.xlsx", prefixed(sheet_xml(rows, behind, before)), prefixed(strings)
    )
    assert is_plain(path)
    sheet = opened(path).sheets[0]
    assert (sheet.merges[0].right, sheet.hidden_columns) == (2, {2})
    assert [tuple(row) for row in sheet.rows()] == [
        (("a", "b", "x:c")[n % 3], f"x:乙<x:{n}") for n in range(1, count + 1)
    ]


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><!-- <x:c> --><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v><![CDATA[<x:1>]]></v></c></row>',
    ],
)
def test_what_looks_like_a_prefixed_tag_stays(rows: str, tmp_path: Path) -> None:
    written = re.sub(r"<(/?)(?=(?:row|c|v|sheetData|worksheet)\b)", r"<\1x:", sheet_xml(rows))
    path = package(tmp_path / "a.xlsx", written.replace("xmlns=", "xmlns:x="))
    assert not is_plain(path)
    assert rows_of(path) == [("<x:1>" if "CDATA" in rows else "1",)]
