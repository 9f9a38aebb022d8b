"""Encodings: decided by likelihood and validity, refused with the candidates or the place."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import BytesUndecodable, EncodingUnknown
from app.core.intake.encoding.decide import CHOICES, Evidence, decide, detect, is_text, survey
from app.core.jobs import Job

TEXT = "名称,数量\n东门公厕,1\n一二三,4\n𠮷䶮村,5\n"
TRADITIONAL = "名稱,地址,數量\n臺北市立圖書館,信義路,1\n國父紀念館,仁愛路,4\n"


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_detect(encoding: str, found: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(TEXT.encode(encoding))
    assert is_text(path.read_bytes()[:4096])
    assert detect(path) == found
    assert path.read_bytes().decode(detect(path)) == TEXT


@pytest.mark.parametrize("encoding", ["big5", "cp950", "big5hkscs", "gb18030", "utf-8"])
def test_traditional_characters(encoding: str) -> None:
    data = TRADITIONAL.encode(encoding)
    assert data.decode(decide(data).name or "") == TRADITIONAL


def test_hong_kong_characters(tmp_path: Path) -> None:
    text = TRADITIONAL + "嘅喺啲,九龍,2\n"
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode("big5hkscs"))
    assert detect(path) == "big5hkscs"
    path.write_bytes((TRADITIONAL * 8000 + text).encode("big5hkscs"))  # far down the file
    assert detect(path) == "big5hkscs"


@pytest.mark.parametrize("name", ["王秀英", "欧阳建国", "张伟", "李娜"])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_one_name_alone(name: str, encoding: str) -> None:
    data = name.encode(encoding)
    assert data.decode(decide(data).name or "").lstrip("\ufeff") == name


@pytest.mark.parametrize("name", ["白影琳", "元", "男", "个", "千克"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_words_in_utf_16_that_are_ascii_by_chance(name: str, encoding: str) -> None:
    assert decide(name.encode(encoding)).name == encoding


@pytest.mark.parametrize("word", ["Zhang", "test", "A001", "id", "No", "data", "200101", "GZ-101"])
def test_short_words_of_ascii(word: str) -> None:
    assert decide(word.encode()).name == "utf-8"


@pytest.mark.parametrize("name", ["王淑芬", "陳志明", "黃美玲"])
def test_one_traditional_name_alone(name: str) -> None:
    assert decide(name.encode("cp950")).name == "cp950"


@pytest.mark.parametrize("text", ["目录\n1\n", "联通"])
def test_notorious_words_of_gbk(text: str) -> None:
    assert decide(text.encode("gbk")).name == "gb18030"


@pytest.mark.parametrize("text", ["1,2\n3,4\n", "CODE", "N/A.", "20240301", "a", "id,name\r\n"])
def test_ascii_is_utf8(text: str) -> None:
    assert decide(text.encode()).name == "utf-8"


@pytest.mark.parametrize("text", ["é", "Größe\n5\n", "Москва", "이름,주소\n", "氏名,ひらがな\n"])
def test_foreign_text_in_utf8(text: str) -> None:
    assert decide(text.encode()).name == "utf-8"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Le président a été élu à Besançon, où l'hôtel de ville reçoit\n", "cp1252"),
        ("José,12\nRené,13\n", "latin-1"),
        ("이름,주소\n홍길동,서울특별시 종로구\n", "euc_kr"),
        ("김철수\n이영희\n", "cp949"),
        ("氏名,住所\n山田太郎,東京都千代田区\n", "cp932"),
        ("カタカナ,ひらがな\n", "euc_jp"),
        ("Привет, Москва\n", "cp1251"),
    ],
)
def test_foreign_text_does_not_pass_for_chinese(text: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode(encoding))
    assert survey(path).name is None
    with pytest.raises(EncodingUnknown) as caught:
        detect(path)
    assert not isinstance(caught.value, BytesUndecodable)
    assert "--encoding" in caught.value.advice("en")


def test_candidates_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("상품명,가격\n사과,100\n".encode("cp949"))
    found = survey(path)
    assert found.candidates[0] == "cp949"
    with pytest.raises(EncodingUnknown) as caught:
        detect(path)
    assert "，可能是：cp949" in caught.value.told("zh")
    assert "; it may be: cp949" in caught.value.told("en")
    assert survey(path, "cp949").bad == 0  # a person's word wins
    assert set(found.candidates) - {"euc_jp", "big5hkscs"} <= set(CHOICES)


NOISE = bytes((n * 197 + n * n * 31) % 128 + 128 for n in range(200))


def test_noise_is_unknown() -> None:
    assert decide(NOISE).name is None


def test_what_may_be_nothing_is_said_to_be_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(NOISE)
    assert survey(path).candidates == ()
    with pytest.raises(EncodingUnknown) as caught:
        detect(path)
    assert caught.value.told("zh") == "无法确定 a.csv 的编码"
    assert caught.value.told("en") == "The encoding of a.csv is unclear"
    assert caught.value.proposal == ""


def test_late_chinese_in_a_numeric_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"1,2,3\n" * 200_000 + "合计,备注\n".encode("gb18030"))
    assert detect(path) == "gb18030"


def test_character_cut_by_the_block_border(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"x" + "公".encode() * 400_000)  # three bytes across 1 MiB
    assert detect(path) == "utf-8"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-16-le"])
def test_a_head_may_end_inside_a_character(encoding: str) -> None:
    data = TEXT.encode(encoding)
    for end in range(12, len(data)):
        assert decide(data[:end]).name == encoding


def test_neither_way_names_row_and_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("名称,数量\n东门,1\n".encode("gb18030") + b"\xff\xff,2\n")
    with pytest.raises(EncodingUnknown) as caught:
        detect(path)
    assert caught.value.where.row == 3
    assert "ff ff" in caught.value.told("en")


def test_one_bad_byte_in_a_large_file(tmp_path: Path) -> None:
    row = "东门公厕,1\n".encode("gbk")
    path = tmp_path / "a.csv"
    path.write_bytes(row * 100_000 + b"\xb9\xab\xff,2\n" + row * 10)
    with pytest.raises(BytesUndecodable) as caught:
        detect(path)
    error = caught.value
    assert (error.where.row, error.params["column"], error.params["bytes"]) == (100_001, 2, "ff")
    assert error.params["count"] == 1
    assert error.code == "bytes-undecodable"


def test_utf8_cut_in_mid_character(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(("名称,数量\n东门公厕,1\n" * 5 + "西门").encode()[:-1])
    with pytest.raises(BytesUndecodable) as caught:
        detect(path)
    assert caught.value.params["encoding"] == "utf-8"
    assert (caught.value.where.row, caught.value.params["column"]) == (11, 2)
    assert caught.value.params["count"] == 2


def test_two_encodings_in_one_file_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes((TEXT * 50).encode("gb18030") + "合计数\n".encode())
    with pytest.raises(BytesUndecodable):
        detect(path)
    path.write_bytes((TEXT * 50).encode("gb18030") + (TEXT * 5).encode())
    with pytest.raises(EncodingUnknown):
        detect(path)


def test_survey_can_be_cancelled(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(TEXT.encode())
    job = Job()
    job.cancel()
    with pytest.raises(Exception, match="Cancelled"):
        survey(path, job=job)


def test_evidence_is_the_same_whatever_the_blocks() -> None:
    data = (TEXT * 20).encode("gb18030")
    evidence = Evidence()
    for start in range(0, len(data), 7):
        evidence.add(data[start : start + 7])
    assert evidence.decide().name == decide(data).name == "gb18030"


@pytest.mark.parametrize(
    "head", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"\x00\x01\x02\x00\x00\x05", b"\x00" * 64]
)
def test_binary_is_no_text(head: bytes) -> None:
    assert not is_text(head)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_text_with_nuls_is_text(encoding: str) -> None:
    """Some databases end cells so; it is no UTF-16 for that."""
    for text in ("名称,数\n甲\x00,1\n乙\x00,2\n", "name,n\nab\x00,1\n", "甲,1\n" + "\x00" * 500):
        assert is_text(text.encode(encoding))
        assert decide(text.encode(encoding)).name in (encoding, "utf-8")


def test_long_chinese_in_utf16_has_few_nuls() -> None:
    text = "本办法自发布之日起施行，由市人民政府办公室负责解释。" * 40 + "\n"
    for encoding in ("utf-16-le", "utf-16-be"):
        head = text.encode(encoding)
        assert is_text(head)
        assert decide(head).name == encoding


@given(st.binary(max_size=200))
def test_no_bytes_break_it(data: bytes) -> None:
    found = decide(data)
    assert 0.0 <= found.confidence <= 1.0 + 1e-6
    assert isinstance(is_text(data), bool)
