"""Encodings: decided by validity, refused with the place when nothing fits."""

from pathlib import Path

import pytest

from app.core.errors import EncodingUnknown
from app.core.intake.encoding import detect, is_text

TEXT = "名称,数量\n东门公厕,1\n一二三,4\n𠮷䶮村,5\n"


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


def test_late_chinese_in_a_numeric_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"1,2,3\n" * 20_000 + "合计,备注\n".encode("gb18030"))
    assert detect(path) == "gb18030"


def test_character_cut_by_the_block_border(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"x" + "公".encode() * 400_000)  # three bytes across 1 MiB
    assert detect(path) == "utf-8"


def test_neither_way_names_row_and_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("名称,数量\n东门,1\n".encode("gb18030") + b"\xff\xff,2\n")
    with pytest.raises(EncodingUnknown) as caught:
        detect(path)
    assert caught.value.where.row == 3
    assert "ff ff" in caught.value.told("en")


@pytest.mark.parametrize(
    "head", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"\x00\x01\x02\x00\x00\x05"]
)
def test_binary_is_no_text(head: bytes) -> None:
    assert not is_text(head)
