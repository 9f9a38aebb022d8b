"""Delimited text, with everything that office systems do to it."""

import time
from pathlib import Path

import pytest

from app.core.errors import (
    BytesUndecodable,
    EncodingUnknown,
    FileEmpty,
    FileUnreadable,
    FormatUnknown,
    ParameterInvalid,
    TableMissing,
)
from app.core.intake.readers.delimited import DelimitedReader
from app.core.intake.sheet import Signature, Wish
from app.core.intake.table import import_file
from app.core.jobs import Job
from app.core.model import Table


def imported(content: bytes, folder: Path, name: str = "a.csv") -> Table:
    path = folder / name
    path.write_bytes(content)
    return import_file(path, Job())


@pytest.mark.parametrize(
    "delimiter", [",", "\t", ";", "|", "，", "；", "｜", "^", "~", "\x01", "\x1f"]
)
def test_delimiters(delimiter: str, tmp_path: Path) -> None:
    lines = [
        "名称;数量".replace(";", delimiter),
        "甲;1".replace(";", delimiter),
        "乙;2".replace(";", delimiter),
    ]
    table = imported("\n".join(lines).encode(), tmp_path)
    assert table.columns == ("名称", "数量")
    assert table.rows == 2


@pytest.mark.parametrize("text", ["一^二", "甲；乙；丙", "甲｜乙"])
def test_marks_within_cells_are_no_delimiters(text: str, tmp_path: Path) -> None:
    table = imported(f"名称,说明\n甲,{text}\n乙,{text}\n".encode(), tmp_path)
    assert table.data["说明"].to_pylist() == [text, text]


def test_a_rare_mark_in_some_lines_is_no_delimiter(tmp_path: Path) -> None:
    assert imported("网址\na~b\na~c\nabc\n".encode(), tmp_path).columns == ("网址",)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str, tmp_path: Path) -> None:
    assert imported(end.join(["名称,数", "甲,1", "乙,2", ""]).encode(), tmp_path).rows == 2


def test_values_stay_exact(tmp_path: Path) -> None:
    text = '编号,名称,备注\n000123,NA,"含,逗号"\n0571,None,"两\n行"\n1e5,#N/A,"引""号"\n'
    table = imported(text.encode(), tmp_path)
    assert table.data["编号"].to_pylist() == ["000123", "0571", "1e5"]
    assert table.data["名称"].to_pylist() == ["NA", "None", "#N/A"]
    assert table.data["备注"].to_pylist() == ["含,逗号", "两\n行", '引"号']


@pytest.mark.parametrize("cell", ['"=""001"""', '="001"', "\t001", '"\t001"', "001\t"])
def test_guards_against_excel_are_removed(cell: str, tmp_path: Path) -> None:
    assert imported(f"名称,编号\n甲,{cell}\n".encode(), tmp_path).data["编号"][0].as_py() == "001"


def test_ragged_rows_do_not_shift(tmp_path: Path) -> None:
    table = imported("甲,乙,丙\n一,二,三\n四,五\n六,七,八,多\n".encode(), tmp_path)
    assert table.data["丙"].to_pylist() == ["三", None, "八"]
    assert table.data["甲"].to_pylist() == ["一", "四", "六"]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_rare_characters(encoding: str, tmp_path: Path) -> None:
    table = imported("姓名,人数\n𠮷䶮,1\n一二,2\n".encode(encoding), tmp_path)
    assert table.data["姓名"].to_pylist() == ["𠮷䶮", "一二"]


@pytest.mark.parametrize("name", ["a.xls", "a.txt", "a.tsv", "a"])
def test_suffix_does_not_matter(name: str, tmp_path: Path) -> None:
    assert imported("名称,数\n甲,1\n".encode(), tmp_path, name).source.kind == "csv"


def test_no_encoding_fits(tmp_path: Path) -> None:
    with pytest.raises(EncodingUnknown) as caught:
        imported("名称,数\n甲,1\n".encode("gb18030") + b"\xff\xfe\xff,2\n", tmp_path)
    assert caught.value.where.row == 3
    assert "ff fe ff" in caught.value.told("zh")


