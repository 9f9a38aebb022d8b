"""dBase and FoxPro tables: every type, every encoding, and what is damaged."""

import contextlib
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import EncodingUnknown, FileProtected, FileUnreadable, GongkaiError
from app.core.intake.sheet import NO_WISH, Row, Wish, Workbook
from app.core.intake.table import open_workbook
from app.core.jobs import Job
from tests.core.intake.readers.dbf_file import dbf, field, record

NAMES = [field("名称", "C", 10), field("人数", "N", 8, 2)]


def opened(content: bytes, folder: Path, wish: Wish = NO_WISH) -> Workbook:
    path = folder / "册.dbf"
    path.write_bytes(content)
    return open_workbook(path, Job(), wish).book


def rows(content: bytes, folder: Path, wish: Wish = NO_WISH) -> list[Row]:
    return list(opened(content, folder, wish).sheets[0].rows())


def named(text: str, number: str, encoding: str = "gb18030", mark: bytes = b" ") -> bytes:
    return record(text.encode(encoding).ljust(10), number.rjust(8).encode(), mark=mark)


def test_text_and_numbers_stay_as_stored(tmp_path: Path) -> None:
    content = dbf(NAMES, [named("青石镇", "1.10"), named(" 甲", "007"), named("", "")])
    assert rows(content, tmp_path) == [
        ("名称", "人数"),
        ("青石镇", "1.10"),
        (" 甲", "007"),
        (None, None),
    ]


def test_fields_that_end_with_a_line_feed(tmp_path: Path) -> None:
    content = dbf(NAMES, [named("甲", "1")])
    end = 32 * 3
    assert content[end : end + 1] == b"\r"
    sent_as_text = content[:end] + b"\n" + content[end + 1 :]
    assert rows(sent_as_text, tmp_path) == [("名称", "人数"), ("甲", "1")]


def test_deleted_records_are_hidden_rows(tmp_path: Path) -> None:
    content = dbf(NAMES, [named("甲", "1"), named("乙", "2", mark=b"*"), named("丙", "3")])
    book = opened(content, tmp_path)
    assert book.sheets[0].hidden_rows == {3}
    assert [row[0] for row in book.sheets[0].rows()] == ["名称", "甲", "乙", "丙"]


@pytest.mark.parametrize("driver", [0x4D, 0x7A, 0x00, 0x57])
def test_gbk(driver: int, tmp_path: Path) -> None:
    assert rows(dbf(NAMES, [named("䶮𠮷", "1")], driver=driver), tmp_path)[1][0] == "䶮𠮷"


def test_utf8_is_told_by_the_whole_file(tmp_path: Path) -> None:
    fields = [("名称".encode(), "C", 10, 0, 0), field("n", "N", 8)]
    book = opened(dbf(fields, [named("青石镇", "1", "utf-8")]), tmp_path)
    assert book.encoding == "utf-8"
    assert list(book.sheets[0].rows())[1][0] == "青石镇"


def test_code_page_file_beside(tmp_path: Path) -> None:
    (tmp_path / "册.cpg").write_text("BIG5")
    fields = [field("a", "C", 10), field("n", "N", 8)]
    assert rows(dbf(fields, [named("鄉鎮", "1", "big5")]), tmp_path)[1][0] == "鄉鎮"


def test_the_person_is_right(tmp_path: Path) -> None:
    fields = [field("a", "C", 10), field("n", "N", 8)]
    content = dbf(fields, [named("鄉鎮", "1", "big5")], driver=0x4D)
    assert rows(content, tmp_path, Wish(encoding="big5"))[1][0] == "鄉鎮"
    broken = dbf(fields, [record(b"\xffabc".ljust(10), b"       1")])
    assert rows(broken, tmp_path, Wish(encoding="utf-8"))[1][0] == "⟦FF⟧abc"


def test_no_encoding_fits(tmp_path: Path) -> None:
    with pytest.raises(EncodingUnknown) as caught:
        opened(dbf(NAMES, [record(b"\xff\xff\xff".ljust(10), b"       1")]), tmp_path)
    assert caught.value.where.row == 2


def test_text_cut_in_mid_character(tmp_path: Path) -> None:
    content = dbf([field("a", "C", 3)], [record("甲乙".encode("gb18030")[:3])])
    book = opened(content, tmp_path)
    assert list(book.sheets[0].rows())[1] == ("甲⟦D2⟧",)
    assert [notice.code for notice in book.notices.all()] == ["character-cut"]


def test_foxpro_types(tmp_path: Path) -> None:
    fields = [
        field("日期", "D", 8),
        field("是否", "L", 1),
        field("整数", "I", 4),
        field("双精度", "B", 8),
        field("货币", "Y", 8),
        field("时间", "T", 8),
        field("浮点", "F", 6),
    ]
    full = record(
        b"20240301",
        b"T",
        struct.pack("<i", -42),
        struct.pack("<d", 0.1),
        struct.pack("<q", 123400),
        struct.pack("<ii", 2_460_371, 45_296_500),
        b" 1.50 ",
    )
    blank = record(b" " * 8, b"?", bytes(4), struct.pack("<d", 1e22), bytes(8), bytes(8), b" " * 6)
    assert rows(dbf(fields, [full, blank], version=0x30), tmp_path)[1:] == [
        ("2024-03-01", "TRUE", "-42", "0.1", "12.3400", "2024-03-01 12:34:56.500", "1.50"),
        (None, None, "0", "10000000000000000000000", "0.0000", None, None),
    ]


