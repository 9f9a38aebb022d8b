"""Text in blocks, and the encoding told from its head."""

from pathlib import Path

import pytest

from app.core.errors import EncodingUnknown
from app.core.intake.encoding.text_blocks import BLOCK, FIRST, TextBlocks, told_encoding
from app.core.jobs import Job

PEOPLE = "序号,姓名,住址\n" + "".join(f"{n},王小伟,清溪县青石镇和平路{n}号\n" for n in range(200))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_encoding_is_told_from_the_head(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(PEOPLE.encode(encoding))
    assert told_encoding(path, Job()) == encoding


def test_encoding_is_told_after_much_ascii(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"1,2,3\n" * 200_000 + PEOPLE.encode("gb18030"))
    assert told_encoding(path, Job()) == "gb18030"


def test_a_person_chooses_where_it_is_unclear(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n\xff\xff\xff,1\n")
    with pytest.raises(EncodingUnknown):
        told_encoding(path, Job())


def test_only_the_head_is_read(tmp_path: Path) -> None:
    class Watched(Job):
        done = 0

        def show(self, done: int, total: int | None) -> None:
            self.done = done

    path = tmp_path / "a.csv"
    path.write_bytes(PEOPLE.encode("gb18030") * 1000)
    job = Watched()
    told_encoding(path, job)
    assert 0 < job.done < 1 << 18 < path.stat().st_size


@pytest.mark.parametrize(
    ("encoding", "delimiter", "codec"),
    [
        ("utf-8", ",", "utf-8"),
        ("utf-8", "|", "utf-8"),
        ("gb18030", ",", "gb18030"),
        ("gb18030", "\t", "gb18030"),
        ("gb18030", "|", "utf-8"),  # 0x7C may be the second byte of a character
        ("cp950", ";", "cp950"),
        ("utf-16-le", ",", "utf-8"),
        ("cp932", ",", "utf-8"),
    ],
)
def test_blocks_are_the_text(encoding: str, delimiter: str, codec: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    whole = "名字,功能,中|文\n" * 20_000
    path.write_bytes(whole.encode(encoding))
    text = TextBlocks(path, encoding, Job(), delimiter=delimiter)
    assert text.codec == codec
    blocks = list(text)
    assert b"".join(blocks).decode(codec) == whole
    assert len(blocks[0]) <= 2 * FIRST
    assert max(map(len, blocks)) <= 2 * BLOCK


@pytest.mark.parametrize("encoding", ["gb18030", "cp950", "big5hkscs"])
def test_no_character_holds_a_byte_of_the_syntax(encoding: str) -> None:
    for code in range(0x80, 0x30000):
        if 0xD800 <= code < 0xE000:
            continue
        data = chr(code).encode(encoding, "ignore")
        assert not set(data) & set(b',;\t"\r\n')
