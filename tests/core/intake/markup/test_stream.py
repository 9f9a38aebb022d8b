"""XML from strangers."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.errors import FileTooLarge, FileUnreadable, GongkaiError
from app.core.intake.markup.stream import feed, small_part, text_codec

PATH = Path("a.xml")


class Told:
    def __init__(self) -> None:
        self.events: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.events.append(f"<{name}{attributes or ''}>")

    def end(self, name: str) -> None:
        self.events.append(f"</{name}>")

    def text(self, data: str) -> None:
        self.events.append(data)


def told(*blocks: bytes) -> str:
    handler = Told()
    for _ in feed(blocks, handler, PATH):
        pass
    return "".join(handler.events)


def test_namespaces_text_and_progress() -> None:
    text = b"<a xmlns='urn:a' b='1'>\xe7\x94\xb2<c/></a>"
    assert told(text) == "<urn:a a{'b': '1'}>甲<urn:a c></urn:a c></urn:a a>"
    assert told(text[:20], text[20:25], text[25:]) == told(text)
    assert list(feed([text[:9], text[9:]], Told(), PATH)) == [9, len(text), len(text)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb2312", "GBK", "gb18030", "big5"])
def test_declared_encodings(encoding: str) -> None:
    data = f"<?xml version='1.0' encoding='{encoding}'?><a>清溪</a>".encode(encoding)
    assert told(data[:60], data[60:]) == "<a>清溪</a>"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<a>",
        b"<a></b>",
        b"<a>\xff</a>",
        b"<?xml version='1.0' encoding='none-such'?><a/>",
        b"<?xml version='1.0' encoding='gbk'?><a>\xff\xff</a>",
        b"<?xml version='1.0' encoding='hex'?><a/>",
        b"<!DOCTYPE a><a/>",
        b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        b"<!DOCTYPE a SYSTEM 'file:///etc/hostname'><a/>",
    ],
)
def test_what_is_refused(data: bytes) -> None:
    with pytest.raises(FileUnreadable) as caught:
        told(data)
    assert caught.value.params["name"] == "a.xml"


def test_deep_nesting() -> None:
    assert told(b"<a>" * 200 + b"</a>" * 200)
    with pytest.raises(FileTooLarge):
        told(b"<a>" * 201)


def test_one_endless_tag() -> None:
    def blocks() -> Iterator[bytes]:
        yield b"<a b='"
        while True:
            yield b"x" * (1 << 20)

    started = time.monotonic()
    with pytest.raises(FileTooLarge):
        for _ in feed(blocks(), Told(), PATH):
            pass
    assert time.monotonic() - started < 5


def test_damage_that_a_handler_finds() -> None:
    class Strict(Told):
        def start(self, name: str, attributes: dict[str, str]) -> None:
            int(attributes["n"])

    with pytest.raises(FileUnreadable):
        list(feed([b"<a n='x'/>"], Strict(), PATH))


def test_small_part() -> None:
    elements = small_part([b"<r xmlns='u'><a b='1'>x<c>y</c>z</a></r>"], PATH)
    assert [(e.name, e.attributes, e.text) for e in elements] == [
        ("r", {}, ""), ("a", {"b": "1"}, "xz"), ("c", {}, "y"),
    ]  # fmt: skip


def test_small_part_that_is_not_small() -> None:
    def blocks() -> Iterator[bytes]:
        yield b"<a>"
        while True:
            yield b"x" * (1 << 20)

    with pytest.raises(GongkaiError):
        small_part(blocks(), PATH)


def test_only_encodings_of_text() -> None:
    names = ("UTF-8", "GBK", "utf-16", "hex", "zlib", "idna", "none-such")
    assert [text_codec(name) for name in names] == [
        "utf-8", "gbk", "utf-16", None, None, None, None,
    ]  # fmt: skip