def test_varchar_and_null(tmp_path: Path) -> None:
    fields = [field("甲", "V", 5, options=2), field("_NullFlags", "0", 1, options=5)]
    content = dbf(
        fields, [record(b"ab\0\0\x02", b"\x01"), record(b"abcde", b"\x00"), record(bytes(5), b"\x02")],
        version=0x32,
    )  # fmt: skip
    assert rows(content, tmp_path)[1:] == [("ab",), ("abcde",), (None,)]


def test_long_character_field(tmp_path: Path) -> None:
    text = b"x" * 300
    content = dbf([(b"a", "C", 300, 1, 0)], [record(text)])
    assert rows(content, tmp_path)[1] == (text.decode(),)


MEMO_FIELDS = [field("备注", "M", 10)]


def test_memos(tmp_path: Path) -> None:
    third = bytes(512) + "第一段".encode("gb18030") + b"\x1a\x1a"
    (tmp_path / "册.dbt").write_bytes(third.ljust(1024, b"\0"))
    content = dbf(
        MEMO_FIELDS, [record(b"         1"), record(b" " * 10)], version=0x83, driver=0x4D
    )
    assert rows(content, tmp_path)[1:] == [("第一段",), (None,)]
    data = "第四".encode("gb18030")
    fourth = b"\xff\xff\x08\0" + struct.pack("<I", len(data) + 8) + data
    (tmp_path / "册.dbt").write_bytes(bytes(20) + b"\0\x02" + bytes(490) + fourth)
    content = dbf(MEMO_FIELDS, [record(b"         1")], version=0x8B, driver=0x4D)
    assert rows(content, tmp_path)[1] == ("第四",)


def test_foxpro_memo(tmp_path: Path) -> None:
    data = "备注".encode("gb18030")
    head = bytes(6) + struct.pack(">H", 64) + bytes(504)
    (tmp_path / "册.FPT").write_bytes(head + struct.pack(">II", 1, len(data)) + data)
    content = dbf([field("m", "M", 4)], [record(struct.pack("<I", 8))], version=0x30, driver=0x7A)
    assert rows(content, tmp_path)[1] == ("备注",)


@pytest.mark.parametrize(
    ("fields", "cell", "code"),
    [
        (MEMO_FIELDS, b"         7", "memo-missing"),
        ([field("图", "G", 10)], b"         7", "memo-object"),
        ([field("数", "N", 4)], b"****", "number-lost"),
    ],
)
def test_warnings(
    fields: list[tuple[bytes, str, int, int, int]], cell: bytes, code: str, tmp_path: Path
) -> None:
    book = opened(dbf(fields, [record(cell)], version=0x83), tmp_path)
    list(book.sheets[0].rows())
    assert [notice.code for notice in book.notices.all()] == [code]
    assert book.notices.all()[0].where.startswith("册!")


def test_more_records_than_stated_are_hidden(tmp_path: Path) -> None:
    book = opened(dbf(NAMES, [named("甲", "1"), named("乙", "2")], count=1), tmp_path)
    assert book.sheets[0].hidden_rows == {3}
    assert [notice.code for notice in book.notices.all()] == ["record-count"]


WHOLE = dbf(NAMES, [named("甲", "1"), named("乙", "2")])


@pytest.mark.parametrize(
    "content",
    [
        WHOLE[:-10],
        WHOLE[:100],
        WHOLE[:60],
        dbf(NAMES, [named("甲", "1")], count=3),
        dbf(NAMES, [named("甲", "1")], count=0),
        WHOLE[:10] + b"\x40\0" + WHOLE[12:],  # another record length
        WHOLE[:8] + b"\xff\xff" + WHOLE[10:],  # another header length
        WHOLE[:48] + b"\x63" + WHOLE[49:],  # another field length
        b"\x8c" + WHOLE[1:],
        dbf([field("数", "I", 3)], [record(b"abc")], version=0x30),
    ],
)
def test_damage_is_told(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable):
        rows(content, tmp_path)


def test_encrypted(tmp_path: Path) -> None:
    with pytest.raises(FileProtected):
        opened(WHOLE[:15] + b"\x01" + WHOLE[16:], tmp_path)


@given(st.binary(max_size=60), st.integers(0, 150))
def test_any_bytes_end_in_rows_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int
) -> None:
    content = WHOLE[:at] + noise + WHOLE[at + len(noise) :]
    with contextlib.suppress(GongkaiError):
        rows(content, tmp_path_factory.mktemp("d"))
