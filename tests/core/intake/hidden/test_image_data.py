"""What pictures hold beside their pixels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.intake.hidden.exif import exif_lines
from app.core.intake.hidden.image_data import image_text
from tests.core.intake.hidden.pictures import exif, jpeg, png


@pytest.mark.parametrize("order", ["<", ">"])
def test_who_with_what_when_and_where(order: str) -> None:
    assert exif_lines(exif(order)) == [
        "Make: Phone Maker",
        "DateTime: 2024:03:05 10:20:30",
        "Artist: 张三",
        "GPS: 30.508333, 120.250000",
    ]


def test_comment_and_what_is_glued_on() -> None:
    text = image_text(jpeg(tail="附在后面的话".encode())) or ""
    assert "Comment: 内部照片" in text
    assert "附在后面的话" in text


def test_png_texts() -> None:
    assert image_text(png(Author="张三", Comment="某处")) == "Author: 张三\nComment: 某处"


def test_xmp() -> None:
    packet = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><c>\xe5\xbc\xa0\xe4\xb8\x89</c></x:xmpmeta>"
    body = b"\xff\xe1" + (len(packet) + 2).to_bytes(2, "big") + packet
    assert "张三" in (image_text(b"\xff\xd8" + body + b"\xff\xd9") or "")


def test_no_picture() -> None:
    assert image_text(b"hello") is None
    assert image_text(b"\xff\xd8\xff\xd9") == ""


@given(st.binary(max_size=200), st.integers(0, 250))
def test_damage_ends_quietly(noise: bytes, place: int) -> None:
    whole = exif()
    exif_lines(whole[:place] + noise + whole[place:])
    image_text(jpeg(whole[:place] + noise))
    for magic in (
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        b"RIFF____WEBP",
        b"II*\0",
        b"\0\0\0\x18ftypheic",
    ):
        image_text(magic + noise)


def test_directories_in_a_circle() -> None:
    assert exif_lines(b"II*\0\x08\0\0\0" + bytes(2) + b"\x08\0\0\0") == []
