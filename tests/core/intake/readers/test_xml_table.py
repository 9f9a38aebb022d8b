"""XML tables: the records are found, nothing is left out, and hostile documents are refused."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.errors import (
    BytesUndecodable,
    FileTooLarge,
    FileUnreadable,
    GongkaiError,
    SyntaxBroken,
)
from app.core.intake.markup import built_records, element_events, outline, plain_rows
from app.core.intake.readers import xml_table
from app.core.intake.sheet import NO_WISH, Row, Signature, Wish, Workbook, readers
from app.core.intake.table import choose_reader, open_workbook
from app.core.intake.writer import write_table
from app.core.jobs import Job
from tests.core.tables import data

PRINTABLE = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\t\n\r\"'<>&] "),
    min_size=1,
    max_size=8,
)


def opened(content: str | bytes, folder: Path, wish: Wish = NO_WISH) -> Workbook:
    path = folder / "册.xml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return open_workbook(path, Job(), wish).book


def rows(content: str | bytes, folder: Path, wish: Wish = NO_WISH) -> list[Row]:
    return list(opened(content, folder, wish).sheets[0].rows())


@given(
    st.lists(PRINTABLE, min_size=1, max_size=3, unique=True),
    st.lists(st.lists(PRINTABLE, min_size=3, max_size=3), min_size=1, max_size=4),
)
@settings(deadline=None, max_examples=50)
def test_our_own_export(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], cells: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("x") / "a.xml"
    columns = {name: [row[place] for row in cells] for place, name in enumerate(names)}
    write_table(data(columns), path, Job())
    opened = open_workbook(path, Job())
    source, book = opened.source, opened.book
    assert source.kind == "xml"
    header, *read = book.sheets[0].rows()
    assert header == tuple(names)
    assert [list(column) for column in zip(*read, strict=True)] == list(columns.values())
    assert book.notices.all() == ()


def test_blank_cells_keep_the_order_of_the_columns(tmp_path: Path, job: Job) -> None:
    columns = {"甲": [None, "1", None], "乙": ["2", "3", None], "丙": ["4", None, "5"]}
    write_table(data(columns), tmp_path / "a.xml", job)
    header, *read = open_workbook(tmp_path / "a.xml", job).book.sheets[0].rows()
    assert header == ("甲", "乙", "丙")
    assert [list(column) for column in zip(*read, strict=True)] == list(columns.values())


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('<r><i a="1" b="2"/><i a="3"/></r>', [("a", "b"), ("1", "2"), ("3", None)]),
        ("<r><i>甲</i><i>乙</i></r>", [("i",), ("甲",), ("乙",)]),
        ('<r><i id="1">甲</i><i id="2">乙</i></r>', [("id", "i"), ("1", "甲"), ("2", "乙")]),
        ("<r><i><a>1.10</a><b/></i></r>", [("a", "b"), ("1.10", None)]),
        ("<r><i><a>\n  1\n</a><b> 2 </b></i></r>", [("a", "b"), ("1", " 2 ")]),
        ("<r><i><a><![CDATA[<1>]]>&amp;</a></i></r>", [("a",), ("<1>&",)]),
        (
            '<x:r xmlns:x="u"><x:i><x:p u="元">2</x:p><q><s>3</s><t>4</t></q></x:i></x:r>',
            [("p_u", "p", "q_s", "q_t"), ("元", "2", "3", "4")],
        ),
        (
            "<d><p><n>浙</n><c><n>a</n><m>1</m></c><c><n>b</n></c></p><p><n>苏</n><c><n>c</n></c></p></d>",
            [("p_n", "n", "m"), ("浙", "a", "1"), ("浙", "b", None), ("苏", "c", None)],
        ),
        (
            "<r><i><t>1</t><t>2</t><k>x</k></i><i><t>3</t><k>y</k></i></r>",
            [("t", "k"), ('["1","2"]', "x"), ("3", "y")],
        ),
        (
            "<r><i><ps><p><o>1</o></p><p><o>2</o></p></ps><a>x</a><b>y</b><c>z</c></i></r>",
            [("ps_p", "a", "b", "c"), ('[{"o":"1"},{"o":"2"}]', "x", "y", "z")],
        ),
        (
            '<t><row><cell name="a">1</cell><cell name="a">2</cell></row></t>',
            [("a",), ('[{"name":"a","cell_":"1"},{"name":"a","cell_":"2"}]',)],
        ),
    ],
)
def test_shapes(content: str, expected: list[Row], tmp_path: Path) -> None:
    assert rows(content, tmp_path) == expected


def test_two_lists_are_two_sheets_and_the_rest_is_kept_aside(tmp_path: Path) -> None:
    content = (
        '<u at="2024"><note>注</note><a><i><n>1</n><m>1</m></i><i><n>2</n></i></a>'
        "<b><j><q>1</q></j><j><q>3</q></j></b></u>"
    )
    first, second = opened(content, tmp_path).sheets
    assert (first.name, second.name) == ("a.i", "b.j")
    assert list(second.rows()) == [("q",), ("1",), ("3",)]
    assert {(where.en, text) for where, text in first.surroundings} == {
        ("u", "at=2024"),
        ("u/note", "注"),
    }


def test_repeated_fields_are_told(tmp_path: Path) -> None:
    book = opened("<r><i><t>1</t><t>2</t><k>x</k></i></r>", tmp_path)
    assert [(n.code, n.where) for n in book.notices.all()] == [("doubled-field", "册!t（1）")]


@pytest.mark.parametrize(
    ("stated", "encoding"),
    [
        ("GB2312", "gb18030"),
        ("gbk", "gb18030"),
        ("UTF-8", "utf-8"),
        ("UTF-16", "utf-16"),
        ("Big5", "big5"),
    ],
)
def test_encodings(stated: str, encoding: str, tmp_path: Path) -> None:
    text = f'<?xml version="1.0" encoding="{stated}"?><r><行><名>浙江省杭州市</名></行></r>'
    assert rows(text.encode(encoding), tmp_path) == [("名",), ("浙江省杭州市",)]


def test_bytes_that_do_not_decode(tmp_path: Path) -> None:
    text = '<?xml version="1.0" encoding="GBK"?><r><i><a>浙江?</a></i></r>'
    content = text.encode("gbk").replace(b"?<", b"\xff<")
    with pytest.raises(BytesUndecodable):
        opened(content, tmp_path)
    assert rows(content, tmp_path, Wish(encoding="gb18030"))[1] == ("浙江⟦FF⟧",)


@pytest.mark.parametrize(
    ("content", "row"),
    [
        ("<r><i><a>1</a></i>\n<i><a>2", 2),
        ("<r>\n<a></b>\n</r>", 2),
        ("<r>\n<a>1</a></r>\n<r></r>", 3),
        ('<!DOCTYPE r [<!ENTITY b "c">]><r><a>&b;</a></r>', 1),
        ('<!DOCTYPE r [<!ENTITY b SYSTEM "file:///etc/hostname">]><r><a>&b;</a></r>', 1),
        ('<!DOCTYPE r [<!ENTITY % b "c">]><r><a>1</a></r>', 1),
        ('<!DOCTYPE r SYSTEM "x.dtd"><r><a>&b;</a></r>', 1),
        ("<a>" * 200 + "</a>", 1),
    ],
)
def test_what_is_refused_names_its_line(content: str, row: int, tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable) as caught:
        opened(content, tmp_path)
    assert caught.value.where.row == row


def test_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = "<r><i>" + "".join(f"<c{n}/>" for n in range(50)) + "</i></r>"
    bounds = [
        (outline, "MAX_PLACES"),
        (xml_table, "MAX_FIELDS"),
        (built_records, "MAX_RECORD"),
        (element_events, "MAX_TAG"),
        (built_records, "MAX_ASIDE"),
    ]
    for module, name in bounds:
        with monkeypatch.context() as patch:
            patch.setattr(element_events, "BLOCK", 10)
            patch.setattr(module, name, 40)
            patch.setattr(plain_rows, "MOST", 10)
            long = f"<r><n>{'x' * 60}</n><i><a>1</a><b>2</b></i><i {'z' * 50}='1'/></r>"
            with pytest.raises(FileTooLarge):
                opened(wide if name in ("MAX_PLACES", "MAX_FIELDS") else long, tmp_path)


@pytest.mark.parametrize(
    "head",
    [
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><p/>',
        "<!DOCTYPE html><table></table>",
        "<html><table><tr><td>1</td></tr></table>",
        "<table><tr><td>1</td></tr></table>",
        "<table border=1><TR ><TD>1</TD></TR></table>",
        "<5,人数\n甲,1\n",
        "名称,<a>\n",
        "<?xml version='1.0'?><ss:Workbook xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet'/>",
        "<svg xmlns='http://www.w3.org/2000/svg'><g/></svg>",
    ],
)
def test_other_formats_are_left_alone(head: str) -> None:
    assert not readers.get("xml").accepts(Signature(head.encode()))


@pytest.mark.parametrize(
    "field",
    [
        "<body>正文</body>",
        "<style>简约</style>",
        "<td>1</td>",
        "<content><![CDATA[<html><body>…]]></content>",
    ],
)
def test_fields_may_be_called_as_parts_of_a_page_are(field: str, tmp_path: Path) -> None:
    text = (
        f'<?xml version="1.0"?><list><item><no>1</no>{field}</item><item><no>2</no></item></list>'
    )
    path = tmp_path / "a.xml"
    path.write_text(text, "utf-8")
    assert choose_reader(path).reader.id == "xml"
    assert [row[0] for row in rows(text, tmp_path)] == ["no", "1", "2"]


@pytest.mark.parametrize("blanks", ["\n", "\r\n\r\n", "  \n"])
def test_blanks_before_the_declaration(blanks: str, tmp_path: Path) -> None:
    """Web applications write them, and only parsers mind."""
    text = f'{blanks}<?xml version="1.0" encoding="GBK"?><r><i><a>浙</a></i>\n<i><a>江</a></i></r>'
    assert rows(text.encode("gbk"), tmp_path) == [("a",), ("浙",), ("江",)]
    with pytest.raises(FileUnreadable) as caught:
        opened(text.replace("</r>", "").encode("gbk"), tmp_path)
    assert caught.value.where.row == 2 + blanks.count("\n")


def test_a_document_without_records(tmp_path: Path) -> None:
    assert opened('<?xml version="1.0"?><table>\n</table>', tmp_path).sheets == ()


@given(st.binary(max_size=40))
def test_any_bytes_end_in_rows_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes
) -> None:
    content = b"<?xml version='1.0'?><r><i><a>1</a></i>" + noise
    with contextlib.suppress(GongkaiError):
        for sheet in opened(content, tmp_path_factory.mktemp("x")).sheets:
            list(sheet.rows())


@pytest.mark.parametrize(
    "records",
    [
        "<i><n>甲</n><m>1</m></i>\n<i><n>a &amp; b</n><m/></i>",
        "<i>\n <n>\n  甲\n </n>\n <m> 1 </m>\n</i>",
        "<i><c name='人&amp;数'>5</c><c name='b'>\n6\n</c></i>".replace("'", '"'),
        "<i><n>1</n><n>2</n></i><i><n>3</n></i>",
        "<x:i><x:n>1</x:n><x:m>2</x:m></x:i>",
        "<g><id>1</id><i><n>1</n><m>2</m></i></g><g><id>2</id><i><n>3</n><m>4</m></i></g>",
        "<i><n>1</n><a><b>2</b><c>3</c></a></i><i><n>4</n><a><b>5</b><c>6</c></a></i>",
        "<i><n>1</n><m>2</m></i><o><p>3</p><q>4</q></o><i><n>5</n><m>6</m></i><o><p>7</p></o>",
    ],
)
def test_plain_records_read_like_all_others(records: str, tmp_path: Path) -> None:
    """A comment makes every record go through the parser."""
    plain, parsed = (opened(f"<r>{c}{records * 2}</r>", tmp_path) for c in ("", "<!-- -->"))
    for one, other in zip(plain.sheets, parsed.sheets, strict=True):
        assert list(one.rows()) == list(other.rows())
        assert (one.name, one.surroundings) == (other.name, other.surroundings)
    assert plain.notices.all() == parsed.notices.all()


def test_an_error_behind_plain_records_names_its_place(tmp_path: Path) -> None:
    for inside in ("<i><n>甲</n></i>\n" * 3, "<i><n>甲</n></i>" * 3):
        told = []
        for mark in ("<ab/>", "<?a?>"):  # behind the second, all goes through the parser
            with pytest.raises(SyntaxBroken) as caught:
                opened(f"<r>{mark}{inside}<b></c></r>", tmp_path)
            told.append(str(caught.value))
        assert told[0] == told[1]