def test_empty_file(tmp_path: Path) -> None:
    with pytest.raises(FileEmpty):
        imported(b"", tmp_path)


@pytest.mark.parametrize("content", [b"\xef\xbb\xbf", b"\n\n\n"])
def test_no_table(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(TableMissing):
        imported(content, tmp_path)


def test_folder_and_missing_file(tmp_path: Path, job: Job) -> None:
    with pytest.raises(FileUnreadable):
        import_file(tmp_path, job)


@pytest.mark.parametrize(
    "content",
    [b"<html><table><tr><td>1", b"  <?xml version='1.0'?><a/>", b"%PDF-1.7 x", b"{\\rtf1 x}"],
)
def test_pages_and_documents_are_not_delimited_text(content: bytes) -> None:
    assert not DelimitedReader().accepts(Signature(content))


def test_document_named_as_a_workbook(tmp_path: Path) -> None:
    with pytest.raises(FormatUnknown):
        imported(b"%PDF-1.7 x", tmp_path, "a.xls")


def test_quote_that_is_never_closed_does_not_swallow_the_rest(tmp_path: Path) -> None:
    lines = ["名称,数", "甲,1", '"乙,2', *(f"丙{n},{n}" for n in range(50))]
    with pytest.raises(FileUnreadable) as caught:
        imported("\n".join(lines).encode(), tmp_path)
    assert caught.value.where.row == 3


def test_fifty_thousand_rows_in_seconds(tmp_path: Path) -> None:
    start = time.perf_counter()
    table = imported(("编号,名称\n" + "1,甲\n2,乙\n" * 25_000).encode(), tmp_path)
    assert table.rows == 50_000
    assert time.perf_counter() - start < 5


def test_a_person_overrules_the_guesses(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("甲;乙,丙\n丁;戊,己\n".encode("gb18030"))
    book = DelimitedReader().open(path, Job(), Wish(encoding="gbk", delimiter=";"))
    assert list(book.sheets[0].rows()) == [("甲", "乙,丙"), ("丁", "戊,己")]
    assert book.encoding == "gbk"


@pytest.mark.parametrize("wish", [Wish(delimiter=",,"), Wish(delimiter='"'), Wish(encoding="x-x")])
def test_wishes_that_cannot_be(wish: Wish, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("甲,乙\n", encoding="utf-8")
    with pytest.raises(ParameterInvalid):
        DelimitedReader().open(path, Job(), wish)


@pytest.mark.parametrize("lines", [1, 2000])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_nul_within_a_text_has_a_place(encoding: str, lines: int, tmp_path: Path) -> None:
    """No screen shows it; a person who chose the encoding sees where it stands."""
    content = "名称,数\n".encode(encoding) + "甲,1\n".encode(encoding) * lines + b"a\x00b,1\n"
    with pytest.raises(BytesUndecodable) as caught:
        imported(content, tmp_path)
    assert caught.value.where.row == lines + 2
    wished = import_file(tmp_path / "a.csv", Job(), wish=Wish(encoding=encoding))
    assert wished.data["名称"].to_pylist()[-1] == "a⟦00⟧b"


@pytest.mark.parametrize("end", [b"\x00" * 5000, b"\x1a", b"\x1a" + b"\x00" * 100, b""])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "cp950"])
def test_padding_behind_the_text(encoding: str, end: bytes, tmp_path: Path) -> None:
    for lines in (9, 90_000):
        content = ("名稱,說明\n" + "甲,臺灣省的學校\n" * lines).encode(encoding)
        table = imported(content + end, tmp_path)
        assert (table.rows, table.data["名稱"].to_pylist()[-1]) == (lines, "甲")


def test_byte_order_mark_written_twice(tmp_path: Path) -> None:
    table = imported(b"\xef\xbb\xbf\xef\xbb\xbf" + "名称,数\n甲,1\n".encode(), tmp_path)
    assert table.columns == ("名称", "数")
