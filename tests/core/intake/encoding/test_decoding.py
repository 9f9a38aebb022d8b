"""Decoding block by block: nothing is dropped, and every bad byte has its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.intake.encoding.decoding import MAX_PLACES, Decoder, Place, decode_keeping

ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "cp950", "big5hkscs", "utf-16", "utf-16-le",
             "utf-16-be", "cp1252", "cp932", "cp949", "euc_jp")  # fmt: skip


@pytest.mark.parametrize(
    ("data", "encoding", "text", "places"),
    [
        ("名称,数\n".encode(), "utf-8", "名称,数\n", ()),
        (b"a\r\nbc\xff\xffd", "gb18030", "a\r\nbc⟦FF⟧⟦FF⟧d", (Place(2, 3, "ff ff"),)),
        (b"\xb9\xab\x81", "gbk", "公⟦81⟧", (Place(1, 2, "81"),)),
        ("名".encode()[:2], "utf-8", "⟦E5⟧⟦90⟧", (Place(1, 1, "e5 90"),)),
        (b"a\x00\x00\xd8b\x00", "utf-16-le", "a⟦00D8⟧b", (Place(1, 2, "00 d8"),)),
        (b"a\x00\x00b\x00", "utf-8", "a⟦00⟧⟦00⟧b", (Place(1, 2, "00 00"),)),
        (b"\xd8\x01\x4e", "utf-16-be", "⟦D801⟧⟦4E⟧", (Place(1, 1, "d8 01 4e"),)),
        (b"\xfe\xff\x00a\xd8\x01", "utf-16", "a⟦D801⟧", (Place(1, 2, "d8 01"),)),
        (b"x\ry\x81\r\nz\x8d", "cp1252", "x\ry⟦81⟧\r\nz⟦8D⟧", (Place(2, 2, "81"), Place(3, 2, "8d"))),
    ],
)  # fmt: skip
def test_bad_bytes_are_kept(
    data: bytes, encoding: str, text: str, places: tuple[Place, ...]
) -> None:
    assert decode_keeping(data, encoding) == (text, places)


@given(st.text('公厕1,\n\r"a名é', max_size=40), st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_round_trip(text: str, encoding: str) -> None:
    assert decode_keeping(text.encode(encoding), encoding) == (text, ())


@given(st.binary(max_size=60), st.sampled_from(ENCODINGS), st.integers(1, 9))
def test_blocks_make_no_difference(data: bytes, encoding: str, size: int) -> None:
    whole = Decoder(encoding)
    text = whole.decode(data, final=True)
    parts = Decoder(encoding)
    pieces = [parts.decode(data[at : at + size]) for at in range(0, len(data), size)]
    assert "".join((*pieces, parts.decode(b"", final=True))) == text
    assert parts.count == whole.count
    assert "".join(p.data.replace(" ", "") for p in parts.places) == "".join(
        p.data.replace(" ", "") for p in whole.places
    )
    assert parts.places[:1] == whole.places[:1] or len(parts.places) > len(whole.places)
    text.encode()  # no lone surrogate is left


def test_a_line_end_across_two_blocks_counts_once() -> None:
    decoder = Decoder("utf-8")
    for block in (b"a\r", b"\nb\xff"):
        decoder.decode(block)
    assert decoder.places == [Place(2, 2, "ff")]


def test_places_are_bounded_but_all_bytes_counted() -> None:
    decoder = Decoder("utf-8")
    decoder.decode(b"\xff," * 5000, final=True)
    assert len(decoder.places) == MAX_PLACES
    assert decoder.count == 5000
